"""Archives in forms that have no heading per item, or no fields below it."""

from __future__ import annotations

import pytest

from pipelines.extract.archive.forms import (
    as_sections,
    fields_in_line,
    fields_in_remarks,
)

BULLETS = """# Merged

* **#31** Pool the connections — merged 2024-02-01 into `main` by @kim, closes #12
* **#32** Second pool — open, draft, branch `feat/pool`; labels: db, perf
"""
SUMMARIES = """# Tracker

<details>
<summary>Issue #61: Export hangs (open)</summary>

- Labels: `bug`

</details>
"""
FRONT_MATTER = """# Exported issues

---
number: 7
title: Queue stalls
state: closed
labels: [incident, sev-1]
author: omar
---

It stalls every night.

---
number: 8
title: Add traces
state: open
labels: []
---
"""
REMARKS = """# Open issues

## 201 · Cache misses

*opened 3 Jan 2024 by @rui · labels: perf, stale*

# Closed issues

## 202 · Bad redirect

*closed 2 Jan 2024 by #230 · labels: bug*
"""


def rows(tables, table="issues"):
    names = ("number", "title", "state", "line")
    return [tuple(row[name] for name in names) for row in tables[table]]


def labels(tables, number):
    return [r["label"] for r in tables["item_labels"] if r["number"] == number]


def test_a_bullet_per_pull_request_with_its_remarks(archive) -> None:
    tables = archive(BULLETS, "pull_request_archive")
    assert rows(tables, "pull_requests") == [
        (31, "Pool the connections", "merged", 3),
        (32, "Second pool", "open", 4),
    ]
    first, second = tables["pull_requests"]
    assert (first["base_branch"], first["merged_by_id"]) == ("main", "kim")
    assert (second["head_branch"], second["is_draft"]) == ("feat/pool", True)
    assert labels(tables, 32) == ["db", "perf"]
    assert [(r["kind"], r["target_number"]) for r in tables["item_links"]] == [
        ("closes", 12)
    ]


def test_a_summary_to_unfold(archive) -> None:
    tables = archive(SUMMARIES)
    assert [(n, state, line) for n, _, state, line in rows(tables)] == [(61, "open", 4)]
    assert labels(tables, 61) == ["bug"]


def test_front_matter_in_the_middle_of_a_file(archive) -> None:
    tables = archive(FRONT_MATTER)
    assert rows(tables) == [
        (7, "Queue stalls", "closed", 3),
        (8, "Add traces", "open", 13),
    ]
    assert labels(tables, 7) == ["incident", "sev-1"]
    assert labels(tables, 8) == []


def test_remarks_in_a_line_of_their_own_and_a_state_in_the_heading_above(
    archive,
) -> None:
    tables = archive(REMARKS)
    assert [row[:3] for row in rows(tables)] == [
        (201, "Cache misses", "open"),
        (202, "Bad redirect", "closed"),
    ]
    assert tables["issues"][0]["author_id"] == "rui"
    assert labels(tables, 201) == ["perf", "stale"]


def test_a_resolution_that_begins_with_a_state_closes(archive) -> None:
    text = "### Issue: 55\nSummary: No umlauts\nResolution: Fixed (PR #58)\nType: Bug\n"
    tables = archive(text)
    assert rows(tables) == [(55, "No umlauts", "closed", 1)]


@pytest.mark.parametrize(
    "remarks", ["see the wiki", "merged by hand, then we talked", "3 of 4, closed"]
)
def test_remarks_that_are_not_understood_stay_words(remarks) -> None:
    assert fields_in_remarks(remarks) == []


@pytest.mark.parametrize("text", [BULLETS, SUMMARIES, FRONT_MATTER, REMARKS])
def test_every_line_stays_where_it_is(text) -> None:
    assert as_sections(text).count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Opened 2024-01-03 by rui · closed 2024-01-05 · Labels: perf, stale",
            [
                "**Author:** rui",
                "**Created:** 2024-01-03",
                "**Status:** closed 2024-01-05",
                "**Labels:** perf, stale",
            ],
        ),
        (
            "Opened 2024-01-03 by rui · merged 2024-01-05 into main"
            " · branch rk/pool · approved by kim, omar",
            [
                "**Author:** rui",
                "**Created:** 2024-01-03",
                "**Status:** merged 2024-01-05 into main",
                "**Base:** main",
                "**Branch:** rk/pool",
                "**Approved by:** kim, omar",
            ],
        ),
        ("Opened the valve · it leaks now", []),
        ("We closed it · see the wiki", []),
    ],
)
def test_a_line_of_remarks_with_dots_between_them_holds_fields(line, expected) -> None:
    assert fields_in_line(line) == expected
