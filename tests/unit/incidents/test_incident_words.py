"""Days, clock times, durations and severities in the ways people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from pipelines.read.incidents.clock import find_times, stated_zone, to_utc
from pipelines.read.incidents.days import day_in_file_name, find_days
from pipelines.read.incidents.durations import minutes_of
from pipelines.read.incidents.severity import level_of, severities_in
from pipelines.read.incidents.tense import tense_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 2024-10-01 we", ["2024-10-01"]),
        ("2024/10/01", ["2024-10-01"]),
        ("01.10.2024", ["2024-10-01"]),
        ("13/10/2024", ["2024-10-13"]),
        ("10/13/2024", ["2024-10-13"]),
        ("October 1st, 2024", ["2024-10-01"]),
        ("1 Oct 2024", ["2024-10-01"]),
        ("the 1st of October 2024", ["2024-10-01"]),
        ("2024-Oct-01", ["2024-10-01"]),
        ("October 1–3, 2024", ["2024-10-01"]),
        ("30 September to 1 October 2024", ["2024-09-30", "2024-10-01"]),
        ("2024-10-01T14:05:00Z", ["2024-10-01"]),
        ("version 1.2.3", []),
        ("29/Sep/23 6:05 PM", ["2023-09-29"]),
        ("3./4. November 2020", ["2020-11-03"]),
        ("2018 October 21 22:52 UTC", ["2018-10-21"]),
        ("2024-013", []),
        ("you may 5 times", []),
        ("10.0.0.1", []),
        ("October 2024", []),
        ("on October 1 it", []),
    ],
)
def test_a_day_is_read_as_written(text, days) -> None:
    found = [str(found.day) for found in find_days(text) if found.day]
    assert found == days


@pytest.mark.parametrize(
    "text", ["2024-02-30", "31 April 2024", "2023-13-01", "32.01.2024"]
)
def test_a_day_that_does_not_exist_is_none_with_a_reason(text) -> None:
    [found] = find_days(text)
    assert found.day is None
    assert "no such day" in (found.reason or "")


def test_a_day_without_a_year_takes_the_year_that_is_known() -> None:
    assert [d.day for d in find_days("on Nov 12", year=2021)] == [date(2021, 11, 12)]


@pytest.mark.parametrize(
    "path",
    ["pm/2024-10-01-x.md", "pm/20241001_x.md", "pm/2024/10/01/x.md", "x-2024_10_01.md"],
)
def test_a_file_name_tells_the_day(path) -> None:
    found = day_in_file_name(path)
    assert found is not None
    assert found.day == date(2024, 10, 1)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("14:05 UTC", [(time(14, 5), "UTC")]),
        ("2:05pm PST", [(time(14, 5), "PST")]),
        ("12:10 a.m.", [(time(0, 10), None)]),
        ("1405 UTC", [(time(14, 5), "UTC")]),
        ("14h05", [(time(14, 5), None)]),
        ("10.30 am", [(time(10, 30), None)]),
        ("9:00–10:15 (CET)", [(time(9), None), (time(10, 15), "CET")]),
        ("10:00-10:45", [(time(10), None), (time(10, 45), None)]),
        ("2024-10-01T10:00:00-07:00", [(time(10), "-07:00")]),
        ("v1.30 at 25:00, 1:99", []),
        ("10:05 est. loss", [(time(10, 5), None)]),
    ],
)
def test_a_clock_time_is_read_with_its_zone(text, times) -> None:
    assert [(found.clock, found.zone) for found in find_times(text)] == times


@pytest.mark.parametrize(
    ("zone", "hour"),
    [(None, 14), ("UTC", 14), ("CET", 13), ("PDT", 21), ("UTC+2", 12), ("PT", 21)],
)
def test_a_time_is_turned_into_utc(zone, hour) -> None:
    [found] = find_times("14:05")
    moment = to_utc(date(2024, 7, 1), found, zone)
    assert moment == datetime(2024, 7, 1, hour, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("All times in CET.", "CET"),
        ("Time (UTC)", "UTC"),
        ("| Date and time in PDT |", "PDT"),
        ("Times are US Pacific", "Pacific"),
        ("The cat sat", None),
        ("We met at that time", None),
    ],
)
def test_the_zone_of_all_times_is_found_where_it_is_stated(text, zone) -> None:
    assert stated_zone(text) == zone


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("three and a half hours", 210),
        ("three quarters of an hour", 45),
        ("ninety minutes", 90),
        ("1h 25m", 85),
        ("1h25", 85),
        ("1 hour and 48 minutes", 108),
        ("about 3 hours", 180),
        ("~90 min", 90),
        ("2d 3h", 3_060),
        ("1.5 hours", 90),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("two hours, five minutes", 125),
        ("01:25", 85),
        ("0:25:40", 26),
        ("PT1H25M", 85),
        ("20 seconds", 0),
        ("11 Days", 15_840),
        ("n/a", None),
        ("soon", None),
        ("3 handlers", None),
    ],
)
def test_a_duration_is_read_in_minutes(text, minutes) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("Sev1", 1),
        ("SEV-2", 2),
        ("severity/3", 3),
        ("S4", 4),
        ("P1", 1),
        ("SEV0", 1),
        ("Critical", 1),
        ("Major (many customers)", 2),
        ("high", 2),
        ("Moderate", 3),
        ("minor", 4),
        ("Level 2 - high", 2),
        ("Sev10", None),
        ("sev 9", None),
        ("unknown", None),
        ("2 hours of it", None),
    ],
)
def test_a_severity_becomes_a_level_from_one_to_five(written, level) -> None:
    assert level_of(written) == level


@pytest.mark.parametrize(
    ("text", "clocks"),
    [
        ("08:12 UTC - 09:47 UTC (95 minutes)", ["08:12", "09:47"]),
        ("2024-01-02 10:25: errors begin", ["10:25"]),
        ("between 6 and 8 p.m. CET", ["18:00", "20:00"]),
        ("at 10:25:30Z", ["10:25"]),
        ("ratio 10:25:1", []),
    ],
)
def test_times_in_the_ways_in_which_people_write_them(text, clocks) -> None:
    assert [f"{one.clock:%H:%M}" for one in find_times(text)] == clocks


def test_a_dash_between_two_times_is_no_offset_from_utc() -> None:
    first, second = find_times("08:12 UTC - 09:47 UTC")
    assert (first.zone, second.zone) == ("UTC", "UTC")
    [offset] = find_times("08:12 UTC-09:30")
    assert offset.zone == "UTC-09:30"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("We have added a timeout.", "done"),
        ("Alerts have been added for disk space.", "done"),
        ("Runbook: rewritten last week.", "done"),
        ("We've opened a ticket for the timeout.", "unknown"),
        ("We've started the design.", "open"),
        ("Over the next weeks we will add a canary stage.", "open"),
        ("We're moving the queue.", "open"),
        ("A cache will be set up.", "open"),
        ("Hosts are patched since 4 May.", "done"),
        ("Backups are in review since Monday.", "unknown"),
        ("Given the size of the table, add an index.", "unknown"),
        ("Bought the bigger disks.", "done"),
        ("Check which disks are replaced since 4 May.", "unknown"),
        ("Lines are down since 4 May.", "unknown"),
        ("Add a timeout.", "unknown"),
        ("We should have been warned.", "unknown"),
        ("Check whether it should have been announced.", "unknown"),
    ],
)
def test_the_tense_of_a_sentence_says_whether_it_was_done(text, status) -> None:
    assert tense_of(text) == status


@pytest.mark.parametrize(
    ("value", "title", "prose", "level"),
    [
        ("Highest", "x", "", 1),
        ("Severity two", "x", "", 2),
        ("Level III", "x", "", 3),
        (None, "Site down - P3", "", 3),
        (None, "P1: site down", "", 1),
        (None, "Site down [High]", "", 2),
        (None, "x", "Declared as P1 at 10:05.", 1),
        (None, "x", "It was a P2.", 2),
        (None, "x", "It was upgraded from Sev3 to Sev2.", 2),
        (None, "x", "/severity S2", 2),
        (None, "S3: uploads fail", "", None),
        (None, "P2P network halted", "", None),
        (None, "x", "Moved to the P3 queue; this P1 customer called.", None),
        (None, "x", "The file was P1.5 in the list", None),
    ],
)
def test_severities_in_titles_words_and_commands(
    value: str | None, title: str, prose: str, level: int | None
) -> None:
    assert severities_in(value, title, prose)[1] == level


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("Major incident (Priority 1)", 1),
        ("Major (4 users)", 2),
        ("Sev2 (was Sev1)", 2),
        ("Loss of a hall (P2)", 2),
        ("Minor (P4)", 4),
        ("Low for us (P1)", 4),
        ("Minor incident (P1)", 4),
    ],
)
def test_a_rank_in_brackets_counts_unless_the_word_is_another(value, level):
    assert severities_in(value, "", "")[1] == level
