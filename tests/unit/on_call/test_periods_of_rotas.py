"""Days in the header of a rota, months and quarters, and other languages."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas
from tests.unit.on_call.rotas import WEEKS, told


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("Feb 2024", "02-01 03-01"),
        ("2024-02", "02-01 03-01"),
        ("03/2024", "03-01 04-01"),
        ("Q2 2024", "04-01 07-01"),
        ("2024 Q4", "10-01 01-01"),
        ("H2 2024", "07-01 01-01"),
        ("Apr – Jun 2024", "04-01 07-01"),
        ("Nov 2023 - Jan 2024", "11-01 02-01"),
        ("Dec – Jan 2024", "12-01 02-01"),
    ],
)
def test_months_and_quarters_last_until_they_are_over(when, expected):
    text = f"# Duty\n\n| Period | Who |\n|-|-|\n| {when} | ada |\n"
    assert told(text) == [f"ada {expected}"]
    assert told(f"# Duty\n\n- {when}: ada\n") == [f"ada {expected}"]


def test_months_of_a_column_are_of_the_year_of_the_heading():
    text = "# Duty 2024\n\n| Month | Who |\n|-|-|\n| May | ada |\n| June | bob |\n"
    assert told(text) == ["ada 05-01 06-01", "bob 06-01 07-01"]
    assert told(text.replace(" 2024", "")) == []


def test_a_month_that_may_be_a_name_or_a_verb_begins_no_line():
    assert told("# Duty 2024\n\n- June: ada\n- May: be bob\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "# Rota\n\n| | 2024-05-06 | 2024-05-13 |\n|-|-|-|\n| Primary | ada | bob |\n",
        "# Rota 2024\n\n| Duty | W19 | W20 |\n|-|-|-|\n| On-call | ada | bob |\n",
        "# Rota\n\n- ada: 6 May 2024 – 12 May 2024\n- bob: 13 May 2024 – 19 May 2024\n",
        "# Rota 2024\n\n- ada (6 – 12 May)\n- bob (13 – 19 May)\n",
        "# Rota 2024\n\n- 5/6 - 5/12: ada\n- 5/13 - 5/19: bob\n",
        "# Rufbereitschaft 2024\n\n- KW 19 (6.5. – 12.5.): ada\n- KW 20: bob\n",
        "# Duty 2024\n\n- vom 6. bis 12. Mai: ada\n- vom 13. bis 19. Mai: bob\n",
        "# Astreinte 2024\n\n- du 6 au 12 mai : ada\n- du 13 au 19 mai : bob\n",
        "# Guardias 2024\n\n- 6 al 12 de mayo: ada\n- 13 al 19 de mayo: bob\n",
        "Team rota 2024\nby ada\n\n6 May – 12 May  ada\n13 May – 19 May  bob\n",
    ],
)
def test_days_stand_in_headers_behind_people_and_in_other_languages(text):
    path = "oncall.md" if text.startswith("#") else "duty.txt"
    assert told(text, path) == WEEKS


def test_the_year_may_be_that_of_a_folder():
    text = "# Rota\n\n- 6 May: ada\n- 13 May: bob\n"
    assert told(text, "2024/ops/rota/may.md") == WEEKS
    assert told(text, "ops/rota/may.md") == []


def test_each_weekday_of_a_row_is_of_its_week():
    text = "# Rota\n\n| Week of | Mon | Tue | Notes |\n|-|-|-|-|\n"
    text += (
        "| 2024-05-06 | ada | bob | |\n| 2024-05-13 | bob | ada | cyd covers Tue |\n"
    )
    assert told(text) == [
        "ada 05-06 05-07",
        "bob 05-07 05-08",
        "? 05-13 05-14",
        "? 05-14 05-15",
    ]


def test_days_below_a_month_may_have_their_weekday():
    text = "# Duty\n\n## May 2024\n\n| Day | Who |\n|-|-|\n| Mon 6 | ada |\n"
    assert told(text) == ["ada 05-06 05-07"]


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        ("Gardener", True),
        ("Support engineer", True),
        ("Build cop", True),
        ("Theme", False),
        ("Order", False),
        ("Reviewer", False),
    ],
)
def test_who_has_the_duty_is_told_by_the_form_of_the_word(header, is_read):
    text = f"# Rota\n\n| Week of | {header} |\n|-|-|\n| 2024-05-06 | ada |\n"
    assert bool(told(text)) is is_read


def test_columns_that_share_people_are_duties():
    text = "# Rotations\n\n| Week of | Bugs | Docs |\n|-|-|-|\n"
    text += "| 2024-05-06 | ada | bob |\n| 2024-05-13 | bob | ada |\n"
    assert told(text) == [
        "ada 05-06 05-13",
        "bob 05-06 05-13",
        "bob 05-13 05-20",
        "ada 05-13 05-20",
    ]
    apart = text.replace("| bob | ada |", "| ada | cyd |")
    assert told(apart) == []


@pytest.mark.parametrize(
    ("header", "is_read"),
    [
        ("| Line | Release manager | Period |", True),
        ("| Line | Release manager | Released |", False),
    ],
)
def test_a_release_manager_is_on_duty_for_a_period(header, is_read):
    text = f"# Release managers\n\n{header}\n|-|-|-|\n| 2.x | ada | May 2024 |\n"
    assert told(text) == (["ada 05-01 06-01"] if is_read else [])


def test_a_rota_of_releases_is_one_and_their_schedule_is_none():
    items = "- 2024-05-06: ada\n- 2024-05-13: bob\n"
    assert told(f"# Release rotation\n\n{items}") == WEEKS
    assert told(f"# Release schedule\n\n{items}", "plan.md") == []


def test_marks_are_nobody():
    text = (
        "# Rota 2024\n\n| Week | Ada | Bob |\n|-|-|-|\n| W19 | x | |\n| W20 | | x |\n"
    )
    assert [one for one in told(text) if not one.startswith("?")] == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Wk 2: bob at a fair, ada covers the whole week.", "ada 05-13 05-20"),
        ("Wk 2: bob at a fair, ada covers the Friday.", "? 05-13 05-20"),
    ],
)
def test_a_swap_names_a_week_by_the_number_that_the_rota_gives_it(note, expected):
    text = "# Rota 2024\n\n| Week | Dates | Who |\n|-|-|-|\n| 1 | 6 – 12 May | ada |\n"
    text += f"| 2 | 13 – 19 May | bob |\n\nAmendments:\n\n- {note}\n"
    assert told(text) == ["ada 05-06 05-13", expected]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Ada Lane (adal)", ["adal"]),
        ("Ada Lane (remote)", ["Ada Lane"]),
        ("Ada Lane (ada-lane2)", ["ada-lane2"]),
        ("Bodil R. (bodil1)", ["bodil1"]),
        ("Tim (part-time)", ["?"]),
        ("Lea (leave)", ["?"]),
        ("Rem Li (remote)", ["Rem Li"]),
        ("Berit (Berlin)", ["Berit"]),
        ("Dev Patel (DevOps)", ["Dev Patel"]),
        ("Ada Lane (Adam)", ["Ada Lane"]),
        ("Mark (marketing)", ["Mark"]),
        ("Ada, bo reed", ["?"]),
        ("Ada, helped by bob", ["?"]),
        ("@ada, plus @bob", ["ada", "bob"]),
        ("Ada, new here this year", ["?"]),
        ("Ada, back on Friday", ["?"]),
        ("Ada, bob", ["Ada", "bob"]),
        ("Ada, de Wit", ["Ada", "de Wit"]),
        ("x", ["?"]),
    ],
)
def test_words_behind_a_person_are_a_login_a_remark_or_a_doubt(cell, people):
    text = f"# Rota\n\n| Week of | Who |\n|-|-|\n| 2024-05-06 | {cell} |\n"
    assert [one.rsplit(" ", 2)[0] for one in told(text)] == people
    assert bool(read_rotas(text, path="o.md").unread) == ("?" in people)
