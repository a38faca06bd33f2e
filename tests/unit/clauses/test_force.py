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
        *("Status: Archived", "**Status:** Archived | **Owner:** Kim"),
        *("## Status\n\nSuperseded", "> Status: Withdrawn"),
        *("> **This page is outdated.** See [the new one](b.md).",),
        *("> [!WARNING]\n> This document has been superseded by `b.md`.",),
        *("!!! warning\n    This guide is obsolete and kept for reference only.",),
        *("This guide has moved to [the wiki](https://wiki.test/reviews).",),
        *("This document was moved to the wiki: <https://wiki.test/reviews>.",),
        *("We no longer follow this process.", "This policy is no longer in force."),
        *("Please do not use this guide any more.", "This section is deprecated."),
        *("<p><b>This page is no longer maintained.</b></p>",),
        *("We have retired this policy.", "These guidelines are obsolete."),
    ],
)
def test_what_holds_no_longer_is_not_read(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == []


@pytest.mark.parametrize(
    ("said", "title", "is_read"),
    [
        ("This process is deprecated.", "New process", True),
        ("We no longer follow this process.", "The current workflow", True),
        ("This policy is no longer in force.", "Our new review rules", True),
        ("This process is deprecated.", "New contributors", False),
        ("This process is deprecated.", "Details", False),
        ("This document is deprecated.", "New process", False),
        ("Status: archived\n\nThis process is deprecated.", "New process", False),
    ],
)
def test_what_takes_the_place_of_an_old_process_is_read(said, title, is_read):
    text = f"# Reviews\n\n{said}\n\n## {title}\n\n### Steps{BELOW[1:]}"
    text = text.replace("## Reviews", "#### Reviews")
    assert stated(text) == ([False] if is_read else [])


@pytest.mark.parametrize(
    "above",
    [
        *("Status: draft", "**Status:** Draft", "## Status\n\nProposed"),
        *("> **Status:** Proposed  \n> **Author:** Kim",),
        *("*This document is a draft.*", "This policy is not in force yet."),
        *("This policy is a proposal.", "These guidelines are not yet approved."),
    ],
)
def test_a_proposal_is_undecided(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == [True]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("## Status\n\nRejected", []),
        ("## Status\n\nSuperseded by [ADR 9](9.md)", []),
        ("## Status\n\nAccepted\n\nSuperceded by [9. Trains](9.md)", []),
        ("## Status\n\n2024-01-02 proposed\n\n2024-02-03 declined by the board", []),
        ("- **Status**: Withdrawn\n- **Date**: 2024", []),
        ("| Status | Rejected |\n|---|---|\n| Owner | Kim |", []),
        ("* Status: draft\n* Deciders: Kim", [True]),
        ("## Status\n\n- [x] Proposed\n- [ ] Accepted", [True]),
        ("Status: in review", [True]),
        ("## Status\n\nAccepted, supersedes [ADR 3](3.md)", [False]),
        ("Status: in force, replaces the draft of May", [False]),
        ("Status: Active. Previous versions: archived", [False]),
        ("Status: Approved 2021-03-02, superseded ADR-0003", [False]),
        ("## Status\n\n2024-01-02 proposed\n\n2024-02-03 accepted", [False]),
        ("## Labels\n\nStatus: rejected", [False]),
        ("- Status: rejected\n- Status: accepted\n- Status: draft", [False]),
    ],
)
def test_a_record_tells_its_state(above, expected):
    assert stated(f"# Reviews\n\n{above}{BELOW}", "docs/adr/7-reviews.md") == expected
    assert stated(f"# RFC 7: Reviews\n\n{above}{BELOW}", "a.md") == expected


@pytest.mark.parametrize(
    "above",
    [
        *("## Status\n\nAccepted", "Status: Active", "**Status:** Final (2024-01-01)"),
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
        # States of something else.
        *("- Status: In Progress\n- Status: Abandoned", "- Status: rejected"),
        *("- `status: rejected`: we said no", "`status: rejected`"),
        *("| Label | Meaning |\n|---|---|\n| Status: Rejected | closed |",),
        *("| Status | Rejected |\n|---|---|\n| Owner | Kim |",),
        *("**State: Rejected** will not be merged.", "## State: new\n\nLook at it."),
        *("Status: in progress is set by the bot.", "## Status: rejected\n\nClosed."),
        *("Status: proposed | accepted | rejected",),
        # Sentences that name the document, and say something else of it.
        *("This guide does not describe our coding style.",),
        *("Please do not follow this process for security problems.",),
        *("Don't use this guide for security problems.",),
        *("This workflow has replaced the old one.",),
        *("This page now lives in the repository, so that all can change it.",),
        *("This document has moved to Markdown.", "This guide has moved to the wiki."),
        *("This document describes the old workflow and the new one.",),
        *("These guidelines are not how we measure people.",),
        *("This policy is superseded by what a team has agreed on.",),
        *("This process was proposed in RFC 12 and accepted in 2021.",),
        # What was a draft once.
        *(
            "| Version | Date | Status |\n|---|---|---|\n"
            "| 1 | May | Draft |\n| 2 | June | Approved |",
        ),
        *("| Version | Status |\n|---|---|\n| 1 | Draft |\n| 2 | Approved |",),
        *("**Superseded by:** none", "**Superseded by:** N/A", "Draft: no"),
        *("Status: Active. Previous versions: archived",),
        *("Status: Approved 2021-03-02, superseded ADR-0003",),
        # How far a project is.
        *("![Project Status: WIP](https://www.repostatus.org/badges/latest/wip.svg)",),
        *("![l](https://img.shields.io/badge/lifecycle-experimental-orange.svg)",),
        *("![s](https://img.shields.io/badge/stability-deprecated-red.svg)",),
        *("![Status: Deprecated](https://img.test/x.svg)",),
        *("Status: experimental", "## Status\n\nExperimental"),
        *("**Project status: work in progress**", "**Project status:** archived"),
        *("> **Warning**\n> Experimental: the API may change.",),
        *("> [!WARNING]\n> Deprecated in 3.0: the `foo` API.", "**DEPRECATED**"),
    ],
)
def test_what_is_in_force_is_read(above):
    assert stated(f"# Reviews\n\n{above}{BELOW}") == [False]


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("## Status\n\nDeprecated", [False]),
        ("**Status:** draft", [False]),
        ("This document is deprecated.", []),
    ],
)
def test_a_readme_tells_the_state_of_its_project(above, expected):
    assert stated(f"# Tool\n\n{above}{BELOW}", "README.md") == expected


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("status: proposed", [True]),
        ("status: obsolete", []),
        ("draft: true", [True]),
        ("deprecated: yes", []),
        ("status: final\nsuperseded_by:", [False]),
        ("draft: false", [False]),
        ("status: new", [False]),
        ("review_status: pending\nstatus: approved", [False]),
        ("review_status: draft", [False]),
    ],
)
def test_front_matter_says_it(matter, expected):
    assert stated(f"---\ntitle: Reviews\n{matter}\n---\n# Reviews{BELOW}") == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Old rules", []),
        ("Our former process", []),
        ("Reviews (deprecated)", []),
        ("Reviews [archived]", []),
        ("~~Reviews~~", []),
        ("Reviews (draft)", [True]),
        ("Pull requests (draft)", [False]),
        ("Pull requests (open)", [False]),
        ("Before you open a draft", [False]),
        ("Stale reviews", [False]),
        ("What we want from you", [False]),
        ("What we would like to see", [False]),
        ("Suggested workflow", [False]),
        ("In review: two approvals", [False]),
        ("Deprecated", [False]),
        ("Deprecated features policy", [False]),
        ("Legacy API policy", [False]),
        ("Old issues policy", [False]),
        ("Triage policy - stale", [False]),
        ("Things we won't merge", [False]),
    ],
)
def test_a_title_says_it_of_its_section(title, expected):
    text = f"# Working here\n\n## {title}\n\n{RULE}\n\n## Labels\n\nUse squash merge.\n"
    found = find_clauses(text, path="CONTRIBUTING.md", kind="")
    read = [one.is_undecided for one in found if one.quote == RULE]
    assert read == expected
    assert "Use squash merge." in [one.quote for one in found]


@pytest.mark.parametrize(
    "title", ["Things we don't do", "What we never do", "Rules we never break"]
)
def test_what_is_never_done_is_a_rule(title):
    rule = "Never merge without two approvals."
    found = find_clauses(f"# {title}\n\n- {rule}\n", path="CONTRIBUTING.md", kind="")
    assert [one.quote for one in found] == [rule]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.rst", f"A\n=\n\n:Status: Draft\n\nRules\n-----\n\n{RULE}\n", [True]),
        ("adr/1.rst", f"A\n=\n\nStatus\n------\n\nRejected\n\nB\n-\n\n{RULE}\n", []),
        ("a.rst", f"A\n=\n\n.. note:: This page is obsolete.\n\n{RULE}\n", []),
        ("a.adoc", f"= A\n:status: draft\n\n== B\n\n{RULE}\n", [True]),
        ("a.txt", f"Title: Reviews\nStatus: Withdrawn\n\nB\n=\n\n{RULE}\n", []),
        ("docs/archive/reviews.md", f"# Reviews\n\n{RULE}\n", []),
        ("docs/proposals/7-reviews.md", f"# Reviews\n\n{RULE}\n", [True]),
        ("docs/proposals/7.md", f"# A\n\nStatus: accepted\n\n{RULE}\n", [False]),
        ("docs/proposals/README.md", f"# Reviews\n\n{RULE}\n", [False]),
        ("docs/rfcs/7-reviews.md", f"# Reviews\n\n{RULE}\n", [False]),
    ],
)
def test_every_format_and_the_folder_say_it(path, text, expected):
    assert stated(text, path) == expected


@pytest.mark.parametrize(
    "after",
    [
        "We don't do that here.",
        "But we don't do this any more",
        "We no longer do that.",
    ],
)
def test_what_nobody_does_is_no_rule(after):
    assert stated(f"# Reviews\n\nSomebody asked for it in May. {RULE} {after}\n") == []
    assert stated(f"# Reviews\n\n- {RULE}\n\n{after}\n") == []


@pytest.mark.parametrize("after", ["We don't do that here.", "We never do that."])
def test_what_is_forbidden_and_not_done_is_forbidden(after):
    rule = "Do not push to `main` directly."
    text = f"# Reviews\n\n{rule} {after}\n"
    found = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert rule in [one.quote for one in found]


@pytest.mark.parametrize(
    "after",
    [
        *("We don't do this to annoy you.", "That is how we work.", "We never sleep."),
        *("We do not merge on Fridays.", "That is not a suggestion."),
        *("This does not apply to documentation changes.", "Not here."),
        *("This is not required for documentation.", "It does not apply to reverts."),
        *("This isn't needed for typos.", "That doesn't hold for CI changes."),
        *("This is not done for release branches.", "That was not always the case."),
        *("This was not the case until 2020.", "That is not needed."),
    ],
)
def test_what_stands_after_a_rule_seldom_denies_it(after):
    assert stated(f"# Reviews\n\n{RULE} {after}\n") == [False]


def test_what_does_not_apply_to_some_is_an_exception():
    text = f"# Reviews\n\n{RULE} This does not apply to documentation changes.\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert clause.parameters["exceptions"] == ["documentation changes"]


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
