"""Periods that are told in other words (durations.yml), as a number and its unit."""

from __future__ import annotations

import re
from functools import cache, partial

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import words

_SOME_PERIOD = re.compile(
    r"\b(?:minute|hour|day|week|month|quarter|year|sprint|release|version)s?\b",
    re.IGNORECASE,
)
_LISTED = re.compile(  # `60, 30 and 14 days before`
    r"(?<![\w.,#-])(?<!between )(?:\d{1,3},\s*){0,4}\d{1,3},?\s*(?:and|or|&)\s*"
    r"\d{1,3}\s+(?P<unit>(?:business\s+|working\s+)?(?:minutes|hours|days|weeks|months|years))"
    r"(?=\s+(?:before|prior|ahead|after|in\s+advance)\b)",
    re.IGNORECASE,
)
_HALVES = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3"}


def reworded(text: str) -> str:
    """`text` with `hourly` as `every 1 hour`, and without what is only said again."""
    plain = _said_again().sub(_without_again, text)
    plain = _LISTED.sub(_each_with_unit, plain)
    for expression, meaning in _restated():
        plain = expression.sub(partial(_told, meaning=meaning), plain)
    return plain


def _told(found: re.Match[str], meaning: str) -> str:
    groups = [_HALVES.get(part.lower(), part) for part in found.groups("")]
    told = re.sub(r"\\(\d)", lambda m: groups[int(m[1]) - 1], meaning)
    return told.replace("dai", "day")


def _without_again(again: re.Match[str]) -> str:
    """What tells a period a second time, as blanks; it stays where it is the first."""
    is_first = not _SOME_PERIOD.search(again.string[: again.start()])
    return again[0] if is_first else " " * len(again[0])


def _each_with_unit(listed: re.Match[str]) -> str:
    """`60, 30 and 14 days before` as `60 days, 30 days and 14 days before`."""
    return re.sub(
        r"\d+(?=\s*(?:,|&|and\b|or\b))", rf"\g<0> {listed['unit']}", listed[0]
    )


@cache
def _said_again() -> re.Pattern[str]:
    return re.compile(spaced(words("durations")["said_again"]), re.IGNORECASE)


@cache
def _restated() -> list[tuple[re.Pattern[str], str]]:
    return [
        (
            re.compile(rf"(?<![\w-])(?:{spaced(one['words'])})(?!\w)", re.IGNORECASE),
            one["as"],
        )
        for one in words("durations")["restated"]
    ]
