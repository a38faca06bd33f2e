"""Write-ups in plain text, and tables that are lists, are headed as in markdown."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.list_tables import (
    with_grids,
    with_simple_tables,
    with_tables,
)
from pipelines.read.incidents.plain import with_headings
from pipelines.read.incidents.sections import read_document

LETTER = """The mill stood still

1. What we saw

All looms stopped.

2. Why

A fuse.

3. What we shall do

Buy fuses.
"""
LIST = """To do

1. Buy fuses.

2. Label the box.

3. Tell the night shift.
"""
NESTED = """Steps

1. Stop the loom.

   It takes a minute.

2. Pull the plug.

   Mind the cable.

3. Call Ada.

   She knows.
"""
HISTORY = """Incident history

Mar 9, 2023

Slow looms
Impact: minor

Resolved - All looms run again.
Mar 9, 12:10 UTC

Monitoring - The fuse is in.
Mar 9, 11:50 UTC

Investigating - Looms are slow.
Mar 9, 11:20 UTC
"""


def headings(text):
    return [line for line in with_headings(text).splitlines() if line.startswith("#")]


def test_numbered_lines_over_paragraphs_are_chapters() -> None:
    assert headings(LETTER) == [
        "## 1. What we saw",
        "## 2. Why",
        "## 3. What we shall do",
    ]


@pytest.mark.parametrize("text", [LIST, NESTED, LETTER.replace("3. What", "7. What")])
def test_lists_are_no_chapters(text) -> None:
    assert headings(text) == []


def test_long_questions_of_a_form_are_set_apart_without_their_stop() -> None:
    text = LETTER.replace("1. What we saw", f"1. What {'we all ' * 12}saw.")
    assert f"**1. What {'we all ' * 12}saw**" in with_headings(text).splitlines()


def test_a_text_with_headings_stays_as_it_is() -> None:
    text = f"{LETTER}\n{'word ' * 300}\n\n# Title\n"
    assert with_headings(text) == text


@pytest.mark.parametrize(
    ("label", "is_headed"),
    [("Reason for outage:", True), ("Run this to see the time:", False)],
)
def test_a_label_of_a_part_heads_what_is_set_in_below_it(label, is_headed) -> None:
    assert bool(headings(f"Looms\n\n{label}\n\n    A fuse.\n")) is is_headed


def test_the_history_of_a_status_page_is_headed_by_day_and_title() -> None:
    assert headings(HISTORY) == [
        "# Incident history",
        "## Mar 9, 2023",
        "### Slow looms",
    ]
    [entry] = read_incidents(HISTORY, path="history.txt", kind="incident_log").entries
    assert (entry.title, str(entry.occurred_on)) == ("Slow looms", "2023-03-09")
    assert (entry.restored_at.hour, entry.restored_at.minute) == (12, 10)
    assert "impact" not in entry.parts  # `minor` says how bad it was


def test_letters_are_a_list_in_their_order() -> None:
    assert with_headings("a) Buy\nb) Label\n") == "- Buy\n- Label\n"
    assert with_headings("b) Buy\na) Label\n") == "b) Buy\na) Label\n"


def test_what_updates_say_was_being_done_is_not_to_be_done() -> None:
    text = HISTORY.replace("The fuse is in.", "We are moving work to other looms.")
    [entry] = read_incidents(text, path="history.txt", kind="incident_log").entries
    assert entry.action_items == ()


@pytest.mark.parametrize(
    ("options", "first"),
    [
        (":header-rows: 1", "| UTC | Event |\n|---|---|"),
        (":widths: 20 80", "|  |  |\n|---|---|\n| UTC | Event |"),
    ],
)
def test_tables_that_are_lists_are_tables(options, first) -> None:
    text = (
        f".. list-table::\n   {options}\n\n   * - UTC\n     - Event\n"
        "   * - 09:10\n     - looms stop,\n       all of them\n\nAfter it.\n"
    )
    table = with_tables(text)
    assert first in table
    assert "| 09:10 | looms stop, all of them |" in table
    assert len(table.splitlines()) == len(text.splitlines())
    assert table.endswith("\nAfter it.\n")


@pytest.mark.parametrize(
    ("grid", "table"),
    [
        (
            "+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n|   | 3 |\n+---+---+\n",
            "\n| A | B |\n|---|---|\n| 1 | 2 3 |\n|  |  |\n\n",
        ),
        (
            "+----+----+\n| A  | B  |\n+----+----+\n| 1  | 2  |\n+----+----+\n",
            "\n| A | B |\n|---|---|\n| 1 | 2 |\n\n",
        ),
        ("+----+\nno table\n", "+----+\nno table\n"),
    ],
)
def test_grids_of_lines_are_tables(grid, table) -> None:
    assert with_grids(grid) == table


@pytest.mark.parametrize(
    ("third", "is_headed"), [("3. Actions", True), ("3. Buy fuses for the mill", False)]
)
def test_numbered_parts_over_words_that_are_set_in_are_headings(
    third, is_headed
) -> None:
    text = (
        f"1. Summary\n   All stopped.\n\n2. Cause\n   A fuse.\n\n{third}\n   3.1 Buy.\n"
    )
    assert bool(headings(text)) is is_headed


def test_a_name_over_fields_is_the_title() -> None:
    text = (
        "OUTAGE REPORT: LOOMS DOWN\nNumber: PIR-1\nDate: 2 May 2021\n\nAll stopped.\n"
    )
    assert headings(text) == ["# OUTAGE REPORT: LOOMS DOWN"]
    assert headings(text.replace("Number: PIR-1", "and so it was")) == []


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("What are we doing about it?", True),
        ("How did we respond?", True),
        ("Is it over?", False),
        ("What did we do? We waited.", False),
    ],
)
def test_a_question_alone_on_its_line_is_a_heading(line, is_heading) -> None:
    document = read_document(f"# Looms down\n\n{line}\n\nWe waited.\n", "a.md")
    titles = [section.title for section in document.root.walk()]
    assert (line in titles) is is_heading


def test_a_simple_table_is_one_of_markdown_on_the_same_lines() -> None:
    rows = "12:05  down\n       again\n12:40  up\n"
    rule = "=====  =====\n"
    drawn = "| 12:05 | down again |\n|  |  |\n| 12:40 | up |\n\n"
    headed = with_simple_tables(f"{rule}Time   Event\n{rule}{rows}{rule}")
    assert headed == f"\n| Time | Event |\n|---|---|\n{drawn}"
    assert with_simple_tables(f"\n{rule}{rows}{rule}") == f"|  |  |\n|---|---|\n{drawn}"
    title = "Events\n======\n\nNone.\n"
    assert with_simple_tables(title) == title
