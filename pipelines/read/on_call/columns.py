"""The columns of a table that is a rota: where its days stand, and where its people."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.incidents.days import find_days
from pipelines.read.on_call.calendar_words import weekday_of
from pipelines.read.on_call.days import are_days, is_period
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError
from pipelines.read.on_call.words import words

_LOGINS = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}[\s,;/&+]*){1,6}")
_BEGINS = ("from", "period", "day", "week")  # the surest first
_MONTH = timedelta(days=31)
OF_A_PART = "each has only a part of the time"
_SENTENCE = re.compile(r"(?<=[^\W\d_])[.!?)]\s+(?=[^\W\d_])")
_PLAIN = str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a rota is for.

    Attributes:
        begins: Kind and place of those that say when a shift begins; the first that
            holds a day counts.
        end: Place of the one that says when it ends.
        people: Place and header of those that say who is on call.
        numbers: Places of those whose numbers are weeks.
        year: Place of the one with the year alone.
        weekdays: Place of those of some days of the week, with the first and the last
            of them; 0 is Monday.
        slots: Places of those that say which part of the day, or of the world.
        asides: Places of those with remarks.
        problem: Why nobody can tell when they are, though they are on call.
    """

    begins: tuple[tuple[str, int], ...]
    end: int | None
    people: dict[int, str]
    numbers: tuple[int, ...]
    year: int | None
    weekdays: dict[int, tuple[int, int]]
    slots: tuple[int, ...]
    asides: tuple[int, ...]
    problem: str | None

    @property
    def is_sure(self) -> bool:
        """Whether they are days by the header alone; `Shift` or `When` may be more."""
        return any(kind != "period" for kind, _ in self.begins)


def columns_of(group: Sequence[Entry]) -> Columns | None:
    """Read the header of a table; None if it is no rota."""
    first = group[0]
    header = [_bare(cell) for cell in first.header]
    begins = tuple(
        (kind, place)
        for kind in _BEGINS
        for place, cell in enumerate(header)
        if words(kind).search(cell)
    )
    begins = tuple(one for one in begins if _holds_a_day(group, one[1])) or begins
    ends = [place for place, cell in enumerate(header) if words("to").search(cell)]
    if not begins and ends and words("week_ending").search(header[ends[0]]):
        begins, ends = (("ending", ends[0]),), []
    elif not begins and 0 not in ends and speaks_of_a_rota(first):
        begins = (("period", 0),) if _are_days(group, 0) else ()
    is_record = any(words("records").search(cell) for cell in header)
    if not begins or is_record or speaks("no_rota", first) or is_of_absences(first):
        return None
    days = {place for _, place in begins} | {*ends}
    weekdays = _weekdays(first, days)
    people = _people(group, header, days | {*weekdays})
    if not people and not weekdays:
        return None
    if _is_roster(group, begins, ends, people):
        return None
    return Columns(
        begins,
        ends[0] if ends else None,
        {place: first.header[place] for place in people},
        tuple(n for n, cell in enumerate(header) if _are_numbers(group, n, cell)),
        next((n for n, cell in enumerate(header) if words("year").search(cell)), None),
        weekdays,
        tuple(
            n
            for n, cell in enumerate(header)
            if words("slot").search(cell) and not _holds_a_day(group, n)
        ),
        tuple(n for n, cell in enumerate(header) if words("aside").search(cell)),
        OF_A_PART if _is_part(first, people) else None,
    )


def _is_roster(
    group: Sequence[Entry],
    begins: tuple[tuple[str, int], ...],
    ends: list[int],
    people: list[int],
) -> bool:
    """People with a day behind each that is in no order of turns: since when, say."""
    kind, place = begins[0]
    if kind == "week" or ends or not people or people[0] > place:
        return False
    header = [_bare(cell) for cell in group[0].header[: people[0]]]
    found = [find_days(cell) for cell in _cells(group, place)]
    days = [one[0].day for one in found if one and one[0].day]
    is_ordered = days in (sorted(days), sorted(days, reverse=True))
    is_close = all(abs(b - a) <= _MONTH for a, b in pairwise(days))
    is_of_things = any(words("not_people").search(cell) for cell in header)
    return is_of_things or not (is_ordered and is_close)


def _bare(cell: str) -> str:
    plain = unicodedata.normalize("NFKD", cell.translate(_PLAIN))
    return bare("".join(one for one in plain if not unicodedata.combining(one)))


def _is_part(first: Entry, people: list[int]) -> bool:
    headers = [first.header[place] for place in people]
    return speaks("part", first) or any(
        words("part_column").search(one) or find_times(one) for one in headers
    )


def _weekdays(first: Entry, days: set[int]) -> dict[int, tuple[int, int]]:
    if not speaks_of_a_rota(first) or speaks("other_list", first):
        return {}
    named = {
        place: found
        for place, cell in enumerate(first.header)
        if place not in days and (found := _weekday_span(cell))
    }
    is_each_once = len({*named.values()}) == len(named) > 1
    return named if is_each_once else {}


def _weekday_span(cell: str) -> tuple[int, int] | None:
    """`Mon`, `Mon–Wed`."""
    ends = [weekday_of(one) for one in re.split(r"\s*[-–—/]\s*", cell)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or last < first:
        return None
    return first, last


def _people(group: Sequence[Entry], header: list[str], days: set[int]) -> list[int]:
    others = [place for place in range(len(header)) if place not in days]
    found = [place for place in others if words("on_call").search(header[place])]
    if speaks_of_a_rota(group[0]) and not speaks("other_list", group[0]):
        others = [
            place
            for place in others
            if place not in found and not words("aside").search(header[place])
        ]
        found += _named(group, header, others)
        found = found or _of_own_words(group, header, others)
        found = found or [  # somebody, though nobody can tell when
            place
            for place in others
            if words("part_column").search(header[place]) and _names(group, place)
        ]
    return found


def _named(group: Sequence[Entry], header: list[str], others: list[int]) -> list[int]:
    """Columns of people; where one has their logins, another has the same by name."""
    logins = [place for place in others if _holds_logins(group, place)]
    named = [place for place in others if words("people").search(header[place])]
    accounts = [place for place in others if words("account").search(header[place])]
    if named and {*accounts} & {*logins}:
        named = []
    elif not (named or logins):
        named = accounts
    return sorted({*named, *logins})


def _cells(group: Sequence[Entry], place: int) -> list[str]:
    cells = [one.cells[place] for one in group if place < len(one.cells)]
    return [cell for cell in cells if not is_placeholder(cell)]


def _are_numbers(group: Sequence[Entry], place: int, header: str) -> bool:
    cells = _cells(group, place)
    is_of_a_day = words("first_day").search(header)
    return not is_of_a_day and all(not re.search(r"[^\W\d_]{3}", c) for c in cells)


def _holds_a_day(group: Sequence[Entry], place: int) -> bool:
    return any(
        re.search(r"\d", cell) or weekday_of(cell) is not None
        for cell in _cells(group, place)
    )


def _are_days(group: Sequence[Entry], place: int) -> bool:
    cells = _cells(group, place)
    return len(cells) > 1 and all(are_days(cell) for cell in cells)


def _holds_logins(group: Sequence[Entry], place: int) -> bool:
    cells = _cells(group, place)
    return bool(cells) and all(_LOGINS.fullmatch(cell) for cell in cells)


def _of_own_words(
    group: Sequence[Entry], header: list[str], others: list[int]
) -> list[int]:
    """Columns that a house heads in its own way: all are names, and some come again."""
    names = {
        place: found
        for place in others
        if not words("not_people").search(header[place])
        and (found := _names(group, place))
    }
    counts = Counter(name for found in names.values() for name in found)
    return [n for n, found in names.items() if any(counts[name] > 1 for name in found)]


def _names(group: Sequence[Entry], place: int) -> list[str]:
    try:
        named = [people_in(cell) for cell in _cells(group, place)]
    except NotReadError:
        return []
    return [one.as_written.lower() for people in named for one in people]


def speaks(kind: str, entry: Entry) -> bool:
    """Whether a heading, or a lead-in that is one, has a word of a list."""
    last = _SENTENCE.split(entry.lead_in)[-1].strip()
    is_prose = last.endswith(".") and kind != "no_rota"
    said = (*(entry.headings or (entry.document,)), "" if is_prose else last)
    return any(words(kind).search(one) for one in said)


def is_of_absences(entry: Entry) -> bool:
    """By the nearest heading: there may be cover in it, but that is no rota."""
    titles = [one for one in entry.headings or (entry.document,) if not is_period(one)]
    return any(words("absence").search(one) for one in (*titles[-1:], entry.near[:80]))


def speaks_of_a_rota(entry: Entry) -> bool:
    """By any heading or the lead-in; of being on call only by the nearest."""
    titles = entry.headings or (entry.document,)
    is_data = titles[0] == entry.document
    telling = [one for one in titles if not is_period(one)]
    near = [*(titles if is_data else telling[-1:]), entry.lead_in]
    return any(words("rota").search(one) for one in (*titles, entry.lead_in)) or any(
        words("on_call_heading").search(one) for one in near
    )
