"""Tables written as lists, or as grids of lines, as those of markdown, line by line."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.markdown import table_row
from pipelines.read.incidents.columns import cells_at

_TABLE = re.compile(
    r"^\.\. list-table::[^\n]*\n(?P<options>(?:[ \t]+:[^\n]*\n|[ \t]*\n){0,12})"
    r"(?P<rows>(?:[ \t]+\S[^\n]*(?:\n|\Z)|[ \t]*\n){1,2000})",
    re.MULTILINE,
)
_GRID = re.compile(
    r"^[ \t]*\+-[-+]*\+[ \t]*\n(?:[ \t]*[|+][^\n]*[|+][ \t]*(?:\n|\Z)){2,2000}",
    re.MULTILINE,
)
_SIMPLE = re.compile(r"[ \t]{0,8}=+(?: +=+)+[ \t]*")
_COLUMN = re.compile(r"=+")
_FIRST = re.compile(r"[ \t]+[*-] - ?(?P<cell>.*)$")
_NEXT = re.compile(r"[ \t]+- ?(?P<cell>.*)$")
_HEADED = re.compile(r":header-rows:[ \t]*[1-9]")


def with_tables(text: str) -> str:
    """`* - 12:05` over `  - deploy` is a row of two cells."""
    return _TABLE.sub(_table, text) if ".. list-table::" in text else text


def with_grids(text: str) -> str:
    """Rows between lines of `+-----+---+`, of which `=` ends the head."""
    return _GRID.sub(_grid, text) if "-+" in text else text


def with_simple_tables(text: str) -> str:
    """Columns below lines such as `=====  ===`, the second of which ends the head."""
    lines = text.split("\n")
    rules = [n for n, line in enumerate(lines) if _SIMPLE.fullmatch(line)]
    at = 0
    while at + 1 < len(rules):
        first, head, *more = rules[at : at + 3]
        is_headed = bool(more) and head == first + 2
        at += 3 if is_headed else 2
        if is_headed:
            _draw(lines, first, head, more[0])
        elif first and not lines[first - 1].strip():
            _draw(lines, first, first, head)
    return "\n".join(lines)


def _draw(lines: list[str], first: int, head: int, last: int) -> None:
    """Write a simple table anew, on the same lines; its head ends at `head`."""
    starts = [column.start() for column in _COLUMN.finditer(lines[first])]
    empty, dashes = "|" + "  |" * len(starts), "|" + "---|" * len(starts)
    row, cells = first, [""] * len(starts)
    for number in range(first + 1, last):
        own = cells_at(lines[number], starts)
        if number == head:
            continue
        goes_on = row > head and not own[0]
        cells = [f"{a} {b}".strip() for a, b in zip(cells, own, strict=True)]
        row, cells = (row, cells) if goes_on else (number, own)
        lines[number] = empty
        lines[row] = table_row(cells)
    lines[first] = lines[last] = ""
    if head == first:
        lines[first - 1] = empty
    lines[head] = dashes


def _grid(match: re.Match[str]) -> str:
    lines = [line.strip() for line in match[0].rstrip("\n").split("\n")]
    width = lines[0].count("+") - 1
    empty, dashes = "|" + "  |" * width, "|" + "---|" * width
    rules = [number for number, line in enumerate(lines) if line.startswith("+")]
    head = next((n for n in rules if "=" in lines[n]), rules[1])
    table = [empty] * len(lines)
    for first, last in pairwise(rules):
        rows = [_cells(line, width) for line in lines[first + 1 : last]]
        if rows:
            cells = (" ".join(filter(None, cell)) for cell in zip(*rows, strict=True))
            table[first + 1] = table_row(cells)
    if head > rules[0] + 2:  # a head of several lines
        table[head - 1], table[rules[0] + 1] = table[rules[0] + 1], ""
        table[rules[0] + 1 : head - 1] = [""] * (head - 2 - rules[0])
    table[rules[0]], table[head], table[-1] = "", dashes, ""
    return "\n".join(table) + "\n" * match[0].endswith("\n")


def _cells(line: str, width: int) -> list[str]:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return [*cells, *[""] * width][:width]


def _table(match: re.Match[str]) -> str:
    lines = match["rows"].split("\n")
    rows: dict[int, list[str]] = {}
    for number, line in enumerate(lines):
        if first := _FIRST.match(line):
            rows[number] = [first["cell"].strip()]
        elif rows and (other := _NEXT.match(line)):
            rows[max(rows)].append(other["cell"].strip())
        elif rows and line.strip():
            rows[max(rows)][-1] += f" {line.strip()}"
    width = max((len(cells) for cells in rows.values()), default=0)
    starts = sorted(rows)
    if width < 2 or min(starts) > 0 or starts[1:2] == [1]:
        return match[0]
    empty, dashes = "|" + "  |" * width, "|" + "---|" * width
    table = [
        table_row(rows[n]) if n in rows else empty if line.strip() else ""
        for n, line in enumerate(lines)
    ]
    above = ["" for _ in match["options"].split("\n")]
    if _HEADED.search(match["options"]):
        table[1] = dashes
    else:
        above[-2:] = [empty, dashes]
    return "\n".join([*above, *_closed(table, empty)])


def _closed(table: list[str], empty: str) -> list[str]:
    """Empty lines between rows end no table."""
    last = max((n for n, line in enumerate(table) if line), default=0)
    return [line or (empty if n < last else "") for n, line in enumerate(table)]
