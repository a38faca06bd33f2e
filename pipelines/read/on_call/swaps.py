"""Swaps and covers that the text beside a rota tells of: who is on call instead.

A note that says who takes which day is followed. Of any other that names a day or
people of a rota, only this is known: that somebody else may be on call then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

from pipelines.read.incidents.clock import find_times
from pipelines.read.on_call.marks import Mark, Marker
from pipelines.read.on_call.notes import Note
from pipelines.read.on_call.records import Person, Shift, Unread
from pipelines.read.on_call.words import words

_DAY = timedelta(days=1)
_FROM_THEN_ON = re.compile(
    r"\bover\b|\bonwards?\b|\bfrom\s+(?:the\s+)?\d", re.IGNORECASE
)
_SHORT = timedelta(days=4)  # a shift that its first day names as a whole
_MANY = 2000  # notes
_CLAUSE = re.compile(r"[,:;](?=\s)|\s(?:and|und|et)\s")
_DIRECTED = (  # "Ada takes the 9th from Bob", "On the 9th Ada for Bob"
    re.compile(r"(?P<taker>P)T+(?P<other>F?P)?(?P<day>D+)F?"),
    re.compile(
        r"(?P<other>P)(?:T*B(?P<taker>P)(?P<day>D+)|(?P<day2>D+)T*B(?P<taker2>P))"
    ),
    re.compile(r"(?P<day>D+)(?P<other>P)T*B(?P<taker>P)"),
    re.compile(r"(?P<taker>P)T*(?P<day>D+)F(?P<other>P)"),
    re.compile(r"(?P<taker>P)T*F(?P<other>P)(?P<day>D+)"),
    re.compile(r"(?P<day>D+)(?P<taker>P)(?:T*F(?P<other>P)|T+F?(?P<other2>P)?)"),
)
_EXCHANGED = re.compile(r"S?PS?PS?DD|S?DDPS?P")


@dataclass(frozen=True, slots=True)
class Change:
    """Who takes over; `instead_of` None: of whoever is on call.

    Attributes:
        first, last: Days of it; of a whole shift its first alone.
        is_whole: The shift that begins on the first is meant.
    """

    taker: str
    instead_of: str | None
    first: date
    last: date
    is_whole: bool


def after_swaps(
    shifts: list[Shift],
    notes: Iterable[Note],
    *,
    place: tzinfo,
    is_day_first: bool | None,
) -> tuple[list[Shift], list[Unread]]:
    """The shifts as the notes leave them, and the notes that are not understood.

    Args:
        shifts: Of all rotas of a document.
        notes: Its sentences that may tell of swaps.
        place: Where the days of the notes are.
        is_day_first: How to read `03/04/2024`.
    """
    unread: list[Unread] = []
    if not shifts:
        return shifts, unread
    at_home = [_moved(shift, place) for shift in shifts]
    marker = Marker(at_home, is_day_first)
    for _, note in zip(range(_MANY), notes, strict=False):
        marks = marker.marks(note.text)
        changes = _changes(at_home, marker.plain(note.text), marks)
        changed = _apply(at_home, changes, note) if changes else None
        if changed is None:
            changed = _doubted(at_home, marks, note)
            if changed != at_home:
                reason = "a swap that is not understood"
                unread.append(Unread(note.line, reason, note.text))
        at_home = changed
    return [_moved(shift, UTC) for shift in at_home], unread


def _moved(shift: Shift, place: tzinfo) -> Shift:
    begin, end = (one.astimezone(place) for one in (shift.begins_at, shift.ends_at))
    return replace(shift, begins_at=begin, ends_at=end)


def _changes(
    shifts: list[Shift], text: str, marks: Sequence[Mark]
) -> list[Change] | None:
    """What a note says in full; None if it says anything else, or more."""
    is_unclear = any(m.kind == "?" or (m.kind == "D" and not m.days) for m in marks)
    if is_unclear or "?" in text or find_times(text):
        return None
    if exchanged := _exchanged(shifts, text, marks):
        return exchanged
    clauses = [found.start() for found in _CLAUSE.finditer(text)]
    is_taken = bool(words("takes_all").search(text))
    whole = _understood(text, marks, is_taken=is_taken)
    if whole is not None:
        return whole
    found: list[Change] = []
    parts: list[list[Mark]] = [[]]
    for mark in marks:
        if clauses and mark.start > clauses[0]:
            clauses = [one for one in clauses if one > mark.start]
            parts.append([])
        parts[-1].append(mark)
    for part in parts:
        one = _understood(text, part, is_taken=is_taken)
        if one is None and any(mark.kind in "TDS" for mark in part):
            return None
        found += one or []
    return found or None


def _exchanged(
    shifts: list[Shift], text: str, marks: Sequence[Mark]
) -> list[Change] | None:
    """Two people and the first days of two shifts; nobody else has these.

    "They swapped" may tell how the rota came to be as it is.
    """
    kinds = "".join(mark.kind for mark in marks)
    if not _EXCHANGED.fullmatch(kinds) or words("exchanged").search(text):
        return None
    people = {mark.name for mark in marks if mark.kind == "P"}
    found = []
    for mark in marks:
        if mark.days:
            day = mark.days[0]
            begun = [s for s in shifts if s.begins_at.date() == day]
            have = [one.person.as_written for one in begun]
            theirs = [name for name in have if name in people]
            if len(theirs) != 1 or len(people) != 2:
                return None
            (other,) = people - {*theirs}
            found.append(Change(other, theirs[0], day, day, is_whole=True))
    return found if len({one.taker for one in found}) == 2 else None


def _understood(
    text: str, marks: Sequence[Mark], *, is_taken: bool
) -> list[Change] | None:
    kinds = "".join(mark.kind for mark in marks)
    between = (text[one.end : other.start] for one, other in pairwise(marks))
    if not all(words("between").fullmatch(one) for one in between):
        return None  # "Ada takes the pager home on the 9th"
    for pattern in _DIRECTED:
        if match := pattern.fullmatch(kinds):
            places = {
                name[:5]: match.end(name) - 1
                for name, found in match.groupdict().items()
                if found
            }
            taker = marks[places["taker"]].name
            name = marks[places["other"]].name if "other" in places else None
            days = [mark for mark in marks if mark.kind == "D"]
            return [_change(taker, name, day, is_taken=is_taken) for day in days]
    return None


def _change(taker: str, other: str | None, mark: Mark, *, is_taken: bool) -> Change:
    assert mark.days is not None
    return Change(taker, other, *mark.days, is_whole=mark.is_week or is_taken)


def _apply(
    shifts: list[Shift], changes: Sequence[Change], note: Note
) -> list[Shift] | None:
    for change in changes:
        done = _one(shifts, change, note)
        if done is None:
            return None
        shifts = done
    return shifts


def _one(shifts: list[Shift], change: Change, note: Note) -> list[Shift] | None:
    """None if it is not plain whose time it is."""
    begun = [one for one in shifts if one.begins_at.date() == change.first]
    if begun and (change.is_whole or begun[0].ends_at - begun[0].begins_at <= _SHORT):
        begin, end = begun[0].begins_at, begun[0].ends_at
    elif begun:
        return None  # the day, or the week that it names?
    elif _FROM_THEN_ON.search(note.text):
        return None
    else:
        begin, end = _hours(shifts, change.first, change.last)
    at_time = [one for one in shifts if one.begins_at < end and begin < one.ends_at]
    theirs = [
        one for one in at_time if change.instead_of in (None, one.person.as_written)
    ]
    is_there = any(one.person.as_written == change.taker for one in at_time)
    if is_there and len(at_time) == 1:
        return shifts  # it has been written into the rota
    if len(theirs) != 1 or (is_there and not change.instead_of):
        return None
    (old,) = theirs
    begin, end = max(begin, old.begins_at), min(end, old.ends_at)
    parts = [
        replace(old, ends_at=begin),
        replace(
            old,
            person=_person(shifts, change.taker, old),
            begins_at=begin,
            ends_at=end,
            line=note.line,
            quote=note.text,
        ),
        replace(old, begins_at=end),
    ]
    place = shifts.index(old)
    kept = [part for part in parts if part.begins_at < part.ends_at]
    return [*shifts[:place], *kept, *shifts[place + 1 :]]


def _hours(shifts: list[Shift], first: date, last: date) -> tuple[datetime, datetime]:
    """Days within a shift go from hand-over to hand-over."""
    hour = shifts[0].begins_at.timetz()
    begin = datetime.combine(first, hour)
    return begin, datetime.combine(last, hour) + _DAY


def _person(shifts: list[Shift], name: str, old: Shift) -> Person:
    for shift in shifts:
        if shift.person.as_written == name:
            return replace(shift.person, role=old.person.role)
    login = name[1:].lower() if name.startswith("@") else None
    return Person(name, login, old.person.role)


def _overlaps(shifts: list[Shift], days: tuple[date, date]) -> bool:
    return any(
        one.begins_at.date() <= days[1] and days[0] <= one.ends_at.date() - _DAY
        for one in shifts
    )


def _doubted(shifts: list[Shift], marks: Sequence[Mark], note: Note) -> list[Shift]:
    """Whoever may have swapped is somebody unknown: on the days, else at all times."""
    people = {mark.name for mark in marks if mark.kind == "P"}
    days = [mark.days for mark in marks if mark.kind == "D"]
    if all(one and not _overlaps(shifts, one) for one in days):
        days = []  # the day of the note, say
    is_of_all = bool(days) and not all(days)
    is_told = words("exchange").search(note.text) or words("stands_in").search(
        note.text
    )
    is_rule = words("swap_rule").search(note.text)
    if not days and (len(people) < 2 or is_rule or not is_told):
        return shifts  # how swaps are made
    if days and not (people or note.is_headed or words("exchange").search(note.text)):
        return shifts

    def is_meant(shift: Shift) -> bool:
        if not days or is_of_all:
            return shift.person.as_written in people
        return any(one and _overlaps([shift], one) for one in days)

    return [
        replace(
            one, person=Person(f"{note.text[:200]} (unclear)", None, one.person.role)
        )
        if is_meant(one)
        else one
        for one in shifts
    ]
