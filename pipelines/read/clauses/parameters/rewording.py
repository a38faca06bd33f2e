"""Periods that are told in other words (durations.yml), as a number and its unit."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import words

_HALVES = {"a": "1", "an": "1", "one": "1", "two": "2", "three": "3"}


def reworded(text: str) -> str:
    """`text` with `hourly` as `every 1 hour`, and without what is only said again."""
    plain = _said_again().sub(lambda m: " " * len(m[0]), text)
    for expression, meaning in _restated():
        plain = expression.sub(lambda m, said=meaning: _told(m, said), plain)
    return plain


def _told(found: re.Match[str], meaning: str) -> str:
    groups = [_HALVES.get(part.lower(), part) for part in found.groups("")]
    told = re.sub(r"\\(\d)", lambda m: groups[int(m[1]) - 1], meaning)
    return told.replace("dai", "day")


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
