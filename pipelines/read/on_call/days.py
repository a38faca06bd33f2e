"""The days of a rota: what a cell says of begin and end, as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.incidents.days import FoundDay, find_days
from pipelines.read.on_call.calendar_words import (
    MONTH_ALONE,
    in_english,
    month_number,
    weekday_names,
    weekday_of,
)
from pipelines.read.on_call.records import NotReadError
from pipelines.read.on_call.words import words

_WEEK = re.compile(
    r"(?<!\w)(?:(?P<before>20\d\d)(?:[- ]|(?=W)))?(?:W|Week )(?P<week>[0-5]?\d)"
    r"(?:\s?(?:-|–|—|/|\+|&|and|to)\s?(?:W|Week )?(?P<last>[0-5]?\d)(?!\d|\.? ?[a-z]))?"
    r"(?![\d.:-]|/(?!20\d\d))(?:(?:,? \(?|/)(?P<after>20\d\d)\)?)?(?!\w)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(\d\d?)(?:st|nd|rd|th)?\.?\s*(-|–|—|to|/|and|&)\s*(\d\d?)", re.IGNORECASE
)
_IN_ONE = re.compile(r"[a-z]|[-–]\s?\d\d?[./]", re.IGNORECASE)
_APART = re.compile(
    r"^(?!.*(?:-|–|—|\.\.|→|>|\bto\b)).*(?:[,;&+\n]|\band\b)", re.DOTALL
)
_ENDING = re.compile(r"\bweek[ -]?ending\b|\bw/e\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\W*(?:until|till?|to|through|up to|bis|hasta|jusqu.au|tot)\b", re.IGNORECASE
)
_PERIOD = re.compile(
    rf"\b(?:q[1-4]|h[12]|20\d\d(?:/\d\d)?(?![-\d])|{MONTH_ALONE.pattern})(?!\w)",
    re.IGNORECASE,
)
_EITHER = re.compile(r"(?<![\d/])\d\d?/\d\d?(?![\d/])")
_AND_OTHER = re.compile(
    r"(?<![\w.:/-])[0-3]?\d\.?\s*(?:[^\w\s:)\].]|[^\W\d_]{1,5}\.?)?\s*$"
)
_SAYS_WEEK = re.compile(r"\bweek\b|\bw/c\b", re.IGNORECASE)
_TWO = 2
_LEAP_YEAR = 2000  # in which every day exists
_DAY = timedelta(days=1)
_SUNDAY = 6 * _DAY  # from Monday
_LONG_MONTH = 31 * _DAY


@dataclass(frozen=True, slots=True)
class Days:
    """When an entry begins and ends, as far as it says so.

    Attributes:
        begin: First day.  begin_time: Its clock time, if stated.
        end: Last day as written; None where only a begin is.
        is_week: It says that it is a week.
        has_year: Whether it is written with its year.
    """

    begin: date
    begin_time: FoundTime | None = None
    end: date | None = None
    end_time: FoundTime | None = None
    is_week: bool = False
    has_year: bool = True


def days_in(cell: str, *, year: int | None, is_day_first: bool | None) -> Days:
    """Read one day, a range of days, or a week.

    Args:
        cell: At most a line.
        year: Of days that are written without one.
        is_day_first: How to read `03/04/2024`.

    Raises:
        NotReadError: It holds no such thing, or more than one.
    """
    cell = in_english(cell, is_day_first=is_day_first)
    if month := MONTH_ALONE.fullmatch(cell):
        return _month(month, year)
    found = find_days(cell, year=year, is_day_first=is_day_first)
    week = _WEEK.search(cell)
    if week and not any(one.has_year for one in found):
        if _WEEK.search(cell, week.end()):
            raise NotReadError("more than one week")
        return _week(week, year)
    if not found:
        known = find_days(cell, year=_LEAP_YEAR)
        if not known and _EITHER.search(cell):
            raise NotReadError("day and month cannot be told apart")
        raise NotReadError("a day without a year" if known else "no day")
    unclear = next((one for one in found if one.day is None), None)
    if unclear or len(found) > _TWO:
        raise NotReadError((unclear and unclear.reason) or "more than two days")
    if _AND_OTHER.search(_WEEK.sub(" ", cell[: found[0].start])):
        raise NotReadError("has a number beside its days")
    begin, end = _first_and_last(cell, found)
    has_year = any(one.has_year for one in found)
    if not has_year and year != _LEAP_YEAR:
        _check_weekday(cell, found)
    times = [*find_times(cell)[:_TWO], None, None]
    is_week = bool(_SAYS_WEEK.search(cell))
    return Days(begin, times[0], end, times[1], is_week, has_year)


def _first_and_last(cell: str, found: list[FoundDay]) -> tuple[date, date | None]:
    begin, end = _ends(cell, found)
    if end is None and _ENDING.search(cell):
        return begin - _SUNDAY, begin
    if end is None and _UNTIL.match(cell):
        raise NotReadError("says only when it ends")
    if end and end < begin:
        raise NotReadError("ends before it begins")
    return begin, end


def place_in_year(cell: str, *, is_day_first: bool | None) -> date | None:
    """The day of a cell without a year, in a leap year; else None."""
    try:
        days = days_in(cell, year=_LEAP_YEAR, is_day_first=is_day_first)
    except NotReadError:
        return None
    return None if days.has_year else days.begin


def is_only_days(text: str) -> bool:
    """Whether nothing stands there but days, times and the words around them."""
    if MONTH_ALONE.fullmatch(in_english(text.strip(" *_:"), is_day_first=None)):
        return True
    rest = _WEEK.sub(" ", in_english(text, is_day_first=True))
    for one in find_days(rest, year=_LEAP_YEAR, is_day_first=True):
        rest = rest.replace(one.words, " ")
    for time in reversed(find_times(rest)):
        rest = rest[: time.start] + " " + rest[time.end :]
    rest = weekday_names().sub(" ", rest)
    return not re.search(r"[^\W_]", words("day_words").sub(" ", rest))


@lru_cache(maxsize=4096)
def are_days(text: str) -> bool:
    """Whether a day, a week or a month stands there, and nothing else but times."""
    if not re.search(r"\d", text) or not is_only_days(text):
        return False
    text = in_english(text.strip(" *_:"), is_day_first=True)
    found = find_days(text, year=_LEAP_YEAR, is_day_first=True)
    return bool(found or _WEEK.search(text) or MONTH_ALONE.fullmatch(text))


def is_period(title: str) -> bool:
    """Whether a title only says when: `2024`, `Q2`, `May`, `Week of 6 May`."""
    rest = _PERIOD.sub(" ", in_english(title, is_day_first=True))
    return not re.search(r"[^\W_]", rest) or is_only_days(rest)


def _month(found: re.Match[str], year: int | None) -> Days:
    """`May 2024`, as a whole."""
    in_year = int(found["year"] or year or 0)
    if not in_year:
        raise NotReadError("a month without a year")
    begin = date(in_year, month_number(found["month"]), 1)
    after = (begin + _LONG_MONTH).replace(day=1)
    return Days(begin, end=after - _DAY, has_year=bool(found["year"]))


def _check_weekday(cell: str, found: list[FoundDay]) -> None:
    """Of a year that a heading names, a day has the weekday that is written by it."""
    for one in found:
        weekday = weekday_of(cell[: one.start], at_end=True)
        if one.day and weekday not in (None, one.day.weekday()):
            raise NotReadError("has another weekday in the year of its heading")


def _week(week: re.Match[str], year: int | None) -> Days:
    written = week["before"] or week["after"]
    in_year = int(written) if written else year
    if in_year is None:
        raise NotReadError("a week without a year")
    numbers = [int(week["week"]), int(week["last"] or week["week"])]
    try:
        begin, last = (date.fromisocalendar(in_year, one, 1) for one in numbers)
    except ValueError:
        raise NotReadError(f"no week: {week[0]}") from None
    if last < begin:
        raise NotReadError("ends before it begins")
    end = last + _SUNDAY if last > begin else None
    return Days(begin, end=end, is_week=True, has_year=bool(written))


def _ends(cell: str, found: list[FoundDay]) -> tuple[date, date | None]:
    first = found[0]
    assert first.day is not None
    if len(found) == _TWO:
        if _APART.search(cell[first.end : found[1].start]):
            raise NotReadError("days apart from each other")
        begin, end = first.day, found[1].day
        if end and end < begin and not first.has_year:
            if found[1].has_year:  # "Dec 30 – Jan 5, 2025"
                begin = date(begin.year - 1, begin.month, begin.day)
            else:  # the year is that of a heading: of the begin
                end = date(end.year + 1, end.month, end.day)
        return begin, end
    return _span(first.words, first.day)


def _span(written: str, day: date) -> tuple[date, date | None]:
    """`6–12 May 2024`, `May 6–12`, `6.–12.05.2024`: two days of one month in one."""
    rest = re.sub(r"(?:19|20)\d\d-\d\d?-", "", written)
    if rest != written:  # 2024-05-06/12
        span = _SPAN.fullmatch(rest)
    else:
        span = _SPAN.search(rest) if _IN_ONE.search(rest) else None
    if span is None or day.day not in (int(span[1]), int(span[3])):
        return day, None
    if span[2].lower() in ("and", "&") and int(span[3]) - int(span[1]) != 1:
        raise NotReadError("days apart from each other")
    try:
        begin, end = (day.replace(day=int(span[place])) for place in (1, 3))
    except ValueError:
        raise NotReadError(f"not a day: {written}") from None
    if end < begin:  # "19 / 6 May": a week and its day
        raise NotReadError(f"no range: {written}")
    return (begin, end) if end > begin else (begin, None)
