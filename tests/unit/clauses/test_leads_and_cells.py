"""Sentences that open a list and rule by themselves, and cells that state a rule."""

import pytest

from tests.unit.clauses.quoting import under

ITEMS = "\n\n- the first thing\n- the second thing\n"


@pytest.mark.parametrize(
    "lead",
    [
        "Endpoints are deprecated for two minor releases before they go:",
        "Each dataset must have a steward, except for datasets that:",
        "Tags must follow the calendar scheme, which can be summarized as follows:",
        "Every schema change needs two approvals, and the reviewers look at:",
    ],
)
def test_what_opens_a_list_and_says_all_is_a_rule(lead):
    assert lead in under("Rules", lead + ITEMS)


@pytest.mark.parametrize(
    "lead",
    [
        "The following must be named in the request:",
        "Within two days the owner must:",
        "A schema change is made when:",
        "There are two kinds of datasets:",
        "The steward looks at these points:",
    ],
)
def test_what_only_opens_a_list_is_read_with_its_items(lead):
    assert lead not in under("Rules", lead + ITEMS)


def table(cell):
    return f"| Label | Then |\n|---|---|\n| `stale` | {cell} |\n"


@pytest.mark.parametrize(
    "cell",
    [
        "the issue is closed after 30 days without an answer",
        "only releases with the label are copied to `stable`",
        "every issue has exactly one `team:*` label",
    ],
)
def test_a_cell_that_states_what_is_asked_is_a_rule(cell):
    assert under("Labels", table(cell)) == [f"`stale` | {cell}"]


@pytest.mark.parametrize(
    "cell",
    [
        "it was closed after a month",
        "waiting for its author",
        "nobody knows whether it still happens",
    ],
)
def test_a_cell_that_only_tells_is_none(cell):
    assert under("Labels", table(cell)) == []


def two_columns(left, right, *cells):
    rows = "".join(f"| {one} | {two} |\n" for one, two in cells)
    return f"| {left} | {right} |\n|---|---|\n{rows}"


@pytest.mark.parametrize(
    "title",
    [
        "Approval required from",
        "Get a review from",
        "Reviewer(s)",
        "Additional approvals",
        "Approvers needed",
        "Who must approve",
        "Who to ask for a review",
        "Sign-off",
    ],
)
def test_a_column_of_who_approves_asks_for_it(title):
    text = two_columns("Change", title, ("Pumps", "a valve maintainer"))
    assert under("Reviews", text) == ["Pumps | a valve maintainer"]


@pytest.mark.parametrize(
    "header",
    ["Version | Date | Approver", "Pump | Last check | Reviewers"],
)
def test_a_row_that_keeps_what_was_done_is_no_rule(header):
    text = f"| {header} |\n|---|---|---|\n| Two | in May | Ada |\n"
    assert under("Reviews", text) == []


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Severity | Respond within | Last changed", "High | 20 minutes | in May"),
        ("Kind | Reviewers | Date", "Pump | 2 reviewers | in May"),
        ("Area | Date | Approvals required", "Pumps | in May | 3 approvals"),
    ],
)
def test_a_row_that_asks_for_a_number_is_a_rule_whatever_its_date(header, cells):
    text = f"| {header} |\n|---|---|---|\n| {cells} |\n"
    assert under("Reviews", text) == [cells]


def test_a_number_of_what_was_done_is_asked_of_nobody():
    text = "| Version | Date | Approvals |\n|---|---|---|\n| 7 | May | 2 approvals |\n"
    assert under("Reviews", text) == []


@pytest.mark.parametrize(
    "cell",
    [
        "Removed once the valve was tested",
        "Applied at delivery, removed when it leaks",
        "Meant for the old pumps. Only plumbers add this one",
        "Must be looked at soon—ideally this week.",
    ],
)
def test_a_cell_tells_when_a_label_is_put_on_and_by_whom(cell):
    text = two_columns("Label", "When", ("`wet`", cell))
    assert under("Labels", text) == [f"`wet` | {cell}"]


def test_what_a_bot_does_with_a_label_is_no_rule():
    cell = "Removed once it is dry, by the bot"
    assert under("Labels", two_columns("Label", "When", ("`wet`", cell))) == []


def test_a_sentence_that_ends_with_its_modal_runs_on_into_its_list():
    found = under("Board", "The board shall\n\n1. Review each release within a week.\n")
    assert found == ["Review each release within a week."]
