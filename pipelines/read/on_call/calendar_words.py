"""Months, weekdays and weeks in the languages and forms of houses, as English ones."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_FILE = Path(__file__).with_name("calendar.yml")
_ENGLISH = [
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
]
_MONTH = rf"(?:{'|'.join(_ENGLISH)})[a-z]*"
MONTH_ALONE = re.compile(
    r"(?P<month>(?:jan|febr)(?:uary)?|feb|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|(?:octo|novem|decem)ber|oct|nov|dec)\.?"
    r"(?:,? (?P<year>20\d\d))?",
    re.IGNORECASE,
)
_OF = re.compile(rf"(?<=\d) (?:de|di|del) (?={_MONTH}\b)", re.IGNORECASE)
_OF_YEAR = re.compile(rf"\b({_MONTH}) (?:de|del) (?=20\d\d)", re.IGNORECASE)
_NTH = re.compile(r"(?<!\w)1(?:er|º|°)(?!\w)")
_COMPACT = re.compile(r"(?<![\w-])(20\d\d)([01]\d)([0-3]\d)(?![\w-])")
_DOTTED = re.compile(r"(?<![\d.])([0-3]?\d)\.([01]?\d)\.(?!\s?\d)")
_SLASHED = re.compile(
    r"(?<![\d/.-])(?!24/7)([0-3]?\d)/([0-3]?\d)(?![\d/])"
    rf"(?!(?:\s?[-–]\s?\d\d?/\d\d?)?,? 20\d\d|\.? ?{_MONTH})",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<=\d)(\.?) (?:y|e|et|und|en|og|och) (?=\d)")
_UNTIL = re.compile(r"(?<=\d)(\.?) (?:al|au|a|à|bis|bis zum|tot|t/m|til|até|do) (?=\d)")


@cache
def _calendar() -> Any:  # noqa: ANN401 plain data
    return read_yaml(_FILE)


@cache
def _months() -> tuple[re.Pattern[str], dict[str, str]]:
    english = {
        name: month for month, names in _calendar()["months"].items() for name in names
    }
    # "set" and "out" are words, too: only a number beside it makes a name a month.
    names = "|".join(sorted(english, key=len, reverse=True))
    near = (
        rf"(?:(?<=\d)|(?<=\d\.)|(?<=\d )|(?<=\d\. )|(?<=de ))(?:{names})(?![^\W\d_])\.?"
    )
    before = rf"(?<!\w)(?:{names})(?![^\W\d_])\.?(?=\s\d)"
    return re.compile(f"{near}|{before}", re.IGNORECASE), english


@cache
def weekday_names() -> re.Pattern[str]:
    """A weekday, alone among other words."""
    names = sorted((n for day in _calendar()["weekdays"] for n in day), key=len)
    return re.compile(rf"(?<!\w)(?:{'|'.join(reversed(names))})\b\.?", re.IGNORECASE)


@cache
def _weekdays() -> dict[str, int]:
    days = enumerate(_calendar()["weekdays"])
    return {name: number for number, names in days for name in names}


@cache
def _week_words() -> re.Pattern[str]:
    names = "|".join(map(re.escape, _calendar()["week"]))
    return re.compile(rf"(?<![^\W\d])(?:{names})[ -]?(?=\d)", re.IGNORECASE)


def month_number(name: str) -> int:
    """1 to 12, of an English name."""
    return _ENGLISH.index(name[:3].title()) + 1


def weekday_of(text: str, *, at_end: bool = False) -> int | None:
    """The weekday that `text` is, or that it ends with; 0 is Monday."""
    text = text.strip(" .,:*_()<[").lower()
    if at_end:
        text = re.split(r"[\s,.(]+", text)[-1]
    return _weekdays().get(text)


@lru_cache(maxsize=4096)
def in_english(text: str, *, is_day_first: bool | None) -> str:
    """The days of a line in forms that `find_days` knows; all else as it is."""
    if not re.search(r"\d", text):
        return text
    pattern, english = _months()
    text = _NTH.sub("1", text)
    text = pattern.sub(lambda found: english[found[0].strip(".").lower()], text)
    text = _AND.sub(r"\1 and ", _UNTIL.sub(r"\1 – ", text))
    text = _OF_YEAR.sub(r"\1 ", _OF.sub(" ", text))
    text = _week_words().sub("W", text)
    text = _COMPACT.sub(r"\1-\2-\3", text)
    text = _DOTTED.sub(lambda found: _worded(found[0], found[1], found[2]), text)
    text = _SLASHED.sub(lambda found: _slashed(found, is_day_first), text)
    return _weekday_in_range().sub(r"\1", text)


@cache
def _weekday_in_range() -> re.Pattern[str]:
    """Of "Mon 6 – Sun 12 May" the second, which would part what is one range."""
    number = r"((?<!\w)\d\d?(?:st|nd|rd|th)?\.?\s?(?:-|–|—|to)\s?)"
    return re.compile(rf"{number}{weekday_names().pattern},?\s(?=\d)", re.IGNORECASE)


def _worded(written: str, day: str, month: str) -> str:
    if not 1 <= int(month) <= len(_ENGLISH):
        return written
    return f"{int(day)} {_ENGLISH[int(month) - 1]}"


def _slashed(found: re.Match[str], is_day_first: bool | None) -> str:
    """`6/5` without a year."""
    first, second = int(found[1]), int(found[2])
    if is_day_first is None and max(first, second) <= len(_ENGLISH):
        return found[0]
    is_first = is_day_first if is_day_first is not None else first > len(_ENGLISH)
    day, month = (found[1], found[2]) if is_first else (found[2], found[1])
    return _worded(found[0], day, month)


def is_day_first_of_short(text: str) -> bool | None:
    """Whether `6/5` is in May, where others without a year tell: one is past twelve."""
    told = {
        int(found[1]) > len(_ENGLISH)
        for found in _SLASHED.finditer(text[:200_000])
        if max(int(found[1]), int(found[2])) > len(_ENGLISH)
    }
    return told.pop() if len(told) == 1 else None
