"""Which tables and lists of an on-call document are rotas, and what each line says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pipelines.read.incidents.data import is_placeholder
from pipelines.read.on_call.columns import (
    Columns,
    columns_of,
    speaks,
    speaks_of_a_rota,
)
from pipelines.read.on_call.days import Days, days_in, is_only_days, year_of
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError, Person, Unread

_APART = re.compile(r":\s+|\s+(?:–|—|-|→|->|=>|\|)\s+|\s(?=@)")
_LONGEST = 300  # characters of an item
_FAR = 80  # characters of the days in front of it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a rota that was read.

    Attributes:
        unit: week, day, from or period, as the column says; None in a list.
        people: Nobody where the line names nobody.
        problem: Why its people cannot be read; somebody is on call all the same.
    """

    entry: Entry
    days: Days
    people: list[Person]
    unit: str | None
    problem: str | None = None


@dataclass(slots=True)
class Rota:
    """A table or a list that says who is on call.

    Attributes:
        unread: Lines of which the days cannot be read, or the people.
        has_undated: Of some line the days cannot be read.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    has_undated: bool = False


def rota_of(group: Sequence[Entry], *, is_day_first: bool | None) -> Rota | None:
    """Read one table or list; None if it is no rota."""
    first = group[0]
    if first.header:
        return _table(group, is_day_first)
    return _list(group, is_day_first) if len(first.cells) == 1 else None


def _table(group: Sequence[Entry], is_day_first: bool | None) -> Rota | None:
    columns = columns_of(group)
    if columns is None:
        return None
    rota = Rota(_name(group[0]))
    for entry in group:
        if not all(is_placeholder(cell) for cell in entry.cells):  # to be filled in
            _take(
                rota, entry, partial(_row, columns=columns, is_day_first=is_day_first)
            )
    return rota if rota.lines or columns.is_sure else None


def _row(entry: Entry, *, columns: Columns, is_day_first: bool | None) -> Line:
    cells = entry.cells + ("",) * (len(entry.header) - len(entry.cells))
    year = year_of(entry.headings)
    unit, days = _begin(cells, columns, year, is_day_first)
    last = cells[columns.end] if columns.end is not None else ""
    if not is_placeholder(last) and days.end is None:
        end = days_in(last, year=year or days.begin.year, is_day_first=is_day_first)
        if end.begin < days.begin:
            raise NotReadError("ends before it begins")
        days = replace(days, end=end.begin, end_time=end.begin_time)
    named = [
        (cells[place], role.strip().lower()) for place, role in columns.people.items()
    ]
    return _line(entry, days, named, unit, columns.problem)


def _begin(
    cells: tuple[str, ...],
    columns: Columns,
    year: int | None,
    is_day_first: bool | None,
) -> tuple[str, Days]:
    """The days of the first column that has some; beside a week they are of it."""
    problem = NotReadError("no day")
    is_of_week = any(kind == "week" for kind, _ in columns.begins)
    for kind, place in columns.begins:
        cell = cells[place]
        if kind == "week" and cell.isdecimal():
            cell = f"W{cell}"
        try:
            days = days_in(cell, year=year, is_day_first=is_day_first)
        except NotReadError as error:
            problem = error
        else:
            return "week" if is_of_week else kind, days
    raise problem


def _line(
    entry: Entry,
    days: Days,
    cells: Sequence[tuple[str, str | None]],
    unit: str | None,
    problem: str | None = None,
) -> Line:
    """Cells with what their columns call the people in them."""
    people: list[Person] = []
    is_open = problem is not None
    for cell, role in cells:
        found = [] if is_placeholder(cell) else [Person(cell[:200], None)]
        try:
            found = found if is_open else people_in(cell, entry.links)
        except NotReadError as error:
            problem = str(error)
        people += [replace(one, role=one.role or role) for one in found]
    return Line(entry, days, people, unit, problem)


def _list(group: Sequence[Entry], is_day_first: bool | None) -> Rota | None:
    first = group[0]
    if not speaks_of_a_rota(first) or any(
        speaks(kind, first) for kind in ("no_rota", "other_list", "part")
    ):
        return None
    rota = Rota(_name(first))
    for entry in group:
        if halves := _halves(entry.cells[0]):
            _take(rota, entry, partial(_item, halves=halves, is_day_first=is_day_first))
    # Days with other words beside them are a history of the page, say, unless others
    # of the same list name people.
    return rota if any(not line.problem for line in rota.lines) else None


def _halves(text: str) -> tuple[str, str] | None:
    """`2024-05-06: @alice`: days, and what stands after them."""
    if len(text) > _LONGEST:
        return None
    found = None
    for mark in _APART.finditer(text):
        when = text[: mark.start()]
        if len(when) > _FAR:
            break
        if re.search(r"\d", when) and is_only_days(when):
            found = when, text[mark.end() :]  # the dash of a range is no mark
    return found


def _item(entry: Entry, *, halves: tuple[str, str], is_day_first: bool | None) -> Line:
    when, who = halves
    days = days_in(when, year=year_of(entry.headings), is_day_first=is_day_first)
    return _line(entry, days, [(who, None)], None)


def _take(rota: Rota, entry: Entry, read: Callable[[Entry], Line]) -> None:
    try:
        line = read(entry)
    except NotReadError as error:
        rota.has_undated = True
        rota.unread.append(Unread(entry.line, str(error), entry.quote))
        return
    rota.lines.append(line)
    if line.problem:
        rota.unread.append(Unread(entry.line, line.problem, entry.quote))


def _name(entry: Entry) -> str:
    return entry.headings[-1] if entry.headings else "on call"
