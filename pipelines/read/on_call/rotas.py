"""Which tables and lists of an on-call document are rotas, and what each line says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.on_call.days import Days, days_in, is_only_days, year_of
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError, Person, Unread
from pipelines.read.on_call.words import words

_APART = re.compile(r":\s+|\s+(?:–|—|-|→|->|=>|\|)\s+")
_LOGINS = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}[\s,;/&+]*){1,6}")
_LONGEST = 300  # characters of an item
_FAR = 80  # characters of the days in front of it
_DATES = ("week", "day", "from", "to", "period")


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
    header = [bare(cell) for cell in group[0].header]
    dates = {
        kind: place
        for kind in reversed(_DATES)
        for place, cell in enumerate(header)
        if words(kind).search(cell)
    }
    if not dates.keys() - {"to"} or any(words("records").search(c) for c in header):
        return None
    people = _columns_of_people(group, header, {*dates.values()})
    if not people:
        return None
    rota = Rota(_name(group[0]))
    unit = next(kind for kind in (*_DATES[:3], "period") if kind in dates)
    for entry in group:
        if all(is_placeholder(cell) for cell in entry.cells):
            continue  # a row that is to be filled in
        _take(
            rota,
            entry,
            partial(
                _row, dates=dates, unit=unit, people=people, is_day_first=is_day_first
            ),
        )
    return rota


def _columns_of_people(
    group: Sequence[Entry], header: list[str], dates: set[int]
) -> dict[int, str]:
    """Columns that say who is on call, each with its header as written."""
    first = group[0]
    others = [p for p in range(len(header)) if p not in dates]
    spoken = [*first.headings, first.lead_in]
    if any(words("no_rota").search(one) for one in spoken):
        return {}
    found = [p for p in others if words("on_call").search(header[p])]
    is_absence = any(words("absence").search(one) for one in spoken)
    if _speaks_of_a_rota(first) and not is_absence:
        found += [
            p
            for p in others
            if p not in found
            and not words("aside").search(header[p])
            and (words("people").search(header[p]) or _holds_logins(group, p))
        ]
    return {place: first.header[place] for place in found}


def _holds_logins(group: Sequence[Entry], place: int) -> bool:
    cells = [one.cells[place] for one in group if place < len(one.cells)]
    cells = [cell for cell in cells if not is_placeholder(cell)]
    return bool(cells) and all(_LOGINS.fullmatch(cell) for cell in cells)


def _speaks_of_a_rota(entry: Entry) -> bool:
    """By any heading or the lead-in; of being on call only by the nearest."""
    near = [*entry.headings[-1:], entry.lead_in]
    return any(words("rota").search(one) for one in (*entry.headings, *near)) or any(
        words("on_call_heading").search(one) for one in near
    )


def _row(
    entry: Entry,
    *,
    dates: dict[str, int],
    unit: str,
    people: dict[int, str],
    is_day_first: bool | None,
) -> Line:
    cells = entry.cells + ("",) * (len(entry.header) - len(entry.cells))
    year = year_of(entry.headings)
    days = days_in(cells[dates[unit]], year=year, is_day_first=is_day_first)
    last = cells[dates["to"]] if "to" in dates else ""
    if not is_placeholder(last) and days.end is None:
        end = days_in(last, year=year or days.begin.year, is_day_first=is_day_first)
        if end.begin < days.begin:
            raise NotReadError("ends before it begins")
        days = replace(days, end=end.begin, end_time=end.begin_time)
    named = [(cells[place], role.strip().lower()) for place, role in people.items()]
    return _line(entry, days, named, unit)


def _line(
    entry: Entry, days: Days, cells: Sequence[tuple[str, str | None]], unit: str | None
) -> Line:
    """Cells with what their columns call the people in them."""
    people: list[Person] = []
    problem = None
    for cell, role in cells:
        try:
            found = people_in(cell, entry.links)
        except NotReadError as error:
            found, problem = [Person(cell[:200], None)], str(error)
        people += [replace(one, role=one.role or role) for one in found]
    return Line(entry, days, people, unit, problem)


def _list(group: Sequence[Entry], is_day_first: bool | None) -> Rota | None:
    first = group[0]
    spoken = [*first.headings, first.lead_in]
    if not _speaks_of_a_rota(first) or any(
        words(kind).search(one) for one in spoken for kind in ("no_rota", "absence")
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
