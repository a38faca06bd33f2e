"""A document that is not in force states no rule, and says so in many ways."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.read.clauses import DocumentRevision, date_clauses, find_clauses

RULE = "Every pull request needs two approvals."
BELOW = f"\n\n## Reviews\n\n{RULE}\n"


def stated(text, path="CONTRIBUTING.md"):
    """Whether the rule is read, and whether the document leaves it open."""
    found = find_clauses(text, path=path, kind="")
    return [one.is_undecided for one in found if one.quote == RULE]


@pytest.mark.parametrize(
    "above",
    [
        *("## Status\n\nRejected", "## Status\n\nSuperseded by [ADR 9](9.md)"),
        *("## Status\n\nAccepted\n\nSuperceded by [9. Trains](9.md)",),
        *("## Status\n\n2024-01-02 proposed\n\n2024-02-03 declined by the board",),
        *("- **Status**: Withdrawn\n- **Date**: 2024", "* Superseded by: ADR 12"),
        *("**Status:** Retired | **Owner:** Kim", "`Status: obsolete`"),
        *("| Status | Rejected |\n|---|---|\n| Owner | Kim |",),
        *("| Status | Owner | Date |\n|---|---|---|\n| Archived | Kim | 2024 |",),
        *("> **This page is outdated.** See [the new one](b.md).",),
        *("> [!WARNING]\n> This document has been superseded by `b.md`.",),
        *("!!! warning\n    This guide is obsolete and kept for reference only.",),
        *('!!! danger "Deprecated"\n    See the wiki.', "> Moved to <https://x.test>"),
        *(":::caution Archived\nSee the wiki.\n:::", "**DEPRECATED**"),
        *("This guide has moved to the wiki.", "The text of this page is out of date."),
        *(
            "We no longer follow this process.",
            "Please do not use this guide any more.",
        ),
        *("Note: this document describes our old way to work.",),
        *("_Last changed in 2019. This page is kept as a historical record._",),
        *("<p><b>This page is no longer maintained.</b></p>",),
        *("![Status: Deprecated](https://b.test/x.svg)",),
        *("![s](https://img.test/badge/status-retired-red)",),
        *("This repository's guide now lives in [the handbook](h.md).",),
        *("We have retired this policy.", "Nothing on this page is binding."),
        *("These guidelines are retired.", "Nobody follows this process any more."),
    ],
)
def test_what_holds_no_longer_is_not_read(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == []


@pytest.mark.parametrize(
    "above",
    [
        *(
            "## Status\n\nProposed",
            "* Status: draft\n* Deciders: Kim",
            "**Status:** Draft",
        ),
        *("## Status\n\n- [x] Proposed\n- [ ] Accepted", "State: in review"),
        *("Status: proposed | accepted | rejected", "**DRAFT - not yet approved**"),
        *(
            "Draft v0.3, comments welcome",
            "*This is a draft.*",
            "This policy is not in force yet.",
        ),
        *("**Note**: The rules below are a proposal. Comments go to #12.",),
        *("> **Status:** Proposed  \n> **Author:** Kim",),
    ],
)
def test_a_proposal_is_undecided(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == [True]


@pytest.mark.parametrize(
    "above",
    [
        *("## Status\n\nAccepted", "Status: Active", "**Status:** Final (2024-01-01)"),
        *("## Status\n\nAccepted, supersedes [ADR 3](3.md)",),
        *("Status: in force, replaces the draft of May",),
        *("If this page is outdated, open a pull request.",),
        *("This page has moved here from the wiki.", "This guide is open for changes."),
        *("This document replaces the old, deprecated rules.",),
        *("This is a living document, open to changes.", "Draft changes are fine."),
        *("## Deprecated labels\n\n`old` is deprecated.", "## Other\n\nBe kind."),
        *("## Status\n\n- `proposed`: nobody looked\n- `rejected`: we said no",),
        *("| Record | Status |\n|---|---|\n| 1 | Rejected |\n| 2 | Accepted |",),
        *("This process is current. We review it every year.",),
        *("This proposal is rejected if two people object.",),
        *("This project is deprecated-free.", "> **Note**: Drafts are fine."),
        *("We do not bend the rules.", "We follow this process.", "We never rush."),
    ],
)
def test_what_is_in_force_is_read(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == [False]


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("status: proposed", [True]),
        ("draft: true", [True]),
        ("deprecated: yes", []),
        ("superseded-by: 0009", []),
        ("status: final\nsuperseded_by:", [False]),
        ("draft: false", [False]),
    ],
)
def test_front_matter_says_it(matter, expected):
    assert stated(f"---\ntitle: Reviews\n{matter}\n---\n# Reviews{BELOW}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What we don't do", []),
        ("Things we no longer do", []),
        ("Old rules", []),
        ("How we used to review", []),
        ("Reviews (deprecated)", []),
        ("Reviews (until 2022)", []),
        ("~~Reviews~~", []),
        ("Status: Rejected", []),
        ("[Draft] Reviews", [True]),
        ("Proposed rules", [True]),
        ("Reviews (proposed)", [True]),
        ("Before you open a draft", [False]),
        ("Stale reviews", [False]),
    ],
)
def test_a_title_says_it_of_its_section(title, expected):
    text = f"# Working here\n\n## {title}\n\n{RULE}\n\n## Labels\n\nUse squash merge.\n"
    found = find_clauses(text, path="CONTRIBUTING.md", kind="")
    read = [one.is_undecided for one in found if one.quote == RULE]
    assert read == expected
    assert ("Use squash merge." in [one.quote for one in found]) != (
        title == "Status: Rejected"
    )


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.rst", f"A\n=\n\n:Status: Draft\n\nRules\n-----\n\n{RULE}\n", [True]),
        ("a.rst", f"A\n=\n\nStatus\n------\n\nRejected\n\nB\n-\n\n{RULE}\n", []),
        ("a.rst", f"A\n=\n\n.. note:: This page is obsolete.\n\n{RULE}\n", []),
        ("a.adoc", f"= A\n:status: draft\n\n== B\n\n{RULE}\n", [True]),
        ("a.txt", f"Title: Reviews\nStatus: Withdrawn\n\nB\n=\n\n{RULE}\n", []),
        ("docs/archive/reviews.md", f"# Reviews\n\n{RULE}\n", []),
        ("docs/rfcs/7-reviews.md", f"# Reviews\n\n{RULE}\n", [True]),
        ("docs/rfcs/7-reviews.md", f"# A\n\nStatus: accepted\n\n{RULE}\n", [False]),
        ("docs/rfcs/README.md", f"# Reviews\n\n{RULE}\n", [False]),
    ],
)
def test_every_format_and_the_folder_say_it(path, text, expected):
    assert stated(text, path) == expected


@pytest.mark.parametrize(
    "after",
    [
        *("We don't do that here.", "That is not how we work.", "No longer in force."),
        *("This rule was dropped in 2023.", "But we never did that.", "Not here."),
    ],
)
def test_what_nobody_does_is_no_rule(after):
    assert stated(f"# Reviews\n\nSomebody asked for it in May. {RULE} {after}\n") == []
    assert stated(f"# Reviews\n\n- {RULE}\n\n{after}\n") == []


@pytest.mark.parametrize(
    "after",
    [
        *("We don't do this to annoy you.", "That is how we work.", "We never sleep."),
        *("We do not merge on Fridays.", "That is not a suggestion."),
    ],
)
def test_what_stands_after_a_rule_seldom_denies_it(after):
    assert stated(f"# Reviews\n\n{RULE} {after}\n") == [False]


def test_a_sentence_goes_on_about_others():
    about = {
        "At Initech the rule was simple.": True,
        "Many other projects are strict.": True,
        "Many other projects are strict. We are, too.": False,
        "Reviews matter to us.": False,
    }
    for before, is_of_others in about.items():
        text = f"# Reviews\n\n{before} {RULE}\n"
        [clause] = [
            one
            for one in find_clauses(text, path="CONTRIBUTING.md", kind="")
            if one.quote == RULE
        ]
        told = [one for one in clause.subjects if one.startswith("only for what")]
        assert bool(told) == is_of_others


def test_a_rule_counts_from_when_its_document_is_accepted_until_it_is_not():
    def revision(day, state):
        text = f"# Reviews\n\n## Status\n\n{state}\n\n## Decision\n\n{RULE}\n"
        moment = datetime(2024, 1, day, tzinfo=UTC)
        return DocumentRevision("docs/adr/1.md", None, moment, f"c{day}", day, text)

    states = enumerate(("Proposed", "Accepted", "Superseded by 2"), start=1)
    first, second = date_clauses([revision(day, state) for day, state in states])
    assert (first.clause.is_undecided, second.clause.is_undecided) == (True, False)
    assert second.effective_from == datetime(2024, 1, 2, tzinfo=UTC)
    assert second.effective_to == datetime(2024, 1, 3, tzinfo=UTC)
    assert first.lineage_id == second.lineage_id
