"""Tables of plain text: columns under dashes, and those between AsciiDoc's `|===`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ASCIIDOC = re.compile(r"^\s*\|={3,}\s*$")
_DASHES = re.compile(r"^\s*-{3,}(?:\s{2,}-{3,}){1,12}\s*$")
_COLUMN = re.compile(r"-{3,}")
_CELL = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}\+|[a-z])?\|")
_LONGEST = 200  # lines


@dataclass(frozen=True, slots=True)
class Row:
    """Cells with their titles, and the lines that they stand on, from 0."""

    cells: tuple[str, ...]
    header: tuple[str, ...]
    first: int
    last: int


def is_columns(lines: list[str]) -> bool:
    """Is a block a table whose second line draws the columns."""
    return len(lines) > 2 and bool(_DASHES.match(lines[1]))


def columns(lines: list[str]) -> Iterator[Row]:
    """The rows of such a block; a line without a first cell continues the row."""
    starts = [dash.start() for dash in _COLUMN.finditer(lines[1])]
    ends = [*starts[1:], None]
    spans = list(zip(starts, ends, strict=True))

    def cut(line: str) -> tuple[str, ...]:
        return tuple(line[start:end].strip() for start, end in spans)

    header = cut(lines[0])
    open_row: Row | None = None
    for at, line in enumerate(lines[2:], start=2):
        cells = cut(line)
        if open_row and not cells[0]:
            both = zip(open_row.cells, cells, strict=True)
            joined = tuple(f"{one} {more}".strip() for one, more in both)
            open_row = Row(joined, header, open_row.first, at)
            continue
        if open_row:
            yield open_row
        open_row = Row(cells, header, at, at)
    if open_row:
        yield open_row


def asciidoc(lines: list[str]) -> tuple[list[Row], int]:
    """The rows of the table that begins with `lines[0]`, and its number of lines.

    The cells of the first line are the titles, and say how many a row has.
    """
    ends = (at for at in range(1, len(lines)) if ASCIIDOC.match(lines[at]))
    end = next(ends, min(len(lines), _LONGEST))
    cells: list[tuple[str, int]] = []
    width = 0
    for at in range(1, end):
        before, *found = _CELL.split(lines[at])
        if cells and before.strip():
            cells[-1] = (f"{cells[-1][0]} {before.strip()}", cells[-1][1])
        cells += [(cell.strip(), at) for cell in found]
        width = width or len(cells)
    return list(_rows(cells, width)), end + 1


def _rows(cells: list[tuple[str, int]], width: int) -> Iterator[Row]:
    header = tuple(words for words, _ in cells[:width])
    for start in range(width, len(cells) - width + 1, width or 1):
        row = cells[start : start + width]
        yield Row(tuple(w for w, _ in row), header, row[0][1], row[-1][1])
