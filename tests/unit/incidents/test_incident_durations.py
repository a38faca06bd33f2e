"""A duration counts where its sentence gives it to the trouble."""

from __future__ import annotations

import pytest

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
