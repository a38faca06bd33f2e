"""Tables of HTML, as wikis export them, as tables and lists of markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipelines.markdown import table_row
from pipelines.read.html_tables import Cell, Piece, Row, Table, html_tables
from pipelines.read.incidents.data import roles_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.records import IncidentEntry, IncidentReading

_Lines = Iterator[tuple[str, int]]  # what is written, and the line that it comes from
_PAIR = 2


def with_html_tables(text: str) -> tuple[str, list[int]]:
    """`text` with its tables as markdown, and where each of its lines comes from.

    A text without tables is left as it is, with no places.
    """
    tables = [*html_tables(text)]
    if not tables:
        return text, []
    written: list[tuple[str, int]] = []
    at, line = 0, 1
    for start, end, table in tables:
        written += _as_they_are(text[at:start], line)
        line += text.count("\n", at, start)
        written += (
            ("", line),
            *((said, line + place - 1) for said, place in _written(table)),
        )
        line += text.count("\n", start, end)
        written.append(("", line))
        at = end
    written += _as_they_are(text[at:], line)
    parts = [(part, at) for said, at in written for part in said.splitlines() or [""]]
    return "\n".join(part for part, _ in parts), [place for _, place in parts]


def with_lines_of(
    text: str, places: list[int], reading: IncidentReading
) -> IncidentReading:
    """What was read from `text` with its tables as markdown, by its own lines."""
    lines = text.split("\n")  # as places count them
    unreadable = (replace(one, line=places[one.line - 1]) for one in reading.unreadable)
    entries = (_placed(one, places, lines) for one in reading.entries)
    return IncidentReading(tuple(entries), tuple(unreadable))


def _placed(entry: IncidentEntry, places: list[int], lines: list[str]) -> IncidentEntry:
    first = places[max(0, entry.end_line - 1 - entry.text.count("\n"))]
    last = places[entry.end_line - 1]
    durations = [
        replace(one, line=places[one.line - 1]) for one in entry.stated_durations
    ]
    return replace(
        entry,
        line=places[entry.line - 1],
        end_line=last,
        text="\n".join(lines[first - 1 : last]),
        stated_durations=tuple(
            replace(one, quote=lines[one.line - 1].strip()[:300]) for one in durations
        ),
        action_items=tuple(
            replace(one, line=places[one.line - 1]) for one in entry.action_items
        ),
        item_roles=tuple((places[line - 1], role) for line, role in entry.item_roles),
    )


def _as_they_are(text: str, line: int) -> list[tuple[str, int]]:
    return [(said, number) for number, said in enumerate(text.split("\n"), line)]


def _written(table: Table) -> _Lines:
    """A form is a list of named values, what nothing heads a table without names."""
    rows = [row for row in table.rows if any(cell.text for cell in row.cells)]
    rows = _halved(rows)
    if _is_form(rows):
        yield from (line for row in rows for line in _named(row))
        return
    width = max((len(row.cells) for row in rows), default=0)
    if width < _PAIR:
        for row in rows:
            yield from _held(row.cells[0])
            yield "", row.line
        return
    is_headed = len(rows) > 1 and all(map(_is_name, rows[0].cells))
    names = [_words(cell).strip("*") for cell in rows[0].cells] if is_headed else []
    yield table_row([*names, *[""] * width][:width]), rows[0].line
    yield "|" + "---|" * width, rows[0].line
    for row in rows[is_headed:]:
        words = [
            _words(cell, is_of_tasks="action_items" in parts_of_title(name))
            for name, cell in zip([*names, *[""] * width], row.cells, strict=False)
        ]
        yield table_row(words), row.line


def _halved(rows: list[Row]) -> list[Row]:
    """Rows of two named values each as two rows, in a form that is twice as wide."""
    wide = [row for row in rows if len(row.cells) == 2 * _PAIR]
    others = [row for row in rows if len(row.cells) not in (1, _PAIR, 2 * _PAIR)]
    if not wide or others or not all(map(_is_of_two, wide)):
        return rows
    return [half for row in rows for half in _halves(row)]


def _is_of_two(row: Row) -> bool:
    return [_is_name(cell) for cell in row.cells] == [True, False, True, False]


def _halves(row: Row) -> Iterator[Row]:
    for at in range(0, len(row.cells), _PAIR):
        half = row.cells[at : at + _PAIR]
        if any(cell.text for cell in half):
            yield replace(row, cells=half)


def _is_form(rows: list[Row]) -> bool:
    """Two columns, of which the first names what the second says."""
    pairs = [row for row in rows if len(row.cells) == _PAIR]
    if not pairs or any(len(row.cells) > _PAIR for row in rows):
        return False
    known = sum(_is_field(_name_in(row.cells[0])) for row in pairs)
    are_named = all(_is_name(row.cells[0]) > _is_name(row.cells[1]) for row in pairs)
    return are_named or known * 2 > len(pairs)


def _is_field(name: str) -> bool:
    return bool(roles_of(name) or parts_of_title(name))


def _is_name(cell: Cell) -> bool:
    text = cell.text
    is_bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2
    return cell.is_header or is_bold


def _name_in(cell: Cell) -> str:
    return cell.text.lstrip("* ").rstrip("*: ")


def _named(row: Row) -> _Lines:
    """`- **Severity**: 2`; what is more than a line stands below the name."""
    name = _name_in(row.cells[0])
    if len(row.cells) < _PAIR:
        yield from (("", row.line), (f"**{name}**", row.line), ("", row.line))
        return
    held = [*_held(row.cells[1])]
    is_short = len(held) == 1 and not held[0][0].startswith(("- ", "|"))
    yield f"- **{name}**: {held[0][0] if is_short else ''}", row.line
    if not is_short:
        yield "", row.line
        yield from ((f"  {said}" if said else "", line) for said, line in held)


def _held(cell: Cell) -> _Lines:
    """What a cell holds: paragraphs and lists with empty lines between, tables."""
    was_item = False
    for place, one in enumerate(cell.holds):
        is_item = isinstance(one, Piece) and bool(one.marker)
        if isinstance(one, Table):
            written = [*_written(one)]
        else:
            said = " ".join(one.text.split())
            written = [(f"{one.marker} {said}".strip(), one.line)] if said else []
        if written and place and not (is_item and was_item):
            yield "", written[0][1]
        yield from written
        was_item = is_item if written else was_item


def _words(cell: Cell, *, is_of_tasks: bool = False) -> str:
    """In one line; what is to be done, a line each, is told apart."""
    told = (one.text for one in cell.holds if isinstance(one, Piece))
    pieces = [" ".join(one.split()) for one in told]
    is_list = is_of_tasks and len(pieces) == len(cell.holds) > 1
    text = "; ".join(filter(None, pieces)) if is_list else cell.text
    return text.replace("|", "\\|")
