"""Days that only the day on which a text was written makes plain."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pipelines.read.incidents.days import FoundDay, day_of
from pipelines.read.weekdays import FULL_WEEKDAY, weekday_number

_RELATIVE = re.compile(
    r"\b(?:(?P<before>yesterday|last night|(?:the )?night before)"
    r"|(?P<same>today|tonight|this (?:morning|afternoon|evening))"
    r"|(?:on|(?P<last>last)|this|this past|past|since|from|between)"
    r" (?:the )?(?:early |late )?"
    rf"(?P<weekday>{FULL_WEEKDAY})(?!s\b))\b",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\d/.-])(?!24/7)(\d{1,2})[/-](\d{1,2})(?![/\d.-])")
_TO_REPORT = 60  # days from an incident to its report


def day_before(text: str, written: date) -> date | None:
    """The day of `yesterday`, `last night` or `on Friday` in what was written on a day.

    That of the first such words; a weekday is the last one, maybe the day itself.
    """
    match = _RELATIVE.search(text)
    if match is None:
        return None
    if match["weekday"]:
        back = (written.weekday() - weekday_number(match["weekday"])) % 7
        return written - timedelta(days=back or (7 if match["last"] else 0))
    return written - timedelta(days=0 if match["same"] else 1)


def find_short(text: str, written: date) -> FoundDay | None:
    """`4/12 outage` in a title: the one day that came shortly before the text's."""
    for match in _SHORT.finditer(text[:500]):
        first, second = int(match[1]), int(match[2])
        near = {
            day
            for year in (written.year, written.year - 1)
            for month, number in ((first, second), (second, first))
            if (day := day_of(year, month, number))
            and 0 <= (written - day).days <= _TO_REPORT
        }
        if len(near) == 1:
            return FoundDay(near.pop(), match.start(), match.end(), match[0])
    return None
