"""Lengths that a write-up tells which are none of the incident's."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents


def lengths(words, table=""):
    text = f"# Outage of the shop on 2024-01-02\n\n## Impact\n\n{words}\n\n{table}\n"
    [entry] = read_incidents(text, path="pm/x.md").entries
    return [(one.kind, one.minutes) for one in entry.stated_durations]


@pytest.mark.parametrize(
    "words",
    [
        "As the proxy caches the list of keys for 24 hours, logins failed.",
        "The agent keeps its old address for two hours, so calls failed.",
        "The broker retains unread messages for 3 days and lost those that came later.",
        "Uploads failed since the store remembers a refused name for 15 minutes.",
        "Orders could not be placed, some of them for almost five days.",
        "Customers were locked out, a few of them for up to 12 hours.",
        "Mails were delayed, others for nearly a day.",
        "We knew within a minute, as the shop was down.",
        "The errors were seen within a minute of the deploy.",
        "The queue holds failed jobs for 30 minutes.",
    ],
)
def test_of_another_thing_or_of_a_part(words) -> None:
    assert lengths(words) == []


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("The proxy kept users out for 40 minutes.", 40),
        ("The total loss of connectivity was 22 minutes.", 22),
        ("The loss of power lasted 3 hours.", 180),
        ("Loss of service: it was down for 35 minutes.", 35),
        ("Sales resumed at noon, 18 hours and 50 minutes after being halted.", 1130),
        ("It came back 4 hours after it had been taken offline.", 240),
        ("All of the users were unable to log in for two hours.", 120),
        ("Errors were served from the cache for 25 minutes.", 25),
        ("Total time of the halt was 5 hours, 4 minutes.", 304),
        ("From the first errors until all was back was 4 hours and 50 minutes.", 290),
    ],
)
def test_of_the_trouble(words, minutes) -> None:
    assert minutes in [found for _, found in lengths(words)]


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("Minutes downtime or degradation", "0", []),
        ("Downtime", "0 minutes", []),
        ("From detection to remediation", "9 hours", [("mitigate", 540)]),
        (
            "How long did it take from the start of the incident to its detection?",
            "26 hours",
            [("detect", 1560)],
        ),
        ("Time from impact to detection", "3 min", [("detect", 3)]),
        ("Time from start to resolution", "2 h", [("resolve", 120)]),
        ("Time between alert and mitigation", "20 min", [("mitigate", 20)]),
        ("Time from request to response", "20 min", []),
        ("From development to production", "9 hours", []),
    ],
)
def test_a_field_says_between_which_moments(label, value, found) -> None:
    table = f"| Question | Answer |\n|---|---|\n| {label} | {value} |"
    assert lengths("It broke.", table) == found


def test_nobody_knew_for_so_long() -> None:
    assert lengths("So, for 18 minutes nobody at the mill knew.") == [("detect", 18)]


def test_how_long_it_was_announced_is_no_length() -> None:
    words = "It was down as planned, announced on the door for 3 days."
    assert lengths(words) == []


@pytest.mark.parametrize(("second", "found"), [("6h 12m", 372), ("2h", None)])
def test_a_row_of_several_values_that_agree_is_a_field(second, found) -> None:
    table = (
        "| | Mill | Kiln |\n|---|---|---|\n| Severity | red | yellow |\n"
        f"| **Duration** | 6h 12m | {second} |"
    )
    assert lengths("It broke.", table) == ([("duration", found)] if found else [])


def test_a_form_with_a_column_for_each_house_is_of_none() -> None:
    head = "| Field | Mill | Kiln |\n|---|---|---|\n| Severity | SEV2 | SEV3 |\n"
    rows = "| Start | 10:00 UTC | 10:30 UTC |\n| Duration | 60 min | 30 min |\n"
    assert lengths("It broke.", head + rows) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The outage lasted 27 minutes.", [("duration", 27)]),
        ("We will see to it that no outage lasts more than 10 minutes.", []),
        ("A drill of 30 minutes of downtime will be held.", []),
        ("The game day outage lasted 2 hours.", []),
    ],
)
def test_a_length_that_is_told_below_what_is_to_be_done(words, found) -> None:
    body = f"## What we will do\n\n- Oil it\n\n{words}"
    assert lengths("It broke.", body) == found


@pytest.mark.parametrize("names", ["Planned | Actual", "Id | Value"])
def test_the_last_column_of_a_form_is_what_was_so(names: str) -> None:
    table = (
        f"| Field | {names} |\n|---|---|---|\n| Severity | 2 | 1 |\n"
        "| Start | 10:00 | 10:30 |\n| Duration | 30 min | 60 min |"
    )
    assert lengths("It broke.", table) == [("duration", 60)]
