"""What sentences and short lines tell of an incident, and when it was."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import IncidentEntry, read_incidents
from pipelines.read.incidents.timeline import says


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "users in the forum say that uploads hang"),
        ("detected", "NOC sees link flaps on core-2"),
        ("detected", "Anna finds the hub unresponsive"),
        ("detected", "ticket by the bakery"),
        ("detected", "issue #4410 opened by a reader"),
        ("detected", "sensors went off in the cellar"),
        ("started", "bad config pushed, everything 404s"),
        ("started", "network link to the island drops"),
        ("started", "new names take effect, site unreachable"),
        ("started", "The mirror dropped off the net"),
        ("mitigated", "bad host removed from the load balancer"),
        ("mitigated", "offending query is one, runaway report killed"),
        ("mitigated", "queue paused, no further duplicates"),
        ("restored", "monitoring shows recovery"),
        ("restored", "ssh and mail were reenabled"),
        ("restored", "finished the last repairs"),
        ("restored", "The page loads reliably again"),
    ],
)
def test_a_short_line_says_so(kind: str, words: str) -> None:
    assert says(kind, words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("detected", "vendor ticket opened"),
        ("detected", "customers were informed by mail"),
        ("detected", "two hours after the first report"),
        ("detected", "all pages gave errors"),
        ("started", "traffic failed over to the second site"),
        ("started", "daily downtime began as usual"),
        ("started", "three hours after the start of the outage"),
        ("mitigated", "reverted change is being deployed"),
        ("restored", "the site is back for a moment, then fails again"),
        ("restored", "catch-up over for most of the wheels"),
        ("restored", "they looked at the load over all wheels"),
        ("restored", "the thief reached the store over the wire"),
        ("restored", "all gates restored except two of the north side"),
        ("detected", "wheel 3 stops turning. We didn't notice."),
        ("started", "major incident stood down"),
    ],
)
def test_a_short_line_that_only_looks_like_it(kind: str, words: str) -> None:
    assert not says(kind, words)


def entry_of(words: str, path: str = "postmortems/kiln.md") -> IncidentEntry:
    text = f"# Outage of the kiln on 2023-06-07\n\n{words}\n"
    (entry,) = read_incidents(text, path=path, kind="postmortem").entries
    return entry


def clocks(entry: IncidentEntry) -> list[str | None]:
    moments = (
        entry.started_at, entry.detected_at, entry.mitigated_at, entry.restored_at,
    )  # fmt: skip
    return [at and f"{at:%H:%M}" for at in moments]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Began at 10:02; by 11:30 UTC the queue was empty again.",
            ["10:02", None, None, "11:30"],
        ),
        (
            "It failed at 10:02 UTC. The last part came up at 11:30 UTC. "
            "At this point, the kiln was operating normally.",
            ["10:02", None, None, "11:30"],
        ),
        (
            "The kiln went down around 10:02 EST. The log complained about metadata.",
            ["15:02", None, None, None],
        ),
        (
            "Pots were raw between 10:02 and 11:30 UTC. Nobody saw it until 10:40 UTC.",
            ["10:02", "10:40", None, "11:30"],
        ),
        (
            "Everything that you did between 10:02 and 11:30 UTC is gone.",
            [None, None, None, None],
        ),
        (
            "The oven failed at 10:02 UTC. A new fan was put in at 10:50 UTC, which "
            "brought back the majority of the plates. All was well at 11:30 UTC.",
            ["10:02", None, "10:50", "11:30"],
        ),
        (
            "pots came out raw (all of them). seen at 10:09 utc by the guard, the kiln "
            "was up again at 11:30 utc.",
            [None, None, None, "11:30"],
        ),
        (
            "At 10:02 UTC we had lunch, and at 11:30 UTC we tried to restart the fan.",
            [None, None, None, None],
        ),
        ("**When did it start?** 10:02 UTC", ["10:02", None, None, None]),
        ("10:02 → 11:30 UTC (88 min)", ["10:02", None, None, "11:30"]),
    ],
)
def test_a_story_tells_when_it_was(words: str, told: list[str | None]) -> None:
    assert clocks(entry_of(words)) == told


def test_an_hour_that_was_wrapped_into_a_line_is_no_event() -> None:
    entry = entry_of(
        "## Timeline (UTC)\n\n**~ 08:00 UTC:** the copy starts, as it does each\n"
        "24 hours (at 01:00 UTC), or earlier\n\n**~ 09:10 UTC:** the kiln goes down"
    )
    assert entry.started_at is not None
    assert f"{entry.started_at:%Y-%m-%d %H:%M}" == "2023-06-07 09:10"


def test_a_day_below_a_title_is_of_the_text() -> None:
    entry = entry_of("_June 9, 2023_\n\n10:02 kiln goes down (UTC)\n11:30 all good")
    assert entry.restored_at is not None
    assert f"{entry.restored_at:%Y-%m-%d %H:%M}" == "2023-06-07 11:30"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Date: 2021-03-16\n\nStart: 2021-03-14 10:02 UTC", "2021-03-14"),
        ("Meeting: 2021-03-20\n\nOn 14 March 2021 pots were raw.", "2021-03-14"),
        (
            "On 17 March 2021 we found that pots had been raw since 14 March 2021.",
            "2021-03-14",
        ),
        ("In the night from 14 March to 15 March 2021 pots were raw.", "2021-03-14"),
        (
            "## Timeline\n\n- 2021-03-01 09:00 bad fan deployed\n"
            "- 2021-03-14 10:02 pots begin to fail\n- 2021-03-14 11:30 all good",
            "2021-03-14",
        ),
        (
            "## Timeline\n\n- 2021-03-14 09:00 bad fan deployed\n"
            "- 2021-03-20 10:02 a potter reports raw pots\n",
            "2021-03-14",
        ),
    ],
)
def test_the_day_is_that_of_the_trouble(words: str, day: str) -> None:
    text = f"# The kiln failed\n\n{words}\n"
    (entry,) = read_incidents(text, path="kiln.md", kind="postmortem").entries
    assert str(entry.occurred_on) == day


def test_a_template_below_a_log_hides_no_entry() -> None:
    entry = "### Incident on 2022-0{}-01 - kiln cold\n\n- **Resolved**: 10:00\n\n"
    form = (
        "### Incident on YYYY-MM-DD\n\n- **Context**:\n  -\n\n- **Resolution**:\n  -\n"
    )
    text = (
        "# Incident log\n\n## Q2 2022\n\n"
        + entry.format(4)
        + "## Q1 2022\n\n"
        + entry.format(2)
        + "## Template\n\n"
        + form
    )
    found = read_incidents(text, path="log.md", kind="incident_log").entries
    assert [str(one.occurred_on) for one in found if one.standing == "final"] == [
        "2022-04-01",
        "2022-02-01",
    ]


def test_a_chapter_about_the_telling_of_an_outage_is_none() -> None:
    text = (
        "---\ntitle: How the archive was lost\ndate: 2018-05-14\n---\n\n"
        "On May 7th 2018 the archive was lost.\n\n## Timeline\n\n- 09:10 lost\n\n"
        "## Announcing the outage\n\nWe wrote a mail.\n\n## Root cause\n\nA script.\n"
    )
    (entry,) = read_incidents(text, path="post.md", kind="postmortem").entries
    assert (entry.title, str(entry.occurred_on)) == (
        "How the archive was lost",
        "2018-05-07",
    )


def test_front_matter_with_a_bare_colon_in_a_value_is_read_line_by_line() -> None:
    text = (
        "---\ntitle: Outage: disk full\ndate: 2021-05-04\n---\n\n"
        "Yesterday the disk was full from 10:00 to 11:00 UTC.\n"
    )
    (entry,) = read_incidents(text, path="posts/disk.md", kind="postmortem").entries
    assert (entry.title, str(entry.occurred_on)) == ("disk full", "2021-05-03")


def test_a_period_that_begins_and_ends() -> None:
    entry = entry_of(
        "The kiln was in read-only mode, starting at 7:21am UTC and ending at "
        "12:11pm UTC."
    )
    assert hours(entry) == ("07:21", "12:11")


def test_two_periods_of_one_sentence_are_of_the_trouble() -> None:
    entry = entry_of(
        "The kiln was slow on two occasions. At first 16:36–17:02 UTC, and again, "
        "21:14–22:47 UTC."
    )
    assert hours(entry) == ("16:36", "22:47")


def test_trouble_from_a_time_on_began_then() -> None:
    entry = entry_of("From about 20:02 UTC orders lagged by up to 10 s, then all.")
    assert hours(entry) == ("20:02", None)


def test_what_usually_serves_is_told_of_what_did_happen() -> None:
    entry = entry_of(
        "At 07:45 UTC we noticed rogue flames on the oven that usually bakes the bread."
    )
    assert entry.detected_at
    assert f"{entry.detected_at:%H:%M}" == "07:45"


def hours(entry: IncidentEntry) -> tuple[str | None, str | None]:
    both = (entry.started_at, entry.restored_at)
    first, last = (f"{one:%H:%M}" if one else None for one in both)
    return first, last
