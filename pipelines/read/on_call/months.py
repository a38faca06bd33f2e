"""Months, quarters and halves of a year as the days that they hold."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date

MONTHS = re.findall("...", "JanFebMarAprMayJunJulAugSepOctNovDec")
_NAME = (
    r"(?:(?:jan|febr)(?:uary)?|feb|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|(?:octo|novem|decem)ber|oct|nov|dec)\.?"
)
MONTH_ALONE = re.compile(rf"(?P<month>{_NAME})(?:,? (?P<year>20\d\d))?", re.IGNORECASE)
_PART = rf"(?P<name>{_NAME})|Q(?P<quarter>[1-4])|H(?P<half>[12])"
_UNITS = [  # the year behind it or before it, or in figures
    re.compile(rf"(?:{_PART})(?:(?:,? ?|[/-])(?P<year>20\d\d))?", re.IGNORECASE),
    re.compile(rf"(?P<year>20\d\d)(?:[ -]|(?=[QH]))(?:{_PART})", re.IGNORECASE),
    re.compile(r"(?P<year>20\d\d)[-/](?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0[1-9]|1[0-2])/(?P<year>20\d\d)"),
]
_TO = re.compile(
    r"\s?(?:–|—|→|\bto\b|\buntil\b|\bthrough\b)\s?|\s-\s|(?<=[a-z.])-(?=[a-z])", re.I
)
_ENDS = 2


def months_in(text: str, year: int | None) -> tuple[date, date, bool] | None:
    """First and last day of `Jan 2022 – Mar 2022`, and whether it has its year.

    Args:
        text: Nothing else may stand there.
        year: Of a month without one; None: it is in no year.
    """
    pieces = _TO.split(text.strip(" *_:()[]"))
    units = [_unit(piece.strip()) for piece in pieces[: _ENDS + 1]]
    found = [unit for unit in units if unit]
    if len(found) != len(units) or len(found) > _ENDS:
        return None
    (first, _), (_, last) = (_spans(unit) for unit in (found[0], found[-1]))
    written = found[-1]["year"]
    own = found[0]["year"] or written or year
    if own is None:
        return None
    begin, end = int(own), int(written or own)
    if last < first and begin == end:  # over the turn of the year
        is_of_end = written and not found[0]["year"]
        begin, end = (begin - 1, end) if is_of_end else (begin, end + 1)
    day = date(begin, first, 1), date(end, last, monthrange(end, last)[1])
    return (*day, bool(found[0]["year"] or written)) if day[0] < day[1] else None


def _unit(text: str) -> Mapping[str, str | None] | None:
    found = filter(None, (unit.fullmatch(text) for unit in _UNITS))
    return next((one.groupdict() for one in found), None)


def _spans(unit: Mapping[str, str | None]) -> tuple[int, int]:
    """Its first and its last month."""
    if name := unit.get("name"):
        month = MONTHS.index(name[:3].capitalize()) + 1
        return month, month
    if number := unit.get("month"):
        return int(number), int(number)
    length, which = (3, unit["quarter"]) if unit.get("quarter") else (6, unit["half"])
    last = length * int(which or 0)
    return last - length + 1, last
