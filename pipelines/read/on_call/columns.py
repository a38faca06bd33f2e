"""The columns of a table that is a rota: where its days stand, and where its people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.incidents.days import find_days
from pipelines.read.on_call.days import are_days, place_in_year, weekday_of
from pipelines.read.on_call.months import MONTH_ALONE
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import NotReadError, Row
from pipelines.read.on_call.titles import is_of_absences, speaks, speaks_of_a_rota
from pipelines.read.on_call.words import words

_LOGINS = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}[\s,;/&+]*){1,6}")
_BEGINS = ("from", "period", "day", "week")  # the surest first
_MONTH = timedelta(days=31)
OF_A_PART = "each has only a part of the time"


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a rota is for.

    Attributes:
        begins: Kind and place of those that say when a shift begins; the first that
            holds a day counts.
        end: Place of the one that says when it ends.
        people: Place and header of those that say who is on call.
        slots: Places of those that say which part of the day, or of the world.
        asides: Place and header of those with remarks.
        problem: Why nobody can tell when they are, though they are on call.
    """

    begins: tuple[tuple[str, int], ...]
    end: int | None
    people: dict[int, str]
    slots: tuple[int, ...]
    asides: dict[int, str]
    problem: str | None

    @property
    def is_sure(self) -> bool:
        """Whether they are days by the header alone; `Shift` or `When` may be more."""
        return any(kind != "period" for kind, _ in self.begins)


def columns_of(group: Sequence[Row]) -> Columns | None:
    """Read the header of a table; None if it is no rota."""
    first = group[0]
    header = [bare(cell) for cell in first.header]

    def places(kind: str) -> list[int]:
        return [n for n, cell in enumerate(header) if words(kind).search(cell)]

    begins = [(kind, place) for kind in _BEGINS for place in places(kind)]
    begins = [one for one in begins if _holds_a_day(group, one[1])] or begins
    ends = places("to")
    if not begins and (endings := places("ending")):
        begins, ends = [("ending", endings[0])], []
    elif not begins and 0 not in ends and speaks_of_a_rota(first):
        cells = _cells(group, 0)
        is_first = len(cells) > 1 and all(map(are_days, cells))
        begins = [("period", 0)] if is_first else []
    records = places("records")
    is_said = bool(places("on_call")) and speaks_of_a_rota(first)
    if not (is_said or ends or (begins and _are_spans(group, begins[0][1]))):
        records += places("releases")
    is_of_records = {*records} - {*places("on_call")}
    is_of_work = speaks("work", first) and not is_said
    if not begins or is_of_records or is_of_work or speaks("no_rota", first):
        return None
    days = {*ends, *(place for _, place in begins)}
    people = _people(group, header, days)
    if not people or is_of_absences(first):
        return None
    if not ends and begins[0][0] != "week" and _is_roster(group, begins[0][1], people):
        return None
    headers = [first.header[place] for place in people]
    is_part = speaks("part", first) or any(
        words("part_column").search(one) or find_times(one) for one in headers
    )
    return Columns(
        tuple(begins),
        ends[0] if ends else None,
        dict(zip(people, headers, strict=True)),
        tuple(place for place in places("slot") if not _holds_a_day(group, place)),
        {place: header[place] for place in places("aside")},
        OF_A_PART if is_part else None,
    )


def _people(group: Sequence[Row], header: list[str], days: set[int]) -> list[int]:
    others = [place for place in range(len(header)) if place not in days]

    def headed(kind: str) -> list[int]:
        return [place for place in others if words(kind).search(header[place])]

    found, asides = headed("on_call"), headed("aside")
    if not speaks_of_a_rota(group[0]) or speaks("other_list", group[0]):
        return found
    others = [place for place in others if place not in (*found, *asides)]
    logins = [place for place in others if _holds_logins(group, place)]
    # Where one column has their logins, another may have the same people by name.
    is_told = bool({*headed("account")} & {*logins})
    named = {*headed("people")} if not is_told else set()
    if not (found or is_told):
        no_duty = {n for kind in ("things", "slot", "account") for n in headed(kind)}
        named = {*named, *_duties(group, {*others} - no_duty)}
    found += sorted({*named, *logins}) or headed("account")
    return found or headed("part_column")  # somebody, though nobody can tell when


def _duties(group: Sequence[Row], places: set[int]) -> list[int]:
    """Columns that each name somebody whom another names: a rota of several duties."""
    named = {place: _names(group, place) for place in places}
    return [
        place
        for place in sorted(named)
        if any(named[place] & named[other] for other in named if other != place)
    ]


def _names(group: Sequence[Row], place: int) -> set[str]:
    """Whom its cells name; nobody where one of them says something else."""
    try:
        people = [one for cell in _cells(group, place) for one in people_in(cell)]
    except NotReadError:
        return set()
    return {one.as_written.lower() for one in people}


def _is_roster(group: Sequence[Row], place: int, people: list[int]) -> bool:
    """People with a day behind each that is in no order of turns: since when, say."""
    if people[0] > place:
        return False
    before = [bare(cell) for cell in group[0].header[: people[0]]]
    found = [find_days(cell) for cell in _cells(group, place)]
    days = [one[0].day for one in found if one and one[0].day]
    is_ordered = days in (sorted(days), sorted(days, reverse=True))
    is_close = all(abs(b - a) <= _MONTH for a, b in pairwise(days))
    is_of_things = any(words("things").search(cell) for cell in before)
    return is_of_things or not (is_ordered and is_close)


def _cells(group: Sequence[Row], place: int) -> list[str]:
    cells = [one.cells[place] for one in group if place < len(one.cells)]
    return [cell for cell in cells if not is_placeholder(cell)]


def _are_spans(group: Sequence[Row], place: int) -> bool:
    days = [place_in_year(one, is_day_first=True) for one in _cells(group, place)]
    return any(days) and all(one is None or one.end for one in days)


def _holds_a_day(group: Sequence[Row], place: int) -> bool:
    return any(
        re.search(r"\d", cell)
        or weekday_of(cell) is not None
        or MONTH_ALONE.fullmatch(cell.strip(" *_"))
        for cell in _cells(group, place)
    )


def _holds_logins(group: Sequence[Row], place: int) -> bool:
    cells = _cells(group, place)
    return bool(cells) and all(_LOGINS.fullmatch(cell) for cell in cells)
