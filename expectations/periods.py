"""The periods of a sentence as limits: what surely keeps it, what surely breaks it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

_BOUNDS: dict[str, tuple[str | None, ...]] = {
    "within": ("within", "exactly", None),
    "at_least": ("at_least", "exactly"),
}
_FOLLOWS = re.compile(
    r"\b(?:later|after (?:that|this|which|it|being)|there-?after|afterwards|another"
    r"|further|additional|more(?! than)|following|then|subsequent\w*)\b",
    re.IGNORECASE,
)
# Four hours of work are over after four hours at the soonest; so are `4 hours (business
# hours)`, as cells of tables have it.
_OF_WORK = re.compile(
    r"\b(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve) ?"
    r"(?:(?:minutes?|mins?|hours?|hrs?|h|days?|d)\b,? \(?(?:in |during |of |only )?)?"
    r"(?<=[ (])(?:working|business|office|work)[- ]hours?\b",
    re.IGNORECASE,
)
_FROM_DETECTION = re.compile(
    r"\b(?:of|after|from|since|once|when) [^,;.]{0,30}?\b(?:detect|discover|notic)",
    re.I,
)
_OF_MINUTES = {"minutes": 1, "hours": 60, "days": 1440}


@dataclass(frozen=True, slots=True)
class Bracket:
    """A limit of which the sentence leaves open where exactly it lies.

    `48 hours, 72 at weekends`: after 72 hours it is kept, before 48 it is broken, and
    in between the data do not tell. `12 months or 3 releases, whichever is longer`:
    before 12 months it is broken, and no number of months surely keeps it.

    Attributes:
        keeps: The value that surely keeps the rule; None where no value does.
        breaks: The value short of which it is surely broken; None where none is.
    """

    keeps: float | None
    breaks: float | None


def period_limits(found: dict[str, Any], words: str = "") -> dict[str, Any]:
    """`within_*` and `at_least_*` in each unit, and what else it says of periods.

    A limit that the sentence leaves open is a `Bracket`.

    Args:
        found: The stated parameters.
        words: The sentence, which may say that one period follows on another.
    """
    usable = _usable(found)
    mode = found.get("duration_mode")
    limits: dict[str, Any] = {}
    for prefix, bounds in _BOUNDS.items():
        bounded = [d for d in usable if _as_limit(d) in bounds]
        found_limits = _in_units(prefix, bounded, mode)
        if _OF_WORK.search(words) and prefix == "within":
            found_limits = {n: _open(v, False) for n, v in found_limits.items()}
        limits |= found_limits
    return limits | {
        "is_from_detection": bool(limits and _FROM_DETECTION.search(words)) or None,
        "stale_days": _stale_days(usable, words),
        "kept_days": _kept(usable, mode),
    }


def _usable(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [d for d in found.get("durations", ()) if not d.get("is_example")]


def _as_limit(period: dict[str, Any]) -> str | None:
    """The bound; of what comes `every 30 minutes`, that is the most that may pass."""
    bound = period.get("bound")
    is_limit = bound == "exactly" and period.get("is_recurring")
    return "within" if is_limit else bound


def _in_units(
    prefix: str, periods: list[dict[str, Any]], mode: str | None
) -> dict[str, Any]:
    minutes = _limit(periods, "minutes", mode, is_least=prefix == "at_least")
    if minutes is None and prefix == "within":
        minutes = _of_business_hours(periods)
    if minutes is not None:
        return {
            f"{prefix}_{unit}": _scaled(minutes, size, is_whole=unit == "days")
            for unit, size in _OF_MINUTES.items()
        }
    in_days = [
        {**period, "business_days": period.get("n")}
        if period.get("unit") == "business_days"
        else period
        for period in periods
    ]
    days = _limit(in_days, "business_days", mode, is_least=prefix == "at_least")
    return {} if days is None else {f"{prefix}_business_days": days}


def _of_business_hours(periods: list[dict[str, Any]]) -> Bracket | None:
    """Four business hours are kept within four hours, and broken nobody knows when."""
    if len(periods) != 1 or periods[0].get("condition"):
        return None
    if periods[0].get("unit") != "business_hours" or not periods[0].get("n"):
        return None
    return Bracket(float(periods[0]["n"]) * 60, None)


def _limit(
    periods: list[dict[str, Any]], unit: str, mode: str | None, *, is_least: bool
) -> float | Bracket | None:
    """The one limit that holds, in `unit`; None where the sentence names no such."""
    values = [float(p[unit]) for p in periods if p.get(unit) is not None]
    conditional = sum(1 for p in periods if p.get("condition"))
    is_complete = len(values) == len(periods)
    if not values or (len(periods) == 1 and conditional):
        return None  # a period that holds "at weekends" only is no limit for every day
    if len(periods) == 1:
        return values[0]
    if mode is not None and not conditional:
        chosen = max(values) if mode == "longest" else min(values)
        # What cannot be compared may be longer or shorter than what can.
        return chosen if is_complete else _open(chosen, (mode == "longest") == is_least)
    if 0 < conditional < len(periods) and is_complete:
        low, high = min(values), max(values)
        return Bracket(high, low) if is_least else Bracket(low, high)
    return None


def _open(value: Any, is_necessary: bool) -> Bracket:  # noqa: ANN401
    if isinstance(value, Bracket):
        return value
    return Bracket(None, value) if is_necessary else Bracket(value, None)


def _scaled(
    limit: float | Bracket, size: int, *, is_whole: bool
) -> float | Bracket | None:
    def scaled(value: float | None) -> float | None:
        if value is None:
            return None
        return math.ceil(value / size) if is_whole else value / size

    if isinstance(limit, Bracket):
        return Bracket(scaled(limit.keeps), scaled(limit.breaks))
    return scaled(limit)


def _stale_days(usable: list[dict[str, Any]], words: str) -> float | Bracket | None:
    """The whole period after which an untouched item is closed, marking included."""
    days = [float(d["days"]) for d in usable if d.get("days") is not None]
    if not days or len(days) != len(usable):
        return None
    follows = _FOLLOWS.search(words)
    if len(days) == 1:
        return None if follows else math.ceil(days[0])
    whole = math.ceil(sum(days))
    # `After 14 days stale, after 28 closed` may count both from the last activity.
    return whole if follows else Bracket(math.ceil(max(days)), whole)


def _kept(usable: list[dict[str, Any]], mode: str | None) -> float | Bracket | None:
    """The period for which something stays as it is, whatever its bound."""
    if any(_as_limit(d) == "within" for d in usable):
        return None
    limit = _limit(usable, "days", mode, is_least=True)
    return int(limit) if isinstance(limit, float) else limit
