"""The lines of a rota: when somebody is on call, and who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.read.incidents.data import is_placeholder
from pipelines.read.on_call.days import Days
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError, Person, Unread
from pipelines.read.on_call.years import line_years, years_of


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
        is_of_weekends: Its people are on call at weekends alone.
        is_below: Its days stand above it, or it is of one line: others go on with it.
        names_people: Some line that cannot be read does.
    """

    name: str
    lines: list[Line] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    has_undated: bool = False
    is_of_weekends: bool = False
    is_below: bool = False
    names_people: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A row or an item, with what it says of its days.

    Attributes:
        role: What an item calls its people.
        is_below: The days are those of a heading.
        is_reversed: The people stand before the days.
    """

    entry: Entry
    when: str
    who: str = ""
    unit: str | None = None
    role: str | None = None
    is_below: bool = False
    is_reversed: bool = False


def line_of(
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
        # Not as a name, which may be known by its login or as somebody's.
        unclear = Person(f"{cell[:200]} (unclear)", None)
        found = [] if is_placeholder(cell) else [unclear]
        try:
            found = found if is_open else people_in(cell, entry.links)
        except NotReadError as error:
            problem = str(error)
        people += [replace(one, role=one.role or role) for one in found]
    return Line(entry, days, people, unit, problem)


def years_for(rows: Sequence[Dated], is_day_first: bool | None) -> list[int | None]:
    return line_years(
        [(row.when, years_of(row.entry)) for row in rows], is_day_first=is_day_first
    )


def take(rota: Rota, line: Line) -> None:
    rota.lines.append(line)
    if line.problem:
        rota.unread.append(Unread(line.entry.line, line.problem, line.entry.quote))


def leave(rota: Rota, entry: Entry, error: NotReadError) -> None:
    rota.has_undated = True
    rota.unread.append(Unread(entry.line, str(error), entry.quote))
