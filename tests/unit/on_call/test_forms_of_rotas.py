"""Rotas in the formats and with the headings of many houses."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas
from tests.unit.on_call.rotas import WEEKS, told


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("rota.csv", "week,primary\n2024-05-06,ada\n2024-05-13,bob\n"),
        ("rota.tsv", "date\tprimary\n20240506\tada\n20240513\tbob\n"),
        ("on-call.yml", "2024-05-06: ada\n2024-05-13: bob\n"),
        ("duty.yaml", "- {week: 2024-W19, who: ada}\n- {week: 2024-W20, who: bob}\n"),
        ("rota.yaml", "rota:\n  2024:\n    W19: ada\n    W20: bob\n"),
        (
            "oncall.json",
            '{"shifts": [{"start": "2024-05-06", "end": "2024-05-12", "user": "ada"},'
            ' {"start": "2024-05-13", "end": "2024-05-19", "user": "bob"}]}',
        ),
        (
            "rota.org",
            "* Rota\n  | week | who |\n  |------+-----|\n"
            "  | <2024-05-06 Mon> | ada |\n  | <2024-05-13 Mon> | bob |\n",
        ),
        (
            "rota.adoc",
            "= Rota\n\n|===\n|Week of |Primary\n\n|2024-05-06 |ada\n|2024-05-13 |bob\n"
            "|===\n",
        ),
        (
            "oncall.rst",
            "Rota\n====\n\n.. csv-table::\n   :header: Week of, Who\n\n"
            "   2024-05-06, ada\n   2024-05-13, bob\n",
        ),
        (
            "rota.txt",
            "Rota\n\nweek        who\n----------  ---\n2024-05-06  ada\n"
            "2024-05-13  bob\n",
        ),
        (
            "rota.txt",
            "Rota of 2024\n\n  May 6 - May 12   ada\n  May 13 - May 19  bob\n",
        ),
        ("rota.txt", "2024-05-06\tada\n2024-05-13\tbob\n"),
        ("on-call.md", "# Rota\n\n**Week 19, 2024:** ada\n**Week 20, 2024:** bob\n"),
    ],
)
def test_every_format_is_read(path, text):
    assert told(text, path) == WEEKS
    assert read_rotas(text, path=path).unread == []


def test_aliases_of_data_are_followed_once():
    levels = "".join(
        f"k{n}: &k{n} {{{', '.join(f'a{m}: *k{n - 1}' for m in range(9))}}}\n"
        for n in range(1, 12)
    )
    text = f"k0: &k0 {{rota: [{{week: 2024-05-06, who: ada}}]}}\n{levels}"
    assert told(text, "rota.yml") == ["ada 05-06 05-13"]


def test_the_line_and_the_words_are_those_of_the_file():
    text = "* Rota\n  | week | who |\n  |---+---|\n  | <2024-05-06 Mon> | ada |\n"
    (shift,) = read_rotas(text, path="rota.org").shifts
    assert (shift.line, shift.quote) == (4, "| <2024-05-06 Mon> | ada |")
    text = "# Rota\n\n*2024-05-06*: **ada**\n2024-05-13: bob\n"
    first, _ = read_rotas(text, path="rota.md").shifts
    assert (first.line, first.quote) == (3, "*2024-05-06*: **ada**")
    (shift,) = read_rotas(
        "a: 1\nrota:\n- week: 2024-05-06\n  who: ada", path="o.yml"
    ).shifts
    assert (shift.line, shift.quote) == (3, "- week: 2024-05-06")


@pytest.mark.parametrize(
    "text",
    [
        "# On-call 2024\n\n## May\n\n- 6th – 12th: ada\n- 13th – 19th: bob\n",
        "# Duty\n\nMay 2024\n\n| Days | Who |\n|-|-|\n| 6–12 | ada |\n"
        "| 13–19 | bob |\n",
        "# Rota\n\n## Week of 6 May 2024\n\n- Primary: ada\n\n"
        "## Week of 13 May 2024\n\n- Primary: bob\n",
        "# Rota\n\n- 2024-05-06\n  - primary: ada\n- 2024-05-13\n  - primary: bob\n",
        "# Rota 2024\n\n6 May – 12 May ada\n[13 May – 19 May] bob\n",
        "# Rota 2024\n\nMay 06–12 ...... ada\nMay 13–19 ...... bob\n",
        "# Rota\n\n| Week ending | Primary |\n|-|-|\n| 2024-05-12 | ada |\n"
        "| 2024-05-19 | bob |\n",
        "# Rota\n\n- Week ending 12 May 2024: ada\n- Week ending 19 May 2024: bob\n",
        "# Duty 2024\n\n| Dates | Who |\n|-|-|\n| 5/6 - 5/12 | ada |\n"
        "| 5/13 - 5/19 | bob |\n",
        "# Rota\n\n| Week | Dates | Who |\n|-|-|-|\n| 19 | 6.–12.5.2024 | ada |\n"
        "| 20 | 13.–19.5.2024 | bob |\n",
        "# On-call 2024\n\n| From | To | Who |\n|-|-|-|\n| 6 May | 13 May | ada |\n"
        "| 13 May | 20 May | bob |\n",
    ],
)
def test_headings_neighbours_and_orders_tell_the_days(text):
    assert told(text) == WEEKS


@pytest.mark.parametrize(
    "text",
    [
        "# Support rota\n\n### w/c 6 May 2024\n\n- Mon: ada\n- Tue: bob\n"
        "- Wed: nobody\n",
        "# Support rota\n\n## Week 19, 2024\n\n| Day | Who |\n|-|-|\n| Mon | ada |\n"
        "| Tue | bob |\n",
        "# Duty\n\nWeek of 6 May 2024:\n\n* Monday – ada\n* Tuesday – bob\n",
    ],
)
def test_weekdays_are_of_the_week_above_them(text):
    assert told(text) == ["ada 05-06 05-07", "bob 05-07 05-08"]


@pytest.mark.parametrize(
    ("said", "begin"),
    [
        ("Change-over is on Tuesday at 20:00 berlin time.", "05-07 18"),
        ("Shifts start on Thursdays, 09:00 UTC", "05-09 09"),
    ],
)
def test_a_hand_over_is_told_in_many_ways(said, begin):
    text = f"# Rota\n\n{said}\n\n| Week of | Who |\n|-|-|\n| 2024-05-06 | ada |\n"
    (shift,) = read_rotas(text, path="oncall.md").shifts
    assert f"{shift.begins_at:%m-%d %H}" == begin


@pytest.mark.parametrize(
    ("zone", "begin", "end"),
    [("Europe/Berlin", "05-05 22", "05-12 22"), ("-0800", "05-06 08", "05-13 08")],
)
def test_a_week_is_as_long_wherever_it_begins(zone, begin, end):
    text = f"# Rota\n\nHand-over is at 00:00 {zone}.\n\n- Week of 2024-05-06: ada\n"
    (shift,) = read_rotas(text, path="oncall.md").shifts
    assert (f"{shift.begins_at:%m-%d %H}", f"{shift.ends_at:%m-%d %H}") == (begin, end)


def test_who_has_a_shift_of_the_day_has_a_part_of_it():
    text = "date,shift,person\n2024-05-06,day,ada\n2024-05-06,night,bob\n"
    assert told(text, "duty.csv") == ["? 05-06 05-07", "? 05-06 05-07"]


def test_who_has_the_days_or_the_nights_is_somebody():
    text = "# Rota\n\n| Date | Day shift | Night shift |\n|-|-|-|\n"
    text += "| 2024-05-06 | ada | bob |\n"
    assert told(text) == ["? 05-06 05-07", "? 05-06 05-07"]


def test_a_line_is_told_once_as_not_read():
    text = "# Rota\n\n| Week of | Mon | Tue | Notes |\n|-|-|-|-|\n"
    text += "| 2024-05-06 | ada | bob | cyd covers Wed |\n"
    assert len(read_rotas(text, path="oncall.md").unread) == 1


def test_weekdays_below_another_day_are_of_no_week():
    text = "# Support rota (updated 6 May 2024)\n\n- Mon: ada\n- Tue: bob\n"
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Cover runs from Friday 18:00 until Monday 09:00.\n\n- 3 May: ada\n",
            "05-03 18",
        ),
        ("Friday 18:00 – Monday 09:00\n\n- 4–5 May: ada\n", "05-03 18"),
        ("- 4/5 May: ada\n- 11/12 May: bob\n", "05-04 00"),
        ("- Week of 29 April: ada\n- Week of 6 May: bob\n", "05-04 00"),
    ],
)
def test_at_weekends_only_the_weekend_is_theirs(text, first):
    shift = read_rotas(f"# Weekend rota 2024\n\n{text}", path="oncall.md").shifts[0]
    assert f"{shift.begins_at:%m-%d %H}" == first
    assert f"{shift.ends_at:%m-%d}" == "05-06"


def test_duty_from_monday_to_friday_leaves_the_weekend_out():
    text = "# Duty\n\nDuty is Mon–Fri.\n\n- Week of 2024-05-06: ada\n"
    assert told(text) == ["ada 05-06 05-11"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("# Rota 2024/25\n\n- 6 Jan: c.d\n", []),
        ("# Rota 2024-25\n\n- 6 Jan: c.d\n", []),
        ("# Rota 2024-01\n\n- 8 Jan: c.d\n", [2024]),
        ("# 2023\n\n## Rota, Q1\n\n- 26 Dec – 1 Jan: a.b\n", [2023]),
        ("# Rota\n\n## 2025\n\n### January\n\n- 30 Dec – 5 Jan: a.b\n", [2024]),
        ("# Rota\n\n## 2025\n\n### December\n\n- 29 Dec – 4 Jan: a.b\n", [2025]),
        (
            "# Rota 2025\n\n- 30 Dec – 5 Jan: a.b\n- 6–12 Jan: c.d\n- 13–19 Jan: a.b\n"
            "- 20–26 Jan: c.d\n",
            [2024, 2025, 2025, 2025],
        ),
        # Too few to tell whether it is the first winter or the next one.
        ("# Rota 2025\n\n- 30 Dec – 5 Jan: a.b\n- 6–12 Jan: c.d\n", [2025]),
        (
            "# Rota 2025\n\n- 31 Dec: a.b\n- 1 Jan: c.d\n- 2 Jan: a.b\n- 3 Jan: c.d\n",
            [],
        ),
    ],
)
def test_a_year_is_that_of_the_heading(text, years):
    shifts = read_rotas(text, path="oncall.md").shifts
    assert [one.begins_at.year for one in shifts] == years


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "# Rota 2024\n\n| Week | Who |\n|-|-|\n| W51 | ada |\n| W1 | bob |\n",
            "a week without",
        ),
        (
            "# Rota 2024\n\n- 23 Dec: ada\n- 30 Dec: bob\n- 6 Jan: ada\n"
            "- 13 Jan: bob\n",
            "a day",
        ),
        ("# Rota 2023\n\n- Mon 6 May: ada\n- Mon 13 May: bob\n", "has another weekday"),
        (
            "# Rota 2024\n\n| Week | Who |\n|-|-|\n| 1 | ada |\n| 2 | bob |\n",
            "may be weeks",
        ),
        ("# Rota 2024\n\n| Date | Who |\n|-|-|\n| 6/5 | ada |\n", "no day"),
        ("# Rota 2024\n\n| Week of | Who |\n|-|-|\n| 13 | ada |\n", "no day"),
        (
            "# Rota 2024\n\n| Dates | Who |\n|-|-|\n| 4 and 11 May | ada |\n",
            "days apart",
        ),
        (
            "# Rota 2024\n\n| Dates | Who |\n|-|-|\n| until 12 May | ada |\n",
            "says only",
        ),
        (
            "# Rota 2024\n\n| Dates | Who |\n|-|-|\n| 6 or 12 May | ada |\n",
            "has a number",
        ),
    ],
)
def test_what_nobody_can_tell_is_no_day(text, reason):
    path = "oncall.md" if text.startswith("#") else "oncall.yml"
    reading = read_rotas(text, path=path)
    assert reading.shifts == []
    assert reading.unread
    assert all(one.reason.startswith(reason) for one in reading.unread)


@pytest.mark.parametrize(
    "text",
    [
        "# Rota (last updated May 2023)\n\n",
        "# Rota\n\nSince 2019 we take turns.\n\n",
        "# Rota\n\n",
    ],
)
def test_the_year_of_something_else_is_not_that_of_the_days(text):
    reading = read_rotas(
        f"{text}| Week of | Who |\n|-|-|\n| 6 May | ada |\n", path="o.md"
    )
    assert reading.shifts == []
    assert [one.reason for one in reading.unread] == ["a day without a year"]


def test_turns_of_several_weeks_last_until_the_next_one():
    text = "# On-call\n\n| Start | Who |\n|-|-|\n| 2024-05-06 | ada |\n"
    text += "| 2024-05-20 | bob |\n| 2024-06-03 | cyd |\n"
    assert told(text) == ["ada 05-06 05-20", "bob 05-20 06-03", "cyd 06-03 06-17"]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Jan van den Berg and Zoë O'Hara", ["Jan van den Berg", "Zoë O'Hara"]),
        ("E. Lund, P. Roux", ["E. Lund", "P. Roux"]),
        ("ada@ / bob@", ["ada@", "bob@"]),
        (":ada", [":ada"]),
        ("@ada.b", ["ada.b"]),
        ("Ada (thanks a lot!!)", ["Ada"]),
        ("Ada (she/her)", ["Ada"]),
        ("Ada (bob@ OOO)", ["Ada"]),
        ("@ada (for @bob)", ["ada"]),
        ("@ada (was: @bob)", ["?"]),
        ("@ada, @bob (shadow)", ["ada"]),
        ("nobody (company day)", []),
        ("Ada, thanks!", ["Ada"]),
        ("Ada*", ["?"]),
        ("ada?", ["?"]),
        ("Ada (away on Fri)", ["?"]),
        ("Ada (Bob from Wed)", ["?"]),
        ("Ada or Bob", ["?"]),
        ("Ada → Bob", ["?"]),
    ],
)
def test_a_remark_is_not_part_of_a_person_and_may_take_time_from_them(cell, people):
    text = f"# Rota\n\n| Week of | Who |\n|-|-|\n| 2024-05-06 | {cell} |\n"
    found = [one.rsplit(" ", 2)[0] for one in told(text)]
    assert found == people
    assert bool(read_rotas(text, path="oncall.md").unread) == ("?" in people)


def test_who_has_only_a_part_is_no_name_that_may_be_known():
    text = "# Rota\n\n| Week of | Nights |\n|-|-|\n| 2024-05-06 | @ada |\n"
    (shift,) = read_rotas(text, path="oncall.md").shifts
    assert shift.person.person_id is None
    assert shift.person.as_written == "@ada (unclear)"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("oncall.md", "# On-call\n\n| Team | Primary | Last reviewed |\n|-|-|-|\n"
         "| api | @ada | 2024-05-06 |\n"),
        ("oncall.md", "# On-call\n\n| Service | On-call | Since |\n|-|-|-|\n"
         "| api | @ada | 2024-05-06 |\n"),
        ("oncall.md", "# On-call\n\n| Area | Primary | Date |\n|-|-|-|\n"
         "| api | @ada | 2024-05-06 |\n"),
        ("oncall.md", "# On-call rotation\n\n| Name | Start date |\n|-|-|\n"
         "| ada | 2024-05-06 |\n| bob | 2023-01-09 |\n"),
        ("oncall.md", "# On-call rota\n\n## Who is out\n\n"
         "- Ada: 6 May – 12 May 2024\n"),
        ("oncall.md", "# Holidays 2024\n\n| From | To | Who | Cover |\n|-|-|-|-|\n"
         "| 6 May | 12 May | Ada | Bob |\n"),
        ("oncall.md", "# Schedule\n\n| Week | Theme |\n|-|-|\n| 2024-W19 | Backend |\n"
         "| 2024-W20 | Backend |\n"),
        ("oncall.md", "# On-call exemptions\n\n| Who | Until |\n|-|-|\n"
         "| ada | 2024-05-06 |\n"),
        ("oncall.md", "# On-call rota\n\nHandover: Thursdays 17:00 CET\n"),
        ("oncall.md", "# Rota\n\n- Last updated 2024-05-06: @ada\n"),
        ("oncall.md", "# Rota\n\nAway:\n\n- 6 May 2024 – 12 May 2024: Ada\n"),
        ("oncall.yml", "services:\n- name: api\n  primary: ada\n"
         "  reviewed: 2024-05-06\n"),
        ("oncall.md", "# On-call\n\n## 2024-05-06\n\n- Quiet\n\n## 2024-05-13\n\n"
         "Quiet\n"),
        ("oncall.md", "# Rota\n\n- 2024-05-06: Kick-off\n- 2024-05-13: Planning\n"),
        ("oncall.yml", "reviewed: 2024-05-06\nescalation: [ada, bob]\n"),
        ("oncall.yml", "oncall:\n- dates: 2024-05-06..2024-05-12\n  note: all\n"),
        ("oncall.yml", "broken: [\n"),
        ("oncall.csv", "name,phone\nada,123\n"),
    ],
)  # fmt: skip
def test_days_beside_people_are_not_always_shifts(path, text):
    reading = read_rotas(text, path=path)
    assert (reading.shifts, reading.unread) == ([], [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The numbers are those of ISO weeks.", ["ada 01-01 01-08", "bob 01-08 01-15"]),
        ("Weeks are counted as in ISO 8601.", ["ada 01-01 01-08", "bob 01-08 01-15"]),
        ("Weeks of a turn.", []),
    ],
)
def test_weeks_from_one_on_are_of_the_year_where_a_sentence_says_so(said, expected):
    text = (
        f"# Rota 2024\n\n{said} Hand-overs are by mail.\n\nWho to ask is told there.\n"
    )
    text += "\n| Week | Who |\n|-|-|\n| 1 | ada |\n| 2 | bob |\n"
    assert told(text) == expected


SPRINTS = ["ada 05-06 05-18", "bob 05-20 06-01"]


@pytest.mark.parametrize(
    "text",
    [
        "# On-call\n\n- 2024-05-06/2024-05-17: ada\n- 2024-05-20/2024-05-31: bob\n",
        "# On-call\n\n| Sprint | Primary |\n|-|-|\n| Sprint 8 (2024-05-06/2024-05-17) "
        "| ada |\n| Sprint 9 (2024-05-20/2024-05-31) | bob |\n",
        "# On-call\n\n## Sprint 8: 2024-05-06 – 2024-05-17\n\n- Primary: ada\n\n"
        "## Sprint 9: 2024-05-20 – 2024-05-31\n\n- Primary: bob\n",
    ],
)
def test_days_of_a_sprint_are_read_beside_its_number(text):
    assert told(text) == SPRINTS


def test_the_name_of_the_duty_may_stand_before_the_days():
    text = "# Fire watch on-call\n\n*May 2024*\n\n"
    text += "Fire watch 6 – 12 May: **ada**\nFWOC 13 – 19 May: **bob**\n"
    assert told(text) == ["ada 05-06 05-13", "bob 05-13 05-20"]
    assert told(text.replace("FWOC", "Party")) == ["ada 05-06 05-13"]


@pytest.mark.parametrize(
    "text",
    [
        "# On-call\n\n**Week of 6 May 2024**\n\nPrimary: ada\nBackup: bob\n",
        "# On-call\n\n- **6 May 2024 - 12 May 2024**\n"
        "  - Primary: ada\n  - Backup: bob\n",
    ],
)
def test_people_stand_below_their_week(text):
    assert told(text) == ["ada 05-06 05-13", "bob 05-06 05-13"]


def test_a_turn_that_is_left_out_is_nobody_s():
    text = "rota:\n"
    for day, who in (("05-06", "ada"), ("05-13", "bob"), ("05-20", "cyd")):
        text += f"- {{start: 2024-{day}, sheriff: {who}}}\n"
    text += "# 2024-05-27: closed\n- {start: 2024-06-03, sheriff: ada}\n"
    assert told(text, "sheriffs.yml")[2:] == ["cyd 05-20 05-27", "ada 06-03 06-10"]


@pytest.mark.parametrize(
    ("end", "last"), [("2024-05-13", "05-13"), ("2024-05-12", "05-13")]
)
def test_whole_weeks_end_when_another_takes_over(end, last):
    text = f"rota:\n- {{from: 2024-05-06, to: {end}, primary: ada}}\n"
    assert told(text, "rota.yml") == [f"ada 05-06 {last}"]


def test_the_dot_of_an_initial_is_part_of_the_name():
    text = "# Rota\n\n| Week of | Who |\n|-|-|\n| 2024-05-06 | Ada L. |\n"
    (shift,) = read_rotas(text, path="oncall.md").shifts
    assert shift.person.as_written == "Ada L."
