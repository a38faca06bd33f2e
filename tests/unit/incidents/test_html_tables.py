"""Tables of HTML in a write-up: what they hold, and where it stands."""

from __future__ import annotations

import pytest

from pipelines.read.incidents import read_incidents
from pipelines.read.incidents.html_forms import with_html_tables

FORM = """# Outage of the ferry desk

<table><tr><th>Incident date</th><td>4 May 2021</td></tr>
<tr><th>Duration</th><td>25 minutes</td></tr>
<tr><th>Timeline</th><td><p>10:00 UTC outage begins</p>
<p>10:25 UTC service restored</p></td></tr>
<tr><th>Action items</th><td><ul><li>Warn the crew</li>
<li>Mend the desk</li></ul></td></tr></table>

## Follow-ups

- Print a list
"""


def written(html: str) -> list[str]:
    text, _ = with_html_tables(html)
    return [line for line in text.split("\n") if line.strip()]


def test_what_a_table_holds_keeps_its_line_and_its_words() -> None:
    (entry,) = read_incidents(FORM, path="postmortems/desk.md").entries
    assert str(entry.occurred_on) == "2021-05-04"
    assert entry.minutes_to_restore == 25
    assert [(one.line, one.text) for one in entry.action_items] == [
        (7, "Warn the crew"),
        (8, "Mend the desk"),
        (12, "Print a list"),
    ]
    (stated,) = entry.stated_durations
    assert (stated.line, stated.quote) == (4, FORM.split("\n")[3])
    assert entry.text == FORM.rstrip("\n")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (
            "<table><tr><th>Who</th><th>What</th></tr>\n"
            "<tr><td>Ada</td><td>a | b<br>c</td></tr></table>",
            ["| Who | What |", "|---|---|", "| Ada | a \\| b c |"],
        ),
        (  # nothing names the columns
            "<table><tr><td>9:00</td><td>down</td></tr>\n"
            "<tr><td>9:20</td><td>up</td></tr></table>",
            ["|  |  |", "|---|---|", "| 9:00 | down |", "| 9:20 | up |"],
        ),
        (
            '<table><tr><th colspan="2">Form</th></tr><tr><th>Severity:</th>'
            '<td><a href="/x">2</a></td></tr></table>',
            ["**Form**", "- **Severity**: [2](/x)"],
        ),
        (
            "<table><tr><th>Impact</th><td><p>All <b>desks </b>shut.</p>"
            "<ul><li><p>one</p></li><li><s>two</s></li></ul></td></tr></table>",
            ["- **Impact**: ", "  All **desks** shut.", "  - one", "  - ~~two~~"],
        ),
        (  # only to set pictures beside each other, one in each line
            "<table><tr><td>One</td></tr><tr><td>Two</td></tr></table>",
            ["One", "Two"],
        ),
    ],
)
def test_a_table_is_written_as_in_markdown(html, lines) -> None:
    assert written(html) == lines


@pytest.mark.parametrize(
    "text",
    [
        "```mermaid\na --> b\n```\n\nUse `<table>`, or a <table> in words.\n",
        "~~~\n<table><tr><th>Severity</th><td>1</td></tr></table>\n~~~\n",
        "<!--\n<table><tr><th>Severity</th><td>1</td></tr></table>\n-->\n",
        "<table>\n<tr><th>Severity</th><td>1</td></tr>\n\nIt never ends.\n",
    ],
)
def test_what_is_no_table_of_the_text_stays(text) -> None:
    assert with_html_tables(text)[0] == text


def test_a_table_after_arrows_in_code_is_read() -> None:
    text = "```\na --> b\n```\n\n<table><tr><th>Severity</th><td>1</td></tr></table>\n"
    assert "- **Severity**: 1" in written(text)


def test_tables_too_deep_in_each_other_are_read_beside_them() -> None:
    deep = "<table><tr><td>x" * 2000 + "</td></tr></table>" * 2000
    assert written(deep).count("x") == 2000


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_every_end_of_a_line_may_stand_beside_a_table(end) -> None:
    table = "<table>\n<tr><th>Severity</th><td>2</td></tr>\n</table>"
    text = f"# Outage on 2024-05-06\n\nSlow{end}pages.{end}\n\n{table}\n\nGone.{end}"
    [entry] = read_incidents(text, path="docs/postmortems/slow.md").entries
    assert entry.severity == 2


def test_the_lines_of_a_text_without_tables_are_its_own() -> None:
    text = "# Outage on 2024-05-06\r\rDown.\r\r## Action items\r\r- Mend it\r"
    assert with_html_tables(text) == (text, [])
    [entry] = read_incidents(text, path="docs/postmortems/slow.md").entries
    assert [one.line for one in entry.action_items] == [7]
