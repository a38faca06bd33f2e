"""When an incident began, was noticed and was over, as its story tells it."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents


def entry_of(text, path="postmortems/2024-03-05-hub.md"):
    [entry] = read_incidents(text, path=path, kind="postmortem").entries
    return entry


def moments_of(story, day="2024-03-05"):
    text = f"# Outage of the hub on {day}\n\n{story}\n\n## Root cause\n\nA bug.\n"
    entry = entry_of(text)
    return [
        f"{moment:%d %H:%M}" if moment else None
        for moment in (entry.started_at, entry.detected_at, entry.restored_at)
    ]


def test_a_mark_behind_a_line_of_a_timeline_says_what_it_is():
    story = (
        "## Timeline (UTC)\n\n- 02:30 keys rotated (**start**)\n"
        "- 05:10 a user noticed\n"
        "- 05:45 all consumers caught up [end]\n"
    )
    assert moments_of(story) == ["05 02:30", "05 05:10", "05 05:45"]


@pytest.mark.parametrize(
    ("field", "restored"),
    [
        ("Over: 05:45 UTC", "05 05:45"),
        ("**Over:** 05:45 UTC", "05 05:45"),
        ("Over: two regions", None),
        ("Handed over: 05:45 UTC", None),
    ],
)
def test_the_field_over_tells_the_end(field, restored):
    assert moments_of(f"Began: 02:30 UTC\n{field}") == ["05 02:30", None, restored]


def test_a_resolution_that_tells_what_was_done_goes_behind_the_timeline():
    done = "## Resolution\n\nRolled back to the release before it at 14:45 UTC.\n"
    events = "## Timeline\n\n- 14:02 outage begins\n- 14:49 outage ends\n"
    assert moments_of(f"{done}\n{events}")[2] == "05 14:49"
    assert moments_of(done)[2] == "05 14:45"


@pytest.mark.parametrize(
    ("why", "started"),
    [
        ("From 10:12 to 10:40 UTC all uploads failed, as the key was old.", "05 10:12"),
        ("Between 09:00 and 09:20 UTC the deploy ran. It lost an index.", None),
        ("From 08:00 to 08:30 UTC we moved the disks. One of them failed.", None),
    ],
)
def test_a_period_of_trouble_may_stand_where_it_is_explained(why, started):
    assert moments_of(f"## Fault\n\n{why}\n")[0] == started


@pytest.mark.parametrize(
    "why",
    [
        "Pump failures were seen in other halls between 01:00 and 05:00.",
        "From 01:00 to 05:00 pump failures were seen in other halls.",
        "The errors came from a job which runs from 02:00 to 04:00 every night.",
        "Errors occur whenever the job runs between 09:00 and 18:00.",
        "Between 09:00 and 18:00 errors occur in the job.",
        "On 2024-03-03 from 09:00 to 18:00 a disk was failing.",
    ],
)
def test_a_habit_and_the_trouble_of_others_are_no_period_of_it(why):
    assert moments_of(f"## Fault\n\n{why}\n") == [None] * 3


@pytest.mark.parametrize("hours", ["01:00 to 05:00", "10:00 to 12:00"])
def test_a_timeline_counts_before_a_period_where_it_is_explained(hours):
    events = "## Timeline\n\n- 10:02 outage begins\n- 11:30 outage ends\n"
    why = f"## Fault\n\nFrom {hours} all uploads failed.\n"
    assert moments_of(f"{events}\n{why}") == ["05 10:02", None, "05 11:30"]
    events = "## Timeline\n\n- 11:30 outage ends\n"
    assert moments_of(f"{events}\n{why}") == [None, None, "05 11:30"]


def test_the_sign_that_fits_the_stated_time_to_it_goes_first():
    events = (
        "## Timeline\n\n- 12:09 outage begins\n- 12:12 alert on lag\n"
        "- 12:20 Kim notices it\n- 14:25 outage ends\n"
    )
    assert moments_of(events)[1] == "05 12:12"
    assert moments_of(f"{events}\nTime to detection: 11 min\n")[1] == "05 12:20"


def test_the_guidance_of_a_form_tells_no_period():
    form = "_Write a summary. EXAMPLE: between {time, e.g. 15:45 and 16:35} it failed._"
    told = "Between 07:50 and 10:05 UTC all uploads failed."
    assert moments_of(f"## Summary\n\n{form}\n\n{told}\n")[2] == "05 10:05"


def test_a_stated_length_counts_before_that_between_the_moments():
    title = "# Outage of the hub on 2024-03-05\n\n"
    known = "\n## Timeline\n\n- 11:30 outage begins\n- 13:35 outage ends\n"
    assert entry_of(title + known).minutes_to_restore == 125
    stated = "The outage lasted about two hours.\n"
    assert entry_of(title + stated + known).minutes_to_restore == 120


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (
            "From about 6am until 8:20 UTC nobody could log in.",
            ["05 06:00", None, "05 08:20"],
        ),
        (
            "Errors came from the deploy on Tuesday at 14:30 UTC to the rollback on"
            " Wednesday at 09:12 UTC.",
            ["05 14:30", None, "06 09:12"],
        ),
        (
            "There was an outage starting at 2024-03-05 03:40 UTC.",
            ["05 03:40", None, None],
        ),
        (
            "At 13:42 UTC the proxies began to fail. Three minutes later the first page"
            " went out. By 14:09 UTC everything had recovered.",
            ["05 13:42", "05 13:45", "05 14:09"],
        ),
        (
            "At 19:00 UTC the site went down. At 23:30 UTC we had restored half of it."
            " At 00:14 UTC we declared it fixed.",
            ["05 19:00", None, "06 00:14"],
        ),
        (
            "The site went down at 20:30 UTC. We noticed at 6:30 UTC the next morning.",
            ["05 20:30", "06 06:30", None],
        ),
    ],
)
def test_moments_in_prose(story, told) -> None:
    assert moments_of(story) == told


@pytest.mark.parametrize(
    "story",
    [
        "From 16:00 UTC to 16:45 UTC we ran the migration as planned.",
        "Everything that was pushed between 02:00 and 07:35 UTC is lost.",
        "We put builds back slowly, starting at 20:15 UTC.",
        "The first copy ran at full speed until 19:10 UTC, then the second failed.",
    ],
)
def test_times_of_other_things_are_no_moments_of_the_trouble(story) -> None:
    started, _, restored = moments_of(story)
    assert (started, restored) == (None, None)


TIMELINE = (
    "# Hub down on 2024-03-05\n\n{facts}\n\n## Timeline (UTC)\n\n"
    "- 08:05 Domain is on hold\n- 08:55 `whois` says so\n"
    "- 10:02 Hold taken off\n- 11:15 Caches ran out for nearly all\n"
)


def test_a_stated_length_tells_which_events_are_start_and_end() -> None:
    entry = entry_of(TIMELINE.format(facts="**Duration:** 3h 10m"))
    assert f"{entry.started_at:%H:%M} {entry.restored_at:%H:%M}" == "08:05 11:15"


@pytest.mark.parametrize(
    "facts",
    ["**Duration:** 3h 11m", "**Duration:** 1 day", "Down for 3 hours.", ""],
)
def test_a_length_that_fits_no_two_events_tells_nothing(facts) -> None:
    entry = entry_of(TIMELINE.format(facts=facts))
    assert (entry.started_at, entry.restored_at) == (None, None)


def test_a_stated_time_to_detect_tells_the_start_from_the_first_alert() -> None:
    entry = entry_of(
        "# Hub down on 2024-03-05\n\nTime to detect: 6 minutes\n\n## Timeline (UTC)\n\n"
        "- 09:00 a policy is applied\n- 09:06 alert `PushErrors` fires\n"
        "- 09:50 all fine\n"
    )
    assert f"{entry.started_at:%H:%M} {entry.detected_at:%H:%M}" == "09:00 09:06"


def test_how_long_the_response_took_is_not_from_the_start() -> None:
    entry = entry_of(
        "# Token leaked on 2024-03-05\n\nThe response took 17 minutes.\n\n"
        "## Timeline (UTC)\n\n- 10:08 security reports it to us\n"
        "- 10:12 we read it\n- 10:20 we talk\n- 10:25 token deleted\n- 12:00 mail\n"
    )
    assert entry.started_at is None
    assert entry.restored_at is None


def test_an_end_of_paperwork_gives_way_to_the_one_that_fits_the_length() -> None:
    entry = entry_of(
        "# Hub slow on 2024-03-05\n\n**Duration:** 1h 50m\n\n## Timeline (UTC)\n\n"
        "- 09:12 a customer reports timeouts\n- 11:02 No more failures\n"
        "- 11:30 Incident closed\n"
    )
    assert f"{entry.restored_at:%H:%M}" == "11:02"


def test_the_day_is_that_on_which_the_stated_length_begins() -> None:
    entry = entry_of(
        "# Hub down\n\n- Time to recovery: 68 minutes\n\n## Timeline\n\nIn UTC.\n\n"
        "| Time | Event |\n|--|--|\n| 2024-03-01 11:34 | A rule is applied |\n"
        "| 2024-03-06 08:00 | All answers are empty |\n"
        "| 2024-03-06 09:08 | Traffic works as intended |\n",
        path="postmortems/hub.md",
    )
    assert str(entry.occurred_on) == "2024-03-06"


def test_a_log_in_a_table_tells_moments_in_its_columns() -> None:
    text = (
        "# Incident log\n\nAll times UTC.\n\n| Date | Title | From | To | Cause |\n"
        "|--|--|--|--|--|\n| 2024-03-05 | Search empty | 23:40 | 00:25 | alias |\n"
        "| 2024-03-09 | (not an incident) Rehearsal | | | |\n"
    )
    first, second = read_incidents(text, path="ops/log.md", kind="incident_log").entries
    assert f"{first.started_at:%d %H:%M} {first.restored_at:%d %H:%M}" == (
        "05 23:40 06 00:25"
    )
    assert second.standing == "not_an_incident"


def test_on_a_status_page_identified_is_of_the_cause() -> None:
    entry = entry_of(
        "# Readings late\n\n**Resolved** – All is there. *Mar 05, 2024 - 18:40 UTC*\n\n"
        "**Identified** – A lock. *Mar 05, 2024 - 16:20 UTC*\n\n"
        "**Investigating** – Readings are late. *Mar 05, 2024 - 15:30 UTC*\n"
    )
    assert f"{entry.detected_at:%H:%M}" == "15:30"
    assert "detection" not in entry.parts


@pytest.mark.parametrize(
    ("status", "document", "incident"),
    [
        ("Draft", "open", None),
        ("Complete, action items in progress", "closed", None),
        ("Resolved", None, "closed"),
        ("Not yet resolved", None, "open"),
        ("Final (incident closed)", "closed", "closed"),
        ("SEV2", None, None),
    ],
)
def test_a_status_is_of_the_document_or_of_the_incident(
    status, document, incident
) -> None:
    entry = entry_of(f"# Hub down on 2024-03-05\n\n- Status: {status}\n\nIt failed.\n")
    assert (entry.document_state, entry.incident_state) == (document, incident)


def test_a_line_of_several_events_is_read_event_by_event():
    found = moments_of(
        "## Timeline\n\n09:12 deploy of the hub; 09:20 alert fires; 09:23 ack;"
        " 11:47 service restored."
    )
    assert found[1:] == ["05 09:20", "05 11:47"]
