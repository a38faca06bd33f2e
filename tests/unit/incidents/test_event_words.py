"""What an event says of an incident, and what only looks like it."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import IncidentEntry, read_incidents
from pipelines.read.incidents.tense import tense_of
from pipelines.read.incidents.timeline import says


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "10:58 A teacher posts that her page is slow"),
        ("detected", "09:41 @ines asks in #builds whether the mirror is stuck"),
        ("detected", "14:05 We received the first support ticket"),
        ("detected", "08:12 Rep opens a support ticket that says servers time out"),
        ("detected", "11:41 Ines (support) pings #shop-oncall"),
        ("started", "10:03 5xx rate climbs to 40%"),
        ("started", "10:04 Primary database loses quorum"),
        ("started", "10:05 the wildcard certificate expires"),
        ("started", "At 14:05 a deploy broke the login"),
        ("started", "Block production stopped at 14:05 UTC"),
        ("started", "The host was taken offline at 02:10 UTC"),
        ("mitigated", "2024-04-22 11:47: fixed, uploads retried"),
        ("restored", "11:30 UTC: Normal operation."),
        ("restored", "19:00: channels are moving again"),
        ("restored", "12:10 documents sent through the queue; search OK"),
        ("restored", "14:20 Database back"),
        ("restored", "14:25 Traffic back at normal levels"),
        ("restored", "11:48 UTC - 67% of voting power online, chain resumes"),
        ("restored", "9:36 AM - disks deleted, servers start again"),
        ("detected", "04:20 Shifter notes write errors"),
        ("detected", "04:25 Pagers go wild"),
        ("detected", "04:30 @ines sees maps with missing names"),
        ("started", "04:05 The nightly job dies half-way"),
        ("restored", "16:05 Catalogue back in read/write mode"),
        ("restored", "16:10 Restart of the network completed"),
        ("restored", "16:15 gates open for all"),
        ("restored", "16:20 it is over for all of us"),
        ("detected", "08:15 we received a letter from the mayor about the mill"),
        ("detected", "08:20 Kim got a message about failing uploads"),
        ("detected", "10:04 Ines was paged for the full disk and acked the alert"),
        ("detected", "10:05 On-call receives and acknowledges the page"),
        ("detected", "10:06 Disk alert fires, Ines acks the alert"),
        ("restored", "16:25 the outage is over"),
        ("paperwork", "14:50 Old nodes deleted, all clear posted"),
        ("detected", "08:21 we got a message from Kim that the deploy is stuck"),
        ("detected", "08:22 Kim got a note saying that orders are not complete"),
        ("detected", "08:23 Pager goes off, Ines takes the pager"),
        ("restored", "16:26 Network problems over."),
        ("restored", "16:27 flood of mails at an end, attack over"),
        ("mitigated", "08:36 new loads get through"),
        ("detected", "08:20 Our monitors for late letters went off"),
        ("detected", "08:25 Zendesk ticket from the town hall: no maps"),
        ("detected", "08:30 Issue on our tracker by a reader: the page is empty"),
        ("mitigated", "08:35 Jobs moved to the slow queue; new letters go out at once"),
        ("mitigated", "08:40 We switch to our second provider"),
        ("mitigated", "08:45 We deploy a workaround to the gateway"),
        ("mitigated", "08:50 The registry unpublished the parcel"),
        ("mitigated", "08:55 The fake shop was taken offline"),
        ("restored", "09:00 Everything in the queue has been sent"),
        ("eased", "09:05 Large halls are back. Most members may connect."),
    ],
)
def test_an_event_says_so(kind: str, words: str) -> None:
    assert says(kind, words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "11:02 Ben asks in #infra for a second reviewer"),
        ("detected", "11:05 the team sends the invitation to the review"),
        ("detected", "04:30 @ines sees broken maps, thinks it's her line"),
        ("detected", "10:40 The page was acknowledged"),
        ("detected", "10:40 Ines acks the disk alert"),
        ("detected", "10:40 alert for the full disk acknowledged by Ines"),
        ("detected", "10:40 Ines hands the pager over to Kim"),
        ("detected", "10:41 we received mail from the carrier about planned work"),
        ("detected", "10:42 Kim got a note saying that the deploy is done"),
        ("detected", "10:43 Received a message from the build that it passed"),
        ("restored", "10:44 Kim takes over"),
        ("restored", "10:45 Load was moved over."),
        ("started", "10:00 Deploy of v2.3 starts"),
        ("started", "10:10 the change was reviewed"),
        ("restored", "10:20 the job never runs again"),
        ("restored", "04:10 console works, kit is all fine, both lines dark"),
        ("restored", "04:15 Checked the disks: all fine there"),
        ("restored", "04:20 Restart completed, same errors"),
        ("restored", "04:25 ticket open"),
        ("restored", "10:25 we try to get requests flowing again"),
        ("mitigated", "10:30 fixed by hand the names in the sheet"),
        ("restored", "10:40 service is recovering"),
        ("detected", "08:20 a hall with 38,000 pages under it is renamed"),
        ("detected", "08:25 Issue on the board by us: move the lamp"),
        ("started", "08:55 The fake shop was taken offline"),
        ("mitigated", "08:35 new errors come through"),
        ("mitigated", "08:36 New users dropped out"),
        ("mitigated", "08:37 new requests error out"),
        ("mitigated", "08:38 new jobs hang immediately"),
        ("mitigated", "08:40 new nodes come up fine"),
        ("mitigated", "08:45 We moved to the other meeting"),
        ("mitigated", "08:50 The attacker unpublished the parcel"),
        ("restored", "09:00 Everything in the queue has to be sent"),
    ],
)
def test_what_looks_like_it_does_not(kind: str, words: str) -> None:
    assert not says(kind, words)


def entry_of(words: str, path: str = "postmortems/2024-03-05-api.md") -> IncidentEntry:
    text = f"# The API was unavailable\n\n{words}\n"
    (entry,) = read_incidents(text, path=path, kind="postmortem").entries
    return entry


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("We were down for 4h20.", [260]),
        ("The service was unavailable for 1:15 h.", [75]),
        (
            "The site halted at 14:05 UTC and resumed at 18:05 UTC, four hours later.",
            [240],
        ),
        ("Our monitoring alerted us four minutes later.", [4]),
        ("**TL;DR** The chain halted. Downtime ~6h17m.", [377]),
        (
            "It was not reachable for 25 min on May 1, and for 64 minutes on May 2.",
            [25, 64],
        ),
        ("We lost 3h of data.", []),
        ("The backup job takes 3h20.", []),
        ("We slept for 6 hours on Monday, and for 7 hours on Friday.", []),
    ],
)
def test_durations_of_the_trouble_are_read(words: str, minutes: list[int]) -> None:
    stated = sorted(one.minutes for one in entry_of(words).stated_durations)
    assert stated == minutes


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        (
            "Shortly after 2:30 PM (Pacific Time) we began to see failures.",
            "22:30",
            None,
        ),
        (
            "The chain halted on Mar 5, 2024, 05:31 UTC and was restored at 11:48 UTC.",
            "05:31",
            "11:48",
        ),
        (
            "It went down at 14:05 (local, CET). It was back at 15:20 (local, CET).",
            "13:05",
            "14:20",
        ),
        (
            "By 15:20 UTC it had recovered and the incident was closed at 16:00 UTC.",
            None,
            "15:20",
        ),
        ("It was offline from around 3pm til 9pm.", "15:00", "21:00"),
        ("Pushes failed from 2:05–3:20pm UTC.", "14:05", "15:20"),
        ("Pushes failed from 11:05-1:20pm UTC.", "11:05", "13:20"),
        ("Between 14.05 and 15.20 (UTC) pushes failed.", "14:05", "15:20"),
        ("Between versions 14.05 and 15.20 pushes failed.", None, None),
        ("It began on March 5 at 14:05 and ended March 5 at 15:20.", "14:05", "15:20"),
        ("Everything that came in between 03:00 and 09:50 is lost.", None, None),
    ],
)
def test_sentences_tell_from_when_until_when(
    words: str, start: str | None, end: str | None
) -> None:
    entry = entry_of(words)
    told = [at and f"{at:%H:%M}" for at in (entry.started_at, entry.restored_at)]
    assert told == [start, end]


def test_a_day_that_limits_what_was_lost_is_not_the_day_of_it() -> None:
    words = (
        "Some of the media uploaded before November 12 was unavailable from Saturday "
        "19:10 UTC to Sunday 08:30 UTC."
    )
    entry = entry_of(words, "posts/2022-11-21-media.md")
    assert f"{entry.started_at:%m-%d %H:%M}" == "11-19 19:10"
    assert f"{entry.restored_at:%m-%d %H:%M}" == "11-20 08:30"


def test_events_before_the_day_of_the_text_tell_the_day() -> None:
    words = (
        "## Timeline\n\n* 2024-05-30 20:14 UTC: A task begins to delete files.\n"
        "* 2024-05-30 22:51 UTC: A user opens an issue.\n"
        "* 2024-05-31 05:30 UTC: All files restored.\n"
    )
    entry = entry_of(words, "posts/2024-06-03-files.md")
    assert str(entry.occurred_on) == "2024-05-30"


def test_a_later_end_that_fits_the_stated_duration_is_the_end() -> None:
    words = (
        "Customers could not log in for 1 hour and 52 minutes. By 16:20 UTC requests "
        "began to fail. We restored the zone at 17:14 UTC. It was 18:12 UTC before all "
        "could connect."
    )
    assert f"{entry_of(words).restored_at:%H:%M}" == "18:12"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("We will remove it once the old nodes have been drained", "open"),
        ("It is going to be enabled as soon as the fix has been audited", "open"),
        ("nagios check for the controller: waldi is on it", "open"),
        ("We have added a check", "done"),
        ("The check has been added", "done"),
    ],
)
def test_what_waits_for_something_is_open(words: str, state: str) -> None:
    assert tense_of(words) == state


@pytest.mark.parametrize(
    "words",
    [
        "- 14:05 UTC - Impact start\n- 14:09 UTC - Detection\n- 15:20 UTC - Resolution",
        "- 05/03 14:05 errors start\n- 05/03 14:09 paged\n- 05/03 15:20 resolved",
        "At 14:05 UTC errors started. At 14:09 UTC we were paged. At 15:20 UTC it was "
        "resolved.",
    ],
)
def test_lines_of_a_timeline_in_several_forms(words: str) -> None:
    entry = entry_of(f"## Timeline\n\n{words}")
    told = (entry.started_at, entry.detected_at, entry.restored_at)
    assert [at and f"{at:%m-%d %H:%M}" for at in told] == [
        "03-05 14:05",
        "03-05 14:09",
        "03-05 15:20",
    ]
