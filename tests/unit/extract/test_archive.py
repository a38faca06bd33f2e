"""What a person reads in an archive, the archive's reader reads too."""

from datetime import UTC, datetime
from textwrap import dedent

import pytest


def item(tables, number, table="issues"):
    (row,) = [row for row in tables[table] if row["number"] == number]
    return row


def labels(tables, number):
    return [r["label"] for r in tables["item_labels"] if r["number"] == number]


def said(tables, number, kind="discussion"):
    return [
        (row["author_id"], row["body"])
        for row in tables["comments"]
        if row["number"] == number and row["kind"] == kind
    ]


def links(tables, number):
    return {
        (row["kind"], row["target_repository_id"], row["target_number"])
        for row in tables["item_links"]
        if row["number"] == number
    }


def checks(tables, number):
    return [
        (row["conclusion"], row["as_written"])
        for row in tables["checks"]
        if row["number"] == number
    ]


def reasons(tables):
    return [(row["line"], row["reason"]) for row in tables["unreadable"]]


def day(year, month, day_of_month, hour=0, minute=0):
    return datetime(year, month, day_of_month, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "heading",
    [
        "## Issue #7: Lost mail",
        "# Issue #7: Lost mail",
        "###### Issue 7 - Lost mail",
        "## Issue-7 — Lost mail",
        "## ISSUE 7. Lost mail",
        "## Issue #7 Lost mail ##",
        "## #7 Lost mail",
        "## #7: Lost mail",
        "## [#7](https://example.org/o/n/issues/7) Lost mail",
        "## [Issue #7](issues/7.md): Lost mail",
        "## [#7] Lost mail",
        "## **Issue #7:** Lost mail",
        "## 🐛 Issue #7: Lost mail",
        "## Ticket 7: Lost mail",
        "## 7: Lost mail",
        "## Lost mail (#7)",
        "Issue #7: Lost mail\n-------------------",
    ],
)
def test_headings_of_issues(archive, heading):
    tables = archive(f"# Archive\n\n{heading}\n\n**Status:** Open\n")
    row = item(tables, 7)
    assert row["title"] == "Lost mail"
    assert row["line"] == 3
    assert row["state"] == "open"


@pytest.mark.parametrize(
    "heading",
    [
        "## PR #8: New mail", "### PR-8 New mail", "## Pull request 8 - New mail",
        "## Pull Request #8: New mail", "## Merge request !8: New mail",
        "## [PR #8](https://example.org/pull/8): New mail", "## pr 8: New mail",
    ],
)  # fmt: skip
def test_headings_of_pull_requests_in_any_archive(archive, heading):
    for kind in ("pull_request_archive", "issue_archive"):
        row = item(archive(f"{heading}\n\nStatus: Merged\n", kind), 8, "pull_requests")
        assert (row["title"], row["state"]) == ("New mail", "merged")


def test_a_bare_number_is_what_the_document_or_the_section_around_it_says(archive):
    assert archive("## #3 x\n\ntext", "pull_request_archive")["pull_requests"]
    tables = archive(
        "# Pull requests\n\n## #3 x\n\ntext\n\n# Issues\n\n## #4 y\n\ntext"
    )
    assert item(tables, 3, "pull_requests")
    assert item(tables, 4)


@pytest.mark.parametrize(
    "heading",
    ["## Issue 2024-01-02: a day", "## Issues of 2024", "## Version 1.2", "## Notes",
     "## How to file an issue", "## PR 1.5 guidelines", "## 1. How we work"],
)  # fmt: skip
def test_other_headings_are_no_items(archive, heading):
    tables = archive(f"{heading}\n\nSome text.\n")
    assert not tables["issues"]
    assert not tables["pull_requests"]
    assert [r for _, r in reasons(tables)] == [
        "named like issue archive, but no item was found in it: read as any other"
        " document"
    ]


STYLES = {
    "bold paragraphs": """**Labels:** bug, area/mail

**Status:** Closed (by the fix)

**Opened by:** @Kim

**Description:** It is
lost.

**Notes:** Twice.
""",
    "bold lines, colon outside": """**Labels**: bug, area/mail
**Status**: Closed (by the fix)
**Opened by**: @Kim
**Description**: It is
lost.
**Notes**: Twice.
""",
    "bullets": """- **Notes:** Twice.
- **Tags:** `bug`, `area/mail`
- **State:** Closed (by the fix)
- **Reporter:** @Kim
- **Summary:** It is
  lost.
""",
    "plain bullets": """* Tags: bug; area/mail
* State: Closed (by the fix)
* Author: @Kim
* Notes: Twice.
* Summary: It is
  lost.
""",
    "plain lines": """Labels: bug, area/mail
Status: Closed (by the fix)
Author: @Kim
Notes: Twice.

Description:
It is
lost.
""",
    "italics": """*Labels:* bug, area/mail
*Status:* Closed (by the fix)
_Author:_ @Kim
*Notes:* Twice.
*Description:* It is
lost.
""",
    "table of fields": """| Field | Value |
|---|---|
| Labels | bug, area/mail |
| Status | Closed (by the fix) |
| Author | @Kim |
| Notes | Twice. |

It is
lost.
""",
    "headless table": """| Labels | bug, area/mail |
|---|---|
| Status | Closed (by the fix) |
| Author | @Kim |
| Notes | Twice. |

It is
lost.
""",
    "row of columns": """| Labels | Status | Author | Notes |
|---|---|---|---|
| bug, area/mail | Closed (by the fix) | @Kim | Twice. |

It is
lost.
""",
    "headings": """### Labels

- bug
- area/mail

### Status

Closed (by the fix)

### Author

@Kim

### Description

It is
lost.

### Notes

Twice.
""",
    "one line": """**Status:** Closed (by the fix)
**Labels:** bug, area/mail | **Author:** @Kim

**Notes:** Twice.

**Description:** It is
lost.
""",
    "unmarked text": """**Labels:** bug, area/mail\\
**Status:** Closed (by the fix)<br>
**Author:** @Kim

It is
lost.

**Notes:** Twice.
""",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("level", ["#", "###"])
def test_fields_in_any_style(archive, style, level):
    text = STYLES[style].replace("### ", f"{level}# ")
    tables = archive(f"{level} Issue 7: Lost\n\n{text}")
    row = item(tables, 7)
    assert labels(tables, 7) == ["bug", "area/mail"]
    assert (row["state"], row["state_as_written"]) == ("closed", "Closed (by the fix)")
    assert row["author_id"] == "kim"
    assert row["body"] == "It is\nlost."
    assert said(tables, 7, "note") == [(None, "Twice.")]
    assert reasons(tables) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a, b", ["a", "b"]),
        ("`a`, `b`", ["a", "b"]),
        ("`good first issue` `area:api`", ["good first issue", "area:api"]),
        ("a; b", ["a", "b"]),
        ("good first issue, sev 1", ["good first issue", "sev 1"]),
        ("[a](../labels/a), [b](../labels/b)", ["a", "b"]),
        ("none", []),
        ("—", []),
        ("", []),
        ("a, a", ["a"]),
        ("`a`, b", ["a", "b"]),
        ("`a` (added later)", ["a"]),
        ("\n- a\n- `b c`", ["a", "b c"]),
    ],
)
def test_labels_are_split_as_a_person_would(archive, value, expected):
    assert labels(archive(f"## Issue 1: x\n\n**Labels:** {value}\n"), 1) == expected


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Merged", "merged"), ("merged (squash)", "merged"), ("**Merged**", "merged"),
        ("✅ Merged on 2024-05-01", "merged"), ("Closed (merged)", "merged"),
        ("Landed, after a night of tests", "merged"), ("Closed", "closed"),
        ("Closed without merging", "closed"), ("Abandoned - superseded", "closed"),
        ("Open (draft)", "open"), ("Draft", "open"), ("In review", "open"),
        ("Open; not merged yet", "open"),
        ("Frobnicated", None), ("Merged?", None), ("Not merged", None),
        ("To be merged", None),
    ],
)  # fmt: skip
def test_states_of_pull_requests(archive, status, state):
    tables = archive(f"## PR 1: x\n\n**Status:** {status}\n")
    row = item(tables, 1, "pull_requests")
    assert row["state"] == state
    assert row["state_as_written"] == status
    unknown = [(3, "a status that is not known")] if state is None else []
    assert reasons(tables) == unknown


@pytest.mark.parametrize(
    ("status", "state"),
    [("Open", "open"), ("Reopened", "open"), ("Closed as duplicate", "closed"),
     ("Resolved in PR 3", "closed"), ("Fixed.", "closed"), ("Won’t fix", "closed"),
     ("in-progress", "open"), ("Merged", None)],
)  # fmt: skip
def test_states_of_issues(archive, status, state):
    row = item(archive(f"## Issue 1: x\n\n**Status:** {status}\n"), 1)
    assert row["state"] == state


def test_an_item_without_a_status_has_none(archive):
    row = item(archive("## PR 1: x\n\n**Labels:** a\n"), 1, "pull_requests")
    assert (row["state"], row["state_as_written"], row["is_draft"]) == (None,) * 3


def test_dates_tell_the_state_where_no_status_does(archive):
    tables = archive(
        "## PR 1: x\n\nMerged: 2024-05-01\n\n## Issue 2: y\n\nClosed: 2024-05-02"
    )
    assert item(tables, 1, "pull_requests")["state"] == "merged"
    assert item(tables, 2)["state"] == "closed"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-01", day(2024, 5, 1)),
        ("2024/5/1", day(2024, 5, 1)),
        ("2024-05-01 10:05", day(2024, 5, 1, 10, 5)),
        ("2024-05-01T10:05:00Z", day(2024, 5, 1, 10, 5)),
        ("2024-05-01T10:05:00+02:00", day(2024, 5, 1, 8, 5)),
        ("1 May 2024", day(2024, 5, 1)),
        ("May 1st, 2024 at 10:05 UTC", day(2024, 5, 1, 10, 5)),
        ("on 2024-05-01 by @kim", day(2024, 5, 1)),
        ("n/a", None),
    ],
)
def test_dates(archive, written, moment):
    tables = archive(f"## Issue 1: x\n\n**Opened:** {written}\n")
    assert item(tables, 1)["created_at"] == moment
    assert reasons(tables) == []


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2024-02-30", "no such date: 2024-02-30"),
        ("2024-13-01", "no such date: 2024-13-01"),
        ("2024-05-01 25:00", "no such date: 2024-05-01 25:00"),
        ("31 April 2024", "no such date: 31 April 2024"),
        ("01/02/2024", "not a date that can be read without guessing: 01/02/2024"),
        ("12000-01-01", "not a date that can be read without guessing: 12000-01-01"),
        ("1.2.20245", "not a date that can be read without guessing: 1.2.20245"),
        ("32 Foo 2024", "not a date that can be read without guessing: 32 Foo 2024"),
        (
            "Foo 3rd, 2024",
            "not a date that can be read without guessing: Foo 3rd, 2024",
        ),
        ("2024 May 3", "not a date that can be read without guessing: 2024 May 3"),
        ("3 May 20245", "not a date that can be read without guessing: 3 May 20245"),
    ],
)
def test_dates_that_cannot_be_are_recorded(archive, written, reason):
    tables = archive(f"## Issue 1: x\n\n**Status:** Open\n\n**Opened:** {written}\n")
    assert item(tables, 1)["created_at"] is None
    assert reasons(tables) == [(5, reason)]


def test_speakers_and_their_words(archive):
    tables = archive("""## Issue 1: x

**Status:** Open

**Discussion (high level):**

- On-call SRE: "Rolled back by hand,
  not the migration."
- **Backend lead:** we should talk
- @Kim-1 (2024-05-01): no
  - not even later
- SRE (on Slack): “Fine: go.”
- Nobody in particular
- This is odd: nobody said it

**Resolution:** Done.
""")
    assert said(tables, 1) == [
        ("role:on-call-sre", "Rolled back by hand,\nnot the migration."),
        ("role:backend-lead", "we should talk"),
        ("kim-1", "no\n- not even later"),
        ("role:sre", "Fine: go."),
        (None, "Nobody in particular"),
        (None, "This is odd: nobody said it"),
    ]
    comments = [c for c in tables["comments"] if c["kind"] == "discussion"]
    assert [c["line"] for c in comments] == [7, 9, 10, 12, 13, 14]
    assert comments[2]["created_at"] == day(2024, 5, 1)
    assert comments[3]["author_as_written"] == "SRE (on Slack)"
    assert said(tables, 1, "resolution") == [(None, "Done.")]
    assert item(tables, 1)["comment_count"] == 6
    people = {row["person_id"]: row for row in tables["people"]}
    assert people["role:on-call-sre"]["display_name"] == "On-call SRE"
    assert people["role:on-call-sre"]["kind"] == "role"
    assert people["kim-1"]["kind"] == "user"


@pytest.mark.parametrize(
    "discussion",
    [
        "### Discussion\n\n#### @kim\n\nNo.\n\n#### Lead — 2024-05-01\n\nYes.",
        "### Comments\n\n**@kim:** No.\n\n**Lead:** Yes.",
        "### Comments\n\n**@kim** commented:\n\nNo.\n\n**Lead** (2024-05-01):\n\nYes.",
        "**Comments:**\n\n| Who | Words |\n|---|---|\n| @kim | No. |\n| Lead | Yes. |",
        "- **Discussion:**\n  - @kim: No.\n  - Lead: Yes.",
        "Discussion:\n\n1. @kim: No.\n2. Lead: Yes.",
        '**Discussion**\n\n* @kim: "No."\n* Lead: "Yes."',
    ],
)
def test_discussions_in_any_style(archive, discussion):
    tables = archive(f"## Issue 1: x\n\n{discussion}\n")
    assert said(tables, 1) == [("kim", "No."), ("role:lead", "Yes.")]


def test_a_bullet_beside_the_bullet_of_the_discussion_is_a_field(archive):
    tables = archive(
        "## Issue 1: x\n\n- **Discussion:**\n  - Lead: Yes.\n- **Impact:** high\n"
        "- **Status:** Closed\n"
    )
    assert said(tables, 1) == [("role:lead", "Yes.")]
    assert said(tables, 1, "note") == [(None, "Impact: high")]
    assert item(tables, 1)["state"] == "closed"


def test_fields_that_are_not_known_are_kept_as_notes(archive):
    tables = archive("## Issue 1: x\n\nStatus: Open\nPriority: high\nLabels: a\n")
    assert said(tables, 1, "note") == [(None, "Priority: high")]
    assert labels(tables, 1) == ["a"]


def test_a_status_written_twice_is_kept(archive):
    tables = archive("## Issue 1: x\n\n**Status:** Open\n\n**Status:** Closed\n")
    assert item(tables, 1)["state"] == "open"
    assert said(tables, 1, "note") == [(None, "Status: Closed")]


@pytest.mark.parametrize(
    ("value", "base", "head"),
    [
        ("**Base:** main", "main", None),
        ("**Target branch:** `release/2`", "release/2", None),
        ("**Into:** `hotfix/x`, not `main`", "hotfix/x", None),
        ("**Branch:** feat/x", None, "feat/x"),
        ("**Branch:** `feat/x` → `main`", "main", "feat/x"),
        ("**Branches:** none\n**Branch:** main <- feat/x", "main", "feat/x"),
        ("**Base branch:** n/a", None, None),
    ],
)
def test_branches(archive, value, base, head):
    row = item(archive(f"## PR 1: x\n\n{value}\n"), 1, "pull_requests")
    assert (row["base_branch"], row["head_branch"]) == (base, head)


def test_a_remark_beside_a_branch_is_kept(archive):
    tables = archive("## PR 1: x\n\n**Base:** `hotfix/x` (not main, agreed with SRE)\n")
    assert said(tables, 1, "note") == [
        (None, "Base: `hotfix/x` (not main, agreed with SRE)")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## PR 1: x\n\n**Closes:** #7, 8 and #9",
         {("closes", "o/n", 7), ("closes", "o/n", 9)}),
        ("## PR 1: x\n\n**Fixes:** 7, 8", {("closes", "o/n", 7), ("closes", "o/n", 8)}),
        ("## PR 1: x\n\n**Linked issues:** Fixes #7, see other/repo#8",
         {("closes", "o/n", 7), ("related", "other/repo", 8)}),
        ("## PR 1: x\n\n**Related:** issue 7", {("related", "o/n", 7)}),
        ("## Issue 1: x\n\n**Fixed by:** PR 7", {("fixed_by", "o/n", 7)}),
        ("## Issue 1: x\n\n**Status:** Closed (fixed by PRs #7 and #8)",
         {("fixed_by", "o/n", 7), ("fixed_by", "o/n", 8)}),
        ("## Issue 1: x\n\n**Resolution:** Resolved in #7.", {("fixed_by", "o/n", 7)}),
        ("## Issue 1: x\n\n**Resolution:** Not fixed by #7.", set()),
        ("## Issue 1: x\n\n**Resolution:** It might be fixed by #7.", set()),
        ("## Issue 1: x\n\n**Caused by:** https://github.com/o/n/pull/7",
         {("caused_by", "o/n", 7)}),
        ("## Issue 1: x\n\n**Outcome:** regression from PR 7",
         {("caused_by", "o/n", 7)}),
        ("## Issue 1: x\n\n**Closed by:** PR #7", {("fixed_by", "o/n", 7)}),
        ("## Issue 1: x\n\n**Related:** #1", set()),
        ("## Issue 1: x\n\n**Description:** color #123 and fixed by #7", set()),
    ],
)  # fmt: skip
def test_links(archive, text, expected):
    assert links(archive(text), 1) == expected


@pytest.mark.parametrize(
    ("value", "conclusion"),
    [
        ("passing", "passing"), ("✅", "passing"), ("All checks passed", "passing"),
        ("partly failing", "failing"), ("red", "failing"), ("❌ lint", "failing"),
        ("3 passed, 1 failed", "failing"), ("3 passed, 0 failed", "passing"),
        ("not green", "failing"), ("did not pass", "failing"), ("pending", "pending"),
        ("no failures", "passing"), ("not run", "unknown"),
        ("see dashboard", "unknown"),
    ],
)  # fmt: skip
def test_a_field_states_the_checks(archive, value, conclusion):
    tables = archive(f"## PR 1: x\n\n**Status:** Merged\n\n**CI:** {value}\n")
    assert checks(tables, 1) == [(conclusion, value)]


@pytest.mark.parametrize("value", ["none", "n/a", "-"])
def test_no_checks_are_no_checks(archive, value):
    assert checks(archive(f"## PR 1: x\n\n**CI:** {value}\n"), 1) == []


@pytest.mark.parametrize(
    ("sentence", "conclusion"),
    [
        ("Merged with red checks.", "failing"),
        ("CI was failing on two jobs.", "failing"),
        ("The build is broken, merging anyway.", "failing"),
        ("CI green.", "passing"),
        ("All tests passed before the merge" + ".", None),
        ("If the tests fail, do not merge.", None),
        ("CI must be green.", None),
        ("Can we wait for the failing tests?", None),
        ("This fixes the failing tests.", None),
        ("Retries make the build fail less", None),
        ("Login fails for users of the new release.", None),
        ("We passed the review.", None),
    ],
)
def test_a_sentence_states_the_checks_or_does_not(archive, sentence, conclusion):
    tables = archive(f"## PR 1: x\n\n**Status:** Merged\n\n**Notes:** {sentence}\n")
    expected = [(conclusion, sentence)] if conclusion else []
    assert checks(tables, 1) == expected


def test_the_remark_of_a_status_states_the_checks(archive):
    tables = archive("## PR 1: x\n\n**Status:** Merged (CI partly failing)\n")
    assert checks(tables, 1) == [("failing", "CI partly failing")]


def test_checks_of_an_issue_are_none(archive):
    tables = archive("## Issue 1: x\n\n**CI:** failing\n")
    assert checks(tables, 1) == []
    assert said(tables, 1, "note") == [(None, "CI: failing")]


@pytest.mark.parametrize(
    ("value", "reviews", "requested", "count"),
    [
        ("**Approved by:** @a, @org/team",
         [("a", "approved"), ("@org/team", "approved")], [], 2),
        ("**Approvals:** 2", [], [], 2),
        ("**Approvals:** none", [], [], 0),
        ("**Approvals:** 1 (@a)", [("a", "approved")], [], 1),
        ("**Reviewers:** @a (approved), @b", [("a", "approved")], ["b"], None),
        ("**Reviewed by:** @a", [("a", None)], [], None),
        ("**Labels:** x", [], [], None),
    ],
)  # fmt: skip
def test_reviews_are_what_the_words_state(archive, value, reviews, requested, count):
    tables = archive(f"## PR 1: x\n\n{value}\n")
    found = [(r["reviewer_id"], r["state"]) for r in tables["reviews"]]
    assert found == reviews
    assert [r["reviewer_id"] for r in tables["review_requests"]] == requested
    assert item(tables, 1, "pull_requests")["stated_approval_count"] == count
    (row,) = [r for r in tables["completeness"] if r["kind"] == "reviews"]
    assert row["expected_count"] is None
    assert row["reason"]


def test_who_merged_and_when(archive):
    row = item(
        archive("## PR 1: x\n\nStatus: Merged by @kim on 2024-05-01\n"),
        1,
        "pull_requests",
    )
    assert (row["merged_by_id"], row["merged_at"]) == ("kim", day(2024, 5, 1))
    row = item(
        archive("## PR 1: x\n\nMerged: 2024-05-01 by @kim\n"), 1, "pull_requests"
    )
    assert (row["merged_by_id"], row["merged_at"]) == ("kim", day(2024, 5, 1))


def test_drafts(archive):
    def is_draft(text):
        return item(archive(text), 1, "pull_requests")["is_draft"]

    assert is_draft("## PR 1: x\n\n**Status:** Open (draft)") is True
    assert is_draft("## PR 1: x\n\n**Draft:** yes") is True
    assert is_draft("## PR 1: x\n\n**Draft:** no") is False
    assert is_draft("## PR 1: [WIP] x\n\n**Status:** Open") is True
    assert is_draft("## PR 1: x\n\n**Status:** Merged") is False
    assert is_draft("## PR 1: x\n\n**Status:** Open") is None


def test_a_table_with_one_item_per_row(archive):
    tables = archive("""# Merged pull requests

| PR | Title | Status | Labels | Merged | CI | Base |
|----|-------|--------|--------|--------|----|------|
| [#3](https://h.example/pull/3) | Mend | merged | `a`, `b` | 2024-03-01 | red | main |
| 4 | Other | closed | none | - | green | main |

# Issues

| # | Summary | State |
|---|---|---|
| 9 | Broken | open |
""")
    row = item(tables, 3, "pull_requests")
    assert row["title"] == "Mend"
    assert (row["state"], row["base_branch"]) == ("merged", "main")
    assert row["merged_at"] == day(2024, 3, 1)
    assert (row["url"], row["line"]) == ("https://h.example/pull/3", 5)
    assert labels(tables, 3) == ["a", "b"]
    assert checks(tables, 3) == [("failing", "red")]
    assert labels(tables, 4) == []
    assert item(tables, 9)["title"] == "Broken"


def test_an_overview_table_adds_to_the_sections_below_it(archive):
    tables = archive("""# Issues

| Issue | Title | Status |
|---|---|---|
| #1 | Short | Closed |
| #2 | Only here | Open |

## Issue #1: The long title

**Labels:** a
""")
    assert (item(tables, 1)["title"], item(tables, 1)["state"]) == (
        "The long title",
        "closed",
    )
    assert item(tables, 2)["title"] == "Only here"
    assert reasons(tables) == []


def test_the_second_section_of_a_number_is_recorded(archive):
    tables = archive(
        "## Issue 1: first\n\n**Status:** Open\n\n"
        "## Issue #1: second\n\n**Status:** Closed\n"
    )
    assert item(tables, 1)["title"] == "first"
    (row,) = tables["unreadable"]
    assert (row["line"], row["item_id"]) == (5, "o/n#1")
    assert row["quote"] == "Issue #1: second"
    (issues,) = [r for r in tables["completeness"] if r["kind"] == "issues"]
    assert (issues["expected_count"], issues["loaded_count"]) == (2, 1)


def test_an_issue_and_a_pull_request_of_one_number_are_two_items(archive):
    tables = archive("## Issue 1: a\n\ntext\n\n## PR 1: b\n\ntext\n")
    assert item(tables, 1)["title"] == "a"
    assert item(tables, 1, "pull_requests")["title"] == "b"


def test_a_heading_and_nothing_under_it(archive):
    tables = archive("## Issue 1: bare\n\n## Issue 2: full\n\n**Status:** Open\n")
    row = item(tables, 1)
    assert (row["title"], row["state"], row["body"]) == ("bare", None, None)
    assert reasons(tables) == [(1, "a heading and nothing under it")]


def test_markup_in_a_title_stays_text(archive):
    title = "<script>alert(1)</script> & <img src=x onerror=y>"
    assert item(archive(f"## Issue 1: {title}\n\ntext\n"), 1)["title"] == title


def test_a_script_is_no_address(archive):
    row = item(archive("## [#1](javascript:alert(1)) x\n\ntext\n"), 1)
    assert row["url"] is None


def test_code_is_no_field(archive):
    tables = archive(
        "## Issue 1: x\n\n**Description:** see\n\n"
        "```\n**Labels:** no\n## Issue 2: no\n```\n"
    )
    assert labels(tables, 1) == []
    assert [row["number"] for row in tables["issues"]] == [1]
    assert "**Labels:** no" in item(tables, 1)["body"]


def test_comments_in_html_are_left_out(archive):
    tables = archive("## Issue 1: x\n\n<!-- **Labels:** no -->\n\n**Status:** Open\n")
    assert labels(tables, 1) == []
    assert item(tables, 1)["body"] is None


def test_permalinks_name_commit_and_line(archive):
    tables = archive(
        "## Issue 1: x\n\n**Discussion:**\n\n- Lead: Yes.\n",
        url="https://example.org/o/n",
        commit_sha="abc",
    )
    place = "https://example.org/o/n/blob/abc/ARCHIVE.md"
    assert item(tables, 1)["url"] == f"{place}#L1"
    assert tables["comments"][0]["url"] == f"{place}#L5"


def test_without_a_web_address_there_is_no_url(archive):
    assert item(archive("## Issue 1: x\n\ntext\n", commit_sha="abc"), 1)["url"] is None


def test_milestones_and_what_they_list(archive):
    tables = archive(
        """# Milestones

## Milestone: Calm nights

**Status:** Open
**Due:** 2024-06-30

Fewer pages.

- Issue 1
- #2

## v2

| Field | Value |
|---|---|
| State | Frobnicated |
""",
        "milestone_archive",
    )
    calm, v2 = tables["milestones"]
    assert (calm["title"], calm["state"]) == ("Calm nights", "open")
    assert calm["due_at"] == day(2024, 6, 30)
    assert "Fewer pages." in calm["description"]
    assert (v2["title"], v2["state"], v2["line"]) == ("v2", None, 13)
    assert reasons(tables) == [(17, "a status that is not known")]


def test_a_milestone_is_given_to_the_items_that_it_lists(archive):
    text = """## Issue 1: a

**Milestone:** v1

## PR 2: b

text

## Milestone: v2

**Items:** #1, PR 2
"""
    tables = archive(text)
    assert item(tables, 1)["milestone"] == "v1"
    assert item(tables, 2, "pull_requests")["milestone"] == "v2"


def test_an_archive_without_items_says_so(archive):
    tables = archive("# Issues\n\nWe use another tracker.\n")
    assert reasons(tables) == [
        (
            1,
            "named like issue archive, but no item was found in it: read as any other"
            " document",
        )
    ]


def test_windows_line_ends_do_not_move_lines(archive):
    tables = archive("# A\r\n\r\n## Issue 1: x\r\n\r\n**Status:** Open\r\n")
    assert (item(tables, 1)["line"], item(tables, 1)["state"]) == (3, "open")


def test_a_shared_number_is_recorded_and_breaks_no_key(archive):
    tables = archive(
        "## Issue 1: a\n\n**Labels:** x, y\n\n## PR 1: b\n\n**Labels:** x, z\n"
    )
    assert labels(tables, 1) == ["x", "y", "z"]
    assert reasons(tables) == [
        (5, "issue 1 and pull request 1 have one number: o/n#1 means both")
    ]


def test_headings_that_differ_from_each_other_are_read_all_the_same(archive):
    tables = archive(
        dedent("""
        ### 4 - mails get lost
        status: open

        ## Issue-6: queue is full
        state: closed

        ### #8 slow search
        State - open

        ### 9 letters are cut
        tags: bug
        """)
    )
    assert [
        (row["number"], row["title"], row["state"]) for row in tables["issues"]
    ] == [
        (4, "mails get lost", "open"),
        (6, "queue is full", "closed"),
        (8, "slow search", "open"),
        (9, "letters are cut", None),
    ]


def test_numbered_steps_in_an_item_are_no_items(archive):
    tables = archive(
        dedent("""
        ## Issue #4: Mails get lost
        **Status:** Open

        ### 1. Send a mail
        Status: sent

        ### 2. Wait
        """)
    )
    assert [row["number"] for row in tables["issues"]] == [4]
    assert tables["unreadable"] == []


def test_an_item_whose_heading_has_no_number_is_told(archive):
    tables = archive(
        dedent("""
        ## Issue #4: Mails get lost
        **Status:** Open

        ## Letters are cut
        **Status:** Closed
        """)
    )
    assert [row["number"] for row in tables["issues"]] == [4]
    assert reasons(tables) == [
        (5, "the fields of an item under a heading that names no number")
    ]


def test_a_short_field_ends_with_its_line(archive):
    tables = archive(
        dedent("""
        ## Issue #4: Mails get lost
        labels: bug, mail
        - ops: we saw it at night
        - dev: the queue, probably

        ## Issue #5: Letters are cut
        state: done
        > reported by phone
        """)
    )
    assert labels(tables, 4) == ["bug", "mail"]
    assert said(tables, 4) == [
        ("role:ops", "we saw it at night"),
        ("role:dev", "the queue, probably"),
    ]
    assert item(tables, 5)["state"] == "closed"
    assert item(tables, 5)["body"] == "> reported by phone"
    assert tables["unreadable"] == []


def test_a_short_field_that_is_wrapped_goes_on(archive):
    tables = archive(
        dedent("""
        ## Issue #4: Mails get lost
        **Labels:** bug, mail,
        urgent
        **Status:** Open
        """)
    )
    assert labels(tables, 4) == ["bug", "mail", "urgent"]


def test_a_cell_with_several_speakers_is_several_contributions(archive):
    tables = archive(
        dedent("""
        | Number | Title | Comments |
        |---|---|---|
        | #4 | Lost | Mail lead: "It was us." Night shift: "We saw it: at two." |
        """)
    )
    assert said(tables, 4) == [
        ("role:mail-lead", "It was us."),
        ("role:night-shift", "We saw it: at two."),
    ]
