"""Another sentence may call some pull requests otherwise."""

from __future__ import annotations

import re

import pytest

from expectations.titles import title_regex


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ('The lead opens a pull request "Release X.Y.Z" on Mondays.', "Release 1.5.0"),
        ("The release PR must be titled `Release vX.Y`.", "Release v2.1"),
        ("Open a PR called “Bump the version to <version>”.", "Bump the version to 3"),
        ('Name the pull request "Backport of #N".', "Backport of #12"),
        ('Use the title "Release 1.2.3" for the pull request.', "Release 2.0.0"),
        ('The title of a revert is `Revert "<title>"`.', 'Revert "Add a knob"'),
        ("Create a release pull request (`Release {version}`).", "Release 7"),
        ("Open a pull request with the title `Sync of YYYY-MM-DD`.", "Sync of Monday"),
        ('A pull request "Sync translations" is opened.', "sync translations"),
        ("Every sync pull request is called `Sync ...`.", "Sync the menu"),
    ],
)
def test_a_sentence_names_the_titles_of_some(sentence, title):
    found = title_regex(sentence)
    assert found
    assert re.search(found, title)
    assert not re.search(found, "Add a knob to the door")


@pytest.mark.parametrize(
    "sentence",
    [
        "Titles must follow `<type>: <description>`.",
        "The pull request needs the label `ready`.",
        'The title must be short; "fix" says nothing.',
        "The lead opens a pull request for the release.",
    ],
)
def test_other_names_are_no_titles(sentence):
    assert title_regex(sentence) is None


def test_a_title_that_another_sentence_states_breaks_nothing_for_certain(
    warehouse, run_judge
):
    warehouse.clause("The titles of pull requests must follow Conventional Commits.")
    warehouse.clause(
        'The lead opens a pull request "Release X.Y.Z".', path="RELEASING.md", line=3
    )
    for name, title in (
        ("right", "fix: the door"),
        ("release", "Release 1.5.0"),
        ("wrong", "Fixed the door"),
    ):
        warehouse.pull_request(name, title=title)
    run_judge()
    assert warehouse.outcomes("title_conventional") == {
        "right": "pass",
        "release": "unknown",
        "wrong": "fail",
    }
