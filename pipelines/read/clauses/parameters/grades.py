"""Severities that are given in words: `critical` is the worst."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import pattern, unique, words

# A number that is no part of a name such as P1 or sev2.
_PERIOD = re.compile(
    r"(?<![\w-])(?<!sev )(?:\d{1,4}|an?|one|two|three|four|five|ten|half)"
    r"(?=[\s-]+(?:\w+[\s-]+)?(?:minute|hour|day|week|month|min|h\b)|\s*[.,;]|$)",
    re.IGNORECASE,
)


def severity_words(text: str) -> dict[str, Any]:
    """`severities` and `severities_as_written` of `critical and high incidents`.

    A word counts where the noun it grades stands beside it, or where it is what a
    column or a field named severity says; another word counts beside such a one.
    """
    found = list(_graded().finditer(text))
    if not found:
        return {}
    written = [word for match in found for word in _word().findall(match[0])]
    written += [m[1] for m in _also().finditer(text, found[0].end())]
    levels = words()["severity_words"]
    return {
        "severities_as_written": unique(written),
        "severities": sorted({levels[word.lower()] for word in written}),
    }


def by_severity(text: str, durations: list[dict[str, Any]]) -> None:
    """Give each period its severity: `P1 within 5 minutes and P2 within 30`.

    Only where the sentence names as many severities as periods, in turn.
    """
    if len(durations) < 2 or any(d["condition"] for d in durations):
        return
    named = [m[0].strip() for m in pattern("severities").finditer(text)]
    if not named and severity_words(text):
        named = severity_words(text)["severities_as_written"]
    if len(unique(named)) != len(durations) or len(named) != len(durations):
        return
    places = [text.find(name) for name in named]
    periods = [m.start() for m in _PERIOD.finditer(text)]
    pairs = list(zip(places, periods, strict=False))
    turns = [place for pair in pairs for place in pair]
    if len(periods) == len(durations) and turns == sorted(turns):
        for duration, name in zip(durations, named, strict=True):
            duration["condition"] = name


@cache
def _names() -> str:
    return "|".join(words()["severity_words"])


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_names()})\b", re.IGNORECASE)


@cache
def _graded() -> re.Pattern[str]:
    nouns = spaced(words()["severity_nouns"])
    joint = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|/)(?:sec-)?"
    named = rf"(?:{_names()})(?:{joint}(?:{_names()})){{0,3}}"
    return re.compile(
        rf"(?<![\w:/`-]){named}[- ](?:severity\s+|impact\s+|security\s+)?(?:{nouns})\b"
        rf"|\bseverit(?:y|ies)(?:\s+(?:is|of|levels?))?[:(\s]+{named}(?![\w-])"
        rf"|(?<![`\w:/-])(?:ratings?|priority|impact|criticality)"
        rf"(?:\s+(?:is|of|level))?:?\s+{named}(?![\w-])"
        rf"|\bfor\s+{named}(?=\s*(?:[,.;)]|$|and\b|or\b))"
        rf"|\brated\s+(?:as\s+)?(?:sec-)?{named}(?![\w-])"
        rf"|(?<![\w:/`-]){named}[- ]severity\b",
        re.IGNORECASE,
    )


@cache
def _also() -> re.Pattern[str]:
    """`... within 7 days, and high ones within 30`."""
    ones = spaced(words()["severity_ones"])
    return re.compile(
        rf"\b({_names()})\s+(?:(?:{ones})\s+)?(?=within\b|in\b|after\b)",
        re.IGNORECASE,
    )
