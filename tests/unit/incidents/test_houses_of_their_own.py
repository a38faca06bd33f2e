"""Days, zones, titles, moments and states as houses of their own write them."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.clock import stated_zone
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.lasting import told_in
from pipelines.read.incidents.prose import Sentence
from pipelines.read.incidents.tense import tense_of
from pipelines.read.incidents.timeline import says
from pipelines.read.incidents.titles import clean_title


def read(text, path="docs/incidents/a.md"):
    [entry] = read_incidents(text, path=path, kind="incident_log").entries
    return entry


def at(moment):
    return moment and moment.strftime("%m-%d %H:%M")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Outage of 3-27-21", "2021-03-27"),
        ("Outage of 12-25-20.", "2020-12-25"),
        ("Outage of 10-12-14", None),  # day and month cannot be told apart
        ("v1-22-22", None),
        ("call 555-12-22-19", None),
        ("22-02-22", None),
    ],
)
def test_a_day_of_two_figures_each(words, day) -> None:
    assert [str(found.day) for found in find_days(words)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("byline", "day"),
    [
        ("8 September 2019, Technology", "2019-07-29"),
        ("*2019-09-08 — Ana Lind, 5 min read*", "2019-07-29"),
        ("Ana Lind, Engineering. 8 September 2019", "2019-07-29"),
        ("8 September 2019, 10:00 to 11:00", None),  # it may be the time of the trouble
    ],
)
def test_a_title_without_a_year_has_that_of_the_byline(byline, day) -> None:
    entry = read(f"# Trouble on 29th July\n\n{byline}\n\nThe app was down.\n")
    assert entry.occurred_on != "2019-09-08"
    assert day is None or str(entry.occurred_on) == day


def test_the_day_with_which_the_story_begins_is_that_of_a_timeline_begun_before() -> (
    None
):
    text = (
        "# The upgrade that paid twice\n\nOn May 29, 2021 at 21:51 UTC, the upgrade "
        "was executed.\n\n## Timeline\n\n- 2021-05-02 10:00 UTC pull request opened\n"
        "- 2021-05-29 21:51 UTC executed\n- 2021-05-29 23:20 UTC first report\n"
    )
    assert str(read(text).occurred_on) == "2021-05-29"


def test_a_bug_that_went_live_long_before_it_was_found_began_it() -> None:
    text = (
        "# Wrong certificates\n\nOn May 29, 2021 we found a bug.\n\n## Timeline\n\n"
        "- 2021-05-02 10:00 UTC bug deployed\n- 2021-05-29 21:51 UTC bug confirmed\n"
    )
    assert str(read(text).occurred_on) == "2021-05-02"


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On May 4, 2021, we informed customers of a leak.", "2021-04-20"),
        ("On May 4, 2021, a server leaked tokens.", "2021-05-04"),
    ],
)
def test_the_day_of_a_notice_is_not_that_of_the_trouble(sentence, day) -> None:
    text = (
        f"# Security report: May 4, 2021\n\n{sentence}\n\nOn May 1, 2021, we learned "
        "that tokens had leaked.\n\nA laptop was compromised on April 20, 2021.\n"
    )
    assert str(read(text).occurred_on) == day


def test_a_plain_date_after_all_of_a_timeline_is_that_of_the_text() -> None:
    days = ("03-01", "04-02", "05-03", "06-09")
    lines = "".join(f"| 2021-{day} | Something |\n" for day in days)
    text = (
        "# Corrupt data\n\n| | |\n|---|---|\n| Date | 2021-06-05 |\n\n## Timeline\n\n"
        f"| Date | Event |\n|---|---|\n{lines}"
    )
    assert read(text).occurred_on is None
    assert read(text.replace("06-05", "04-02")).occurred_on is not None


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("All times Central European.", "Central European"),
        ("Times are wall clock on the US East coast.", "US East coast"),
        ("## The evening (CET)", "CET"),
        ("Everything below is in JST.", "JST"),
        ("Unless noted, UTC is used for all times.", "UTC"),
        ("We met at the CET offices.", None),
    ],
)
def test_the_zone_of_all_times(words, zone) -> None:
    assert stated_zone(words) == zone


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Incident on 2022-07-11 at 09:33 - Slow looms", "Slow looms"),
        ("Looms stuck as of November 8, 9:22pm CST", "Looms stuck"),
        ("2024-01-01 10:00 disk full", "disk full"),
        ("Looms stuck, 3--6 March 2021", "Looms stuck"),
        ("Looms stuck from 3rd through 6th of March 2021", "Looms stuck"),
        ("Looms stuck, Sat 3rd - Mon 5th April 2021", "Looms stuck"),
        ("The stuck looms (hall 7, March 3–6, 2021)", "The stuck looms (hall 7)"),
        ("Looms stuck (3 till 6 March 2021, hall)", "Looms stuck (hall)"),
        ("We broke it on May 3rd. Sorry.", "We broke it on May 3rd. Sorry."),
    ],
)
def test_a_title_loses_day_and_time_but_no_words(raw, title) -> None:
    assert clean_title(raw) == title


@pytest.mark.parametrize(
    ("title", "started"),
    [
        ("2022-07-11 at 09:33 - Slow looms", "07-11 09:33"),
        ("Incident on 2022-07-11 09:33 UTC: Slow looms", "07-11 09:33"),
        ("2022-07-11: Looms slow (09:33 UTC)", "07-11 09:33"),
        ("2022-07-11: Looms slow for the 10:30 train", None),
        ("Short post-mortem: looms, 2022-07-11 09:33 UTC", None),  # of the text, maybe
    ],
)
def test_a_day_and_time_that_lead_a_title_are_its_beginning(title, started) -> None:
    assert at(read(f"# {title}\n\nLooms were slow.\n").started_at) == started


def test_a_period_may_end_on_a_day_that_until_leads_to() -> None:
    text = (
        "# Looms down\n\nThey were down from May 2, 2021 at 11:44 UTC until May 4 at "
        "04:25 UTC.\n"
    )
    assert at(read(text).restored_at) == "05-04 04:25"


def test_of_two_periods_the_last_end_counts() -> None:
    text = (
        "# Looms down on 2021-05-02\n\nLooms failed twice, from 10:02-10:31 UTC and "
        "again from 13:15-14:20 UTC.\n"
    )
    assert at(read(text).started_at) == "05-02 10:02"
    assert at(read(text).restored_at) == "05-02 14:20"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Incident identified", "detected"),
        ("Time of first impact", "started"),
        ("Impact was mitigated at", "mitigated"),
        ("Service disruption ended", "restored"),
        ("Incident review held", None),
        ("Issue tracker", None),
    ],
)
def test_fields_of_moments_are_named_by_what_and_when(label, kind) -> None:
    kinds = ("started", "detected", "mitigated", "restored")
    entry = read(f"# Looms down on 2021-05-02\n\n- **{label}:** 10:05 UTC\n")
    found = [one for one in kinds if getattr(entry, f"{one}_at")]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "09:10 Nurse writes to support"),
        ("detected", "09:10 A captain calls the office"),
        ("detected", "09:10 Monitoring sends a push message"),
        ("started", "09:10 Disk full on /srv"),
        ("started", "09:10 Limit reached. Writes fail."),
        ("started", "09:10 database goes read-only"),
        ("restored", "09:10 last backend back in the pool"),
        ("restored", "09:10 Stand-in off. App works"),
        ("restored", "09:10 errors gone"),
        ("mitigated", "09:10 traffic shifted to the other hall"),
    ],
)
def test_an_event_says_so(kind, words) -> None:
    assert says(kind, words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "09:10 added an alert"),
        ("detected", "09:10 alerts recovered"),
        ("started", "09:10 error rate starts decreasing"),
        ("started", "09:10 we shut it down"),
        ("restored", "09:10 Somebody asks whether uploads work for others"),
        ("restored", "09:10 most users back"),
    ],
)
def test_what_looks_like_an_event_says_nothing(kind, words) -> None:
    assert not says(kind, words)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In all you couldn't book a trip for nearly five hours.", "duration"),
        ("Jobs hung for 50 minutes.", "duration"),
        ("It took 15 minutes to page anybody.", "detect"),
        ("It took us 50 minutes to see.", "detect"),
        ("The alert fires after 10 minutes of errors.", None),
        ("Logs cannot be deleted before 90 days.", None),
    ],
)
def test_what_a_duration_is_of(sentence, kind) -> None:
    assert [found for found, _ in told_in(Sentence(sentence, 1))] == (
        [kind] if kind else []
    )


def test_about_nine_hours_later_one_thing_only_is_told() -> None:
    text = (
        "# Looms down, 2021-05-02\n\nThey were down for about nine hours.\n\n"
        "## Timeline\n\n- 10:00 UTC first loom fails\n- 12:00 UTC Ada arrives\n"
        "- 19:05 UTC power switched\n"
    )
    assert at(read(text).restored_at) == "05-02 19:05"
    more = text + "- 19:20 UTC Ada leaves\n"
    assert read(more).restored_at is None


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("What it meant for you", "impact"),
        ("What tipped us off", "detection"),
        ("What lay behind it", "root_cause"),
        ("Getting out of it", "resolution"),
        ("What hindered us", "lessons"),
        ("What we shall do", "action_items"),
        ("How did you reach the point where you knew how to mitigate it?", None),
        ("Why we use looms", None),
        ("What we knew at the time", None),
    ],
)
def test_headings_in_other_words(title, part) -> None:
    assert parts_of_title(title) == ({part} if part else set())


@pytest.mark.parametrize(
    ("item", "tense"),
    [
        ("Deletion is now two steps", "done"),
        ("We now compare both zones after a change", "done"),
        ("Client library replaced", "done"),
        ("The alert is being replaced", "open"),
        ("We now know that zones differ", "unknown"),
        ("Alert on hosts removed", "unknown"),
    ],
)
def test_how_far_an_item_is(item, tense) -> None:
    assert tense_of(item) == tense


def test_boxes_of_a_houses_form_are_nothing_to_do() -> None:
    form = (
        "- [x] Incident has been dealt with\n- [ ] All items in the report have linked "
        "issues\n- [ ] Fill in the report\n"
    )
    text = (
        f"# Looms down, 2021-05-02\n\n## Tasks\n\n{form}\n## To do\n\n- [ ] Buy fuses\n"
    )
    assert [one.text for one in read(text).action_items] == ["Buy fuses"]


def test_a_line_through_an_item_is_done_though_its_ticket_stands_beside_it() -> None:
    item = "- ~~Buy fuses~~ (mill/shed#81, @ada)"
    text = f"# Looms down, 2021-05-02\n\n## Actions\n\n{item}\n"
    assert [one.status for one in read(text).action_items] == ["done"]


def test_a_dated_heading_without_a_name_takes_it_from_its_field() -> None:
    text = (
        "OUTAGES\n=======\n\n2021-12-14 (Tue)\n----------------\nWhat: Looms down\n"
        "From: 09:48 CET\nTo: 10:31 CET\nWhy: A fuse.\n"
    )
    assert read(text, "OUTAGES.md").title == "Looms down"


def test_a_story_without_a_title_is_read_as_a_whole() -> None:
    story = "On 2 May 2021 the looms of both halls stood still. " * 3
    chapters = (
        "## How the incident played out\n\nA fuse.\n\n## What we learned\n\nFuses.\n"
    )
    text = f"{story}\n\n{chapters}"
    entry = read(text)
    assert str(entry.occurred_on) == "2021-05-02"
    assert "lessons" in entry.parts


def test_a_guide_whose_title_stands_in_front_matter_is_no_incident() -> None:
    steps = "## Severity\n\nP1: all looms down.\n\n## Timeline\n\nKeep one.\n"
    text = f"---\ntitle: Running an incident\n---\n\nWhat to do.\n\n{steps}"
    entry = read(text, "docs/being-on-call.md")
    assert entry.standing == "not_an_incident"


def test_a_timeline_may_have_dots_in_its_times_and_weekdays_over_its_lines() -> None:
    text = (
        "# Looms doubled, 2019-11-29\n\n## Timeline\n\n**Friday**\n\n"
        "- 21.40 - loom added\n- 21.52 - first double thread\n\n**Saturday**\n\n"
        "- 09.10 - a customer calls\n- 13.20 - threads correct again\n"
    )
    entry = read(text)
    assert at(entry.started_at) == "11-29 21:52"
    assert at(entry.detected_at) == "11-30 09:10"
    assert at(entry.restored_at) == "11-30 13:20"


def test_versions_are_no_times_of_a_timeline() -> None:
    text = (
        "# Looms down, 2019-11-29\n\n## Timeline\n\n- 2.10 breaks\n- 2.11 works again\n"
    )
    assert read(text).restored_at is None
