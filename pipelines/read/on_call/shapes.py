"""Tables whose days stand in their header, turned to a line for each day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.on_call.days import are_days, are_months, weekday_of
from pipelines.read.on_call.records import Row
from pipelines.read.on_call.words import words

_LEAST = 2  # columns of days


def by_day(group: list[Row]) -> Iterator[list[Row]]:
    """A table with a line for each day; where its rows are duties, one for each."""
    header = group[0].header
    days = [n for n, name in enumerate(header) if n and _is_when(name)]
    if len(days) < _LEAST:
        yield group
    elif all(weekday_of(header[n]) is not None for n in days) and any(
        _is_when(_week(row)) for row in group
    ):
        filled = [row for row in group if not all(map(is_placeholder, row.cells))]
        yield [one for row in filled for one in _days_of_week(row, days)]
    elif days == [*range(1, len(header))] and (duties := [*filter(_is_duty, group)]):
        for row in duties:
            both = zip(header[1:], row.cells[1:], strict=False)
            names = ("when", row.cells[0])
            yield [replace(row, cells=cells, header=names) for cells in both]
    else:
        yield group


def _is_when(name: str) -> bool:
    return weekday_of(name) is not None or are_days(name) or are_months(name)


def _is_duty(row: Row) -> bool:
    return bool(row.cells and words("on_call").search(bare(row.cells[0])))


def _week(row: Row) -> str:
    """The days of its first cell, of a week that may be told by its number alone."""
    cell = row.cells[0] if row.cells else ""
    is_week = cell.isdecimal() and words("week").search(bare(row.header[0]))
    return f"W{cell}" if is_week else cell


def _days_of_week(row: Row, days: Sequence[int]) -> Iterator[Row]:
    """Whom each weekday names, below its week, with the remarks on it."""
    others = [n for n in range(1, len(row.cells)) if n not in days]
    beside = tuple(row.cells[n] for n in others)
    header = ("day", "who", *(row.header[n] for n in others))
    leads = (*row.leads, _week(row))
    for n in days:
        if n < len(row.cells):
            cells = (row.header[n], row.cells[n], *beside)
            yield replace(row, cells=cells, header=header, leads=leads)
