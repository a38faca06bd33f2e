"""The rows of a table that is a rota."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from pipelines.read.incidents.data import is_placeholder
from pipelines.read.on_call.above import in_month, weekday_below
from pipelines.read.on_call.calendar_words import weekday_of
from pipelines.read.on_call.columns import OF_A_PART, Columns
from pipelines.read.on_call.days import Days, days_in
from pipelines.read.on_call.lines import (
    Dated,
    Line,
    Rota,
    leave,
    line_of,
    take,
    years_for,
)
from pipelines.read.on_call.records import Entry, NotReadError
from pipelines.read.on_call.words import words

_COUNT = re.compile(r"[0-5]?\d(?:\s?[-–/+&]\s?[0-5]?\d|/20\d\d)?")
_COUNTED = re.compile(r"(?:week |w)?0?(\d)", re.IGNORECASE)
_ANY_YEAR = 2000


def read_table(
    rota: Rota, group: Sequence[Entry], columns: Columns, is_day_first: bool | None
) -> None:
    rows = [
        _dated(entry, columns, is_day_first)
        for entry in group
        if not all(is_placeholder(cell) for cell in entry.cells)  # to be filled in
    ]
    if _are_turns(rows):
        problem = NotReadError("may be weeks of a turn, not of the year")
        for row in rows:
            leave(rota, row.entry, problem)
        return
    for row, year in zip(rows, years_for(rows, is_day_first), strict=True):
        try:
            lines = _row(row, columns, year, is_day_first)
        except NotReadError as error:
            leave(rota, row.entry, error)
        else:
            for line in lines:
                take(rota, line)


def _are_turns(rows: Sequence[Dated]) -> bool:
    """Weeks 1 to 4 that nothing says to be those of January."""
    counts = [_COUNTED.fullmatch(row.when) for row in rows]
    numbers = [int(one[1]) for one in counts if one]
    if not rows or len(numbers) < len(rows) or numbers != [*range(1, len(rows) + 1)]:
        return False
    said = (*rows[0].entry.headings, rows[0].entry.near, *rows[0].entry.header)
    return not any(words("of_the_year").search(one) for one in said)


def _dated(entry: Entry, columns: Columns, is_day_first: bool | None) -> Dated:
    """The first column that has days counts; beside a week they are of it."""
    cells = entry.cells + ("",) * (len(entry.header) - len(entry.cells))
    entry = replace(entry, cells=cells)
    is_of_week = any(kind == "week" for kind, _ in columns.begins)
    when, unit = "", None
    for kind, place in columns.begins:
        cell = cells[place]
        if kind == "week" and place in columns.numbers:
            cell = f"W{cell}" if _COUNT.fullmatch(cell) else cell
        elif kind != "period" or not cell.isdecimal():  # the number of a sprint, say
            cell = in_month(entry, cell) or cell
        if columns.year is not None and re.search(r"\d", cell):
            cell = f"{cell} {cells[columns.year]}"
        if kind == "ending":
            cell = f"week ending {cell}"
        when, unit = cell, "week" if is_of_week else kind
        try:
            days_in(cell, year=_ANY_YEAR, is_day_first=is_day_first)
        except NotReadError:
            continue
        break
    if weekday_of(when) is not None:
        when = weekday_below(entry, when) or when
    return Dated(entry, when, unit=unit)


def _row(
    row: Dated, columns: Columns, year: int | None, is_day_first: bool | None
) -> list[Line]:
    cells = row.entry.cells
    days = days_in(row.when, year=year, is_day_first=is_day_first)
    last = cells[columns.end] if columns.end is not None else ""
    if not is_placeholder(last) and days.end is None:
        year = days.begin.year
        end = days_in(last, year=year, is_day_first=is_day_first)
        if end.begin < days.begin and not end.has_year and not days.has_year:
            end = days_in(last, year=year + 1, is_day_first=is_day_first)
        if end.begin < days.begin:
            raise NotReadError("ends before it begins")
        days = replace(days, end=end.begin, end_time=end.begin_time)
    problem = columns.problem or _problem_beside(row.entry, columns)
    if any(re.search(r"[^\W\d_]", cells[place]) for place in columns.slots):
        problem = OF_A_PART
    named = [
        (cells[place], role.strip().lower()) for place, role in columns.people.items()
    ]
    lines = [line_of(row.entry, days, named, row.unit, problem)] if named else []
    for place, (first, final) in columns.weekdays.items():
        day = days.begin + timedelta(days=(first - days.begin.weekday()) % 7)
        only = Days(day, end=day + timedelta(days=final - first))
        lines.append(line_of(row.entry, only, [(cells[place], None)], "day", problem))
    return lines


def _problem_beside(entry: Entry, columns: Columns) -> str | None:
    """A remark of a swap that names whom or when: it is not said who took over."""
    for place in columns.asides:
        said, header = entry.cells[place], entry.header[place].replace("_", " ")
        if words("swap").search(header) and not is_placeholder(said):
            return "a remark tells of a swap"
        if words("swap").search(said) and words("swap_names").search(said):
            return "a remark tells of a swap"
    return None
