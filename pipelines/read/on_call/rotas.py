"""Which tables and lists are rotas, and what each of their lines says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.on_call.columns import OF_A_PART, Columns, columns_of
from pipelines.read.on_call.days import (
    Days,
    are_days,
    are_months,
    days_in,
    place_in_year,
)
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import NotReadError, Person, Row, Unread
from pipelines.read.on_call.titles import (
    days_above,
    in_month,
    is_no_list,
    is_titled,
    line_years,
    name_of,
    speaks,
    weekday_below,
    without_duty,
)
from pipelines.read.on_call.words import words

_COUNT = re.compile(r"(?:(?P<year>20\d\d)-)?(?P<week>[0-5]?\d(?:/20\d\d)?)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_COUNTED = re.compile(r"(?:week |w)?0?(\d)", re.IGNORECASE)
_ANY_YEAR = 2000
_APART = re.compile(
    r":\s+|\s+(?:–|—|-|→|->|=>|\|)\s+|\s*\.{3,}\s*|\s{2,}|\t|\s(?=[^\W\d_@:]|[@:]\w)"
)
_BEHIND = re.compile(  # "Ada: 6 – 12 May", "Ada (6 – 12 May)"
    r"([^:()\n]{2,60}?)(?::\s+| \((?=[^()\n]*\)$)|\s+[–—-]\s+)([^()\n]{3,80}?)\)?"
)
_LONGEST = 300  # characters of an item
_FAR = 80  # characters of the days in front of it
_NONE, _WEEKEND, _SIX = (timedelta(days=days) for days in (0, 3, 6))


@dataclass(frozen=True, slots=True)
class Dated:
    """A row or an item: when, and cells with what their columns call the people.

    Attributes:
        unit: week, day, from, period or ending, as the column says; None in a list.
        end: What another column says of its end.
        problem: Why its people cannot be read; somebody is on call all the same.
        is_behind: The days stand behind the people, as those of absences may.
    """

    row: Row
    when: str
    people: tuple[tuple[str, str | None], ...]
    unit: str | None = None
    end: str = ""
    problem: str | None = None
    is_behind: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a rota that was read; without people where it names nobody."""

    row: Row
    days: Days
    people: list[Person]
    problem: str | None
    unit: str | None

    @property
    def week(self) -> int | None:
        """The number of its week, as the rota counts them."""
        both = zip(self.row.header, self.row.cells, strict=False)
        weeks = (cell for name, cell in both if words("week").search(bare(name)))
        return next((int(cell) for cell in weeks if _NUMBER.fullmatch(cell)), None)


@dataclass(slots=True)
class Rota:
    """A table or a list that says who is on call.

    Attributes:
        unread: Lines of which the days cannot be read, or the people.
        has_undated: Of some line the days cannot be read.
        is_of_weekends: Its people are on call at weekends alone.
    """

    name: str
    is_of_weekends: bool = False
    lines: list[Line] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    has_undated: bool = False


def rota_of(group: Sequence[Row], *, is_day_first: bool | None) -> Rota | None:
    """Read one table or list; None if it is no rota."""
    first = group[0]
    rota = Rota(name_of(first), speaks("weekend", first))
    if first.header:
        columns = columns_of(group)
        if columns is None:
            return None
        dated = [
            _of_row(row, columns, is_day_first)
            for row in group
            if not all(is_placeholder(cell) for cell in row.cells)  # to be filled in
        ]
        is_rota = columns.is_sure
    else:
        dated = [] if is_no_list(first) else list(filter(None, map(_of_item, group)))
        if any(one.is_behind for one in dated) and not _follow(dated):
            return None
        # Days with other words beside them are a history of the page, say.
        named = [_people(one) for one in dated]
        is_rota = any(people and not problem for people, problem in named)
        are_changes = all(words("exchange").search(row.cells[0]) for row in group)
        if not is_rota or are_changes or len(dated) * 2 < len(group):
            return None
    if dated:
        _read(rota, dated, is_day_first)
    return rota if rota.lines or is_rota else None


def _read(rota: Rota, dated: Sequence[Dated], is_day_first: bool | None) -> None:
    cells = [one.when for one in dated]
    years = line_years(dated[0].row, cells, is_day_first=is_day_first)
    are_turns = _are_turns(dated)
    for one, year in zip(dated, years, strict=True):
        row = one.row
        try:
            if are_turns:
                raise NotReadError("may be weeks of a turn, not of the year")  # noqa: TRY301
            line = Line(row, _days(one, year, is_day_first), *_people(one), one.unit)
        except NotReadError as error:
            rota.has_undated = True
            rota.unread.append(Unread(row.line, str(error), row.quote))
            continue
        rota.lines.append(line)
        if line.problem:
            rota.unread.append(Unread(row.line, line.problem, row.quote))


def _follow(dated: Sequence[Dated]) -> bool:
    """Whether people with their days behind them take turns, as none do who are away.

    Right below the title of a rota each begins where the other ends, but a weekend.
    """
    found = [place_in_year(one.when, is_day_first=None) for one in dated]
    days = [one for one in found if one]
    ends = [one.end or one.begin + _SIX for one in days]
    gaps = [b.begin - a for a, b in zip(ends, days[1:], strict=False)]
    return (
        is_titled(dated[0].row)
        and len(days) == len(dated) > 1
        and all(_NONE <= gap <= _WEEKEND for gap in gaps)
    )


def _are_turns(dated: Sequence[Dated]) -> bool:
    """Weeks 1 to 4 that nothing says to be those of January."""
    counts = [_COUNTED.fullmatch(one.when) for one in dated]
    numbers = [int(one[1]) for one in counts if one]
    is_iso = dated[0].row.has_iso_weeks
    if is_iso or numbers != [*range(1, len(dated) + 1)]:
        return False
    said = (*dated[0].row.titles, *dated[0].row.header)
    return not any(words("of_the_year").search(one) for one in said)


def _days(one: Dated, year: int | None, is_day_first: bool | None) -> Days:
    days = days_in(one.when, year=year, is_day_first=is_day_first)
    if is_placeholder(one.end) or days.end is not None:
        return days
    year = days.begin.year
    end = days_in(one.end, year=year, is_day_first=is_day_first)
    if end.begin < days.begin and not end.has_year and not days.has_year:
        end = days_in(one.end, year=year + 1, is_day_first=is_day_first)
    if end.begin < days.begin:
        raise NotReadError("ends before it begins")
    return replace(days, end=end.begin, end_time=end.begin_time)


def _people(one: Dated) -> tuple[list[Person], str | None]:
    """Whom a line names, and why they cannot be read."""
    people: list[Person] = []
    problem = one.problem
    for cell, role in one.people:
        # Not as a name, which may be known by its login or as somebody's.
        unclear = Person(f"{cell[:200]} (unclear)", None)
        found = [] if is_placeholder(cell) else [unclear]
        try:
            found = found if one.problem else people_in(cell, one.row.links)
        except NotReadError as error:
            problem = str(error)
        people += [replace(person, role=person.role or role) for person in found]
    return people, problem


def _of_row(row: Row, columns: Columns, is_day_first: bool | None) -> Dated:
    """The first column that has days counts; beside a week they are of it."""
    cells = row.cells + ("",) * (len(row.header) - len(row.cells))
    when, unit = "", ""
    for unit, place in columns.begins:
        when = cells[place]
        is_first_day = words("first_day").search(bare(row.header[place]))
        count = _COUNT.fullmatch(when) if unit == "week" else None
        if count and (count["year"] or not is_first_day):  # `2024-10` is no month
            when = f"{count['year'] or ''}W{count['week']}"
        elif unit == "week" and are_months(when):
            when = ""
        elif unit == "ending":
            when = f"week ending {when}"
        elif unit != "period" or not when.isdecimal():  # the number of a sprint, say
            when = in_month(row, when) or weekday_below(row, when) or when
        try:
            days_in(when, year=_ANY_YEAR, is_day_first=is_day_first)
        except NotReadError:
            continue
        break
    has_slot = any(re.search(r"[^\W\d_]", cells[place]) for place in columns.slots)
    roles = ((n, role.strip().lower()) for n, role in columns.people.items())
    named = [(cells[n], None if role == "who" else role) for n, role in roles]
    return Dated(
        row,
        when,
        tuple(named),
        "week" if any(kind == "week" for kind, _ in columns.begins) else unit,
        cells[columns.end] if columns.end is not None else "",
        columns.problem or (OF_A_PART if has_slot else _swap_beside(cells, columns)),
    )


def _swap_beside(cells: Sequence[str], columns: Columns) -> str | None:
    """A remark of a swap that names whom or when: it is not said who took over."""
    for place, header in columns.asides.items():
        said = cells[place]
        is_told = words("swap").search(said) and words("swap_names").search(said)
        if is_told or (words("swap").search(header) and not is_placeholder(said)):
            return "a remark tells of a swap"
    return None


def _of_item(row: Row) -> Dated | None:
    """`2024-05-06: @alice`; `Mon: @alice`, `Primary: @alice` below a week or a day."""
    text = re.sub(r"(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)", "", row.cells[0]).strip()
    if len(text) > _LONGEST or are_days(text):
        return None  # the days of the items in it
    found = None
    for mark in _APART.finditer(text[: _FAR + 1]):
        when, who = text[: mark.start()], text[mark.end() :]
        when = when if are_days(when) else without_duty(row, when)
        if are_days(when) or are_months(when):
            found = Dated(row, when, ((who, None),))  # the dash of a range is no mark
        elif mark[0] != " " and (below := in_month(row, when)):
            found = Dated(row, below, ((who, None),))
    if found:
        return found
    if behind := _BEHIND.fullmatch(text):
        who, when = behind.groups()
        place = place_in_year(when, is_day_first=None) if are_days(when) else None
        if place and (place.end or place.is_week) and not re.search(r"\d", who):
            return Dated(row, when, ((who, None),), is_behind=True)
    head, colon, who = text.partition(":") if ":" in text else text.partition(" ")
    if colon and (below := weekday_below(row, head)):
        return Dated(row, below, ((who.strip(" -–—"), None),))
    above = days_above(row) if colon == ":" else None
    if above and words("on_call").search(bare(head)):
        return Dated(row, above, ((who.strip(), bare(head)),))
    return None
