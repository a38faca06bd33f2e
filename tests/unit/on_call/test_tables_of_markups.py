"""Rotas in the tables of wikis, of AsciiDoc, of HTML and of plain text."""

from __future__ import annotations

import pytest

from pipelines.read.on_call import read_rotas
from tests.unit.on_call.rotas import WEEKS, told

ROWS = "| 2024-05-06 | ada |\n| 2024-05-13 | bob |\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "rota.mediawiki",
            "== Rota ==\n{|\n! Week of !! Who\n|-\n| 2024-05-06 || ada\n|-\n"
            "| 2024-05-13 || [[User:Bob|bob]]\n|}\n",
        ),
        ("rota.trac", "= Rota =\n\n|| '''Week of''' || '''Who''' ||\n"
         "|| 2024-05-06 || ada ||\n|| 2024-05-13 || bob ||\n"),
        ("rota.txt", "Rota\n\n||Week of||Who||\n|2024-05-06|[~ada]|\n"
         "|2024-05-13|[~bob]|\n"),
        ("rota.textile", f"h1. Rota\n\n|_. Week of |_. Who |\n{ROWS}"),
        ("rota.creole", f"= Rota =\n\n|= Week of |= Who |\n{ROWS}"),
        ("rota.dokuwiki", f"====== Rota ======\n\n^ Week of ^ Who ^\n{ROWS}"),
        ("rota.txt", f"Rota\n\n| Week of | Who |\n{ROWS}"),
        ("rota.txt", "Rota\n\n+------------+-----+\n| Week of    | Who |\n"
         f"+------------+-----+\n{ROWS}+------------+-----+\n"),
        ("rota.adoc", '= Rota\n\n[cols="1,1"]\n|===\n|Week of\n|Who\n\n|2024-05-06\n'
         "|ada\n\n|2024-05-13\n|bob\n|===\n"),
        ("rota.md", "# Rota\n\n<table>\n<tr><th>Week of</th><th>Who</th></tr>\n"
         "<tr><td>2024-05-06</td><td>ada</td></tr>\n<tr>\n<td>2024-05-13</td>\n"
         "<td>bob</td>\n</tr>\n</table>\n"),
        ("page.html", "<html><head><title>Rota 2024</title></head>\n<table>\n"
         "<tr><th>Week of</th><th>Who</th></tr>\n<tr><td>6 May</td><td>ada</td></tr>\n"
         "<tr><td>13 May</td><td>bob</td></tr>\n</table>\n"),
        ("duty.md", "<table>\n<caption>Rota 2024</caption>\n"
         "<tr><th>Week of</th><th>Who</th></tr>\n<tr><td>6 May</td><td>ada</td></tr>\n"
         "<tr><td>13 May</td><td>bob</td></tr>\n</table>\n"),
        ("rota.rst", "Rota\n====\n\n==========  ===\n2024-05-06  ada\n"
         "2024-05-13  bob\n==========  ===\n"),
        ("duty.csv", "2024-05-06,ada\n2024-05-13,bob\n"),
        ("duty.rotation", "# Who is on duty\n# (edit by hand)\n#\n2024-05-06 ada\n"
         "2024-05-13 bob\n"),
        ("on-call.md", "# Rota\n\n```\n2024-05-06  ada\n2024-05-13  bob\n```\n"),
        ("oncall.yml", "2024-05-06: {primary: ada}\n2024-05-13: {primary: bob}\n"),
    ],
)  # fmt: skip
def test_the_tables_of_every_markup_are_read(path, text):
    assert told(text, path) == WEEKS


def test_a_row_keeps_its_line_and_its_words():
    text = "= Rota =\n\nText.\n\n||Week of||Who||\n||2024-05-06||ada||\n||-||-||\n"
    (shift,) = read_rotas(text, path="rota.trac").shifts
    assert (shift.line, shift.quote) == (6, "||2024-05-06||ada||")
    text = "# Rota\n\n<table>\n<tr><th>Week of</th><th>Who</th></tr>\n<tr>\n"
    text += "<td>2024-05-06</td>\n<td>ada</td>\n</tr>\n</table>\n\n- 2024-05-13: bob\n"
    first, second = read_rotas(text, path="rota.md").shifts
    assert (first.line, second.line) == (5, 11)


STRUCK = ["<s>@ada</s>", '<s class="x">@ada</s>', '<del><a href="x">@ada</a></del>']


@pytest.mark.parametrize("struck", STRUCK)
def test_whom_a_cell_of_html_strikes_out_is_not_on_call(struck):
    rows = (
        "<tr><th>Week of</th><th>Who</th></tr>\n"
        f"<tr><td>2024-05-06</td><td>{struck} @bob</td></tr>\n"
        "<tr><td>2024-05-13</td><td>@cy</td></tr>\n"
    )
    shifts = read_rotas(f"# Rota\n\n<table>\n{rows}</table>\n", path="r.md").shifts
    told_of = [(one.person.as_written, one.line) for one in shifts]
    assert told_of == [("@bob", 5), ("@cy", 6)]
    head = "| Week of | Who |\n|---|---|\n"
    rows = f"| 2024-05-06 | {struck} @bob |\n| 2024-05-13 | @cy |\n"
    shifts = read_rotas(f"# Rota\n\n{head}{rows}", path="r.md").shifts
    assert [one.person.as_written for one in shifts] == ["@bob", "@cy"]


def test_what_a_table_of_html_only_lays_out_is_read_as_it_is():
    rows = (
        "| Week of | Who |\n|---|---|\n| 2024-05-06 | @ada |\n| 2024-05-13 | @bob |\n"
    )
    listed = "- 2024-05-06: @ada\n- 2024-05-13: @bob\n"
    for held in (f"### Rota\n\n{rows}", listed):
        text = f"# On-call\n\n<table><tr><td>\n\n{held}\n</td></tr></table>\n"
        shifts = read_rotas(text, path="oncall.md").shifts
        assert [one.person.as_written for one in shifts] == ["@ada", "@bob"]


def test_a_form_of_html_is_no_rota():
    text = (
        "# On-call\n\n<table><tr><td><b>Primary</b></td>"
        "<td>2024-05-06: @ada<br>2024-05-13: @bob</td></tr></table>\n"
    )
    assert read_rotas(text, path="oncall.md").shifts == []


@pytest.mark.parametrize(
    "text",
    [
        "# Rota\n\n```\n2024-05-06 12:00 restart\n2024-05-06 12:10 restarted\n```\n",
        "# Rota\n\n```\n$ rota list\n2024-05-06 ada\n```\n",
        "# Rota\n\nAn example:\n\n```\n2024-05-06 ada\n2024-05-13 bob\n```\n",
        "# Duty\n\n## Absent\n\n<table><tr><th>From</th><th>Who</th></tr>\n"
        "<tr><td>2024-05-06</td><td>ada</td></tr></table>\n",
    ],
)
def test_logs_examples_and_absences_are_no_rotas(text):
    reading = read_rotas(text, path="oncall.md")
    assert (reading.shifts, reading.unread) == ([], [])
