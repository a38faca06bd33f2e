"""Which titles and questions are about one situation, and not about every change."""

from __future__ import annotations

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.situations import names_situation

RULE = "Every pull request needs two approvals."


@pytest.mark.parametrize(
    "title",
    [
        *("If the mirror is down", "3. When a deadline is near", "I’m an intern"),
        *("What about forks", "How about translations?", "And if it is urgent?"),
        *("Is it a big change?", "Can I merge on a weekend?", "My change is urgent"),
        *("You broke the build", "Something went wrong", "Landing on Fridays"),
        *("Adding a module", "Submitting a large change", "Reverting a change"),
        *("How do I contribute from a train?", "Changes to the schema", "Urgent?"),
    ],
)
def test_a_title_names_a_situation(title):
    assert names_situation(title)


@pytest.mark.parametrize(
    "title",
    [
        *("How do I contribute?", "What do reviewers expect?", "Who merges?"),
        *("When is it merged?", "When you are ready", "If you want to contribute"),
        *("Do I need a review?", "I want to help", "You've been paged", "Reviews"),
        *("We review everything", "Reviewing and merging", "Merging a pull request"),
        *("Adding a label", "Updating your branch", "Changes in a pull request"),
        *("Before you open a pull request", "Questions?", "Every day", "Work"),
    ],
)
def test_a_title_about_every_change_names_none(title):
    assert not names_situation(title)


def test_the_project_s_own_name_tells_of_no_situation():
    text = f"# Contributing to Teal\n\n## I want to work on Teal\n\n{RULE}\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert not [one for one in clause.subjects if one.startswith("only for")]


def test_a_document_may_be_about_one_situation():
    text = f"# If the mirror is down\n\n{RULE}\n"
    [clause] = find_clauses(text, path="docs/mirror.md", kind="")
    assert "only for if the mirror is down" in clause.subjects
