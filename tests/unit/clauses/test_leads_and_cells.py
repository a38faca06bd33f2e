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
