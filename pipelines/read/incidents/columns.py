"""Tables of plain text, whose columns stand below each other, as those of markdown."""

from __future__ import annotations

import re

from pipelines.markdown import table_row
from pipelines.read.incidents.tasks import is_action_table

_CELL = re.compile(r"\S+(?: \S+){0,5}")
_RULE = re.compile(r"[ \t]*[-=]{2,}(?:[ \t+]+[-=]{2,})*[ \t]*")
_UNDERLINE = re.compile(r"[ \t]*(?:-{3,}|={3,})[ \t]*")
_LEAST = 3  # columns, and lines with the head
_MOST = 200  # lines


def with_columns(text: str) -> str:
    """`Ref   Recommendation   Owner   Due` over rows that begin at the same places.

    Only of what is to be done: the columns of other lists need no owner. The line
    above, which is empty or underlines a title, becomes the head, so that every line
    stays where it is; or the head stays, over a rule of its own.
    """
    lines = text.split("\n")
    for number in range(1, len(lines) - 1):
        starts = _starts(lines[number])
        if not starts:
            continue
        is_ruled = bool(_RULE.fullmatch(lines[number + 1]))
        is_free = is_ruled or _is_free(lines, number - 1)
        first = number + 1 + is_ruled
        if is_free and (rows := _rows(lines, first, starts)):
            names = cells_at(lines[number], starts)
            _set(lines, number + is_ruled, starts, rows, names)
    return "\n".join(lines)


def _is_free(lines: list[str], number: int) -> bool:
    """Empty, or once the title above it that it underlines is headed otherwise."""
    if not lines[number].strip():
        return True
    title = lines[number - 1].strip() if number else ""
    if not (title and _UNDERLINE.fullmatch(lines[number])):
        return False
    lines[number - 1] = f"{'#' if '=' in lines[number] else '##'} {title}"
    lines[number] = ""
    return True


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
        if not line.strip() or _RULE.fullmatch(line):
            break
        begun = [at for at in starts[1:] if at < len(line)]
        if any(line[at - 1] != " " for at in begun):
            return 0
        rows += 1
    return rows if rows and cells_at(lines[first], starts)[0] else 0


def _set(
    lines: list[str], head: int, starts: list[int], rows: int, names: list[str]
) -> None:
    """Rows of markdown; a line that begins no row goes on with the one above."""
    lines[head - 1] = _row(names)
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
