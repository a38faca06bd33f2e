"""A sentence about a part of the records is not judged on all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.loading import load_catalogue
from expectations.parameters import judged_parameters
from expectations.populations import population_of
from expectations.recognise import entries_of
from pipelines.read.clauses import find_clauses
from pipelines.stated_policies import as_judged

CATALOGUE = load_catalogue()


def narrowed(sentence, heading="Pull requests"):
    """By id of the entry: the words by which it does not speak of all records."""
    text = f"# Contributing\n\n## {heading}\n\n{sentence}\n"
    found = {}
    for one in find_clauses(text, path="CONTRIBUTING.md", kind="contributing"):
        clause = as_judged(one, path="CONTRIBUTING.md")
        for entry in entries_of(clause, CATALOGUE):
            population = population_of(entry, judged_parameters(clause))
            found[entry.id] = population.not_understood
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Every pull request must be approved by two people.",
        "All changes must have two approvals before they are merged.",
        "At least two reviewers must approve a pull request before it lands.",
        "It needs two approvals.",
        "You need at least two approvals before you can merge.",
        "Code must be approved by two engineers.",
        "Two of the maintainers have to approve every change.",
        "Before merging:\n\n- two approvals\n- green CI",
        "A pull request needs:\n\n- two approvals",
    ],
)
def test_what_is_said_of_every_change_is_judged_on_all(sentence):
    found = narrowed(sentence)
    assert found, "no policy was recognised"
    assert not any(found.values())


@pytest.mark.parametrize(
    "sentence",
    [
        "Admin rights must have two approvals.",
        "Changes across more than five packages must have two approvals.",
        "Provider changes must be approved by two maintainers.",
        "A risk acceptance must have two approvals.",
        "Two members must approve anything that is generated.",
        "| Class | Approvals |\n|---|---|\n| High risk change | at least 2 approvals |",
        "A removal needs all of these:\n\n- two approvals",
    ],
)
def test_what_is_said_of_some_changes_is_not_judged_on_all(sentence):
    assert all(narrowed(sentence).values())


def test_a_row_about_a_path_is_judged_on_the_changes_below_it():
    text = "| Path | Approvals |\n|---|---|\n| `src/**` | at least 2 approvals |"
    assert narrowed(text) == {"approval_count": []}


@pytest.mark.parametrize(("heading", "is_all"), [("Merging", True), ("Unsafe", False)])
def test_it_stands_for_every_change_where_the_heading_is_about_changes(heading, is_all):
    found = narrowed("It must be approved by two people.", heading)
    assert found
    assert all(not words for words in found.values()) is is_all


@pytest.mark.parametrize(
    ("repository", "words"),
    [("acme/teal", []), ("acme/teal-sdk", []), ("acme/ochre", ["only for teal"])],
)
def test_the_repository_s_own_name_as_a_title_narrows_nothing(repository, words):
    text = "# Contributing\n\n## Teal\n\nEvery pull request needs two approvals.\n"
    [one] = find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
    clause = replace(as_judged(one, path="CONTRIBUTING.md"), repository_id=repository)
    [entry] = entries_of(clause, CATALOGUE)
    assert population_of(entry, judged_parameters(clause)).not_understood == words
