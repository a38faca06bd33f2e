"""From which weekday to which all shifts of a document last, where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.on_call.days import WEEKDAY, weekday_of
from pipelines.read.on_call.words import words

_SATURDAY, _SUNDAY = 5, 6
_LONGEST = 200_000
_CLOCK = r"[^\n,.;–—-]{0,3}\d[^\n,;–—]{0,20}?"
_STATED = re.compile(
    rf"({WEEKDAY.pattern})(?:,? (?:at )?({_CLOCK}))?"
    r"\s?(?:until|till?|to|through|thru|–|—|-|→)\s?(?:(?:the )?(?:next|following) )?"
    rf"({WEEKDAY.pattern})(?:,? (?:at )?([^\n.;]{{0,30}}))?",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"\n\s*\n|(?<=[^\d\W])\.\s|\n\s*[-*|]")


@dataclass(frozen=True, slots=True)
class Window:
    """`Friday 18:00 until Monday 09:00`; 0 is Monday.

    Attributes:
        end_clock: None: until the end of the last day.
    """

    first: int
    first_clock: FoundTime | None
    last: int
    end_clock: FoundTime | None

    @property
    def days(self) -> int:
        """From the first day to the last."""
        return (self.last - self.first) % 7

    @property
    def is_of_weekends(self) -> bool:
        return self.days < _SATURDAY - 1 and (_SATURDAY - self.first) % 7 <= self.days

    def around(self, day: date) -> tuple[date, date]:
        """First and last day of the one in which `day` is, else of the next one."""
        since = (day.weekday() - self.first) % 7
        is_within = since < self.days or (since == self.days and not self.end_clock)
        first = day + timedelta(days=-since if is_within else (7 - since) % 7)
        return first, first + timedelta(days=self.days)


WEEKEND = Window(_SATURDAY, None, _SUNDAY, None)


def windows_in(text: str) -> list[Window]:
    """Those that the sentences on cover state, each once."""
    return list(dict.fromkeys(one for one in _stated(text) if one.days))


def whole_weeks_in(text: str) -> list[tuple[int, FoundTime]]:
    """Weekday and clock of `from Monday 10:00 to the next Monday 10:00 UTC`."""
    return [
        (one.last, end)
        for one in _stated(text)
        if (begin := one.first_clock) and (end := one.end_clock)
        if not one.days and begin.clock == end.clock
    ]


def _stated(text: str) -> Iterator[Window]:
    for sentence in _SENTENCES.split(text[:_LONGEST]):
        if words("opening_hours").search(sentence):
            continue
        is_meant = words("window").search(sentence)
        for match in _STATED.finditer(sentence):
            first, last = weekday_of(match[1]), weekday_of(match[3])
            if first is None or last is None:
                continue
            begin, end = ([*find_times(match[n] or ""), None][0] for n in (2, 4))
            if is_meant or (begin and end):
                yield Window(first, begin, last, end)
