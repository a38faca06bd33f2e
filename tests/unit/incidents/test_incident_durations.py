"""A duration counts where its sentence gives it to the trouble."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.durations import minutes_of, sum_of
from pipelines.read.incidents.lasting import told_in
from pipelines.read.incidents.prose import Sentence


def told(text, part=None):
    return {kind: sum_of(words) for kind, words in told_in(Sentence(text, 1, part))}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The outage lasted nearly two hours.", 120),
        ("Nobody could log in for some 40 min.", 40),
        ("From 10:05 to 11:30 UTC (1h 25m) the API returned 500s.", 85),
        ("The site was down for an hour and a half.", 90),
        ("This led to a 45-minute outage.", 45),
        ("For roughly 50 minutes, a third of requests failed.", 50),
        ("It was two and a half hours before the service was fully restored.", 150),
        ("Within ten minutes everything was back to normal.", 10),
        ("We had 4 hours of intermittent errors.", 240),
        ("The job runs every 15 minutes and failed for 3 hours.", 180),
        ("So 57 minutes all in all.", 57),
        ("That is 71 minutes without maps.", 71),
        ("It took us two days (5 to 7 May) until the queues were empty.", 2880),
        ("Nine and a half hours, we think.", None),
        ("Nine and a half hours.", 570),
        ("About an hour start to finish.", 60),
        ("Within 49 minutes, 95% of our network was operating as normal.", 49),
        ("Publication stood still for about 27 hours.", 1620),
        ("The system was down 11 minutes.", 11),
        ("Wrong gas, 20 min down.", 20),
        ("All of it: 1 hour, 25 minutes.", None),
        ("It took 50 minutes from detection to mitigation.", 50),
        ("It took us three hours to have the shop back.", 180),
        ("It was intermittently unavailable over a two hour period.", 120),
        ("35 minutes later everything was back.", 35),
        ("Total time from first error to full recovery: 4 hours 12 minutes.", 252),
        ("A quarter of all jobs failed over a period of three hours.", 180),
    ],
)
def test_how_long_the_trouble_lasted(text, minutes) -> None:
    assert told(text).get("duration") == minutes


@pytest.mark.parametrize(
    "text",
    [
        "We raised the timeout from 30 seconds to 2 minutes.",
        "The cache keeps entries for 24 hours and served stale data.",
        "The certificate had expired 3 days ago.",
        "We waited 10 minutes and restarted it, which failed.",
        "Logs are retained for 30 days, so older data are missing.",
        "The alert fires when latency is above 1s for 5 minutes.",
        "The deploy takes 10 minutes.",
        "An alert fired 12 minutes later.",
        "A lock with a 5 minute timeout failed.",
        "Our SLA allows 43 minutes of downtime per month.",
        "A similar outage two weeks ago lasted 20 minutes.",
        "Normally such an outage would last 2 minutes.",
        "The migration ran for 3 hours and failed nowhere.",
        "Probes had 30-60 seconds of downtime, several times per day.",
        "Errors came 20 minutes after the deploy.",
        "Searches were slow (over 10 seconds).",
    ],
)
def test_what_another_thing_takes_is_no_duration_of_the_trouble(text) -> None:
    assert told(text) == {}


@pytest.mark.parametrize(
    ("text", "part", "minutes"),
    [
        ("It took us 25 minutes to notice.", None, 25),
        ("The leak went unnoticed for three days.", None, 4320),
        ("The monitor paged 2 minutes after the start.", None, 2),
        ("From users: a bug. 49 minutes after the expiry.", "detection", 49),
        ("We noticed about 40 minutes after the deploy.", None, 40),
        ("We were only alerted 25 minutes in.", None, 25),
        ("The first report came at 08:15, twenty minutes after the change.", None, 20),
        ("5 and a half hours to notice.", None, 330),
        ("Our alert came within 4 minutes.", None, 4),
        ("Detection took 12 minutes.", None, 12),
    ],
)
def test_how_long_it_took_until_somebody_knew(text, part, minutes) -> None:
    assert told(text, part) == {"detect": minutes}


def test_outside_of_the_story_only_what_is_said_to_be_of_the_incident_counts() -> None:
    sentence = Sentence("Timeouts were seen for 20 minutes.", 1)
    assert list(told_in(sentence, is_story=False)) == []
    sentence = Sentence("The outage lasted 20 minutes.", 1)
    assert list(told_in(sentence, is_story=False)) == [("duration", "20 minutes")]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("twenty-five minutes", 25),
        ("an hour and twenty minutes", 80),
        ("an hour and a quarter", 75),
        ("1½ hours", 90),
        ("1 1/2 hours", 90),
        ("half a day", 720),
        ("a couple of hours", 120),
        ("three quarters of an hour", 45),
        ("a day and a half", 2160),
        ("some 40 min", 40),
    ],
)
def test_numbers_in_words_and_fractions(text, minutes) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize(
    ("story", "minutes"),
    [
        ("Down from 19:30 UTC until 11:15 UTC – so just under 16 hours.", [960]),
        ("It failed from 10:00 to 12:00 UTC, retries took an hour more.", []),
        ("From 10:00 to 12:00 UTC (2 hours) we upgraded the disks.", []),
        (
            "The small kilns recovered within 20 minutes, then the large ones. Overall "
            "the outage went on for 2 hours and 50 minutes.",
            [170],
        ),
        ("The outage lasted an hour. The dryer was down for two hours.", [60]),
        ("Wrong gas. ~20 min. Reset.", [20]),
        ("**Total impact:** 1 hour, 25 minutes.", [85]),
        ("**Total impact:** 85 people.", []),
        (
            "The shortest downtime was 14 minutes, and the longest was 96 minutes.",
            [96, 14],
        ),
        ("It was over by 15:07 UTC (1 hour and 5 minutes of downtime).", [65]),
        ("Time to mitigate was 22 minutes and time to detect 4 minutes.", [22, 4]),
    ],
)
def test_all_lengths_of_the_trouble_that_a_story_states(story, minutes) -> None:
    text = f"# Hub on 2024-03-05\n\nIt was hit.\n\n{story}\n\n## Actions\n\n- x y\n"
    [entry] = read_incidents(text, path="pm/hub.md", kind="postmortem").entries
    assert [one.minutes for one in entry.stated_durations] == minutes


@pytest.mark.parametrize(
    ("value", "minutes"), [("1:15 h", 75), ("01:45", 105), ("10:00 - 11:30 UTC", None)]
)
def test_a_duration_in_the_form_of_a_clock(value, minutes) -> None:
    text = f"# Hub down on 2024-03-05\n\nDauer/Duration: {value}\n\nIt was hit.\n"
    [entry] = read_incidents(text, path="pm/hub.md", kind="postmortem").entries
    stated = [one.minutes for one in entry.stated_durations]
    assert stated == ([minutes] if minutes else [])


def test_a_field_of_the_impact_s_time_may_hold_how_long_it_was() -> None:
    text = (
        "# Outage on 2024-01-02\n\nTime of impact: 5 hours, 12 minutes\n\nIt broke.\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert [one.minutes for one in entry.stated_durations] == [312]


@pytest.mark.parametrize(
    "head",
    [
        "# Outage on 2022-02-03\n\n**Duration: 3h 41m**\n",
        "# Outage on 2022-02-03\n\n## Duration: 3h 41m\n\nIt was down.\n",
        "---\ntitle: Outage\ndate: 2022-02-03\nimpact: It was down for 3h 41m\n---\n",
    ],
)
def test_a_length_in_bold_in_a_heading_or_in_front_matter(head):
    text = f"{head}\n## Cause\n\nA key.\n\n## Fix\n\nA new key.\n"
    [entry] = read_incidents(text, path="pm/x.md", kind="incident_log").entries
    assert entry.minutes_to_restore == 221


@pytest.mark.parametrize(
    ("second", "minutes"),
    [
        ("We were down for 10 hours and 2 minutes.", 602),
        ("We were down for about 11 hours.", 600),
        ("The kiosks were down for 40 minutes.", 600),
    ],
)
def test_an_exact_length_goes_before_a_rough_one_of_the_same(second, minutes):
    text = f"# 2024-05-06 Tills down\n\nDown for around 10 hours.\n\n{second}\n"
    [entry] = read_incidents(
        text, path="incidents/tills.md", kind="incident_log"
    ).entries
    assert [one.minutes for one in entry.stated_durations] == [minutes]


def test_a_word_that_is_cut_off_says_nothing_of_a_length():
    text = (
        "# Outage on 2022-02-03\n\nFor about 2 hours, most search queries were slow.\n"
    )
    [entry] = read_incidents(text, path="pm/x.md").entries
    assert entry.minutes_to_restore == 120
