"""Durations: number, unit, bound, and what they hold for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.parameters.grades import by_severity
from pipelines.read.clauses.parameters.reading import (
    Reading,
    number,
    number_words,
    pattern,
    plain_number,
    words,
)

_CONDITION = re.compile(
    r"\s*\(?(?P<text>(?:for|on|at|during|in|outside|over)\s+(?:an?\s+|the\s+|all\s+)?"
    r"(?:sev[\w-]*(?:\s?\d)?|severity[\s-]\d|P\d|weekends?|weekdays?|the\s+weekends?|"
    r"business\s+hours|working\s+hours|office\s+hours|holidays?|the\s+week|nights?|"
    r"critical|high|medium|low|major|minor|patch|bugs?|features?|incidents?|hotfix\w*|"
    r"stable|beta|alpha|GA|[\w-]+\s+(?:issues?|changes?|bugs?|incidents?|apis?))"
    r"(?:\s+(?:issues?|incidents?|changes?|apis?|features?|severity|vulnerabilit\w+))?)",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:no more than|at most|up to|maximum of)\s+$", re.IGNORECASE)
_FROM_THEN = re.compile(
    r"\s+(?:ahead|in advance|beforehand|later|afterwards|after\s+(?:that|this|it))\b",
    re.IGNORECASE,
)
_MAX_ELLIPTIC = 4
_OF_RELEASE = re.compile(
    r"\s+(?:candidates?|branch(?:es)?|notes?|managers?|captains?|leads?)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(r"\b(?:for|within|at least|than)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WHOLE = re.compile(r"(\bwithin )the( (?:hour|day|week|month)\b)", re.IGNORECASE)
_AHEAD = re.compile(
    r"['’]?\s+(?:ahead|in advance|beforehand|(?:of )?(?:advance |prior )?notice)\b",
    re.IGNORECASE,
)
_RESTATED = re.compile(
    r"\((?:that is|i\.e\.|in other words)[^()]{0,300}\)"
    r"|, (?:that is|i\.e\.),? [^,.;]{2,60}",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:by |on |within )?(?:the end of )?(?:the )?(?:next|same) "
    r"(business|working) day\b",
    re.IGNORECASE,
)
_OR = re.compile(r",?\s+(?:or|and)\s+", re.IGNORECASE)  # the bound is the one before
_COUNTED_IN = re.compile(  # `three incidents in a quarter`
    r"\b(?:\d+|two|three|four|five|six|ten)\s+[\w-]+s\s+in\s+$", re.IGNORECASE
)
_FULL = re.compile(r"\b(?:full|complete|whole)\b", re.IGNORECASE)  # `a full release`
_NEAR = 48  # characters before a duration in which its bound may stand


def durations(reading: Reading) -> dict[str, Any]:
    """`durations` and `duration_mode`, for each period that the sentence names."""
    found: list[dict[str, Any]] = []
    text = _RESTATED.sub(lambda m: " " * len(m[0]), reading.sense)
    text = _NEXT_DAY.sub("within 1 business day", text)
    text = _WHOLE.sub(lambda m: f"{m[1]}1{m[2]}", text)
    previous = 0
    for match in _duration().finditer(text):
        unit = _unit(match["unit"]) if match["unit"] else None
        value = number(match["high"] or match["n"])
        if match["more"] and value == 1:
            value = 2.0  # `an hour or two`
        if value is None or unit is None or _is_age(match, text):
            continue
        before = text[max(previous, match.start() - _NEAR) : match.start()]
        found.append(_entry(value, unit, before, text, match, found))
        end = match.end()
        if condition := _CONDITION.match(text, end):
            end = condition.end()
        previous = end
        for short in _elliptic(text, end, found[-1]):
            found.append(short)
        if extra := _in_brackets(text, end, found[-1]):
            found.append(extra)
    if not found:
        return {}
    by_severity(text, found)
    result: dict[str, Any] = {"durations": found}
    for mode in words()["duration_modes"]:
        if len(found) > 1 and pattern("duration_modes", mode).search(text):
            result["duration_mode"] = mode
    return result


@cache
def _duration() -> re.Pattern[str]:
    units = "|".join(u["words"] for u in words()["units"].values()).replace(
        " ", r"[\s-]+"
    )
    n = rf"\d{{1,4}}(?:\.\d)?|{number_words()}"
    return re.compile(
        rf"(?<![\w.`/-])(?P<n>{n})(?:\s*\(\d{{1,4}}\))?"
        rf"(?:\s*(?:-|–|to|or)\s*(?P<high>{n}))?"
        rf"[\s-]*(?:\*\*)?(?:full\s+|more\s+|clear\s+|consecutive\s+)?(?P<unit>{units})(?P<more>\s+or\s+two(?!\s+(?:\w+\s+)?(?:{units})))?(?![\w`/-])",
        re.IGNORECASE,
    )


@cache
def _unit(text: str) -> str | None:
    for name, unit in words()["units"].items():
        expression = unit["words"].replace(" ", r"[\s-]+")
        if re.fullmatch(expression, text, re.IGNORECASE):
            return str(name)
    return None


def _is_age(match: re.Match[str], text: str) -> bool:
    """`a release`, `once a week`, `one version`: a frequency or a thing, no period."""
    n, unit = match["n"].lower(), _unit(match["unit"])
    before = text[max(0, match.start() - 24) : match.start()]
    if unit == "releases" and re.search(
        r"\b(?:last|latest|previous|newest)\s+$", before
    ):
        return True
    after = text[match.end() : match.end() + 16]
    if re.match(
        r"\s+(?:an?|per|each|every)\s+\w|\s+of\s+an?\s+(?:hour|day|week|month|year)",
        after,
    ):
        return True  # `two releases a year`, `a quarter of an hour`
    if unit == "releases" and _OF_RELEASE.match(text, match.end()):
        return True
    is_one = n in ("one", "a", "1")
    if unit == "releases" and is_one and before.rstrip().endswith(" in"):
        return True
    if unit == "releases" and re.match(
        r"\s+(?:before|after|later|ahead|prior|in\s)", after
    ):
        return n in ("a", "an", "both")
    is_some = n in ("a", "an", "both") and not _FULL.search(match[0])
    if unit == "releases" and (is_some or not _reaches(before)):
        return True
    is_rate = n in ("a", "an", "one") and _COUNTED_IN.search(before)
    if is_rate or re.search(r"\b(?:once|twice|times)\s+(?:in\s+|within\s+)?$", before):
        return True
    if n in ("a", "an", "both"):
        follows = _FROM_THEN.match(text, match.end()) or _CONDITION.match(
            text, match.end()
        )
        return not (_reaches(before) or follows)
    return bool(re.search(r"\b(?:once|twice|times|per|each)\s+$", before))


def _reaches(before: str) -> bool:
    """Do the words before a number end in one that makes a period of it."""
    last = re.compile(
        r"(?:within|after|for|at\s+least|than|wait|of|every|or|and|over|in|is|to|most|least|under)"
        r"\s+(?:(?:the\s+)?\w+\s+)?$",
        re.IGNORECASE,
    )
    return bool(last.search(before))


def _entry(
    value: float,
    unit: str,
    before: str,
    text: str,
    match: re.Match[str],
    earlier: list[dict[str, Any]],
) -> dict[str, Any]:
    known = words()["units"][unit]
    times = known.get("times", 1)
    minutes = None if known["minutes"] is None else value * known["minutes"]
    condition = _CONDITION.match(text, match.end())
    return {
        "n": plain_number(value * times),
        "unit": known.get("as", unit),
        "days": None if minutes is None else plain_number(round(minutes / 1440, 4)),
        "minutes": None if minutes is None else plain_number(minutes),
        "bound": (
            not (earlier and _OR.fullmatch(before))
            and _bound_of(before, text[match.end() :])
        )
        or (earlier[-1]["bound"] if earlier else "exactly"),
        "is_example": bool(
            re.search(
                rf"(?:{words()['examples']})[\s,:]*(?:after\s+)?$",
                before,
                re.IGNORECASE,
            )
        ),
        "condition": " ".join(condition["text"].split()) if condition else None,
    }


def _bound_of(before: str, after: str) -> str | None:
    """The bound; `no later than four weeks before` is at least four weeks."""
    bound = _bound(before)
    if re.search(r"\bearliest\s+$", before):
        return "at_least"
    if _AHEAD.match(after):
        return bound if _MOST.search(before) else "at_least"
    for name in ("at_least", "within"):
        if pattern("bounds_after", name).match(after.lstrip(" (,")):
            return name
    if bound is None and re.match(r"\s+after\b", after):
        return "exactly"
    if re.match(r"\s+(?:later|afterwards)\b", after) and not _LASTS.search(before):
        return "exactly"
    is_before = re.match(r"\s+(?:before|prior to)\b", after)
    return "at_least" if bound == "within" and is_before else bound


def _bound(before: str) -> str | None:
    """The bound whose words stand nearest before the number."""
    nearest, where = None, (-1, 0)  # of two that end alike, the longer
    for name in words()["bounds"]:
        for found in pattern("bounds", name).finditer(before):
            if (found.end(), -found.start()) > where:
                nearest, where = name, (found.end(), -found.start())
    return nearest


def _elliptic(text: str, end: int, first: dict[str, Any]) -> list[dict[str, Any]]:
    """`critical in 7 days, high in 30 and others in 90`: the unit is the one before."""
    found: list[dict[str, Any]] = []
    for _ in range(_MAX_ELLIPTIC):
        short = _short().match(text, end)
        value = number(short["n"]) if short else None
        if not short or value is None:
            break
        bound = _bound(short["by"]) or first["bound"]
        found.append(_scaled(first, value, bound=bound))
        end = short.end()
    return found


@cache
def _short() -> re.Pattern[str]:
    n = rf"\d{{1,3}}|{number_words()}"
    return re.compile(
        rf"[^.:]{{0,60}}?\b(?P<by>within|after|in|for|at\s+least|every)\s+"
        rf"(?:another\s+|a\s+further\s+)?(?P<n>{n})(?P<more>\s+more)?\s*(?=[.,;)]|$|\s+(?:and|the|it|they)\b)",
        re.IGNORECASE,
    )


def _scaled(
    first: dict[str, Any], value: float, *, bound: str, condition: str | None = None
) -> dict[str, Any]:
    """Another number of the same unit."""
    share = value / first["n"] if first["n"] else 0
    scaled = {
        key: None if first[key] is None else plain_number(round(first[key] * share, 4))
        for key in ("days", "minutes")
    }
    n = plain_number(value)
    return {**first, **scaled, "n": n, "bound": bound, "condition": condition}


def _in_brackets(text: str, end: int, first: dict[str, Any]) -> dict[str, Any] | None:
    """`48 hours (72 at weekends)`, `..., 72 at weekends`: of the same unit."""
    bracket = re.match(
        r"\s*(?:\(|,\s+)(?:or\s+|and\s+|but\s+)?(\d{1,4})\s+"
        r"((?:at|on|during|for|over)\s+[^().,;]{3,40})(?=[).,;]|$)",
        text[end : end + 80],
    )
    if not bracket:
        return None
    condition = bracket[2].strip()
    return _scaled(first, float(bracket[1]), bound=first["bound"], condition=condition)
