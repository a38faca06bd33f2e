"""The day by which an action item is to be done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.read.incidents.days import FoundDay, day_of, find_days

_NEAR = 12  # characters from `by` to a day
_COLUMN = re.compile(r"\s(?:[-–—|→]|->)\s")
_BEFORE = r"(?:due(?: date| on| by)?|by|deadline|eta|before|until|target(?: date)?)"
_DUE = re.compile(rf"\b{_BEFORE}\s*[:=]?\s*(?=(?P<day>[^;()|]{{4,30}}))", re.IGNORECASE)
_ON = re.compile(r"\bon (?=(?P<day>(?:the )?\w[^;()|]{3,30}))", re.IGNORECASE)
_TO_DAY = re.compile(  # between `by` and a day: "by the end of", "by Friday,"; no name
    r"\W*(?:(?:the|end|of|eod|cob|eob|early|mid|late|latest|at|around|about|next|week"
    r"|ca|on|start|beginning|close|business|[a-z]{3,6}day|mon|tue|wed|thu|fri)\b\W*)*",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_END_OF = re.compile(
    rf"\b{_BEFORE}\s*[:=]?\s*(?:the )?(?:very )?end of (?:the )?"
    rf"(?:(?P<month>{_MONTHS})[a-z]{{0,6}}\b\.?|q(?P<quarter>[1-4])\b|(?P<whole>year\b|(?=20\d\d\b)))"
    r"(?:,? ?(?P<year>20\d\d)\b)?",
    re.IGNORECASE,
)
_BESIDE_NAME = re.compile(
    r"[(\[]@?[A-Z][\w'. -]{1,30}, (?P<day>[^()\[\],;]{4,20})[)\]]\W*$"
)
_FISCAL = re.compile(r"\bFY ?'?\d\d(?:\d\d)?\b|\bfiscal\b", re.IGNORECASE)
_WISH = re.compile(  # no promise, so nothing is due
    r"\b(?:we|i|they|['’]d) (?:want|wish|hope|aim|(?:would )?(?:love|like))\b"
    r"|\bideally\b",
    re.IGNORECASE,
)
_A_YEAR = 300  # days; `on 3 May` of another year is not meant


@dataclass(frozen=True, slots=True)
class Dates:
    """How the days of action items are read: their year, and `3/4/2024`.

    `since`: the day of the incident; a day without a year does not come before it.
    """

    year: int | None
    is_day_first: bool | None = None
    since: date | None = None

    def find(self, words: str) -> list[FoundDay]:
        """The days in some words, those without a year after the incident."""
        found = find_days(words, year=self.year, is_day_first=self.is_day_first)
        return [self._after(one) for one in found]

    def _after(self, found: FoundDay) -> FoundDay:
        if found.has_year or not (found.day and self.since) or found.day >= self.since:
            return found
        later = day_of(found.day.year + 1, found.day.month, found.day.day)
        return replace(found, day=later)

    def end_of(self, match: re.Match[str]) -> date | None:
        """The last day of a month, a quarter or a year."""
        year = int(match["year"]) if match["year"] else self.year
        if year is None:
            return None
        month = 12
        if match["month"]:
            month = _MONTHS.split("|").index(match["month"].lower()) + 1
        elif match["quarter"]:
            month = 3 * int(match["quarter"])
        last = _last_of(year, month)
        if not match["year"] and self.since and last < self.since:
            return _last_of(year + 1, month)
        return last


def due_in(
    text: str, dates: Dates, *, is_done: bool, is_open: bool = False
) -> date | None:
    """The day by which it is to be done, if the words state a complete one.

    The end of a month, a quarter or a year is its last day. A day at the very end is
    one too, unless it may be that on which it was done; so is the day `on` which it
    will be done, if it is still to be done.
    """
    for match in _DUE.finditer(text):
        found = dates.find(match["day"])
        if not found or found[0].start >= _NEAR:
            continue
        if not is_done or _TO_DAY.fullmatch(match["day"][: found[0].start]):
            return found[0].day
    is_wished = bool(_WISH.search(text))
    ends = None if is_done or is_wished else _END_OF.search(text)
    if ends and not _FISCAL.search(text):
        return dates.end_of(ends)
    columns = [dates.find(piece) for piece in _COLUMN.split(text)[1:]]
    whole = [found[0] for found in columns if found and found[0].start < 4]
    if whole and not is_done and whole[0].has_year:
        return whole[0].day
    if is_open and not is_wished and (day := _day_on(text, dates)):
        return day
    if not (is_done or is_wished) and (day := _day_beside_name(text, dates)):
        return day
    last = dates.find(text[-30:])
    if last and re.search(r"\b(?:for|of|since|from)\s+$", text[-30:][: last[-1].start]):
        return None
    if last and not is_done and re.fullmatch(r"[\s).\]]*", text[-30:][last[-1].end :]):
        return last[-1].day if last[-1].has_year else None
    return None


def _day_on(text: str, dates: Dates) -> date | None:
    """`We will pay them out on the 1st of June.`, after the incident."""
    for match in _ON.finditer(text):
        found = dates.find(match["day"])
        if not found or found[0].start > len("the ") or not dates.since:
            continue
        is_last = re.match(r"\s*(?:[.;,)!]|$)", match["day"][found[0].end :])
        day = found[0].day
        if is_last and day and day > dates.since and (day - dates.since).days < _A_YEAR:
            return day
    return None


def _day_beside_name(text: str, dates: Dates) -> date | None:
    """`(Ana, 30 Apr)` at the end, after the incident."""
    beside = _BESIDE_NAME.search(text)
    found = dates.find(beside["day"]) if beside and dates.since else []
    day = found[0].day if found else None
    is_all = beside is not None and bool(found) and found[0].words == beside["day"]
    is_near = day and dates.since and 0 <= (day - dates.since).days < _A_YEAR
    return day if is_all and is_near else None


def _last_of(year: int, month: int) -> date:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
