"""What looks like the days, the people or the shape of a rota, and is not."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas
from tests.unit.on_call.rotas import WEEKS, told

ROTA = "# Rota 2024\n\n"
WHO = ROTA + "| Week of | Who |\n|-|-|\n"
SPAN = ROTA + "| From | To | Who |\n|-|-|-|\n"


def test_a_time_with_a_dot_is_no_day():
    row = "| 6 May 2024 09.30 | 13 May 2024 09.30 | ada |\n"
    assert told(SPAN + row) == ["ada 05-06 05-13"]
    assert told(WHO + "| 06.05 08.30 | ada |\n| 13.05 08.30 | bob |\n") == []


@pytest.mark.parametrize("dot", ["", "."])
@pytest.mark.parametrize("zone", ["", "Calls start at 10:00 CEST.\n\n"])
def test_days_with_dots_have_one_order_or_are_not_read(dot, zone):
    days = "".join(f"| 05.{day}{dot} | ada |\n" for day in ("06", "13", "20"))
    reading = read_rotas(WHO.replace("\n\n", f"\n\n{zone}", 1) + days, path="o.md")
    assert (reading.shifts, len(reading.unread)) == ([], 3)


@pytest.mark.parametrize("said", ["", "We meet at 09.30.\n\n"])
def test_days_with_dots_are_told_by_one_past_twelve(said):
    table = WHO.replace("\n\n", f"\n\n{said}", 1) + "| 6.5. | ada |\n| 13.5. | bob |\n"
    assert told(table) == WEEKS


def test_a_day_at_the_begin_of_a_line_is_no_number_of_a_paragraph():
    assert (
        told("Rota 2024\n\n6.5. - 12.5.  ada\n13.5. - 19.5.  bob\n", "o.txt") == WEEKS
    )


def test_figures_of_a_column_of_weeks_are_weeks():
    table = ROTA + "| Week | Who |\n|-|-|\n"
    rows = "| 2024-10 | ada |\n| 2024-11 | bob |\n"
    assert told(table + rows) == ["ada 03-04 03-11", "bob 03-11 03-18"]
    reading = read_rotas(table + "| 2024-10 – 2024-11 | ada |\n", path="o.md")
    assert (reading.shifts, len(reading.unread)) == ([], 1)


def test_every_end_of_a_line_is_the_same():
    text = WHO + "| 2024-05-06 | ada |\n| 2024-05-13 | bob |\n"
    for end in ("\r", "\r\n", "\x0b"):
        assert told(text.replace("\n", end)) == WEEKS


def test_a_number_of_thousands_of_digits_is_no_week():
    table = ROTA + "| Week | Dates | Who |\n|-|-|-|\n"
    assert told(f"{table}| {'1' * 5_000} | 6 – 12 May | ada |\n") == WEEKS[:1]


@pytest.mark.parametrize("header", ["Customer", "Semester", "Committee", "Monitor"])
def test_things_are_nobody(header):
    text = f"{ROTA}| Week of | Primary | {header} |\n|-|-|-|\n"
    assert told(text + "| 2024-05-06 | ada | Acme |\n") == WEEKS[:1]
    text = f"{ROTA}| Week of | {header} |\n|-|-|\n| 2024-05-06 | Acme |\n"
    assert told(text) == []


def test_a_name_before_days_is_no_duty():
    text = ROTA + "| Name | 2024-05-06 | 2024-05-13 |\n|-|-|-|\n"
    text += "| Peter | Yes | No |\n| Victor | No | Yes |\n"
    reading = read_rotas(text, path="o.md")
    assert (reading.shifts, reading.unread) == ([], [])


def test_days_of_a_week_have_no_role_and_any_row_tells_the_shape():
    text = ROTA + "| Week | Mon | Tue |\n|-|-|-|\n| | @eve | @fay |\n"
    reading = read_rotas(text + "| | | |\n| 20 | @ada | @bob |\n", path="o.md")
    assert [one.person.as_written for one in reading.shifts] == ["@ada", "@bob"]
    assert [one.person.role for one in reading.shifts] == [None, None]
    assert [one.line for one in reading.unread] == [5]


@pytest.mark.parametrize("title", ["## Constraints", "## Travel", "Can't do:"])
def test_who_cannot_is_not_on_call(title):
    text = WHO + f"| 2024-05-06 | bob |\n\n{title}\n\n- ada: 6 – 12 May 2024\n"
    assert told(text) == ["bob 05-06 05-13"]
    assert told(text + "- bob: 13 – 19 May 2024\n") == ["bob 05-06 05-13"]


def test_a_holiday_is_nobody():
    assert told(ROTA + "- Christmas: 24 – 31 December 2024\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Guide\n\n## Escalation policy\n\n- 2024-05-06: Reviewed\n", []),
        ("## Conferences\n\n- 2024-05-06: DevConf\n", []),
        ("- 2024-05-06: ada\n", ["ada 05-06 05-07"]),
        ("# May 2024\n\n- 2024-05-06: ada\n", ["ada 05-06 05-07"]),
        ("# We\n\n| Week of | Who |\n|-|-|\n| 2024-05-06 | ada |\n", WEEKS[:1]),
    ],
)
def test_the_name_of_a_file_tells_of_tables_and_of_lists_without_a_title(
    text, expected
):
    assert told(text, "docs/oncall-schedule.md") == expected


def test_a_month_of_another_language_may_be_a_name():
    text = WHO + "| 2024-05-06 | Ada |\n| 2024-05-13 | Maja |\n\n"
    assert told(text + "Maja takes 2024-05-06 for Ada.\n")[0] == "Maja 05-06 05-13"


def test_whole_months_hand_over_at_the_hour():
    text = "# Duty 2024\n\nHand-over is at 09:00 UTC.\n\n| Month | Who |\n|-|-|\n"
    shifts = read_rotas(text + "| May | ada |\n| July | bob |\n", path="o.md").shifts
    assert [f"{one.ends_at:%m-%d %H}" for one in shifts] == ["06-01 09", "08-01 09"]
