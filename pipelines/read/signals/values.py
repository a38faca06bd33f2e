"""Values that a sentence states: a severity, the days of a window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_SEVERITIES = Path(__file__).with_name("severities.yml")
_DAYS = {
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "sprint": None,
    "month": 30,
    "quarter": 90,
    "semester": 180,
    "year": 365,
}
_WORDS: dict[float, str] = {
    0.5: "half a",
    1: "one|another|an?|single",
    2: "two|(?:a )?couple of|a pair of",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve|a dozen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    18: "eighteen",
    20: "twenty",
    24: "twenty[- ]four",
    30: "thirty",
    36: "thirty[- ]six",
    45: "forty[- ]five",
    60: "sixty",
    90: "ninety",
}
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(reversed(_WORDS.values()))})"
_UNIT = (
    r"(?:calendar |business |working |full |minor |major |more |further |additional "
    r"|[a-z][\w.-]{2,12} (?=releases?\b|versions?\b))?"
    r"(?P<unit>hour|day|week|fortnight|sprint|month|quarter|semester|year|release"
    r"|version|cycle|minor|major)s?"
)
_DURATION = re.compile(
    rf"(?<![\w.])(?:(?P<low>{_NUMBER})(?: ?[-–] ?| to | or ))?(?P<n>{_NUMBER})"
    rf"(?: ?\(\d{{1,3}}\))?[ -]?(?:or more |\+ ?)?{_UNIT}(?!\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w.])(?P<n>\d{1,3}) ?(?P<unit>d|w|mo|y|yr|yrs|mos)(?!\w)")
_OR = re.compile(r"[ (]{0,3}(?:or|and) (?:at least |for )?")
_SHORT_UNITS = {"d": 1, "w": 7, "mo": 30, "mos": 30, "y": 365, "yr": 365, "yrs": 365}


def durations(text: str) -> Iterator[tuple[int | None, int, int]]:
    """Days and span of each duration; days are None for releases and sprints."""
    for found in _DURATION.finditer(text):
        per_unit = _DAYS.get(found["unit"].lower())
        number = _number(found["n"])
        if per_unit is None and found["n"].lower() in ("a", "an"):
            continue  # "in a release" counts nothing
        days = None if per_unit is None else round(number * per_unit)
        if (number, per_unit) == (0.5, 365):  # half a year is six months
            days = 180
        yield days, found.start(), found.end()
    for found in _SHORT.finditer(text):
        yield int(found["n"]) * _SHORT_UNITS[found["unit"]], *found.span()


def _number(words: str) -> float:
    if words[0].isdigit():
        return float(words)
    return next(
        number
        for number, pattern in _WORDS.items()
        if re.fullmatch(pattern, words, re.IGNORECASE)
    )


def window(text: str, start: int, end: int) -> tuple[bool, int | None]:
    """Whether a duration stands in the span, and its days (None: counted in releases).

    Of several in one statement the longest in days counts, as in "one release or four
    months, whichever is longer".
    """
    inside = [days for days, a, b in durations(text) if a < end and b > start]
    after = [days for days, a, _ in durations(text) if end <= a <= end + 40]
    inside += [
        days
        for days, a, b in durations(text)
        if days and b <= start and _OR.fullmatch(text[b:start])
    ]
    stated = [days for days in inside if days is not None]
    if not stated and inside:
        stated = [days for days in after if days is not None]
    return bool(inside), max(stated, default=None)


@cache
def _scales() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], int], ...]]:
    data: dict[str, Any] = read_yaml(_SEVERITIES)
    prefixes = "|".join(row["words"] for row in data["numbered"])
    numbered = re.compile(
        rf"(?<![A-Za-z0-9])(?:{prefixes})[ _:/-]{{0,3}}#?(?P<n>[0-5])(?![\d.]?\d)"
        r"(?![A-Za-z])",
        re.IGNORECASE,
    )
    named = tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), int(level))
        for level, words in data["named"].items()
    )
    return numbered, named


def severity(text: str) -> tuple[int, str] | None:
    """Level (1 = worst to 5) of the first severity in `text`, and its words."""
    numbered, named = _scales()
    if found := numbered.search(text):
        return max(1, int(found["n"])), found[0]
    if plain := re.match(r"\W{0,6}([0-5])(?![\d.:/-])", text):
        return max(1, int(plain[1])), plain[1]
    hits = [
        (hit.start(), -len(hit[0]), level, hit[0])
        for pattern, level in named
        if (hit := pattern.search(text))
    ]
    return (min(hits)[2], min(hits)[3]) if hits else None
