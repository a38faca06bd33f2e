"""What a clause is about: its subject, label, first cell, lead-in and object."""

from __future__ import annotations

import pytest

from pipelines.read.clauses.subjects import subjects_of


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Admin rights need the approval of two people.", ["admin rights"]),
        ("**Hotfixes:** one approval is enough.", ["hotfixes"]),
        ("4.2 Changes shall be reviewed.", ["changes"]),
        ("`@acme/core` must approve it.", ["team", "it"]),
        (
            "Merge requests that touch `A/` require approval.",
            ["merge requests that touch `A/`"],
        ),
        ("Two members must approve [the plan](x.md).", ["two members", "the plan"]),
        ("Get two approvals.", []),
        ("must be approved by an owner of the files it touches", []),
        ("should have passing CI.", []),
    ],
)
def test_a_sentence_is_about_its_subject(quote, expected):
    assert subjects_of(quote, "", {}) == expected


def test_a_row_is_about_its_first_cell():
    header = "Path | Approvals"
    assert subjects_of("High risk | 2", "Class | Approvals", {}) == ["high risk"]
    assert subjects_of("`Src/**` | 2", header, {}) == ["touching `Src/**`"]


def test_a_branch_in_the_first_cell_is_no_path():
    stated = {"branch_patterns": ["feat/*"]}
    assert subjects_of("`feat/` | new things", "Prefix | For", stated) == ["`feat/`"]


def test_a_lead_in_says_what_its_list_is_about():
    found = subjects_of("two approvals", "A removal needs all of these", {})
    assert found == ["a removal"]
