"""A page of updates holds one incident per title, and its updates tell the moments."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import IncidentEntry, read_incidents

HISTORY = """\
# Past Incidents

## Jun 13, 2023

No incidents reported.

## Jun 12, 2023

**Slow dashboards**

**Resolved** - Dashboards load at their usual speed again.
Jun 12, 16:20 UTC

**Identified** - A noisy neighbour on the metrics cluster was found.
Jun 12, 15:02 UTC

**Investigating** - Some dashboards take more than thirty seconds to load.
Jun 12, 14:41 UTC

**Login page unreachable for some users**

**Resolved** - From 09:05 UTC to 09:37 UTC, the login page was unreachable.
Jun 12, 10:10 UTC

## Jun 11, 2023

**Planned: network maintenance in FRA1**

**Completed** - Done.
Jun 11, 03:00 UTC
"""
BELOW_HEADINGS = """\
# Builds are queued in the macOS pool

## Resolved

The queue has drained.

Posted Mar 3, 2022 - 18:44 UTC

## Investigating

Builds that need macOS wait for more than 20 minutes.

Posted Mar 3, 2022 - 16:30 UTC
"""
LIST = """\
# Status history

### 2022-03-03 Packages API returns 500

- 16:30 UTC Investigating: downloads of private packages fail
- 17:40 UTC Monitoring: rolled back
- 18:44 UTC Resolved: the error rate is back to zero
"""
TABLE = """\
# Service status: EU region

## Object storage: elevated errors (3 March 2022)

| Time (CET) | Status | Message |
|---|---|---|
| 19:44 | Resolved | The faulty shelf was replaced and errors are gone |
| 17:30 | Investigating | We see errors when objects are written |
"""
STAMP_FIRST = """\
# Incident History

### API latency

Mar 3, 2022

Mar 3, 18:44 UTC
**Resolved** - Latency has returned to its usual level.

Mar 3, 16:30 UTC
**Investigating** - Requests to the API are slow.
"""
WITHIN = """\
# Service notices

### [Resolved] Git over SSH refused connections

**Update (2022-03-03 18:44 UTC):** Resolved. The limit was raised.

**2022-03-03 16:30 UTC:** Investigating. Users report that git over SSH fails.
"""
SHORT_CODE = """\
---
title: Bridge to the chat is down
date: 2022-03-03 16:30:00
resolved: true
resolvedWhen: 2022-03-03 18:44:00
section: issue
---

*Resolved* - The bridge is back. {{< track "2022-03-03 18:44:00" >}}

*Investigating* - Nothing is relayed. {{< track "2022-03-03 16:30:00" >}}
"""
COMMENTED = """\
<!--
start: 2022-03-03T16:30:10.000Z
labels: status
-->

# Mirror is down

The mirror was **down**.

**ci-bot[bot]** commented on 2022-03-03T18:44:10Z

**Resolved:** Mirror is back up in `9d02c11` after 134 minutes.
"""


def read(
    text: str, path: str = "status/page.md", kind: str | None = None
) -> tuple[IncidentEntry, ...]:
    return read_incidents(text, path=path, kind=kind).entries


def test_each_title_of_a_history_is_an_incident_of_its_own() -> None:
    told = [e for e in read(HISTORY) if e.standing == "final"]
    assert [(e.title, str(e.occurred_on)) for e in told] == [
        ("Slow dashboards", "2023-06-12"),
        ("Login page unreachable for some users", "2023-06-12"),
    ]
    first, second = told
    assert f"{first.detected_at:%H:%M} {first.restored_at:%H:%M}" == "14:41 16:20"
    assert f"{second.started_at:%H:%M} {second.restored_at:%H:%M}" == "09:05 09:37"
    assert "timeline" in first.parts


@pytest.mark.parametrize(
    "text", [BELOW_HEADINGS, LIST, TABLE, STAMP_FIRST, WITHIN, SHORT_CODE]
)
def test_updates_tell_when_it_was_known_and_over_wherever_their_time_is(
    text: str,
) -> None:
    (entry,) = read(text, kind="incident_log")
    known, over = entry.detected_at, entry.restored_at
    assert f"{known:%m-%d %H:%M} {over:%m-%d %H:%M}" == "03-03 16:30 03-03 18:44"


def test_fields_in_a_comment_above_an_issue_are_its_front_matter() -> None:
    (entry,) = read(COMMENTED, kind="incident_log")
    assert f"{entry.started_at:%H:%M} {entry.restored_at:%H:%M}" == "16:30 18:44"
    assert [one.minutes for one in entry.stated_durations] == [134]
    assert not entry.action_items


@pytest.mark.parametrize(
    "text",
    [
        "# How to post to the status page\n\n**Investigating** - you know of it.\n\n"
        "**Identified** - you know the cause.\n\n**Resolved** - it is over. Post it "
        "within 15 minutes, e.g. at 14:05 UTC.\n",
        "# Release process\n\n- Scheduled: a day is picked\n- Resolved: the ticket is "
        "closed\n- Monitoring: we watch the graphs at 10:00 UTC every day\n",
        "# Maintenance of the mirror\n\n**Completed** - Done.\nMar 3, 05:10 UTC\n\n"
        "**Scheduled** - The mirror will be away.\nMar 3, 2022, 04:00 UTC\n",
    ],
)
def test_a_guide_or_a_plan_with_the_same_names_is_no_incident(text: str) -> None:
    assert not [e for e in read(text) if e.standing == "final"]


def test_what_was_being_done_in_an_update_with_a_dot_before_its_time() -> None:
    text = (
        "## Kilns: orders stuck\n\n"
        "**Resolved** · Nov 2, 2023 - 19:22 UTC\nThis is resolved.\n\n"
        "**Identified** · Nov 2, 2023 - 17:31 UTC\nWe are moving orders elsewhere.\n"
    )
    [found] = read_incidents(text, path="docs/incidents/a.md").entries
    assert found.action_items == ()
    assert str(found.restored_at) == "2023-11-02 19:22:00+00:00"


def test_fields_of_a_ticket_are_no_action_items() -> None:
    text = (
        "# Kilns cold on 2023-11-02\n\nDown.\n\n"
        "| | |\n|-|-|\n| Task Type | Incident |\n"
    )
    [found] = read_incidents(text, path="docs/incidents/a.md").entries
    assert found.action_items == ()
