"""Long tables: what of them stands on which page, and the whole of them as CSV."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from markupsafe import Markup, escape

from pipelines.escaping import cell_of_a_sheet

Row = Mapping[str, Any]
ROWS = 200  # on one page; a row is at most some 3 KB
_CELL = re.compile(r"<td(?=[\s>])")


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows of a table.

    Attributes:
        rows: The rows of this part.
        total: Rows in all parts.
        first, last: Numbers of the rows shown, from 1.
        parts: Address of each part, from this page; one of them is this page.
        part: Number of this part, from 1.
        csv: Address of the whole table, from this page.
    """

    rows: Sequence[Row]
    total: int
    first: int
    last: int
    parts: Sequence[str]
    part: int
    csv: str


@dataclass
class Tables:
    """The tables of one page, as its template asks for them.

    Attributes:
        path: Of the page, from the site's folder.
        part: Which part of `only` this page shows, from 1.
        only: The one table that this page continues; None: the page itself.
        files: Path of each CSV file, from the site's folder -> its rows.
        long: Table -> how many parts it has, for those that have several.
    """

    path: str
    part: int = 1
    only: str | None = None
    files: dict[str, Sequence[Row]] = field(default_factory=dict)
    long: dict[str, int] = field(default_factory=dict)

    def view(self, name: str, rows: Sequence[Row]) -> View:
        """Return what this page shows of the table `name`."""
        count = max(1, math.ceil(len(rows) / ROWS))
        if count > 1:
            self.long[name] = count
        part = self.part if self.only == name else 1
        first = (part - 1) * ROWS
        shown = rows[first : first + ROWS]
        file = f"{stem(self.path)}-{name}.csv"
        self.files[file] = rows
        return View(
            rows=shown,
            total=len(rows),
            first=first + 1,
            last=first + len(shown),
            parts=[
                _beside(part_path(self.path, name, number))
                for number in range(1, count + 1)
            ],
            part=part,
            csv=_beside(file),
        )


def part_path(path: str, table: str, part: int) -> str:
    """Return where a part of a table stands; the first is on the page itself."""
    return path if part == 1 else f"{stem(path)}-{table}-{part}.html"


def stem(path: str) -> str:
    return path.removesuffix(".html")


def _beside(path: str) -> str:
    return path.rpartition("/")[2]


def labelled(cells: Markup, columns: Sequence[str]) -> Markup:
    """Give each cell the name of its column, for screens too narrow for a table."""
    names = iter(columns)

    def opening(_: re.Match[str]) -> str:
        return f'<td role=cell data-label="{escape(next(names, ""))}"'

    return Markup(_CELL.sub(opening, str(cells)))


def as_csv(rows: Sequence[Row]) -> str:
    """Return rows as CSV that a spreadsheet reads as text, never as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return cell_of_a_sheet("; ".join(_cell(one) for one in value))
    if isinstance(value, dict):
        return cell_of_a_sheet(
            ", ".join(f"{key}: {_cell(one)}" for key, one in value.items())
        )
    return cell_of_a_sheet(str(value))
