"""Timelines as code, as terms, in zones named once; tables of plain text."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.columns import with_columns


def entry_of(body, path="pm/2024-03-05-shop.md", title="Shop down"):
    [entry] = read_incidents(f"# {title}\n\n{body}\n", path=path, kind="x").entries
    return entry


CODE = """## Timeline

_Times in CET_

```
09:30  deploy
09:41  shop returns 503   <-- start
09:43  alert: probe failed, paged @ines
10:53  all probes green
```
"""


def test_a_timeline_set_as_code() -> None:
    entry = entry_of(CODE)
    assert entry.detected_at
    assert entry.restored_at
    assert entry.detected_at.strftime("%H:%M") == "08:43"
    assert entry.restored_at.strftime("%H:%M") == "09:53"


@pytest.mark.parametrize(
    "lines",
    [
        "09:43 <ines> alert is firing\n09:44 <ben> paged, here\n09:50 <ines> down",
        "09:43:11.310 alert fired\n09:43:12.402 alert fired\n09:44:01.100 alert fired",
        "09:43:11 ERROR no flame\n09:43:12 alert on\n09:44:01 INFO alert off",
        "$ date\nTue Mar  5 09:43:00 2024\n$ alert\n09:43 alert",
    ],
)
def test_a_chat_or_a_log_is_no_timeline(lines) -> None:
    entry = entry_of(f"## Timeline\n\n```\n{lines}\n```")
    assert entry.detected_at is None


def test_terms_over_what_happened_then() -> None:
    body = (
        "Timeline\n--------\n\nMar 5, 14:51 UTC\n  The shop goes down.\n\n"
        "Mar 5, 14:56 UTC\n  On-call is paged.\n\n"
        "Mar 7, 08:30 UTC\n  3 volumes were left; now all is back to normal.\n"
    )
    text = f"Shop down\n=========\n\n{body}"
    [entry] = read_incidents(text, path="pm/2024-03-05-shop.rst", kind="x").entries
    assert entry.detected_at
    assert entry.restored_at
    assert entry.restored_at.date() == date(2024, 3, 7)


LINES = "- 14:02 shop goes down\n- 14:05 alert fires\n- 15:10 all back to normal"


@pytest.mark.parametrize(
    ("body", "hour"),
    [
        (f"## Timeline\n\n(Berlin time)\n\n{LINES}", 13),
        (f"## Timeline\n\n_(CET)_\n\n{LINES}", 13),
        (f"## Timeline\n\n(all in CET)\n\n{LINES}", 13),
        (f"## Timeline\n\n{LINES.replace('down', 'down (CET)', 1)}", 13),
        (f"All times CET.\n\n## Timeline\n\n{LINES}", 13),
        (f"## Timeline\n\n{LINES}", 14),
        (f"## Timeline\n\n(the Berlin office took over)\n\n{LINES}", 14),
        (f"## Timeline\n\n{LINES.replace('fires', 'fires (CPU)', 1)}", 14),
    ],
)
def test_a_zone_named_once(body, hour) -> None:
    entry = entry_of(body)
    assert entry.started_at
    assert entry.started_at.hour == hour


def test_one_entry_of_a_log_says_nothing_of_the_zone_of_another() -> None:
    text = (
        "# Incidents\n\n## 2024-03-05: Disk full\n\n**Severity:** 2\n\n"
        "- 02:14 site goes down\n- 02:40 alert fires\n- 03:20 back to normal\n\n"
        "## 2024-02-05: Attack\n\nThe attack started at 8pm EST. It was down.\n"
    )
    entry = read_incidents(text, path="INCIDENTS.md", kind="x").entries[0]
    assert entry.started_at
    assert entry.started_at.hour == 2


def test_a_day_in_the_words_of_an_event_is_not_its_day() -> None:
    lines = LINES.replace("all back", "restored from the backup of 2 Mar, all back")
    entry = entry_of(f"## Timeline\n\n{lines}")
    assert entry.restored_at
    assert entry.restored_at.date() == date(2024, 3, 5)


def test_the_start_is_the_day_where_the_file_has_that_of_the_report() -> None:
    body = (
        "## Timeline (UTC)\n\n2024-03-04\n\n- 23:12 shop goes down\n\n"
        "2024-03-05\n\n- 08:14 first alert\n- 09:00 all back to normal"
    )
    assert entry_of(body).occurred_on == date(2024, 3, 4)
    titled = entry_of(body, title="Shop down on 2024-03-05")
    assert titled.occurred_on == date(2024, 3, 5)


def test_how_a_line_writes_its_day_tells_how_the_others_are_meant() -> None:
    body = (
        "Incident date: 05/03/2024\n\n## Timeline\n\n"
        f"{LINES}\n- 13/03 09:30 - the fix is deployed"
    )
    assert entry_of(body, path="pm/shop.md").occurred_on == date(2024, 3, 5)


TABLE = """## Recommendations

Ref   Recommendation                   Owner        Due
R1    Watch the whole chain of all     J. Lind      31/10/2024
      services
R2    Write down who renews it         H. Okafor    20/12/2024

DISTRIBUTION: everybody
"""


def test_columns_of_plain_text_are_a_table() -> None:
    text = f"# Major incident of 2024-09-30\n\nIt was down.\n\n{TABLE}"
    [entry] = read_incidents(text, path="pm/inc.txt", kind="x").entries
    found = [(i.text, i.owner_id, i.due_on) for i in entry.action_items]
    assert found == [
        ("Watch the whole chain of all services", "j-lind", date(2024, 10, 31)),
        ("Write down who renews it", "h-okafor", date(2024, 12, 20)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\nHost   Disk   Free\na      sda    10%\nb      sdb    20%\n",
        "\nAction   Owner   Due\nA line that goes on over all of it\nb   c   d\n",
        "words\nAction   Owner   Due\na        Ana     May\nb        Ben     June\n",
        "\n| Action   | Owner   | Due |\n",
    ],
)
def test_other_columns_stay(text) -> None:
    assert with_columns(text) == text


def test_every_line_stays_where_it_is() -> None:
    assert with_columns(TABLE).count("\n") == TABLE.count("\n")


def test_a_box_after_its_label_and_the_signature_below() -> None:
    text = (
        "INFRASTRUCTURE OUTAGE LOG\n\n" + "-" * 60 + "\n2024-03-05 disk full\n"
        + "-" * 60 + "\nstart:     04:10\nnoticed:   06:45\nfixed:     07:20\n"
        "todo:      [x] enable cron (apollo)\n           [ ] alert at 85% - FS#506\n"
        + " " * 50 + "-- apollo\n"
    )  # fmt: skip
    [entry] = read_incidents(text, path="outages.txt", kind="x").entries
    found = [(i.status, i.owner_id, i.linked_items) for i in entry.action_items]
    assert found == [("done", "apollo", ()), ("open", None, ())]


def test_a_named_address_is_that_of_its_reference() -> None:
    text = (
        "Incident report: uploads on 2024-03-05\n"
        "======================================\n\nFollow ups\n----------\n\n"
        "* Add an alert (`#12`_)\n* Add a test (`#13`_)\n\n"
        ".. _#12: https://github.com/a/b/issues/12\n"
    )
    [entry] = read_incidents(text, path="pm/x.rst", kind="x").entries
    assert [i.linked_items for i in entry.action_items] == [
        (("a/b", 12),),
        ((None, 13),),
    ]


def test_a_guide_with_a_history_of_its_own_is_no_incident() -> None:
    text = (
        "# How we run incidents\n\nFor all who are on call.\n\n"
        "## Timeline of a good incident\n\n1. 0 min: page is acked\n\n"
        "## Action items\n\nEach needs an owner.\n\n"
        "## History of this document\n\n- 2019-04-02 first version\n"
    )
    found = read_incidents(text, path="incident-process.md", kind="x").entries
    assert {entry.standing for entry in found} <= {"not_an_incident"}


def test_a_simple_table_of_restructured_text_is_a_timeline() -> None:
    text = (
        "Cold kilns, 21--24 November 2022\n~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n\n"
        "================  =======================\n"
        "Time (UTC)        Event\n"
        "================  =======================\n"
        "Mon 21 Nov 16:42  a valve fails\n"
        "Mon 21 Nov 16:50  the porter notices that\n"
        "                  it is cold\n"
        "Thu 24 Nov 10:42  all kilns are restored\n"
        "================  =======================\n"
    )
    [found] = read_incidents(text, path="docs/incidents/a.rst").entries
    assert found.parts == ("timeline",)
    assert str(found.occurred_on) == "2022-11-21"
    assert [str(one) for one in (found.detected_at, found.restored_at)] == [
        "2022-11-21 16:50:00+00:00",
        "2022-11-24 10:42:00+00:00",
    ]


def moments(body: str) -> list[str | None]:
    entry = entry_of(f"## Timeline (UTC)\n\n{body}")
    found = (entry.started_at, entry.detected_at, entry.restored_at)
    return [f"{one:%H:%M}" if one else None for one in found]


def test_a_timeline_set_as_code_may_tell_seconds() -> None:
    lines = "09:41:00 shop goes down\n09:43:25 page\n10:53:00 all back to normal"
    assert moments(f"```\n{lines}\n```") == ["09:41", "09:43", "10:53"]


def test_a_line_may_tell_of_the_trouble_as_a_whole() -> None:
    lines = (
        "- 08:00-09:30 - Letters were not delivered\n- 09:10 - paged\n- 10:20 - fixed"
    )
    assert moments(lines)[:2] == ["08:00", "09:10"]


@pytest.mark.parametrize(
    "before",
    [
        "08:00-08:20 Ines debugs failing tests of the shop",
        "08:00-09:00 nightly backup, slow as always",
        "08:00-09:10 Kim looks into slow queries, nothing found",
        "08:00-08:30 letters of another house were late",
    ],
)
def test_work_or_what_was_over_before_is_not_the_start(before) -> None:
    lines = f"- {before}\n- 09:05 shop goes down\n- 09:30 shop recovered"
    assert moments(lines) == ["09:05", None, "09:30"]


def test_nobody_sees_it_after_somebody_has_answered() -> None:
    lines = "- 08:00 shop goes down\n- 08:05 Ines acks the page\n- 08:10 customers call"
    assert moments(lines) == ["08:00", None, None]


def test_what_came_later_is_not_of_the_time_of_the_line() -> None:
    lines = (
        "- 08:00 shop goes down. Ten minutes later the first page went out\n"
        "- 09:20 wheel put back and by 09:40 all was back to normal\n- 09:50 lunch"
    )
    assert moments(lines) == ["08:00", None, "09:40"]


def test_trouble_that_begins_anew_was_not_over() -> None:
    lines = "- 08:00 shop goes down\n- 08:30 shop recovered\n- 09:40 shop goes down"
    assert moments(lines) == ["08:00", None, None]
    closed = lines.replace("- 09:40", "- 09:00 incident closed\n- 09:40")
    assert moments(closed) == ["08:00", None, "08:30"]


@pytest.mark.parametrize(
    "later",
    [
        "we find the reason: shop goes down when the disk is full",
        "shop had gone down because the disk was full",
        "staging shop crashes",
        "unrelated: mail goes down",
        "The certificate expires at the mill next door",
    ],
)
def test_another_trouble_or_its_cause_leaves_the_end(later) -> None:
    lines = f"- 08:00 shop goes down\n- 08:30 shop recovered\n- 09:40 {later}"
    assert moments(lines) == ["08:00", None, "08:30"]


def test_it_was_down_again() -> None:
    lines = "- 08:00 Shop goes down\n- 08:30 shop recovered\n- 09:40 The shop is down"
    assert moments(f"{lines} again") == ["08:00", None, None]


def test_a_dotted_time_behind_a_day() -> None:
    entry = entry_of("- First detected 2022-03-10 11:48\n- Resolved 2022-03-10 11.56")
    assert entry.restored_at
    assert f"{entry.restored_at:%H:%M}" == "11:56"


@pytest.mark.parametrize(
    "line",
    [
        "- 08:00 mill stopped. 5 minutes later Ida looked; 08:40 mill recovered.",
        "- 08:00 mill stopped. 5 minutes later Ida looked and 08:40 mill recovered",
        "08:00 mill stopped. 5 minutes later Ida looked. 08:40 mill recovered",
    ],
)
def test_what_came_later_ends_with_the_next_time(line) -> None:
    assert moments(line) == ["08:00", None, "08:40"]


@pytest.mark.parametrize(
    "lines",
    [
        "{}:01 INFO mill is down\n{}:02 INFO paged\n{}:03 WARN mill is down",
        "{} ERR mill is down\n{} ERR paged\n{} ERR mill is down",
        "{} - [INFO] mill is down\n{} - [INFO] paged\n{} - [WARN] mill is down",
    ],
)
def test_the_log_of_a_program_is_no_timeline(lines) -> None:
    assert moments("```\n" + lines.replace("{}", "10:00") + "\n```") == [None] * 3


def test_a_timeline_set_as_code_with_commas() -> None:
    lines = "09:41, mill goes down\n09:43, we got paged\n10:53, mill recovered"
    assert moments(f"```\n{lines}\n```") == ["09:41", "09:43", "10:53"]


@pytest.mark.parametrize("version", ["1.20", "11.20"])
def test_a_version_behind_a_day_is_no_time(version) -> None:
    text = f"# Incident log\n\n## 2024-05-02 {version}\n\nThe mill was down.\n"
    [entry] = read_incidents(text, path="log.md", kind="incident_log").entries
    assert entry.started_at is None
    begun = entry_of("- First detected 2022-03-10 9.48").detected_at
    assert begun is None
