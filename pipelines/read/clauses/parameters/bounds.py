"""Is a period the least, the most, or exactly what is asked for."""

from __future__ import annotations

import re

from pipelines.read.clauses.parameters.reading import number_words, pattern

_MOST = re.compile(r"\b(?:no more than|at most|up to|maximum of)\s+$", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:later than|by)\s+$", re.IGNORECASE)
_EXPIRES = re.compile(r"\b(?:expir\w+|end\s+date|valid|ends?)\b", re.IGNORECASE)
_EARLIEST = re.compile(r"\bearliest\s+$", re.IGNORECASE)
_LASTS = re.compile(r"\b(?:for|within|at least|than)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AHEAD = re.compile(
    r"['’]?\s+(?:ahead|in advance|beforehand|(?:of )?(?:advance |prior )?notice)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s+(?:later|afterwards|after (?:that|this))\b", re.IGNORECASE)
_BEFORE = re.compile(r"\s+(?:before|prior to)\b", re.IGNORECASE)
_BOUNDS_A_NUMBER = re.compile(
    r"\b(?:most|least|than|up to|maximum|minimum)\b", re.IGNORECASE
)
_LAST_AFTER = re.compile(r"\bafter\s+(?:another\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"\s+after\b", re.IGNORECASE)
_RECURS = re.compile(  # `about every two weeks`
    r"\b(?:every|each)[\s:]+(?:(?:about|around|roughly|approximately)\s+)?$",
    re.IGNORECASE,
)


def bound_of(before: str, after: str) -> str | None:
    """The bound; `no later than four weeks before` is at least four weeks."""
    bound = said_before(before)
    if _EARLIEST.search(before):
        return "at_least"
    if _EXPIRES.search(before) and _LATEST.search(before):
        return "within"
    if _AHEAD.match(after):
        return bound if _MOST.search(before) else "at_least"
    for name in ("within", "at_least"):
        if name == "at_least" and recurs(before):
            continue
        expression = pattern("bounds_after", name, name="durations")
        if expression.match(after.lstrip(" (,-")):
            return "at_least" if bound != "within" and name == "at_least" else "within"
    if _LATER.match(after) and not _LASTS.search(before):
        return "at_least" if _ends(before) else "exactly"
    if bound is None and _AFTER.match(after):
        return "exactly"
    if bound == "exactly" and _ends(before) and _LAST_AFTER.search(before):
        return "at_least"
    is_latest = bound == "within" and _LATEST.search(before)
    return "at_least" if is_latest and _BEFORE.match(after) else bound


def recurs(before: str) -> bool:
    """`every`: the period comes again and again."""
    return bool(_RECURS.search(before))


def _ends(before: str) -> bool:
    """`is closed after`: what ends then does not end before."""
    return bool(pattern("ends", name="durations").search(before))


def said_before(before: str) -> str | None:
    """The bound whose words stand nearest before the number, in its own clause."""
    nearest, where = None, (-1, 0)  # of two that end alike, the longer
    for name in ("within", "at_least", "exactly"):
        for found in pattern("bounds", name, name="durations").finditer(before):
            if _is_of_another(found[0], before[found.end() :]):
                continue
            if (found.end(), -found.start()) > where:
                nearest, where = name, (found.end(), -found.start())
    return nearest


def _is_of_another(bound: str, between: str) -> bool:
    """`at most two people, then 10 days`: it bounds another number."""
    found = re.search(rf"[,;]|\b(?:\d+|{number_words()})\b", between)
    return (
        bool(_BOUNDS_A_NUMBER.search(bound)) and bool(found) and between.strip() != ""
    )
