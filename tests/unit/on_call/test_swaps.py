"""Swaps that are noted beside a rota: followed, or else their time is unknown."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas
from tests.unit.on_call.rotas import told

ROTA = """\
# Rota

| Week of | Primary |
|---|---|
| 2024-05-06 | Ada |
| 2024-05-13 | Bob |
| 2024-05-20 | Cyd |

"""
AS_IT_STANDS = ["Ada 05-06 05-13", "Bob 05-13 05-20", "Cyd 05-20 05-27"]


def second(who: str) -> list[str]:
    """The rota with another one in its second week."""
    return [AS_IT_STANDS[0], f"{who} 05-13 05-20", AS_IT_STANDS[2]]


def without(begin: str, end: str) -> list[str]:
    """The rota with some days of its second week in doubt."""
    parts = [f"Bob 05-13 {begin}", f"? {begin} {end}", f"Bob {end} 05-20"]
    return [AS_IT_STANDS[0], *parts, AS_IT_STANDS[2]]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Cyd takes the week of 13 May.", second("Cyd")),
        ("Bob is ill, **Cyd takes the 13th**.", second("Cyd")),
        ("Edit 2024-05-02: Cyd takes W20 from Bob.", second("Cyd")),
        ("Bob takes the week of 13 May.", AS_IT_STANDS),  # it is in the rota already
    ],
)
def test_who_takes_which_day_is_followed(note, expected):
    assert told(ROTA + note) == expected
    assert read_rotas(ROTA + note, path="oncall.md").unread == []


@pytest.mark.parametrize(
    "note",
    [
        "Swapped: 13 May.",
        "Bob's week, 13 May, is taken by Cyd.",
        "Changes: Cyd replaces Bob in the week of the 13th",
        "> Cyd covers 13 May for Bob, maybe",
        "Bob can't do W20, Cyd steps in.",
        "Edit 2024-05-15: Cyd replaces Bob",
        "Cyd covers for Bob from 15 May",
        "Bob is away on 15 May and the rest of it.",
        "15 May: Cyd covers Bob's shift",
        "Zed takes 13 May from Bob.",
        "Cyd covers 13 May.",  # the day, or the week?
        "Cyd takes over from Bob on 16 May.",  # for a day, or from then on?
        "Cyd covers for Bob on 15 May until 14:00.",
        "Cyd → Bob on 14 May",
        "Cyd takes the pager home on 13 May.",
        "Bob, can you swap 13 May?",
        "EDIT: 13 May is now Cyd",
    ],
)
def test_what_else_is_said_of_a_swap_leaves_its_time_unknown(note):
    reading = read_rotas(ROTA + note, path="oncall.md")
    assert told(ROTA + note) == second("?")
    assert reading.shifts[1].person.person_id is None
    assert reading.shifts[0].person.as_written == "Ada"
    assert [one.reason for one in reading.unread] == ["a swap that is not understood"]


@pytest.mark.parametrize(
    ("note", "begin", "end"),
    [
        ("- 15 May: Cyd covers for Bob", "05-15", "05-16"),
        ("On 2024-05-15 Bob is covered by Cyd.", "05-15", "05-16"),
        ("<p>Cyd has 15 May</p>", "05-15", "05-16"),
        ("Bob is away on 14 May.", "05-14", "05-15"),
        ("Cyd covers 15 May and 17 May for Bob", "05-15", "05-18"),
        ("Cyd covers 15–17 May for Bob", "05-15", "05-18"),
        ("Cyd covers 15 May to 17 May for Bob", "05-15", "05-18"),
        ("Cyd covers Tue 14 and Wed 15 May for Bob.", "05-14", "05-16"),
        ("## Swaps\n\n- 15 May: Cyd for Bob\n", "05-15", "05-16"),
        ("Exceptions:\n\n- 2024-05-15: Cyd\n", "05-15", "05-16"),
        ("Exceptions:\n\n2024-05-15: Cyd", "05-15", "05-16"),
        ("- 2024-05-15: Cyd (for Bob)\n- 2024-07-01: Cyd (for Bob)", "05-15", "05-16"),
        ("- 15 May: Cyd (in place of Bob)", "05-15", "05-16"),
        (
            "## Swaps\n\n| Date | Was | Now |\n|-|-|-|\n| 2024-05-15 | Bob | Cyd |\n",
            "05-15",
            "05-16",
        ),
    ],
)
def test_a_swap_of_some_days_leaves_the_other_days_as_they_are(note, begin, end):
    assert told(ROTA + note) == without(begin, end)


def test_who_takes_over_after_a_day_in_doubt_takes_no_rest_of_a_week():
    note = "- 15 May: Cyd covers for Bob\n- Ada takes 16 May.\n"
    assert told(ROTA + note) == [
        *without("05-15", "05-16")[:3],
        "? 05-16 05-20",
        AS_IT_STANDS[2],
    ]


def test_days_in_doubt_last_until_the_hour_of_the_hand_over():
    text = "Handover is on Mondays at 09:00 UTC.\n\n" + ROTA
    shifts = read_rotas(text + "- 15 May: Cyd for Bob, swapped", path="o.md").shifts
    assert [f"{one.ends_at:%d %H}" for one in shifts[1:4]] == [
        "15 00",
        "16 09",
        "20 09",
    ]


def test_only_who_is_replaced_is_in_doubt_where_two_are_on_call():
    text = "# Rota\n\n| Week of | Primary | Backup |\n|-|-|-|\n"
    text += "| 2024-05-06 | Ada | Bob |\n\n- 8 May: Cyd covers for Bob\n"
    assert told(text) == [
        "Ada 05-06 05-13",
        "Bob 05-06 05-08",
        "? 05-08 05-09",
        "Bob 05-09 05-13",
    ]


@pytest.mark.parametrize(
    "note", ["Bob has swapped with Cyd.", "[2024-04-30] Bob and Cyd traded weeks"]
)
def test_a_swap_without_days_is_of_all_days_of_both(note):
    assert told(ROTA + note) == [
        "Ada 05-06 05-13",
        "? 05-13 05-20",
        "? 05-20 05-27",
    ]


@pytest.mark.parametrize(
    "note",
    [
        "If you cannot make it, swap with somebody and tell the others.",
        "Whoever is on call takes the meeting. Ada takes care of the calendar.",
        "We moved to another tool on 2024-05-14.",
        "When Bob is away, Cyd covers for him.",
        "```\nCyd takes 13 May.\n```",
    ],
)
def test_how_swaps_are_made_is_none(note):
    assert told(ROTA + note) == AS_IT_STANDS


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Notes", "Wed: Cyd"), ("Swapped with", "Cyd"), ("Notes", "Cyd covers Tuesday")],
)
def test_a_swap_in_a_column_of_remarks_leaves_the_line_unknown(header, cell):
    text = f"# Rota\n\n| Week of | Primary | {header} |\n|-|-|-|\n"
    text += f"| 2024-05-06 | Ada | {cell} |\n| 2024-05-13 | Bob | |\n"
    assert told(text) == ["? 05-06 05-13", "Bob 05-13 05-20"]


@pytest.mark.parametrize(
    "more",
    [
        "overrides:\n- date: 2024-05-15\n  who: ada\n  instead_of: bob\n",
        "# ada has 15 May\n",
    ],
)
def test_overrides_and_comments_in_a_file_of_data_leave_their_time_unknown(more):
    text = "rota:\n- {week: 2024-05-06, who: ada}\n- {week: 2024-05-13, who: bob}\n"
    assert told(text + more, "rota.yml") == [
        "ada 05-06 05-13",
        "bob 05-13 05-15",
        "? 05-15 05-16",
        "bob 05-16 05-20",
    ]


def test_of_two_on_call_nobody_knows_which_one_is_meant():
    text = "# Rota\n\n| Week of | Primary | Backup |\n|-|-|-|\n"
    text += "| 2024-05-06 | @ada | @bob |\n\n@cyd takes the week of 6 May.\n"
    assert [one.person.person_id for one in read_rotas(text, path="o.md").shifts] == [
        None,
        None,
    ]


def test_a_note_right_below_the_lines_of_a_rota_is_read():
    text = "# Rota\n\n2024-05-06: @ada\n2024-05-13: @bob\n@cyd takes 13 May\n"
    assert told(text) == ["ada 05-06 05-13", "cyd 05-13 05-20"]


def test_days_of_a_note_are_where_the_rota_is():
    text = "Handover is on Mondays at 00:00 Europe/Berlin.\n\n" + ROTA
    shifts = read_rotas(text + "Cyd takes 13 May.", path="oncall.md").shifts
    assert f"{shifts[1].begins_at:%m-%d %H}" == "05-12 22"
    assert shifts[1].person.as_written == "Cyd"
