"""Every style of log gives one entry per incident, and no entry for anything else."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pipelines.read.incidents import read_incidents

LOG = """\
# Incident log

Every outage is written down here.

## How to use this log

Newest first, one section each.

## Incident 2024-10-01: Orders fail after the release of PR #210

- **Severity:** Sev1 (also tagged `sev-1`)
- **Timeline (UTC):**
  - 10:05 alert, one order in five fails
  - 10:10 on-call looks into it
  - 10:20 release rolled back by hand
  - 11:00 service stable
- **Impact:** Customers could not order.

### 2024-11-12 — Mail worker stalls

No review was held at first.

## [SEV2] Search is slow (2024-12-03)

From 14:05 to 15:30 CET search was slow.

## Storm of failovers

**Date:** 2025-02-30
**Severity:** S3
"""


def entries(text, path="ops/incidents.md", kind=None):
    return read_incidents(text, path=path, kind=kind).entries


def test_a_log_holds_one_entry_per_incident_in_whatever_form_the_heading_is() -> None:
    assert [(e.line, e.occurred_on, e.title, e.severity) for e in entries(LOG)] == [
        (9, date(2024, 10, 1), "Orders fail after the release of PR #210", 1),
        (19, date(2024, 11, 12), "Mail worker stalls", None),
        (23, date(2024, 12, 3), "Search is slow", 2),
        (27, None, "Storm of failovers", 3),
    ]


def test_an_entry_keeps_its_text_verbatim() -> None:
    second = entries(LOG)[1]
    assert second.text == "\n".join(LOG.splitlines()[18:22])
    assert second.end_line == 22


def test_a_day_that_does_not_exist_is_reported_with_its_line() -> None:
    reading = read_incidents(LOG, path="ops/incidents.md")
    assert [(u.line, u.quote) for u in reading.unreadable] == [(29, "2025-02-30")]
    assert "no such day" in reading.unreadable[0].reason


@pytest.mark.parametrize("written", ["2199-12-31", "1899-12-31", "9999-12-31T10:00"])
def test_an_incident_of_a_year_that_none_has_is_kept_without_a_day(written) -> None:
    text = f"# Log\n\n## 2024-05-02: Up\n\n## {written}: Search is slow\n\nSev1\n"
    reading = read_incidents(text, path="ops/incidents.md", kind="incident_log")
    first, second = reading.entries
    assert first.occurred_on == date(2024, 5, 2)
    assert (second.line, second.occurred_on) == (5, None)
    assert [(u.line, u.quote) for u in reading.unreadable] == [(5, written[:10])]


def test_every_spelling_of_the_severity_is_kept() -> None:
    first = entries(LOG)[0]
    assert first.severity_as_written == "Sev1"
    assert first.severities_as_written == ("Sev1", "sev-1")


def test_restoration_counts_from_the_alert_where_no_start_is_stated() -> None:
    first = entries(LOG)[0]
    assert first.started_at is None
    assert first.detected_at == datetime(2024, 10, 1, 10, 5, tzinfo=UTC)
    assert first.acknowledged_at == datetime(2024, 10, 1, 10, 10, tzinfo=UTC)
    assert first.mitigated_at == datetime(2024, 10, 1, 10, 20, tzinfo=UTC)
    assert first.restored_at == datetime(2024, 10, 1, 11, 0, tzinfo=UTC)
    assert first.minutes_to_restore == 55
    assert not first.zone_is_assumed


def test_quarters_group_incidents_and_templating_is_passed_over() -> None:
    text = """\
---
title: Incident Log
weight: 4
---

# Incident Log

<%= partial 'numbers' %>

## Q3 2022

### Incident on 2022-07-12 - Gateway refuses traffic

- **Key events**
  - First detected 2022-07-12 15:24
  - Incident declared: 2022-07-12 15:31
  - Repaired: 2022-07-12 16:13
  - Resolved 2022-07-12 16:49

- **Time to repair**: 49m

- **Time to resolve**: 1h 25m

- **Identified**: A team told us in the channel

- **Impact**:
  - Nobody could deploy

- **Resolution**: The module went back to its last version

- **Review actions**:
  - Watch the gateway, [Issue](https://github.com/acme/platform/issues/302)

## Q2 2022

### Incident on 2022-05-10 - Pipeline fails

- **Time to resolve**: 47m
"""
    first, second = entries(text, "source/incident-log.html.md.erb")
    assert (first.occurred_on, first.minutes_to_restore) == (date(2022, 7, 12), 85)
    assert {d.kind: d.minutes for d in first.stated_durations} == {
        "repair": 49,
        "resolve": 85,
    }
    assert first.mitigated_at == datetime(2022, 7, 12, 16, 13, tzinfo=UTC)
    assert first.restored_at == datetime(2022, 7, 12, 16, 49, tzinfo=UTC)
    assert first.zone_is_assumed
    assert first.parts == (
        "impact",
        "timeline",
        "detection",
        "resolution",
        "action_items",
    )
    assert (second.title, second.minutes_to_restore) == ("Pipeline fails", 47)


def test_front_matter_dates_and_names_a_write_up() -> None:
    text = """\
---
title: "Failover took the shop down"
date: 2022-08-09
severity: SEV-2
started: 2022-08-09T08:12:00+02:00
resolved: 2022-08-09T09:02:00+02:00
---

## Summary

The primary went away.
"""
    [entry] = entries(text, "postmortems/failover.md")
    assert entry.title == "Failover took the shop down"
    assert (entry.occurred_on, entry.severity) == (date(2022, 8, 9), 2)
    assert entry.started_at == datetime(2022, 8, 9, 6, 12, tzinfo=UTC)
    assert entry.minutes_to_restore == 50


def test_a_file_name_dates_and_names_a_write_up_without_headings() -> None:
    text = "The queue was down for 40 minutes. We are sorry.\n"
    [entry] = entries(text, "postmortems/2023-04-05-queue-stuck.md")
    assert (entry.title, entry.occurred_on) == ("queue stuck", date(2023, 4, 5))
    assert entry.minutes_to_restore == 40


def test_a_table_of_fields_is_read_as_fields() -> None:
    text = """\
# Storage full

| Field | Value |
|---|---|
| Severity | major |
| Start | 2021-05-06 22:15 CEST |
| End | 00:45 CEST |

## Summary

The disk was full.

## Root cause

Nobody looked.
"""
    [entry] = entries(text, "outages/storage.md")
    assert (entry.severity_as_written, entry.severity) == ("major", 2)
    assert entry.occurred_on == date(2021, 5, 6)
    assert entry.restored_at == datetime(2021, 5, 6, 22, 45, tzinfo=UTC)
    assert entry.minutes_to_restore == 150


def test_an_index_points_to_write_ups_and_may_hold_incidents_of_its_own() -> None:
    text = """\
# Postmortems

| Date | Incident | Severity | Duration | Write-up |
|---|---|---|---|---|
| 2023-05-01 | Queue stuck | SEV2 | 40 min | [here](2023-05-01-queue.md) |
| 2023-07-02 | Cache cold | S3 | 1h | |

Older ones:

- [2022-01-03 Login down](old/2022-01-03.md)
"""
    found = [
        (e.line, e.standing, e.title, e.occurred_on, e.severity, e.target)
        for e in entries(text, "postmortems/README.md")
    ]
    assert found == [
        (5, "index", "Queue stuck", date(2023, 5, 1), 2, "2023-05-01-queue.md"),
        (6, "final", "Cache cold", date(2023, 7, 2), 3, None),
        (10, "index", "Login down", date(2022, 1, 3), None, "old/2022-01-03.md"),
    ]


def test_days_below_a_timeline_are_no_incidents() -> None:
    text = """\
# Outage of the mirror, 3 May 2020

## Summary

It was gone.

## Timeline

### 2020-05-03

- 23:50 UTC disk fails
- 00:10 UTC alert

### 2020-05-04

- 08:00 UTC disk replaced, mirror restored

# Statistics

- Time to recovery: 8 hours
"""
    [entry] = entries(text, "docs/outage.md")
    assert entry.occurred_on == date(2020, 5, 3)
    assert entry.detected_at == datetime(2020, 5, 4, 0, 10, tzinfo=UTC)
    assert entry.restored_at == datetime(2020, 5, 4, 8, 0, tzinfo=UTC)
    assert entry.minutes_to_restore == 480


@pytest.mark.parametrize(
    "heading",
    [
        "== Incident 2019-07-02: mail queue ==\n",
        "Incident 2019-07-02: mail queue\n===============================\n",
        (
            "Incident report: 2019-07-02 mail"
            " queue\n######################################\n"
        ),
        "# Postmortem: mail queue (July 2nd, 2019)\n",
        "# 2 July 2019 - mail queue\n",
        "# [SEV3] mail queue - 2019/07/02\n",
        "# INC-77: mail queue, Tuesday, 2nd of July 2019\n",
        "# 7. mail queue 02.07.2019\n",
    ],
)
def test_a_title_is_what_is_left_without_day_number_and_severity(heading) -> None:
    [entry] = entries(f"{heading}\nMail was late for three hours.\n")
    assert (entry.title, entry.occurred_on) == ("mail queue", date(2019, 7, 2))
    assert entry.minutes_to_restore == 180


@pytest.mark.parametrize(
    "heading",
    [
        "2019-07-02 to 2019-07-03: mail queue",
        "2019-07-02 15:24 – mail queue",
        "Jul 2 2019 (Tue) mail queue",
        "mail queue | 2019-07-02 | SEV3",
        "📮 2019-07-02 mail queue",
        "`2019-07-02` mail queue",
        "mail queue 2019-07-02T14:05Z",
        "2019-07-02 (S3) — mail queue [resolved]",
        "20190702 mail queue",
        "Incident #7 – 2019-07-02 – mail queue",
    ],
)
def test_an_entry_of_a_log_has_its_title_in_any_order_of_words(heading) -> None:
    [entry] = entries(f"# Incident log\n\n## {heading}\n\n**Impact:** much\n")
    assert (entry.title, entry.occurred_on) == ("mail queue", date(2019, 7, 2))


def test_an_entry_may_have_no_day_at_all() -> None:
    text = (
        "# Incident log\n\n## 2019-07: mail queue\n\nLate.\n\n## INC-12 disk\n\nFull.\n"
    )
    assert [(e.line, e.occurred_on) for e in entries(text)] == [(3, None), (7, None)]


def test_one_day_of_a_text_tells_how_the_others_are_written() -> None:
    ambiguous = "# Outage\n\nDate: 03/04/2022\nSeverity: Sev 2\n"
    reading = read_incidents(ambiguous, path="outage.md")
    assert reading.entries[0].occurred_on is None
    assert "cannot be told apart" in reading.unreadable[0].reason
    told = ambiguous + "Reviewed: 20/04/2022\n"
    assert entries(told, "outage.md")[0].occurred_on == date(2022, 4, 3)


def test_words_that_look_like_a_day_are_reported_where_nothing_else_tells_it() -> None:
    text = (
        "# Outage\n\n## Summary\n\nx y\n\n## Timeline\n\n"
        "| T | E |\n|-|-|\n| 20224-01-05 | a |\n"
    )
    reading = read_incidents(text, path="outage.md")
    assert reading.entries[0].occurred_on is None
    assert [(u.line, u.quote) for u in reading.unreadable] == [(11, "20224-01-05")]


def test_a_log_of_five_thousand_incidents_is_read_in_time() -> None:
    text = "# Log\n\n" + "".join(
        f"## 2020-01-{n % 28 + 1:02} outage {n}\n\n**Impact:** some\n\n"
        for n in range(5_000)
    )
    assert len(entries(text)) == 5_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "---\n",
        "<!--",
        "# ",
        "|a|\n|-|\n",
        "{% if x %}",
        "\x00",
        "# 9999-99-99",
    ],
)
def test_odd_texts_are_read_without_an_error(text) -> None:
    read_incidents(text, path="incidents.md")


def test_hostile_text_is_read_in_time() -> None:
    for piece in (
        "[",
        "**a",
        "<% ",
        "10:00 - ",
        "2024-01-01 ",
        "- [ ] x (",
        "for 1 h ",
        "14.05 to ",
        "Resolved - ",
    ):
        read_incidents("# Incident 2024-01-01: x\n\n" + piece * 20_000, path="i.md")


def test_a_write_up_of_several_incidents_holds_them_all() -> None:
    text = (
        "# Outages in March 2024\n\n## Summary\n\nTwo outages.\n\n"
        "## Incident timeline\n\n### 4 March 2024: cache full\n\n"
        "**Duration:** 20 min\n\n**Impact:** no search.\n\n"
        "### 6 March 2024: cache full again\n\n"
        "**Duration:** 2h\n\n**Impact:** no logins.\n\n"
        "## Root cause\n\nToo small a cache.\n\n"
        "## Action items\n\n- [ ] A larger one\n"
    )
    first, second = read_incidents(text, path="pm/march.md").entries
    assert (first.title, str(first.occurred_on)) == ("cache full", "2024-03-04")
    assert (second.title, second.minutes_to_restore) == ("cache full again", 120)
    for entry in (first, second):
        assert entry.parts == ("impact", "root_cause", "action_items")
    assert [item.text for item in first.action_items] == ["A larger one"]
    assert second.action_items == (), "what is to do after both counts once"


def test_a_log_of_plain_lines_begins_an_entry_at_each_day() -> None:
    text = (
        "INCIDENTS\n=========\n\n20240229  leap day. cron parser threw.\n"
        "          no backups for one day.\n20231011  power cut, server off.\n"
    )
    entries = read_incidents(text, path="INCIDENTS.md", kind="incident_log").entries
    found = [(entry.title, str(entry.occurred_on), entry.line) for entry in entries]
    assert found == [("leap day", "2024-02-29", 4), ("power cut", "2023-10-11", 6)]


def test_a_form_with_instructions_is_read_by_its_last_column() -> None:
    text = (
        "# Outage on 2024-03-04\n\n| Field | Instructions | Report |\n|---|---|---|\n"
        "| Impact | Who was affected? | 12 customers could not pay. |\n"
        "| Detection | How was it noticed? | A page at 10:02 UTC. |\n"
        "| Duration | How long? | 35 min |\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.parts == ("impact", "detection")
    assert entry.minutes_to_restore == 35


@pytest.mark.parametrize(
    ("form", "day"), [("M/D/YY", "2021-03-04"), ("DD/MM/YY", "2021-04-03")]
)
def test_a_log_says_how_its_days_are_written(form, day) -> None:
    head = f"# Incidents\n\n```\n## {form} - what\n```\n\n"
    text = head + "## 3/4/21 - Uploads failing\n\nX.\n"
    [entry] = read_incidents(text, path="log.md", kind="incident_log").entries
    assert str(entry.occurred_on) == day


def entry_of(body):
    [entry] = read_incidents(
        f"# Incident log\n\n## 12 March 2024: Cards declined\n\n{body}\n",
        path="docs/incident-log.md",
        kind="incident_log",
    ).entries
    return entry


def test_a_label_below_the_value_of_another_is_no_part_of_it() -> None:
    entry = entry_of("**Priority:** P1\n**Incident lead:** Ada\n**What:** No cards.")
    assert entry.severities_as_written == ("P1",)


def test_a_period_may_end_on_a_later_day_of_the_week() -> None:
    entry = entry_of("**Impact:** No cards between Tuesday 10:40 and Wednesday 16:15.")
    assert entry.started_at == datetime(2024, 3, 12, 10, 40, tzinfo=UTC)
    assert entry.restored_at == datetime(2024, 3, 13, 16, 15, tzinfo=UTC)
    assert entry.minutes_to_restore == 1775


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("The review was held on 20 March 2024 with the bank.", date(2024, 3, 20)),
        ("We held the review on 20 March.", date(2024, 3, 20)),
        ("- Status: reviewed (2024-03-20)", date(2024, 3, 20)),
        ("**Review held:** 2024-03-20", date(2024, 3, 20)),
        ("A review will be held on 20 March.", None),
        ("No review was held by 20 March.", None),
        ("We deployed again on 20 March.", None),
        ("The review held on 3 January found nothing.", None),  # before the incident
    ],
)
def test_the_day_of_a_review_is_taken_where_it_is_said_to_be_held(words, day) -> None:
    assert entry_of(f"Cards were declined.\n\n{words}").reviewed_on == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Published: 2024-03-20", date(2024, 3, 20)),
        ("*Author: Ada. Written 2024-03-20, reviewed on 2024-03-27.*",
         date(2024, 3, 20)),
        ("The report was published by Ada on 20 March 2024.", date(2024, 3, 20)),
        ("Written requests from 20 March were lost.", None),
        ("We published a fix on 20 March.", None),
        ("Published: 2023-01-02", None),  # before the incident
    ],
)  # fmt: skip
def test_the_day_on_which_a_text_was_written_is_what_it_says(words, day) -> None:
    entry = entry_of(f"{words}\n\nCards were declined.")
    assert entry.published_on == day


def test_a_status_names_the_day_of_the_review_after_the_word() -> None:
    words = "*Status: final. Written 2024-03-20, reviewed with all on 2024-03-27.*"
    entry = entry_of(f"{words}\n\nCards were declined.")
    assert entry.reviewed_on == date(2024, 3, 27)


def test_parts_that_are_put_off_or_stand_elsewhere_are_none() -> None:
    entry = entry_of(
        "**What happened:** Cards were declined, since a country was missing.\n\n"
        "**Timeline:** see the chat, I didn't get round to copying it here.\n\n"
        "**Actions:** none recorded yet, we want to talk about it on Monday."
    )
    assert entry.parts == ("summary",)
    assert entry.has_stated_omission
