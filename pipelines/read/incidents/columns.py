"""Tables of plain text, whose columns stand below each other, as those of markdown."""

from __future__ import annotations

import re

from pipelines.markdown import table_row
from pipelines.read.incidents.tasks import is_action_table

_CELL = re.compile(r"\S+(?: \S+){0,5}")
_LEAST = 3  # columns, and lines with the head
_MOST = 200  # lines


def with_columns(text: str) -> str:
    """`Ref   Recommendation   Owner   Due` over rows that begin at the same places.

    Only of what is to be done: the columns of other lists need no owner. The empty
    line above becomes the head, so that every line stays where it is.
    """
    lines = text.split("\n")
    for number in range(1, len(lines) - 1):
        starts = _starts(lines[number]) if not lines[number - 1].strip() else []
        if starts and (rows := _rows(lines, number + 1, starts)):
            _set(lines, number, starts, rows)
    return "\n".join(lines)


def _starts(line: str) -> list[int]:
    """Where the names of columns begin, if it is the head of such a table."""
    if "   " not in line or len(line) > 200 or "|" in line:
        return []
    names = [*_CELL.finditer(line)]
    if len(names) < _LEAST or not is_action_table(tuple(name[0] for name in names)):
        return []
    return [name.start() for name in names]


def _rows(lines: list[str], first: int, starts: list[int]) -> int:
    """How many lines below the head are rows: no word reaches over a beginning."""
    rows = 0
    for line in lines[first : first + _MOST]:
        if not line.strip():
            break
        begun = [at for at in starts[1:] if at < len(line)]
        if any(line[at - 1] != " " for at in begun):
            return 0
        rows += 1
    return rows if rows and cells_at(lines[first], starts)[0] else 0


def _set(lines: list[str], head: int, starts: list[int], rows: int) -> None:
    """Rows of markdown; a line that begins no row goes on with the one above."""
    lines[head - 1] = _row(cells_at(lines[head], starts))
    lines[head] = "|" + "---|" * len(starts)
    cells: list[str] = []
    last = head
    for number in range(head + 1, head + 1 + rows):
        own = cells_at(lines[number], starts)
        if own[0] or not cells:
            cells, last = own, number
        else:
            cells = [" ".join(pair).strip() for pair in zip(cells, own, strict=True)]
        lines[number] = _row([""] * len(starts))
        lines[last] = _row(cells)


def cells_at(line: str, starts: list[int]) -> list[str]:
    """What stands in each column of a line."""
    ends = [*starts[1:], None]
    return [line[at:end].strip() for at, end in zip(starts, ends, strict=True)]


def _row(cells: list[str]) -> str:
    return table_row(cell.replace("|", "/") for cell in cells)
