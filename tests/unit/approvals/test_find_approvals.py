"""Approvals in words are found by the rules' own examples, and only there."""

from __future__ import annotations

import pytest

from pipelines.read.approvals import find_approvals, find_conventions
from pipelines.read.approvals.find import read_rules

RULES = read_rules()["conventions"]


def cases(field):
    return [(rule["id"], words) for rule in RULES for words in rule[field]]


@pytest.mark.parametrize(("convention", "line"), cases("examples"))
def test_an_example_approves(convention, line) -> None:
    (found,) = find_approvals(f"Thank you.\n\n{line}\n")
    assert (found.verdict, found.convention) == ("approval", convention)
    assert (found.line, found.quote) == (3, line)


@pytest.mark.parametrize(("convention", "line"), cases("withdrawals"))
def test_an_approval_is_taken_back(convention, line) -> None:
    (found,) = find_approvals(line)
    assert (found.verdict, found.convention) == ("withdrawal", convention)


@pytest.mark.parametrize(("convention", "line"), cases("near_misses"))
def test_a_near_miss_approves_nothing(convention, line) -> None:
    verdicts = [(one.convention, one.verdict) for one in find_approvals(line)]
    assert (convention, "approval") not in verdicts


@pytest.mark.parametrize(("convention", "sentence"), cases("document_examples"))
def test_a_document_says_that_it_counts(convention, sentence) -> None:
    found = find_conventions(f"# Reviews\n\n{sentence}\n")
    assert (convention, 3) in [(one.convention, one.line) for one in found]


@pytest.mark.parametrize(("convention", "sentence"), cases("document_near_misses"))
def test_a_document_that_does_not(convention, sentence) -> None:
    assert convention not in [one.convention for one in find_conventions(sentence)]


def test_whose_approval_it_is() -> None:
    words = "@bors r=Alice,@bob\n\nReviewed-by: Bo Lee <Bo@Example.org>\n\nLGTM"
    assert [one.who for one in find_approvals(words)] == [
        "alice",
        "bob",
        "bo@example.org",
        None,
    ]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [("/hold", "hold"), ("/hold cancel", "lift"), ("/unhold", "lift")],
)
def test_a_change_is_held_and_let_go(line, verdict) -> None:
    assert [one.verdict for one in find_approvals(line)] == [verdict]


def test_what_is_quoted_or_code_is_not_said() -> None:
    assert find_approvals("> LGTM\n\n```\nLGTM\n```\n\n    LGTM\n") == []
    assert find_approvals("<!--\nLGTM\n-->\nText") == []
    assert len(find_approvals("<!--\nLGTM\n-->\nLGTM")) == 1


def test_a_long_line_is_talk() -> None:
    assert find_approvals("LGTM " + "and so on " * 30) == []
