"""The tables of AsciiDoc, as rows like those of a markdown table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.markdown import Block

_EDGE = re.compile(r"^\|={3,}\s*$")
_COLUMNS = re.compile(r"\bcols\s*=\s*\"(?P<said>[^\"\n]{1,200})\"")
_CELL = re.compile(r"(?<!\\)(?:^|(?<=\s))[0-9.+*<>^~aehlmsv]{0,8}\|")
_MOST_ROWS = 5_000

_Cell = tuple[str, int]  # words, 1-based line


def asciidoc_rows(text: str) -> Iterator[Block]:
    """Rows of all tables, the first of each as the header of the others."""
    lines = text.splitlines()
    inside: list[tuple[int, str]] | None = None
    columns, is_csv = 0, False
    for number, line in enumerate(lines, start=1):
        if _EDGE.match(line):
            if inside is not None:
                yield from _rows(inside, columns, lines)
            inside, columns = ([], columns) if inside is None else (None, 0)
        elif inside is not None:
            line = f"|{line}" if is_csv else line
            inside.append((number, line.replace(",", " | ") if is_csv else line))
        else:
            said = _COLUMNS.search(line)
            columns = _count(said["said"]) if said else columns
            is_csv = "csv" in line if line.startswith("[") else is_csv


def _count(columns: str) -> int:
    """`1,1,2` and `3*` are three."""
    parts = [part.strip() for part in columns.split(",")]
    return sum(
        int(part.partition("*")[0]) if re.match(r"\d{1,2}\*", part) else 1
        for part in parts
    )


def _rows(
    inside: list[tuple[int, str]], columns: int, lines: list[str]
) -> Iterator[Block]:
    cells: list[_Cell] = []
    first_line = 0
    for number, line in inside:
        parts = _CELL.split(line[:4_000])
        if parts[0].strip() and cells:  # a cell goes on in the next line
            words, place = cells[-1]
            cells[-1] = (f"{words} {parts[0].strip()}", place)
        cells += [(part.strip(), number) for part in parts[1:]]
        first_line = first_line or len(parts) - 1
    width = columns or first_line
    if not width:
        return
    header: tuple[str, ...] = ()
    for start in range(0, min(len(cells), width * _MOST_ROWS), width):
        row = cells[start : start + width]
        texts = tuple(cell for cell, _ in row)
        if not header:
            header = texts
            continue
        first, last = row[0][1], row[-1][1]
        yield Block(
            kind="row", text=" | ".join(texts), line=first, end_line=last,
            source="\n".join(lines[first - 1 : last]), cells=texts, header=header,
        )  # fmt: skip
