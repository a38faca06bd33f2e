"""Swaps that the text beside a rota tells of.

"Ada takes the 9th" is followed. Of any other note that names a day or people of a rota,
only this is known: that somebody else may be on call then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import compress, islice
from types import MappingProxyType

from pipelines.read.incidents.days import find_days
from pipelines.read.on_call.days import days_in, plain_days
from pipelines.read.on_call.records import NotReadError, Person, Row, Shift, Unread
from pipelines.read.on_call.words import words

_LONGEST = 500  # characters of a note
_MOST = 2000  # notes
_FAR = 2000  # days of a rota in which a day without a year is looked for
_DAY = timedelta(days=1)
_SIX = timedelta(days=6)
_SHORT = timedelta(days=4)  # a shift that its first day names as a whole
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+|(?<=\d[.!?])\s+(?=[A-Z@])")
_LOGIN = r"(?<![\w.@-])@[A-Za-z0-9][A-Za-z0-9-]{0,38}"
_NUMBERED = re.compile(  # a day or a week of which only the number is told
    r"\b(?:the )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b"
    r"|(?<!\w)(?:20\d\d-?)?(?:W|week )(?P<week>[0-5]?\d)(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"P(?P<who>\d+)(?P<all> takes| took| will take| does| has)?(?: covers| covered)?"
    r" (?:the )?(?P<week>week (?:of )?|w/c )?(?:the )?D(?P<day>\d+)"
    r"(?: (?:for|from|instead of) P(?P<other>\d+))?(?: instead)?",
)
_AWAY = re.compile(  # "D0: P0 at a fair, P1 covers the whole week"
    r"D(?P<day>\d+): P(?P<other>\d+) [^PD\n]{2,60}, P(?P<who>\d+)"
    r" (?:takes|covers|does|has) the (?:whole|entire) week"
)
_RANGE = re.compile(r"D(\d+) ?(?:to|until|till?|through|thru|[-–—]) ?(?:the )?D(\d+)")
_REPLACED = re.compile(r"\b(?:for|from|instead of|in place of|replac\w+) P(\d+)")
_UNBOUND = re.compile(  # more than the days that are named, or the day of the note
    r"(?<![PD\d])\d|\[|[-=]>|→|\b(?:edit\w*|updated?|weeks?|shifts?|until|till?"
    r"|since|from (?:the )?D\d+|onwards?|over|after|before|rest|by D\d+|then|next"
    r"|following)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(  # what may be told as well
    r"^(?:edit|update)\w* D\d+:|P\d+ (?:is|are) (?:ill|sick|away|off|out)\b|\band\b|\W",
    re.IGNORECASE,
)
_Days = tuple[date, date] | None  # the first and the last; None: nobody can tell


@dataclass(slots=True)
class Note:
    """A sentence with its people and days marked: `P0 takes D0 from P1`."""

    text: str
    people: list[str] = field(default_factory=list)
    days: list[_Days] = field(default_factory=list)


def after_swaps(
    shifts: list[Shift],
    rows: Iterable[Row],
    *,
    is_day_first: bool | None,
    weeks: Mapping[int, int] = MappingProxyType({}),
) -> tuple[list[Shift], list[Unread]]:
    """The shifts as notes leave them, and the notes that are not understood.

    Args:
        shifts: Of all rotas of a document, in the zone of its days.
        rows: What stands beside them.
        is_day_first: How to read `03/04/2024`.
        weeks: The numbers by which a rota counts its weeks itself, by line.
    """
    unread: list[Unread] = []
    if not shifts:
        return shifts, unread
    known = _Known(shifts, is_day_first, weeks)
    unclear = []
    for row, text, is_headed in islice(_notes(rows), _MOST):
        note = known.note(text)
        changed = _followed(shifts, note, row)
        if changed is None:
            unclear.append((row, note, text, is_headed))
        shifts = shifts if changed is None else changed
    for row, note, text, is_headed in unclear:  # last: they divide shifts
        changed = _doubted(shifts, note, text, is_headed=is_headed)
        if changed != shifts:
            unread.append(Unread(row.line, "a swap that is not understood", text))
        shifts = changed
    return shifts, unread


def _notes(rows: Iterable[Row]) -> Iterator[tuple[Row, str, bool]]:
    """The sentences that speak of a swap, or stand below a title that does."""
    for row in rows:
        is_headed = bool(words("swap_title").search(row.titles[-1]))
        for sentence in _SENTENCE.split(" ".join(row.cells[0].split())):
            is_meant = is_headed or words("swap").search(sentence)
            if is_meant and len(sentence) <= _LONGEST:
                yield row, sentence, is_headed


class _Known:
    """The people and the days of a rota, as notes name them."""

    def __init__(
        self, shifts: list[Shift], is_day_first: bool | None, weeks: Mapping[int, int]
    ) -> None:
        self._is_day_first = is_day_first
        self._weeks: dict[int, set[tuple[date, date]]] = {}
        for shift in shifts:
            span = shift.begins_at.date(), shift.ends_at.date() - _DAY
            self._weeks.setdefault(weeks.get(shift.line, -1), set()).add(span)
        self._begins = {shift.begins_at.date() for shift in shifts}
        first = min(self._begins)
        length = (max(shift.ends_at.date() for shift in shifts) - first).days
        self._days = [first + n * _DAY for n in range(min(length + 1, _FAR))]
        names: dict[str, set[str]] = {}
        for written in {shift.person.as_written for shift in shifts}:
            bare = written.strip("@:")
            named = {written, bare, bare[:1].upper() + bare[1:], written.split(" ")[0]}
            for name in named:
                names.setdefault(name, set()).add(written)
        # A first name that two have names neither.
        self._names = {n: v.pop() for n, v in names.items() if len(v) == 1 < len(n)}
        known = map(re.escape, sorted(self._names, key=len, reverse=True))
        self._people = re.compile(
            rf"(?<![\w.-])(?:{'|'.join(known) or '(?!)'})(?![\w-])|{_LOGIN}"
        )

    def note(self, text: str) -> Note:
        note = Note(plain_days(text, is_day_first=self._is_day_first))

        def day(days: _Days) -> str:
            note.days.append(days)
            return f"D{len(note.days) - 1}"

        def person(found: re.Match[str]) -> str:
            note.people.append(self._names.get(found[0], found[0]))
            return f"P{len(note.people) - 1}"

        found = find_days(note.text, year=2000, is_day_first=self._is_day_first)
        for one in reversed(found):
            named = day(self._of(one.words))
            note.text = note.text[: one.start] + named + note.text[one.end :]
        text = _NUMBERED.sub(lambda one: day(self._numbered(one)), note.text)
        note.text = self._people.sub(person, text)
        for ends in _RANGE.finditer(note.text):
            first, last = (note.days[int(place)] for place in ends.groups())
            span = (first[0], last[1]) if first and last else None
            note.days[int(ends[1])] = note.days[int(ends[2])] = span
        note.text = _AWAY.sub(r"P\g<who> takes week D\g<day> for P\g<other>", note.text)
        return note

    def _of(self, written: str) -> _Days:
        try:
            found = days_in(written, year=2000, is_day_first=self._is_day_first)
        except NotReadError:
            return None
        begins = [found.begin]
        if not found.has_year:  # what is in no shift is the day of the note, say
            wanted = (found.begin.month, found.begin.day)
            alike = [d for d in self._days if (d.month, d.day) == wanted]
            begins = alike or begins
        return _only(begins, (found.end or found.begin) - found.begin)

    def _numbered(self, found: re.Match[str]) -> _Days:
        if week := found["week"]:
            if own := self._weeks.get(int(week)):
                return next(iter(own)) if len(own) == 1 else None
            wanted = (int(week), 1)
            return _only([d for d in self._days if d.isocalendar()[1:] == wanted], _SIX)
        alike = [d for d in self._days if d.day == int(found["day"])]
        return _only([d for d in alike if d in self._begins] or alike)


def _only(days: list[date], more: timedelta = 0 * _DAY) -> _Days:
    return (days[0], days[0] + more) if len(days) == 1 else None


def _followed(shifts: list[Shift], note: Note, row: Row) -> list[Shift] | None:
    """The shifts with what a note says in full; None if it says anything else."""
    found = [*_TAKES.finditer(note.text)]
    if not found or _BESIDE.sub("", _TAKES.sub("", note.text)):
        return None
    taken = [_whole(shifts, note, one) for one in found]
    for one, old in zip(found, taken, strict=True):
        if old is None:
            return None
        taker = note.people[int(one["who"])]
        like = (s.person for s in shifts if s.person.as_written == taker)
        login = taker[1:].lower() if taker.startswith("@") else None
        person = replace(next(like, Person(taker, login)), role=old.person.role)
        new = replace(old, person=person, line=row.line, quote=row.quote)
        shifts = [new if shift is old else shift for shift in shifts]
    return shifts


def _whole(shifts: list[Shift], note: Note, one: re.Match[str]) -> Shift | None:
    """The only shift that a day names as a whole; else None."""
    days = note.days[int(one["day"])]
    if days is None:
        return None
    other = note.people[int(one["other"])] if one["other"] else None
    at_day = [one for one in shifts if _overlap(one, days)]
    theirs = [one for one in at_day if other in (None, one.person.as_written)]
    if len(theirs) != 1 or theirs[0].begins_at.date() != days[0]:
        return None
    is_short = theirs[0].ends_at - theirs[0].begins_at <= _SHORT
    is_week = one["week"] or days[1] > days[0]
    return theirs[0] if one["all"] or is_week or is_short else None


def _overlap(shift: Shift, days: tuple[date, date]) -> bool:
    """Whether a shift is of some of the days; the last one's hand-over is not."""
    last = shift.ends_at.date() - _DAY
    return shift.begins_at.date() <= days[1] and days[0] <= last


def _doubted(
    shifts: list[Shift], note: Note, text: str, *, is_headed: bool
) -> list[Shift]:
    """Whoever may have swapped is somebody unknown: on the days, else at all times."""
    days = note.days
    is_bound = bool(days) and not _UNBOUND.search(note.text)
    of_whom = {note.people[int(place)] for place in _REPLACED.findall(note.text)}
    if all(one and not any(_overlap(s, one) for s in shifts) for one in days):
        if is_bound and of_whom:
            return shifts  # of another time
        days = []  # the day of the note, say
    is_told = words("exchange").search(text)
    is_rule = words("swap_rule").search(text)
    if not days and (len(note.people) < 2 or is_rule or not is_told):
        return shifts  # how swaps are made
    if days and not (note.people or is_headed or is_told):
        return shifts

    known = [one for one in days if one] if all(days) else []
    at = [any(_overlap(one, day) for day in known) or not known for one in shifts]
    theirs = [one.person.as_written in of_whom for one in compress(shifts, at)]
    is_of_named = not known or any(theirs)
    doubt = f"{text[:200]} (unclear)"
    changed: list[Shift] = []
    for one, is_at in zip(shifts, at, strict=True):
        is_named = one.person.as_written in note.people or not is_of_named
        is_meant = is_named and is_at
        changed += _parts(one, known if is_bound else [], doubt) if is_meant else [one]
    return changed


def _parts(shift: Shift, days: list[tuple[date, date]], doubt: str) -> list[Shift]:
    """A shift with the days in doubt apart; in doubt as a whole if none is in it.

    One day that is its first one may name it as a whole.
    """
    begin, end = shift.begins_at, shift.ends_at
    within = [one for one in days if _overlap(shift, one) and one[1] - one[0] < _SIX]
    if within and {*within} != {(begin.date(), begin.date())}:
        first, last = min(within)[0], max(one[1] for one in within) + _DAY
        midnight, clock = begin.timetz().replace(hour=0, minute=0), begin.timetz()
        end = min(end, datetime.combine(last, clock))
        begin = max(begin, datetime.combine(first, midnight))
    someone = Person(doubt, None, shift.person.role)
    parts = (
        replace(shift, ends_at=begin),
        replace(shift, begins_at=begin, ends_at=end, person=someone),
        replace(shift, begins_at=end),
    )
    return [one for one in parts if one.begins_at < one.ends_at]
