"""Rotas in documents: which tables and lists are one, and who is on call from when."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas


def shifts(text, path="docs/on-call.md"):
    return [
        (
            one.person.person_id or f"({one.person.as_written})",
            f"{one.begins_at:%m-%d %H:%M}",
            f"{one.ends_at:%m-%d %H:%M}",
        )
        for one in read_rotas(text, path=path).shifts
    ]


def table(header, *rows, heading="Rota"):
    rule = "|".join("---" for _ in header.strip("|").split("|"))
    return "\n".join((f"# {heading}\n", header, f"|{rule}|", *rows, ""))


def test_a_week_lasts_until_the_next_row_or_seven_days():
    text = table(
        "| Week of | Primary | Secondary |",
        "| 2024-05-13 | @bob | @carol |",
        "| 2024-05-06 | @alice | @bob |",
        "| 2024-05-17 | @dan | – |",
    )
    assert shifts(text) == [
        ("bob", "05-13 00:00", "05-17 00:00"),
        ("carol", "05-13 00:00", "05-17 00:00"),
        ("alice", "05-06 00:00", "05-13 00:00"),
        ("bob", "05-06 00:00", "05-13 00:00"),
        ("dan", "05-17 00:00", "05-24 00:00"),
    ]


def test_roles_lines_and_words_are_kept():
    text = table("| Week of | On-call | Backup |", "| 2024-05-06 | @alice | Bob |")
    first, second = read_rotas(text, path="ops/oncall.md").shifts
    assert (first.rota, first.person.role, first.line) == ("Rota", "on-call", 5)
    assert first.quote == "| 2024-05-06 | @alice | Bob |"
    assert first.zone_is_assumed
    assert (second.person.as_written, second.person.person_id) == ("Bob", None)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| 2024-05-06 | 2024-05-12 | @a |", ("05-06", "05-13")),
        ("| 6 May 2024 | 6 May 2024 | @a |", ("05-06", "05-07")),
        ("| 2024-05-06 09:00 | 2024-05-08 17:00 | @a |", ("05-06 09", "05-08 17")),
        ("| 2024-05-06 |  | @a |", ("05-06", "05-13")),
    ],
)
def test_a_last_day_is_of_the_shift(row, expected):
    ((_, begin, end),) = shifts(table("| From | To | On call |", row))
    assert (begin[: len(expected[0])], end[: len(expected[1])]) == expected


def test_on_a_shared_last_day_the_next_one_takes_over():
    text = "Hand-over is at 09:00 CET.\n\n" + table(
        "| Start | End | On call |",
        "| 2024-01-08 | 2024-01-15 | @alice |",
        "| 2024-01-15 | 2024-01-22 | @bob |",
    )
    assert shifts(text) == [
        ("alice", "01-08 08:00", "01-15 08:00"),
        ("bob", "01-15 08:00", "01-22 08:00"),
    ]
    assert not read_rotas(text, path="oncall.md").shifts[0].zone_is_assumed


def test_what_only_begins_lasts_until_the_next_one_within_a_month():
    text = table(
        "| From | On call |",
        "| 2024-05-06 | @alice |",
        "| 2024-05-20 | @bob |",
        "| 2024-09-02 | @carol |",
    )
    assert [end for _, _, end in shifts(text)] == [
        "05-20 00:00",
        "05-27 00:00",
        "09-09 00:00",
    ]


def test_a_weekday_of_the_hand_over_moves_the_begin_of_a_week():
    text = "The handover is\non Tuesday at 09:00 UTC.\n\n" + table(
        "| Week | Primary |", "| 2024-W19 | @alice |", "| W20 2024 | @bob |"
    )
    assert shifts(text) == [
        ("alice", "05-07 09:00", "05-14 09:00"),
        ("bob", "05-14 09:00", "05-21 09:00"),
    ]


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("From Tuesday 09:30 UTC to the next Tuesday 09:30 UTC.", "09:30"),
        (
            "A turn lasts from Tuesday 09:30 until the following Tuesday 09:30 UTC.",
            "09:30",
        ),
        ("From Tuesday 09:30 UTC to Tuesday 17:30 UTC the shop is crowded.", "00:00"),
        ("The shop is open from Tuesday 09:30 to Tuesday 09:30 UTC.", "00:00"),
        ("From Tuesday to the next Tuesday.", "00:00"),
    ],
)
def test_a_turn_told_from_a_weekday_to_the_next_one_gives_the_hand_over(told, hour):
    text = f"{told}\n\n" + table("| Week of | Primary |", "| 2024-05-07 | @alice |")
    assert shifts(text) == [("alice", f"05-07 {hour}", f"05-14 {hour}")]


def test_days_a_week_apart_are_weeks_and_others_are_days():
    weekly = ("- 2024-05-06: @alice, backup @bob", "- 2024-05-13: @carol")
    daily = ("- Mon 2024-05-06 @alice", "- Tue 2024-05-07: @bob & @carol")
    assert shifts("# On call\n\n" + "\n".join(weekly)) == [
        ("alice", "05-06 00:00", "05-13 00:00"),
        ("bob", "05-06 00:00", "05-13 00:00"),
        ("carol", "05-13 00:00", "05-20 00:00"),
    ]
    assert shifts("# On call\n\n" + "\n".join(daily)) == [
        ("alice", "05-06 00:00", "05-07 00:00"),
        ("bob", "05-07 00:00", "05-08 00:00"),
        ("carol", "05-07 00:00", "05-08 00:00"),
    ]


@pytest.mark.parametrize(
    ("when", "begin", "end"),
    [
        ("May 6–12, 2024", "05-06", "05-13"),
        ("6–12 May 2024", "05-06", "05-13"),
        ("6 May – 12 May 2024", "05-06", "05-13"),
        ("2024-05-06 – 2024-05-12", "05-06", "05-13"),
        ("2024-05-06 to 2024-05-12", "05-06", "05-13"),
        ("2024-05-06/12", "05-06", "05-13"),
        ("Week of May 6, 2024", "05-06", "05-13"),
        ("May 6 (Mon)", "05-06", "05-07"),
        ("Dec 30 – Jan 5", "12-30", "01-06"),
        ("13/05/2024 - 19/05/2024", "05-13", "05-20"),
    ],
)
def test_days_are_read_as_people_write_them(when, begin, end):
    year = 2025 if "Dec" in when else 2024
    text = f"# Schedule {year}\n\n- {when}: @alice\n"
    if "Dec" in when:
        text = "# Schedule\n\n- Dec 30 – Jan 5, 2025: @alice\n"
    ((who, begins, ends),) = shifts(text)
    assert (who, begins[:5], ends[:5]) == ("alice", begin, end)


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("@Alice", ["alice"]),
        ("Alice (@alice)", ["alice"]),
        ("[Alice A](https://github.com/alice)", ["alice"]),
        ("[Al](mailto:al@example.org)", ["al@example.org"]),
        ("[Al](https://wiki.example.org/al)", ["(Al)"]),
        ("al@example.org", ["al@example.org"]),
        ("~~@alice~~ @bob", ["bob"]),
        ("@alice @bob", ["alice", "bob"]),
        ("Alice Smith / bob", ["(Alice Smith)", "(bob)"]),
        ("**@alice** (primary), @bob (backup)", ["alice", "bob"]),
        ("[Ada](https://github.com/ada) (backup: @bob)", ["ada", "bob"]),
        ("@ada (backup Bob)", ["ada", "(Bob)"]),
        ("TBD", ["(TBD)"]),
        ("—", []),
        ("nobody", []),
    ],
)
def test_logins_are_certain_and_names_are_names(cell, people):
    text = table("| Week of | Primary |", f"| 2024-05-06 | {cell} |")
    assert [who for who, _, _ in shifts(text)] == people
    assert read_rotas(text, path="oncall.md").unread == []


@pytest.mark.parametrize(
    ("row", "reason", "is_covered"),
    [
        ("| odd weeks | @alice |", "no day", False),
        ("| May 6 | @alice |", "a day without a year", False),
        ("| 2024-02-31 | @alice |", "no such day", False),
        ("| 2024-05-12 – 2024-05-06 | @alice |", "ends before it begins", False),
        ("| 2024-05-06 | @acme/sre |", "names a team", True),
        ("| 2024-05-06 | @alice (until Wed) |", "no person", True),
        ("| 2024-05-06 | the whole team |", "no person", True),
        ("| 2024-05-06 | @alice, then @bob from noon |", "no person", True),
        ("| 2024-05-06 | @alice (EMEA) |", "no person", True),
    ],
)
def test_what_cannot_be_read_is_told_and_its_time_is_somebodys(row, reason, is_covered):
    reading = read_rotas(table("| Week of | Primary |", row), path="oncall.md")
    assert [(one.line, one.quote) for one in reading.unread] == [(5, row)]
    assert reading.unread[0].reason.startswith(reason)
    assert [one.person.person_id for one in reading.shifts] == [None] * is_covered


@pytest.mark.parametrize(
    ("header", "heading"),
    [
        ("| Week of | On call (18:00–08:00) | On call (08:00–18:00) |", "Rota"),
        ("| Week of | EMEA | APAC |", "Rota"),
        ("| Week of | Primary (EMEA) | Primary (APAC) |", "Rota"),
        ("| Week of | Days | Nights |", "On-call schedule"),
        ("| Week of | Primary | Backup |", "Out-of-hours rota"),
    ],
)
def test_who_is_on_call_for_a_part_of_the_time_is_not_known_to_be(header, heading):
    text = table(header, "| 2024-05-06 | @alice | @bob |", heading=heading)
    reading = read_rotas(text, path="oncall.md")
    assert [one.person.person_id for one in reading.shifts] == [None, None]
    assert [one.line for one in reading.unread] == [5]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Week | Dates | Primary |", "| 19 | May 6–12 | @alice |"),
        ("| Week | Primary |", "| 19 | @alice |"),
        ("| Team | Week | Primary |", "| API | W19 | @alice |"),
        ("| Week commencing | Who | Notes |", "| 6th May | @alice | swapped twice |"),
        ("| Date range | Primary on-call |", "| 6 May - 12 May | @alice |"),
        ("| Start date | End date | Engineer |", "| 6/5/2024 | 13/5/2024 | @alice |"),
        ("| W/C | On Call Engineer |", "| 2024.05.06 | @alice |"),
        ("| Period | Who's on call |", "| 06.05.2024 - 12.05.2024 | @alice |"),
    ],
)
def test_houses_head_their_columns_in_their_own_ways(header, row):
    text = table(header, row, heading="On-call schedule 2024")
    ((who, begin, _),) = shifts(text)
    assert (who, begin) == ("alice", "05-06 00:00")


def test_where_a_line_has_no_day_nobody_stays_on_call_over_it():
    text = table(
        "| From | On call |",
        "| 2024-05-06 | @alice |",
        "| after Easter | @bob |",
        "| 2024-05-27 | @carol |",
    )
    assert shifts(text)[0] == ("alice", "05-06 00:00", "05-13 00:00")


def test_restructured_text_has_rotas_too():
    text = """\
On call
=======

==========  ========  =========
Week of     Primary   Secondary
==========  ========  =========
2024-05-06  @alice    Bob Brown
==========  ========  =========

Schedule of June
----------------

- 2024-06-03: @carol
"""
    assert shifts(text, "docs/oncall.rst") == [
        ("alice", "05-06 00:00", "05-13 00:00"),
        ("(Bob Brown)", "05-06 00:00", "05-13 00:00"),
        ("carol", "06-03 00:00", "06-04 00:00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        table("| Date | Incident | On call |", "| 2024-05-06 | API down | @alice |"),
        table("| Date | Engineer | Summary |", "| 2024-05-06 | @alice | Paged |"),
        table("| Team | Primary | Secondary |", "| api | @alice | @bob |"),
        table(
            "| From | To | Who |", "| 2024-05-06 | 2024-05-07 | @a |", heading="Away"
        ),
        table(
            "| Week of | Primary |",
            "| 2024-05-06 | @alice |",
            heading="Example of a rota",
        ),
        table("| Rotation | Primary |", "| Backend | @alice |", "| Data | @bob |"),
        table("| When | Who |", "| business hours | @alice |"),
        "# On call\n\n## Shift log\n\n- 2024-05-06: quiet\n- 2024-05-07: Database\n",
        table("| Date | Trainer |", "| 2024-05-06 | @alice |", heading="Training"),
        table("| Week of | Primary | Secondary |", "| ... | ... | ... |"),
        table("| Week | Shadow |", "| 2024-05-06 | @alice |"),
        table("| Date | Name |", "| 2024-05-06 | @alice |", heading="Contacts"),
        table("| Severity | Responder |", "| Sev1 | on-call engineer |"),
        "# Rota\n\n## Joined the rotation\n\n- 2024-05-06: @alice\n",
        "# On call\n\n## History\n\n- 2024-05-06: moved to Opsgenie\n",
        "# On call\n\n## Changes of the rota\n\n- 2024-05-06: @alice\n",
        "# On call\n\n- 15 minutes: @alice\n- 2024: @bob\n",
        "# On call\n\n> | Week of | Primary |\n> |---|---|\n> | 2024-05-06 | @a |\n",
        "# Rota\n\n```\n| Week of | Primary |\n|---|---|\n| 2024-05-06 | @a |\n```\n",
        "# On call\n\nOne engineer is on call for a week at a time.\n",
    ],
)
def test_what_only_looks_like_a_rota_is_none(text):
    reading = read_rotas(text, path="docs/on-call.md")
    assert (reading.shifts, reading.unread) == ([], [])


@pytest.mark.usefixtures("hostile")
def test_hostile_text_takes_time_that_grows_with_it():
    rows = "\n".join(f"- 2024-05-06 {'- ' * 100}: @a" for _ in range(300))
    texts = (
        "# Rota\n\n" + rows,
        table("| Week of | Primary |", *["| 2024-05-06 | " + "@a, " * 5_000 + "|"] * 5),
        "# Rota\n\n- " + "2024-05-06 – " * 20_000,
        "hand-over " * 50_000 + "1",
        "# Rota\n\n" + "We swap 2024 lines, Monday to Friday 10:00 until 5\n" * 2_000,
        "# Rota\n\n- 2024-05-06: ada\n\n" + "ada takes 6 May from bob. " * 2_000,
        "# Rota\n\n" + "<table><tr><td>" * 5_000,
        "<table>\n" * 10_000,
        "[a]\n|===\n| a\n" * 5_000,
        "```\n2024 a\n" * 5_000,
        "| a | b |\n" * 5_000,
        "# Rota\n\n- 2024-05-06: ada\n\nshift " + "Friday 10 " * 10_000,
    )
    readings = [read_rotas(text, path="oncall.md") for text in texts]
    for start in ("", "|", "; a", "|-|-|", "|a|\n|", "<details>"):
        for path in ("rota.wiki", "rota.org"):
            text = f"# Rota\n\n{start}{' ' * 200_000}x"
            readings.append(read_rotas(text, path=path))
    assert len(readings) == 24
