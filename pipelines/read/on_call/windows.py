"""From which weekday to which all shifts of a document last, where it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.on_call.calendar_words import weekday_names, weekday_of
from pipelines.read.on_call.words import words

_SATURDAY, _SUNDAY = 5, 6
_LONGEST = 200_000


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
    def has_clocks(self) -> bool:
        return bool(self.first_clock and self.end_clock)

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


@cache
def _stated() -> re.Pattern[str]:
    day = weekday_names().pattern
    clock = r"(?:,? (?:at |um |à |om )?([^\n,.;–—-]{0,3}\d[^\n,;–—]{0,20}?))?"
    until = (
        r"\s?(?:until|till?|to|through|thru|bis|jusqu.au|au|al|a|tot|til|–|—|-|→)\s?"
    )
    return re.compile(
        rf"({day}){clock}{until}({day})(?:,? (?:at |um |à |om )?([^\n.;]{{0,30}}))?",
        re.IGNORECASE,
    )


def windows_in(text: str) -> list[Window]:
    """Those that the sentences on cover state, each once."""
    found: dict[Window, None] = {}
    for sentence in re.split(r"\n\s*\n|(?<=[^\d\W])\.\s|\n\s*[-*|]", text[:_LONGEST]):
        is_meant = words("window").search(sentence)
        if words("opening_hours").search(sentence):
            continue
        for match in _stated().finditer(sentence):
            window = _window(match)
            if window and window.days and (is_meant or window.has_clocks):
                found[window] = None
    return list(found)


def _window(match: re.Match[str]) -> Window | None:
    first, last = weekday_of(match[1]), weekday_of(match[3])
    if first is None or last is None:
        return None
    begin, end = (_clock(match[n] or "") for n in (2, 4))
    return Window(first, begin, last, end)


def _clock(text: str) -> FoundTime | None:
    found = find_times(text)
    return found[0] if found else None
