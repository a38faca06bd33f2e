"""Registers as tables, monthly reports, and mails hold the incidents that they tell."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import IncidentEntry, read_incidents

AVAILABILITY = """\
---
title: "Availability report: March 2021"
date: 2021-04-07
---

We had two incidents in March.

### March 01 09:59 UTC (lasting one hour and 42 minutes)

Job queues were growing, because a replica had fallen behind.

### March 12 10:30 UTC (lasting 20 minutes)

A deploy with a bad configuration stopped new sessions; requests failed.

### In summary

We keep working on it.
"""
REGISTER = """\
# Security Incident Register 2023

| Ref | Date reported | Summary | Severity | Root cause | Further action | Closed |
|---|---|---|---|---|---|---|
| SI-1 | 14 Feb 2023 | Laptop stolen | Low | Theft | Order a lock | Yes |
| SI-2 | 3 Aug 2023 | Mailbox read | High | Weak password | Second factor | No |
"""
HOSTS = """\
# Outages

| Start | End | Host | What happened |
|---|---|---|---|
| 2024-03-01 08:12 | 2024-03-01 09:40 | mail2 | Disk full, mail was queued |
"""
MAIL = """\
From: Ada <ada@proj.example>
To: announce@lists.proj.example
Subject: Service disruption on the git host on Sunday night
Date: Tue, 04 Mar 2014 09:12:44 +0100

Hi all,

on the night of 2nd to 3rd of March the git host was not reachable from about 22:40
until 06:15 CET. A power supply failed.
"""


def final(text: str, kind: str | None = None) -> list[IncidentEntry]:
    entries = read_incidents(text, path="docs/page.md", kind=kind).entries
    return [entry for entry in entries if entry.standing == "final"]


def test_a_title_of_when_and_how_long_heads_an_incident() -> None:
    told = [
        (f"{e.started_at:%m-%d %H:%M}", [d.minutes for d in e.stated_durations])
        for e in final(AVAILABILITY)
    ]
    assert told == [("03-01 09:59", [102]), ("03-12 10:30", [20])]


def test_a_register_has_one_incident_per_row_and_says_whether_it_is_closed() -> None:
    first, second = final(REGISTER)
    assert (first.title, str(first.occurred_on)) == ("Laptop stolen", "2023-02-14")
    assert [e.action_items[0].status for e in (first, second)] == ["done", "open"]


def test_a_row_is_named_by_what_happened_not_by_its_host() -> None:
    (entry,) = final(HOSTS)
    assert entry.title == "Disk full, mail was queued"
    assert f"{entry.started_at:%H:%M} {entry.restored_at:%H:%M}" == "08:12 09:40"


def test_the_day_of_a_mail_is_not_that_of_what_it_reports() -> None:
    (entry,) = final(MAIL)
    assert str(entry.occurred_on) == "2014-03-02"


@pytest.mark.parametrize(
    "text",
    [
        "# Events\n\n**June 12 18:00 UTC (lasting 2 hours)**\n\nMeetup. Register!\n",
        "# Sprint 14 retrospective (2023-06-02)\n\n## What went well\n\n- The outage "
        "on Tuesday was short\n\n## Action items\n\n- [ ] Fewer meetings\n",
        "# Release 4.2 (2023-03-01)\n\n## Fixes\n\n- Fixed a crash\n- Resolved: login "
        "failed\n\n## Upgrade\n\nDowntime: about 10 minutes.\n",
        "# Ops sync 2023-09-14\n\n## 2. Incident review process\n\nAgreed: a page "
        "each. Root cause of the last one was DNS.\n",
        "Subject: Planned Outage - reboots - 2022-05-18 21:00 UTC\nFrom: a@b.example\n"
        "\nThere will be an outage starting at 2022-05-18 21:00 UTC.\n",
    ],
)
def test_meetings_and_plans_are_none(text: str) -> None:
    assert final(text) == []


def test_bold_words_below_a_day_name_its_incident() -> None:
    (entry,) = final(
        "# Service history\n\n### 2 Oct 2023\n**Sign-in outage** (35 min)\nAn expired "
        "certificate made sign-in fail from 17:05 to 17:40 UTC.\n\n### 1 Oct 2023\n"
        "No incidents.\n",
        kind="incident_log",
    )
    assert (entry.title, str(entry.occurred_on)) == ("Sign-in outage", "2023-10-02")


def test_front_matter_may_hold_the_incident_in_a_value() -> None:
    (entry,) = final(
        "---\nincident:\n  id: 44\n  title: Broken CDN\nstartedAt: 2023-04-02T10:00Z\n"
        "resolvedAt: 2023-04-02T11:10:00Z\n---\n\n## Summary\n\nAssets were broken.\n",
        kind="postmortem",
    )
    assert (entry.title, entry.minutes_to_restore) == ("Broken CDN", 70)


def test_a_page_of_description_and_links_is_no_write_up() -> None:
    assert (
        final("---\ntitle: ls\n---\n\n## Description\n\nLists.\n\n## See also\n\nx\n")
        == []
    )
