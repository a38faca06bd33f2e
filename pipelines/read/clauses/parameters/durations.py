"""Durations: number, unit, bound, and what they hold for (durations.yml)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.leads import is_own_rule
from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.bounds import bound_of, recurs, said_before
from pipelines.read.clauses.parameters.frequencies import is_no_period
from pipelines.read.clauses.parameters.grades import by_severity
from pipelines.read.clauses.parameters.reading import (
    Reading,
    number,
    number_words,
    pattern,
    plain_number,
    words,
)
from pipelines.read.clauses.parameters.rewording import reworded

_MAX_ELLIPTIC = 4
_OR = re.compile(r",?\s+(?:or|and)\s+", re.IGNORECASE)  # the bound is the one before
_OR_EVERY = re.compile(r",?\s+(?:or|and)\s+every\s+", re.IGNORECASE)
_BEFORE = re.compile(r"\s+(?:before|prior\s+to)\b", re.IGNORECASE)
_NEAR = 80  # characters before a duration in which its bound may stand


def durations(reading: Reading) -> dict[str, Any]:
    """`durations` and `duration_mode`, for each period that the sentence names."""
    text = reworded(reading.sense)
    found = _found(text)
    lead = reading.sense.removesuffix(reading.own).rstrip(" :")
    if found and lead != reading.sense and is_own_rule(lead, reading.own):
        text = reworded(reading.own)
        found = _found(text)
    if not found:
        return {}
    by_severity(text, found)
    result: dict[str, Any] = {"durations": found}
    for mode in words("durations")["duration_modes"]:
        is_said = pattern("duration_modes", mode, name="durations").search(text)
        if len(found) > 1 and is_said:
            result["duration_mode"] = mode
    return result


def _found(text: str) -> list[dict[str, Any]]:
    """Each period of a text in which all have a number and a unit."""
    found: list[dict[str, Any]] = []
    previous = 0
    for match in _duration().finditer(text):
        unit = unit_named(match["unit"])
        before = text[max(previous, match.start() - _NEAR) : match.start()]
        if unit is None or is_no_period(match, text, unit):
            continue
        bound = _bound(before, text[match.end() :], found)
        value = _value(match, bound)
        if value is None:
            continue
        entry = _entry(value, unit, bound, before, text[match.end() :])
        if found and before.strip() == "(" and _is_same(entry, found[-1]):
            continue  # `a quarter (3 months)`
        if found and not entry["condition"]:
            entry["condition"] = _later_condition(text, match.end())
        found.append(entry)
        end = match.end()
        if condition := _condition().match(text, end):
            end = condition.end()
        previous = end
        for short in _elliptic(text, end, found[-1]):
            found.append(short)
        if extra := _in_brackets(text, end, found[-1]):
            found.append(extra)
    return found


@cache
def _duration() -> re.Pattern[str]:
    known = words("durations")["units"].values()
    units = "|".join(u["words"] for u in known).replace(" ", r"[\s-]+")
    placed = "|".join(u["placed"] for u in known if "placed" in u)
    units += rf"|(?:{placed})(?=\s+(?:before|after|later|ahead)\b)"
    short = "|".join(u["short"] for u in known if "short" in u)
    n = rf"\d{{1,4}}(?:\.\d)?|{number_words()}"
    return re.compile(
        rf"(?<![\w.`/-])(?P<n>{n})(?:\s*\(\d{{1,4}}\))?"
        rf"(?:\s*(?:-|–|to|or|/)\s*(?P<high>{n}))?"
        rf"[\s-]*(?:\*\*)?(?:full\s+|more\s+|clear\s+|consecutive\s+)?"
        rf"(?P<unit>(?<=\d)(?:{short})(?![\w/-])|{units})"
        rf"(?P<more>\s+or\s+two(?!\s+(?:\w+\s+)?(?:{units})))?(?![\w`/-])",
        re.IGNORECASE,
    )


@cache
def unit_named(text: str) -> str | None:
    """The unit that a word stands for."""
    for name, unit in words("durations")["units"].items():
        kinds = [unit[key] for key in ("words", "short", "placed") if key in unit]
        expression = "|".join(kinds).replace(" ", r"[\s-]+")
        if re.fullmatch(expression, text, re.IGNORECASE):
            return str(name)
    return None


def _bound(before: str, after: str, earlier: list[dict[str, Any]]) -> str:
    """Its own bound; that of the period before where it has none."""
    is_joined = earlier and _OR.fullmatch(before)
    if earlier and earlier[-1]["is_recurring"]:
        is_joined = is_joined or _OR_EVERY.fullmatch(before)
    own = None if is_joined else bound_of(before, after)
    is_alone = not is_joined and _BEFORE.match(after)  # `..., and a month before`
    return own or (earlier[-1]["bound"] if earlier and not is_alone else "exactly")


def _value(match: re.Match[str], bound: str) -> float | None:
    """The number; of a range, the end that the bound leaves certain."""
    low, high = number(match["n"]), number(match["high"] or match["n"])
    if match["more"] and low == 1:
        high = 2.0  # `an hour or two`
    return low if bound == "at_least" else high


def _entry(
    value: float, unit: str, bound: str, before: str, after: str
) -> dict[str, Any]:
    known = words("durations")["units"][unit]
    times = known.get("times", 1)
    minutes = None if known["minutes"] is None else value * known["minutes"]
    condition = _condition().match(after)
    example = rf"(?:{words()['examples']})[\s,:]*(?:after\s+)?$"
    return {
        "n": plain_number(value * times),
        "unit": known.get("as", unit),
        "days": None if minutes is None else plain_number(round(minutes / 1440, 4)),
        "minutes": None if minutes is None else plain_number(minutes),
        "bound": bound,
        "is_example": bool(re.search(example, before, re.IGNORECASE)),
        "is_recurring": recurs(before),
        "condition": " ".join(condition["text"].split()) if condition else None,
    }


def _is_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """The same period once more."""
    return (one["n"], one["unit"]) == (other["n"], other["unit"])


def _later_condition(text: str, at: int) -> str | None:
    """`..., 72 hours if they change the API`: what a further period holds for."""
    said = spaced(words("durations")["later_condition"])
    found = re.compile(rf"\s+({said})", re.IGNORECASE).match(text, at)
    return " ".join(found[1].split()) if found else None


@cache
def _condition() -> re.Pattern[str]:
    said = spaced(words("durations")["condition"])
    return re.compile(rf"\s*\(?(?P<text>{said})(?!\w)", re.IGNORECASE)


def _elliptic(text: str, end: int, first: dict[str, Any]) -> list[dict[str, Any]]:
    """`critical in 7 days, high in 30 and others in 90`: the unit is the one before."""
    found: list[dict[str, Any]] = []
    for _ in range(_MAX_ELLIPTIC):
        short = _short().match(text, end)
        value = number(short["n"]) if short else None
        if not short or value is None:
            break
        is_recurring = short["by"].lower() == "every"
        bound = said_before(short["by"]) or first["bound"]
        # `stale after 14 days, closed after 7 more`
        if bound == "exactly" and not is_recurring:
            bound = first["bound"]
        scaled = _scaled(first, value, bound=bound)
        found.append({**scaled, "is_recurring": is_recurring})
        end = short.end()
    return found


@cache
def _short() -> re.Pattern[str]:
    n = rf"\d{{1,3}}|{number_words()}"
    return re.compile(
        rf"[^.:]{{0,60}}?\b(?P<by>within|after|in|for|at\s+least|every)\s+"
        rf"(?:another\s+|a\s+further\s+)?(?!an?\b)(?P<n>{n})(?P<more>\s+more)?\s*(?=[.,;)](?!\d)|$|\s+(?:and|the|it|they|to\s+the)\b)",
        re.IGNORECASE,
    )


def _scaled(
    first: dict[str, Any], value: float, *, bound: str, condition: str | None = None
) -> dict[str, Any]:
    """Another number of the same unit."""
    share = value / first["n"] if first["n"] else 0
    minutes = None if first["minutes"] is None else first["minutes"] * share
    scaled = {
        "n": plain_number(value),
        "days": None if minutes is None else plain_number(round(minutes / 1440, 4)),
        "minutes": None if minutes is None else plain_number(round(minutes, 4)),
    }
    return {**first, **scaled, "bound": bound, "condition": condition}


def _in_brackets(text: str, end: int, first: dict[str, Any]) -> dict[str, Any] | None:
    """`48 hours (72 at weekends)`, `..., 72 at weekends`: of the same unit."""
    bracket = re.match(
        rf"(?:\s+(?:ago|old|before|earlier|later))?\s*(?:\(|,\s+)(?:or\s+|and\s+|but\s+)?(\d{{1,4}}|{number_words()})\s+"
        r"((?:at|on|during|for|over|if|when|in)\s+[^().,;]{3,60})(?=[).,;]|$)",
        text[end : end + 100],
        re.IGNORECASE,
    )
    value = number(bracket[1]) if bracket else None
    if not bracket or value is None:
        return None
    condition = bracket[2].strip()
    if condition.lower() in ("at most", "at the most"):
        return _scaled(first, value, bound="within")
    return _scaled(first, value, bound=first["bound"], condition=condition)
