"""The days of a rota: what a cell says of begin and end, as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.incidents.days import FoundDay, find_days
from pipelines.read.on_call.records import NotReadError
from pipelines.read.on_call.words import words

_WEEK = re.compile(
    r"(?<!\w)(?:(?P<before>20\d\d)[- ]?)?(?:W|CW|KW|Week )(?P<week>[0-5]?\d)"
    r"(?![\d.:/-])(?:,? (?P<after>20\d\d))?(?!\w)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(\d\d?)(?:st|nd|rd|th)?\.?\s*(?:-|–|—|to|/)\s*(\d\d?)", re.I)
_IN_ONE = re.compile(r"[a-z]|[-–]\s?\d\d?[./]", re.IGNORECASE)
_SAYS_WEEK = re.compile(r"\bweek\b|\bw/c\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Days:
    """When an entry begins and ends, as far as it says so.

    Attributes:
        begin: First day.  begin_time: Its clock time, if stated.
        end: Last day as written; None where only a begin is.
        is_week: It says that it is a week.
    """

    begin: date
    begin_time: FoundTime | None = None
    end: date | None = None
    end_time: FoundTime | None = None
    is_week: bool = False


def days_in(cell: str, *, year: int | None, is_day_first: bool | None) -> Days:
    """Read one day, a range of days, or a week.

    Args:
        cell: At most a line.
        year: Of days that are written without one.
        is_day_first: How to read `03/04/2024`.

    Raises:
        NotReadError: It holds no such thing, or more than one.
    """
    if week := _WEEK.search(cell):
        return _week(week, year)
    found = find_days(cell, year=year, is_day_first=is_day_first)
    if not found:
        known = find_days(cell, year=2000) or _WEEK.search(cell)
        raise NotReadError("a day without a year" if known else "no day")
    unclear = next((one for one in found if one.day is None), None)
    if unclear or len(found) > _TWO:
        raise NotReadError((unclear and unclear.reason) or "more than two days")
    begin, end = _ends(found)
    if end and end < begin:
        raise NotReadError("ends before it begins")
    times = [*find_times(cell)[:_TWO], None, None]
    return Days(begin, times[0], end, times[1], bool(_SAYS_WEEK.search(cell)))


def year_of(headings: tuple[str, ...]) -> int | None:
    """The year that the nearest heading with one names."""
    for heading in reversed(headings):
        years = {*_YEAR.findall(heading)}
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def is_only_days(text: str) -> bool:
    """Whether nothing stands there but days, times and the words around them."""
    rest = _WEEK.sub(" ", text)
    for one in find_days(rest, year=2000):
        rest = rest.replace(one.words, " ")
    for time in reversed(find_times(rest)):
        rest = rest[: time.start] + " " + rest[time.end :]
    return not re.search(r"[^\W_]", words("day_words").sub(" ", rest))


def _week(week: re.Match[str], year: int | None) -> Days:
    written = week["before"] or week["after"]
    in_year = int(written) if written else year
    if in_year is None:
        raise NotReadError("a week without a year")
    try:
        begin = date.fromisocalendar(in_year, int(week["week"]), 1)
    except ValueError:
        raise NotReadError(f"no week: {week[0]}") from None
    return Days(begin, is_week=True)


def _ends(found: list[FoundDay]) -> tuple[date, date | None]:
    first = found[0]
    assert first.day is not None
    if len(found) == _TWO:
        begin, end = first.day, found[1].day
        if end and end < begin and not first.has_year:  # "Dec 30 – Jan 5, 2025"
            begin = date(begin.year - 1, begin.month, begin.day)
        return begin, end
    return _span(first.words, first.day)


def _span(written: str, day: date) -> tuple[date, date | None]:
    """`6–12 May 2024`, `May 6–12`, `6.–12.05.2024`: two days of one month in one."""
    rest = re.sub(r"(?:19|20)\d\d-\d\d?-", "", written)
    if rest != written:  # 2024-05-06/12
        span = _SPAN.fullmatch(rest)
    else:
        span = _SPAN.search(rest) if _IN_ONE.search(rest) else None
    if span is None or day.day not in (int(span[1]), int(span[2])):
        return day, None
    try:
        begin, end = (day.replace(day=int(span[place])) for place in (1, 2))
    except ValueError:
        raise NotReadError(f"not a day: {written}") from None
    return (begin, end) if end > begin else (begin, None)
