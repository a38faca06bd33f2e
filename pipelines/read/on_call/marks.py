"""The people, days and verbs in a note on a rota, as marks in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.read.incidents.days import FoundDay, day_of, find_days
from pipelines.read.on_call.calendar_words import in_english
from pipelines.read.on_call.records import Shift
from pipelines.read.on_call.words import words

_DAY = timedelta(days=1)
_FAR = 2000  # days of a rota in which a day without a year is looked for
_NTH = re.compile(r"\b(?:the )?([0-3]?\d)(?:st|nd|rd|th)\b")
_WEEK_NO = re.compile(
    r"(?<!\w)(?:(20\d\d)-?)?(?:W|week )([0-5]?\d)(?![\w/-]|\.\d)", re.IGNORECASE
)
_LOGIN = re.compile(r"(?<![\w.@-])@[A-Za-z0-9][A-Za-z0-9-]{0,38}")
_WHEN_WRITTEN = re.compile(
    r"^\W*(?:edit\w*|upd\w*|note\w*|eta|as of|stand|nachtrag)[\s(\[]+([^:]{3,24}):\s",
    re.IGNORECASE,
)
_OF_WEEK = re.compile(r"\b(?:weeks?(?: of)?|w/c)\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w@.-])\d+")
_REMARK = re.compile(r"\([^()\d]{1,80}\)")  # "(Bob is at a fair)"
_KINDS = {"T": "takes", "F": "instead_of", "S": "exchange", "B": "taken_by"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a note that matters. kind: `_KINDS`, P person, D day, ? a number."""

    kind: str
    start: int
    end: int
    name: str = ""
    days: tuple[date, date] | None = None
    is_week: bool = False


class Marker:
    """Finds the people and the days of some shifts in a note."""

    def __init__(self, shifts: list[Shift], is_day_first: bool | None) -> None:
        self._is_day_first = is_day_first
        self._begins = {shift.begins_at.date() for shift in shifts}
        first = min(self._begins)
        length = (max(shift.ends_at for shift in shifts).date() - first).days
        self._known_days = [first + n * _DAY for n in range(min(length + 1, _FAR))]
        names: dict[str, set[str]] = {}
        for shift in shifts:
            written = shift.person.as_written
            bare = written.strip("@:")
            for name in (
                written,
                bare,
                bare[:1].upper() + bare[1:],
                written.split(" ")[0],
            ):
                names.setdefault(name, set()).add(written)
        # A first name that two have names neither.
        self._names = {
            n: v.pop() for n, v in names.items() if len(v) == 1 and len(n) > 1
        }
        known = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        self._known = re.compile(rf"(?<![\w.-])(?:{known})(?![\w-])") if known else None

    def plain(self, text: str) -> str:
        """A note with its days in English, and without when and why it was made."""
        text = _blank(_WHEN_WRITTEN, text)
        for remark in _REMARK.findall(text):
            if not words("swap").search(remark) and not words("takes").search(remark):
                text = text.replace(remark, " ")
        return in_english(text, is_day_first=self._is_day_first)

    def marks(self, text: str) -> list[Mark]:
        """In the order of the text; a day that is told in no known way has no days."""
        text = self.plain(text)
        found = [*self._people(text), *self._days(text)]
        for kind, name in _KINDS.items():
            found += [Mark(kind, *one.span()) for one in words(name).finditer(text)]
        return sorted(found, key=lambda mark: mark.start)

    def _people(self, text: str) -> Iterator[Mark]:
        taken: set[int] = set()
        for one in self._known.finditer(text) if self._known else ():
            taken.update(range(one.start(), one.end()))
            yield Mark("P", one.start(), one.end(), self._names[one[0]])
        for one in _LOGIN.finditer(text):
            if one.end() - 1 not in taken:
                yield Mark("P", one.start(), one.end(), one[0])

    def _days(self, text: str) -> Iterator[Mark]:
        taken: set[int] = set()
        for one in find_days(text, year=2000, is_day_first=self._is_day_first):
            taken.update(range(one.start, one.end))
            is_week = bool(_OF_WEEK.search(text[: one.start]))
            for n, days in enumerate(self._of(one)):
                yield Mark("D", one.start + n, one.end, days=days, is_week=is_week)
        for week in _WEEK_NO.finditer(text):
            if week.start() not in taken:
                taken.update(range(week.start(), week.end()))
                mondays = (d for d in self._known_days if not d.weekday())
                day = _only(d for d in mondays if d.isocalendar()[1] == int(week[2]))
                yield Mark("D", *week.span(), days=_alone(day), is_week=True)
        for nth in _NTH.finditer(text):
            if not taken & {*range(nth.start(), nth.end())}:
                alike = [d for d in self._known_days if d.day == int(nth[1])]
                begins = [d for d in alike if d in self._begins]
                is_week = bool(_OF_WEEK.search(text[: nth.start()]))
                day = _only(begins or alike)
                yield Mark("D", *nth.span(), days=_alone(day), is_week=is_week)
                taken.update(range(*nth.span()))
        for number in _NUMBER.finditer(text):
            if number.start() not in taken:
                yield Mark("?", *number.span())

    def _of(self, found: FoundDay) -> list[tuple[date, date] | None]:
        """`4 and 11 Oct` are two, `4–6 Oct` is a range."""
        if not found.day:
            return [None]
        rest = re.sub(r"(?:19|20)\d\d", "", found.words)
        numbers = [int(n) for n in re.findall(r"\d\d?", rest)]
        if found.has_year and re.match(r"(?:19|20)\d\d", found.words):
            numbers = numbers[1:]
        elif re.search(r"[^\W\d_]", rest) is None:
            numbers = [found.day.day]
        days = [self._near(found, number) for number in numbers]
        if len(days) == 2 and re.search(r"\d\s*(?:-|–|—|to)\s*\d", rest):
            first, last = days
            return [(first, last) if first and last else None]
        return [_alone(day) for day in days]

    def _near(self, found: FoundDay, number: int) -> date | None:
        assert found.day is not None
        if found.has_year:
            return day_of(found.day.year, found.day.month, number)
        month = found.day.month
        return _only(d for d in self._known_days if (d.month, d.day) == (month, number))


def _alone(day: date | None) -> tuple[date, date] | None:
    return (day, day) if day else None


def _only(days: Iterable[date]) -> date | None:
    found = [*days][:2]
    return found[0] if len(found) == 1 else None


def _blank(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.match(text)
    return " " * found.end() + text[found.end() :] if found else text
