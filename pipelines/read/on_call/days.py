"""The days of a rota: what a cell says of begin and end, as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.incidents.days import FoundDay, find_days
from pipelines.read.languages import TO, in_english
from pipelines.read.on_call.months import MONTH_ALONE, MONTHS, months_in
from pipelines.read.on_call.records import NotReadError
from pipelines.read.on_call.words import words
from pipelines.read.weekdays import WEEKDAY as WEEKDAY_NAME
from pipelines.read.weekdays import weekday_number

WEEKDAY = re.compile(rf"(?<!\w){WEEKDAY_NAME}\b\.?", re.IGNORECASE)
_AT_END = re.compile(rf"{WEEKDAY.pattern}[\s.,(]*$", re.IGNORECASE)
_WEEK_NUMBER = re.compile(r"(?<![^\W\d])(?:cw|kw|wk\.?)[ -]?(?=\d)", re.IGNORECASE)
_COMPACT = re.compile(r"(?<![\w-])(20\d\d)([01]\d)([0-3]\d)(?![\w-])")
_TO_OF_OTHERS = re.compile(rf" (?:{TO}) (?=\d|[A-Z])")
_OF_OTHERS = re.compile(r"(?<=\d) de (?=[A-Z])")  # "4 de March"
_DOTTED = re.compile(r"(?<![\w.])([0-3]?\d)\.([0-3]?\d)\.(?![\w.])")  # no time: `9.30`
_DOTTED_FIRST = re.compile(rf"(?<![^\W\d_] ){_DOTTED.pattern}")  # ends no sentence
_COUNTED = re.compile(r"\b(?:sprint|iteration|cycle) #?\d{1,3}\b", re.IGNORECASE)
_INTERVAL = re.compile(r"(\d{4}-\d\d-\d\d)/(?=\d{4}-)")  # of ISO 8601
_SLASHED = re.compile(  # without a year
    r"(?<![\d/.-])(?!24/7)([0-3]?\d)/([0-3]?\d)(?![\d/])"
    rf"(?!(?:\s?[-–]\s?\d\d?/\d\d?)?,? 20\d\d|\.? ?(?:{'|'.join(MONTHS)}))",
    re.IGNORECASE,
)
_IN_RANGE = re.compile(  # the second of "Mon 6 – Sun 12 May" parts what is one range
    rf"((?<!\w)\d\d?(?:st|nd|rd|th)?\.?\s?(?:-|–|—|to|and|&)\s?){WEEKDAY.pattern},?\s(?=\d)",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"(?<!\w)(?:(?P<before>20\d\d)(?:[- ]|(?=W)))?(?:W|Week )(?P<week>[0-5]?\d)"
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
_UNTIL = re.compile(r"\W*(?:until|till?|to|through|up to)\b", re.IGNORECASE)
_PERIOD = re.compile(
    rf"\b(?:q[1-4]|h[12]|20\d\d(?:/\d\d)?(?![-\d])|{MONTH_ALONE.pattern})(?!\w)",
    re.IGNORECASE,
)
_AND_OTHER = re.compile(
    r"(?<![\w.:/-])[0-3]?\d\.?\s*(?:[^\w\s:)\].]|[^\W\d_]{1,5}\.?)?\s*$"
)
_SAYS_WEEK = re.compile(r"\bweek\b|\bw/c\b", re.IGNORECASE)
_TWO = 2
_LEAP_YEAR = 2000  # in which every day exists
_DAY = timedelta(days=1)
_SUNDAY = 6 * _DAY  # from Monday


@dataclass(frozen=True, slots=True)
class Days:
    """When an entry begins and ends, as far as it says so.

    Attributes:
        begin: First day.  begin_time: Its clock time, if stated.
        end: Last day as written; None where only a begin is.
        is_week: It says that it is a week.
        has_year: Whether it is written with its year.
        are_months: It says whole months, which are over when the last day is.
    """

    begin: date
    begin_time: FoundTime | None = None
    end: date | None = None
    end_time: FoundTime | None = None
    is_week: bool = False
    has_year: bool = True
    are_months: bool = False


def days_in(cell: str, *, year: int | None, is_day_first: bool | None) -> Days:
    """Read one day, a range of days, a week, or months.

    Args:
        cell: At most a line.
        year: Of days that are written without one.
        is_day_first: How to read `03/04/2024`.

    Raises:
        NotReadError: It holds no such thing, or more than one.
    """
    cell = plain_days(cell, is_day_first=is_day_first)
    if months := months_in(cell, year):
        first, last, has_year = months
        return Days(first, end=last, has_year=has_year, are_months=True)
    found = find_days(cell, year=year, is_day_first=is_day_first)
    week = _WEEK.search(cell)
    if week and not any(one.has_year for one in found):
        if _WEEK.search(cell, week.end()):
            raise NotReadError("more than one week")
        return _week(week, year)
    if not found:
        is_known = find_days(cell, year=_LEAP_YEAR) or months_in(cell, _LEAP_YEAR)
        raise NotReadError("a day without a year" if is_known else "no day")
    unclear = next((one for one in found if one.day is None), None)
    if unclear or len(found) > _TWO:
        raise NotReadError((unclear and unclear.reason) or "more than two days")
    if _AND_OTHER.search(_WEEK.sub(" ", cell[: found[0].start])):
        raise NotReadError("has a number beside its days")
    begin, end = _ends(cell, found)
    has_year = any(one.has_year for one in found)
    weekday = weekday_before(cell[: found[0].start])
    if not (has_year or year == _LEAP_YEAR) and weekday not in (None, begin.weekday()):
        raise NotReadError("has another weekday in the year of its heading")
    times = [*find_times(cell)[:_TWO], None, None]
    is_week = bool(_SAYS_WEEK.search(cell))
    return Days(begin, times[0], end, times[1], is_week, has_year)


def place_in_year(cell: str, *, is_day_first: bool | None) -> Days | None:
    """Its days, in a leap year if they have none themselves; None if it has none."""
    try:
        return days_in(cell, year=_LEAP_YEAR, is_day_first=is_day_first)
    except NotReadError:
        return None


def is_only_days(text: str) -> bool:
    """Whether nothing stands there but days, times and the words around them."""
    rest = _WEEK.sub(" ", plain_days(text, is_day_first=True))
    for one in find_days(rest, year=_LEAP_YEAR, is_day_first=True):
        rest = rest.replace(one.words, " ")
    for moment in reversed(find_times(rest)):
        rest = rest[: moment.start] + " " + rest[moment.end :]
    rest = WEEKDAY.sub(" ", rest)
    return not re.search(r"[^\W_]", words("day_words").sub(" ", rest))


@lru_cache(maxsize=4096)
def are_days(text: str) -> bool:
    """Whether a day or a week stands there, and nothing else but times."""
    if not re.search(r"\d", text) or not is_only_days(text):
        return False
    text = plain_days(text.strip(" *_:"), is_day_first=True)
    found = find_days(text, year=_LEAP_YEAR, is_day_first=True)
    return bool(found or _WEEK.search(text))


def are_months(text: str) -> bool:
    """Whether months with figures stand there, and nothing else: `Q3`, `May 2024`."""
    return bool(re.search(r"\d", text) and months_in(in_english(text), _LEAP_YEAR))


def is_period(title: str) -> bool:
    """Whether a title only says when: `2024`, `Q2`, `May`, `Week of 6 May`."""
    rest = _PERIOD.sub(" ", plain_days(title, is_day_first=True))
    return is_only_days(title) or is_only_days(rest)


def _week(week: re.Match[str], year: int | None) -> Days:
    written = week["before"] or week["after"]
    in_year = int(written) if written else year
    if in_year is None:
        raise NotReadError("a week without a year")
    try:
        begin = date.fromisocalendar(in_year, int(week["week"]), 1)
    except ValueError:
        raise NotReadError(f"no week: {week[0]}") from None
    return Days(begin, is_week=True, has_year=bool(written))


def _ends(cell: str, found: list[FoundDay]) -> tuple[date, date | None]:
    first, last = found[0], found[-1]
    assert first.day is not None
    begin, end = _span(first.words, first.day)
    if len(found) == _TWO and last.day:
        if _APART.search(cell[first.end : last.start]):
            raise NotReadError("days apart from each other")
        begin, end = first.day, last.day
        if end < begin and not first.has_year:
            if last.has_year:  # "Dec 30 – Jan 5, 2025"
                begin = date(begin.year - 1, begin.month, begin.day)
            else:  # the year is that of a heading: of the begin
                end = date(end.year + 1, end.month, end.day)
    if end is None and _ENDING.search(cell):
        return begin - _SUNDAY, begin
    if end is None and _UNTIL.match(cell):
        raise NotReadError("says only when it ends")
    if end and end < begin:
        raise NotReadError("ends before it begins")
    return begin, end


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


def weekday_of(text: str) -> int | None:
    """The weekday that `text` is; 0 is Monday."""
    name = text.strip(" .,:*_()<[")
    return weekday_number(name) if WEEKDAY.fullmatch(name) else None


def weekday_before(text: str) -> int | None:
    """The weekday that stands right before a day, at the end of `text`."""
    found = _AT_END.search(text[-20:])
    return weekday_of(found[0]) if found else None


@lru_cache(maxsize=8192)
def plain_days(text: str, *, is_day_first: bool | None) -> str:
    """`text` with `KW 19` as W19, `20240506` as 2024-05-06, `6/5` as 6 May."""
    text = _OF_OTHERS.sub(" ", _TO_OF_OTHERS.sub(" to ", in_english(text)))
    text = _DOTTED.sub(lambda one: _dotted(one, is_day_first=is_day_first), text)
    text = _COMPACT.sub(r"\1-\2-\3", _WEEK_NUMBER.sub("W", text))
    text = _INTERVAL.sub(r"\1 – ", _COUNTED.sub(" ", text))
    text = _SLASHED.sub(lambda one: _worded(one, is_day_first=is_day_first), text)
    return _IN_RANGE.sub(r"\1", text)


def _dotted(found: re.Match[str], *, is_day_first: bool | None) -> str:
    """Some write the month first, too, so others in the document have to tell."""
    day, month = int(found[1]), int(found[2])
    is_told = 0 < month <= len(MONTHS) and (is_day_first or day > len(MONTHS))
    return f"{day} {MONTHS[month - 1]}" if is_told else found[0]


def _worded(found: re.Match[str], *, is_day_first: bool | None) -> str:
    first, second = (int(figure) for figure in found.groups())
    if max(first, second) > len(MONTHS):
        is_day_first = first > len(MONTHS)
    elif is_day_first is None:
        return found[0]
    day, month = (first, second) if is_day_first else (second, first)
    return f"{day} {MONTHS[month - 1]}" if 0 < month <= len(MONTHS) else found[0]


def is_day_first_of_short(text: str, is_day_first: bool | None) -> bool | None:
    """Whether `6/5` is in May, where others without a year tell: one is past twelve.

    Args:
        text: At most its first 200,000 characters are read.
        is_day_first: What the days with a year tell; if both do not agree, nobody can
            tell.
    """
    both = ([*kind.finditer(text[:200_000])] for kind in (_SLASHED, _DOTTED_FIRST))
    written = next(filter(None, both), [])
    figures = [(int(found[1]), int(found[2])) for found in written]
    told = {one[0] > len(MONTHS) for one in figures if max(one) > len(MONTHS)}
    told |= set() if is_day_first is None else {is_day_first}
    return told.pop() if len(told) == 1 else None
