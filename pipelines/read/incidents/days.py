"""Days in a text, in the ways in which people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.read.languages import TO, months

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_FIRST_LETTERS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_OTHERS = "|".join(sorted(months(), reverse=True))  # the longest of a stem first
_NTH = r"(?:st|nd|rd|th)?"
_TO = r"\s*(?:-{1,3}|–|—|to|through|thru|till|until|and|&|/)\s*"  # the first day counts
_TO_OF_OTHERS = rf"[ ]?(?:-|–|{TO})[ ]?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\s+)?"
_DAY = re.compile(
    rf"""
    (?<![\dv])(?<!\d[./-])(?P<iy>(?:19|20)\d\d)(?P<sep>[-/.])(?P<im>\d\d?)(?P=sep)
      (?P<id>\d\d?)(?:/\d\d(?![\d/]))?(?!\d|[./]\d)
  | (?<![\w./-])(?P<never>(?:1[0-8]\d|2[1-9]\d|[3-9]\d\d)\d)  # no year of an incident
      -(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![./-]?\d)
  | (?<![\w./-])(?P<a6>\d\d)\.(?P<b6>0[1-9]|1[0-2])\.(?P<y6>1[5-9]|[23]\d)(?![\d.])
  | (?<![\d./-])(?:(?P<a0>\d\d?)\.?\s?[-–]\s?)?
      (?P<a>\d\d?)(?P<sep2>[-/.])(?P<b>\d\d?)(?P=sep2)
      (?P<y>(?:19|20)\d\d)(?!\d)
  | (?<![\d./-])(?P<a2>\d\d?)/(?P<b2>\d\d?)/(?P<y2d>\d\d)(?![\d./])
  | (?<![\w./-])(?P<b7>1[0-2]|0?[1-9])-(?P<a7>1[3-9]|2\d|3[01])
      -(?P<y7>1[5-9]|2\d)(?![\d/-]|\.\d)
  | (?<![\d./-])(?P<a5>\d\d?)/(?P<b5>\d\d?)(?:\s?[-–]\s?\d\d?/\d\d?)?,?[ ]
      (?P<y5>20\d\d)(?!\d)
  | (?<![\d])(?P<y3>(?:19|20)\d\d)
      (?:[- ](?P<m3>{_MONTHS})[- ]|\.?[ ](?P<o3>{_OTHERS})[ ])
      (?P<d3>\d\d?){_NTH}(?!\d)
  | (?<![\w])(?P<d4>\d\d?)(?P<sep4>[/-])(?P<m4>{_MONTHS})(?P=sep4)
      (?P<y4>(?:20)?\d\d)(?!\d)
  | (?<![\w])(?P<d1>\d\d?){_NTH}
      (?:(?:,\s*\d\d?{_NTH}){{0,3}}\.?{_TO}{_WEEKDAY}\d\d?{_NTH})?
      \.?[ -](?:of\s)?(?P<m1>{_MONTHS})(?![a-z])\.?
      (?:,?[ -]\s*(?P<y1>(?:19|20)\d\d|['’]\d\d)(?!\d))?
  | (?<![\w])(?P<m2>{_MONTHS})(?![a-z])\.?[ -](?:the\s)?
      (?P<d2>\d\d?){_NTH}(?![\d:.]\d)(?!\d)
      (?:(?:{_TO}|\s*,\s*){_WEEKDAY}\d\d?{_NTH}(?![\d:]))?
      (?:,?[ -]\s*(?P<y2>(?:19|20)\d\d|['’]\d\d)(?!\d))?
  | (?<![\w])(?P<d8>\d\d?)(?:er|[ºª°])?
      (?:\.?{_TO_OF_OTHERS}\d\d?)?
      \.?[ ](?:(?:de|di)[ ])?(?P<m8>{_OTHERS})(?!\w)
      (?:,?[ ](?:de[ ]|del[ ])?(?P<y8>(?:19|20)\d\d)(?!\d))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile(r"\d")  # most texts have none, and no day then
_FORM = re.compile(  # `## M/D/YY`, by which a log says how its days are written
    r"\b(?P<first>[md])[md]?[/.-](?!(?P=first))[md]{1,2}[/.-](?:yy(?:yy)?)\b",
    re.IGNORECASE,
)
_AMERICAN = re.compile(r"(?:\d ?|\([^()\n]{0,20})(?:[PMCE][SD]?T|US/\w+)\b")
_EUROPEAN = re.compile(r"(?:\d ?|\([^()\n]{0,20})(?:BST|CES?T|EES?T|AES?T|NZS?T)\b")
_LINE_OF_DAY = re.compile(  # `- 13/01 09:30 - deployed`
    r"^\W{0,6}([012]?\d|3[01])/([012]?\d|3[01])[ ,]{1,2}(?=\d{1,2}:\d\d)", re.MULTILINE
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MALFORMED = re.compile(
    r"(?<!\d)\d{5,6}-\d\d-\d\d(?!\d)|(?<!\d)\d{4}-\d{3,}-\d\d?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day in a text.

    Attributes:
        day: None if it does not exist, or cannot be told (see `reason`).
        start, end: Its place in the text.
        words: As written.
        reason: Why `day` is None.
        has_year: False if the year was not written.
    """

    day: date | None
    start: int
    end: int
    words: str
    reason: str | None = None
    has_year: bool = True


def find_days(
    text: str, *, year: int | None = None, is_day_first: bool | None = None
) -> list[FoundDay]:
    """Every day in `text`, in order.

    Args:
        text: At most its first 200,000 characters are read.
        year: Year of a day that is written without one; without it such a day takes
            the year of the next complete day in `text`, else it is left out.
        is_day_first: How to read `03/04/2024`; None: only if it can be told.
    """
    if not _DIGIT.search(text):
        return []
    found = list(_scan(text[:200_000], is_day_first))
    years = [day.day.year if day.day and day.has_year else None for day in found]
    result: list[FoundDay] = []
    for position, item in enumerate(found):
        if item.has_year:
            result.append(item)
            continue
        near = [y for y in years[position:] if y] or [y for y in years if y]
        assumed = year or (near[0] if near else None)
        if assumed and item.day:
            day = day_of(assumed, item.day.month, item.day.day)
            if day:
                result.append(
                    FoundDay(
                        day, item.start, item.end, item.words, None, has_year=False
                    )
                )
    return result


def latest_before(day: date, last: date) -> date | None:
    """`day`, or that of the year before if it comes after `last`."""
    return day if day <= last else day_of(day.year - 1, day.month, day.day)


def is_day_first_in(text: str, written: date | None = None) -> bool | None:
    """Whether `d/m/yyyy` is meant, where another day of the text gives it away.

    Args:
        text: At most its first 200,000 characters are read.
        written: The day of the text: what it reports came shortly before.
    """
    for match in _DAY.finditer(text[:200_000]):
        first, second = match["a"] or match["a2"], match["b"] or match["b2"]
        if first and int(first) > 12:
            return True
        if second and int(second) > 12:
            return False
    for line in _LINE_OF_DAY.finditer(text[:200_000]):
        if max(int(line[1]), int(line[2])) > 12:
            return int(line[1]) > 12
    if (told := _as_told_elsewhere(text[:200_000], written)) is not None:
        return told
    if form := _FORM.search(text[:20_000]):
        return form["first"].upper() == "D"
    is_american, is_european = (
        bool(pattern.search(text[:200_000])) for pattern in (_AMERICAN, _EUROPEAN)
    )
    return is_european if is_american != is_european else None


def _as_told_elsewhere(text: str, written: date | None) -> bool | None:
    """`3/1/2018` in a text that also speaks of 1 March 2018 has the month first."""
    near = {written - timedelta(days=n) for n in range(60)} if written else set()
    known = near | {
        found.day for found in _scan(text, None) if found.day and found.has_year
    }
    for match in _DAY.finditer(text):
        if match["y2d"]:
            parts = (match["a2"], match["b2"], f"20{match['y2d']}")
        elif match["y"] and match["sep2"] != ".":
            parts = (match["a"], match["b"], match["y"])
        else:
            continue
        first, second, year = map(int, parts)
        if first != second:
            fits = [
                is_day_first
                for is_day_first in (False, True)
                if day_of(year, *((second, first) if is_day_first else (first, second)))
                in known
            ]
            if len(fits) == 1:
                return fits[0]
    return None


def day_in_file_name(path: str) -> FoundDay | None:
    """The day in the name of a file (or of its folders, `2024/10/01-outage.md`)."""
    name = path.rpartition("/")[2].rpartition(".")[0].replace("_", "-")
    folders = path.rpartition(".")[0].replace("_", "-").replace("/", "-")
    for text in (name, folders):
        if found := find_days(text):
            return found[0]
        if compact := find_compact(text):
            return compact
    return None


def find_compact(text: str) -> FoundDay | None:
    """The first day written as 20241001; only a title or a name is read so."""
    for match in _COMPACT.finditer(text[:500]):
        if day := day_of(int(match[1]), int(match[2]), int(match[3])):
            return FoundDay(day, match.start(), match.end(), match[0])
    return None


def find_malformed(text: str) -> list[FoundDay]:
    """Words in the form of a day that cannot be one (`20202-01-16`)."""
    return [
        FoundDay(None, m.start(), m.end(), m[0], f"not a day: {m[0]}")
        for m in _MALFORMED.finditer(text[:200_000])
    ]


def _scan(text: str, is_day_first: bool | None) -> Iterator[FoundDay]:
    for match in _DAY.finditer(text):
        if match["iy"]:
            yield _found(match, int(match["iy"]), int(match["im"]), int(match["id"]))
        elif match["never"]:
            words = match[0]
            reason = f"no such day: {words}"
            yield FoundDay(None, match.start(), match.end(), words, reason)
        elif match["y6"]:
            year = int(match["y6"]) + 2000
            yield _found(match, year, int(match["b6"]), int(match["a6"]))
        elif match["y7"]:
            year = int(match["y7"]) + 2000
            yield _found(match, year, int(match["b7"]), int(match["a7"]))
        elif match["y"] or match["y2d"] or match["y5"]:
            yield _numeric(match, is_day_first)
        else:
            yield from _worded(match)


def _worded(match: re.Match[str]) -> Iterator[FoundDay]:
    if match["y4"]:
        year = int(match["y4"]) + (2000 if len(match["y4"]) == 2 else 0)
        position = _FIRST_LETTERS.index(match["m4"][:3].lower()) + 1
        yield _found(match, year, position, int(match["d4"]))
        return
    month = match["m1"] or match["m2"] or match["m3"] or match["m8"] or match["o3"]
    written = match["y1"] or match["y2"] or match["y3"] or match["y8"]
    if month == "may" and not (written or _is_set_apart(match)):
        return  # the verb
    if match["m8"] and month[0].isupper() and not (written or "." in match[0]):
        return  # `3 Mars probes`; German has a dot there, others small letters
    number = int(match["d1"] or match["d2"] or match["d3"] or match["d8"])
    position = (
        months().get(month.lower()) or _FIRST_LETTERS.index(month[:3].lower()) + 1
    )
    if written:
        year = int(written[-2:]) + 2000 if len(written) < 4 else int(written)
        yield _found(match, year, position, number)
    elif 1 <= number <= 31 and (day := day_of(2024, position, number)):
        yield FoundDay(day, match.start(), match.end(), match[0], None, has_year=False)


def _is_set_apart(match: re.Match[str]) -> bool:
    """`sunday (may 17)`, `on may 17th`."""
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    after = match.string[match.end() : match.end() + 1]
    is_nth = match[0][-2:].lower() in ("st", "nd", "rd", "th")
    return is_nth or before.endswith(("on ", "day ")) or before[-1:] + after == "()"


def _numeric(match: re.Match[str], is_day_first: bool | None) -> FoundDay:
    first = int(match["a"] or match["a2"] or match["a5"])
    second = int(match["b"] or match["b2"] or match["b5"])
    year = int(match["y"] or match["y5"] or f"20{match['y2d']}")
    if match["sep2"] == ".":
        first = int(match["a0"] or first)
    if match["sep2"] == "." or first > 12:
        return _found(match, year, second, first)
    if second > 12:
        return _found(match, year, first, second)
    if first == second or is_day_first is not None:
        month, number = (second, first) if is_day_first else (first, second)
        return _found(match, year, month, number)
    reason = f"day and month cannot be told apart: {match[0]}"
    return FoundDay(None, match.start(), match.end(), match[0], reason)


def _found(match: re.Match[str], year: int, month: int, number: int) -> FoundDay:
    day = day_of(year, month, number)
    reason = None if day else f"no such day: {match[0]}"
    return FoundDay(day, match.start(), match.end(), match[0], reason)


def day_of(year: int, month: int, number: int) -> date | None:
    """The day of these figures, None if there is none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None
