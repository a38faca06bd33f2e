"""The main verb of a clause is found by the forms and the neighbours of its words."""

import pytest

from pipelines.read.clauses.grammar import analyse, begins_with_verb
from pipelines.read.clauses.modals import main_clause

ORDERS = [
    ("Label issues within two days.", "label"),
    ("Squash commits before merging", "squash"),
    ("Please assign it to yourself", "assign"),
    ("Page the secondary after 10 minutes", "page"),
    ("P1: acknowledge within 5 minutes", "acknowledge"),
    ("Make sure CI is green", "make"),
    ("If the build is red, revert the change", "revert"),
    ("If it grows, or it spreads, page the lead", "page"),
    ("If it fails twice in a row file an issue", "file"),
    ("Within two days raise the version", "raise"),
    ("crash: When it has a trace, label it `crash`", "label"),
    ("If you are not sure which part it is, ask the lead", "ask"),
    ("Beware of merges in a branch", "beware"),
]
STATEMENTS = [
    ("Review requests get an answer on the same day", "Review requests", "get"),
    ("Release notes are written by the manager", "Release notes", "write"),
    ("Feature branches live for two days", "Feature branches", "live"),
    ("Commit messages follow one format", "Commit messages", "follow"),
    ("Work lands on `main` by pull request", "Work", "land"),
    ("Changes to the schema need two approvals", "Changes to the schema", "need"),
    (
        "Issues that nobody touches for 30 days get closed",
        "Issues that nobody touches for 30 days",
        "get",
    ),
    (
        "Each line, named `x.y`, gets patches for a year",
        "Each line , named `x.y` ,",
        "get",
    ),
    ("They're elected once a year", "They", "elect"),
    ("Within ten days we tell you the severity", "we", "tell"),
    ("A core developer merges after three days", "A core developer", "merge"),
    ("The page first goes to the primary", "The page", "go"),
    ("Support of old systems is split in two", "Support of old systems", "split"),
    ("Although it is late, the lead merges it", "the lead", "merge"),
    ('"Small" fixes need a test', "Small fixes", "need"),
]


@pytest.mark.parametrize(("text", "verb"), ORDERS)
def test_an_order_begins_with_its_verb(text, verb):
    found = analyse(main_clause(text))
    assert (found.mood, found.verb) == ("order", verb)


@pytest.mark.parametrize(("text", "subject", "verb"), STATEMENTS)
def test_a_statement_has_a_subject_and_a_verb(text, subject, verb):
    found = analyse(main_clause(text))
    assert (found.mood, found.subject, found.verb) == ("present", subject, verb)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Versions will comply with the standard", "future"),
        ("Maintainers can reopen it", "possible"),
        ("Reviewers are able to approve", "possible"),
        ("Nobody has decided how long we wait", "past"),
        ("We had four outages", "past"),
        ("Every change must be reviewed", "obliged"),
        ("Two approvals", "name"),
    ],
)
def test_the_mood_follows_from_the_auxiliary(text, mood):
    assert analyse(text).mood == mood


def test_not_and_nobody_deny():
    assert analyse("Do not merge your own work").is_negative
    assert analyse("Nobody deploys on a Friday").is_negative
    assert not analyse("Everybody deploys on a Monday").is_negative


def test_a_passive_is_told_from_what_a_thing_is():
    assert analyse("Stale issues are closed").is_passive
    assert not analyse("Staging is a copy").is_passive


def test_the_second_part_of_a_sentence_begins_with_a_verb():
    assert begins_with_verb("is approved by two people")
    assert begins_with_verb("mentions its ticket")
    assert not begins_with_verb("tests of the change")
    assert not begins_with_verb("Two approvals")


def test_many_words_are_read_in_one_pass():
    words = "release " * 20_000
    assert analyse(words).mood in ("name", "present", "order")
