"""Put values into words: numbers, times, lists, unknowns. Pure.

`say` is what the templates pass every value through, so that nothing reaches the
report unescaped and NULL always reads as `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipelines.data_files import read_yaml
from pipelines.escaping import escape

UNKNOWN = "unknown"
_WORDS = Path(__file__).with_name("words.yml")


def say(value: object) -> Markup:
    """Return any value as Markdown that is safe and plain."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup(UNKNOWN)
    if isinstance(value, bool):
        return Markup("yes" if value else "no")
    if isinstance(value, int):
        return Markup(f"{value:,}")
    if isinstance(value, datetime):
        return Markup(f"{value:%Y-%m-%d %H:%M} UTC")
    if isinstance(value, date):
        return Markup(value.isoformat())
    if isinstance(value, (list, tuple)):
        return listed(value)
    return escape(str(value))


def listed(values: Iterable[object], *, otherwise: str = "none") -> Markup:
    """Return `a, b, c`; an empty list in the words of `otherwise`."""
    said = [str(say(value)) for value in values]
    return Markup(", ".join(said)) if said else escape(otherwise)


def counted(number: int, noun: str, plural: str | None = None) -> Markup:
    """Return `1 incident`, `2 incidents`."""
    word = noun if number == 1 else plural or noun + "s"
    return Markup(f"{number:,} {word}")


def share(part: int, whole: int, unknown: int | None = None) -> Markup:
    """Return `1 of 2`, and with a third number `1 of 2 (3 unknown)`."""
    rest = "" if unknown is None else f" ({unknown:,} unknown)"
    return Markup(f"{part:,} of {whole:,}{rest}")


def kept(row: Mapping[str, Any], *, has_unknown: bool = True) -> Markup:
    """Return `kept by 1 of 2 (3 unknown)`, or by how many it was certainly broken.

    Args:
        row: `pass_count`, `fail_count`, `unknown_count`; where policies are told
            apart, `is_one_sided`, too.
        has_unknown: Whether the records of which nothing is known are counted, too.
    """
    judged = row["pass_count"] + row["fail_count"]
    if row.get("is_one_sided"):
        broken = share(row["fail_count"], judged + row["unknown_count"])
        return Markup("broken by ") + broken + Markup("; who keeps it cannot be seen")
    unknown = row["unknown_count"] if has_unknown else None
    return Markup("kept by ") + share(row["pass_count"], judged, unknown)


def percent(rate: float | None) -> Markup:
    """Return a rate of 0 to 1 as a whole per cent; never 0% or 100% by rounding."""
    if rate is None:
        return Markup("–")
    whole = round(rate * 100)
    if whole in (0, 100) and rate not in (0, 1):
        return Markup("<1%".replace("<", "&lt;") if whole == 0 else "&gt;99%")
    return Markup(f"{whole}%")


def minutes(number: int | None) -> Markup:
    """Return minutes in the largest units that say them exactly."""
    if number is None:
        return Markup(UNKNOWN)
    days, rest = divmod(number, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = [(days, "day"), (hours, "hour"), (left, "minute")]
    said = [str(counted(count, noun)) for count, noun in parts if count]
    return Markup(" ".join(said) or "0 minutes")


def word_for(value: str | None, family: str) -> Markup:
    """Return what a value of the warehouse is called in the report, as Markdown."""
    return escape(plain_word(value, family))


def plain_word(value: str | None, family: str) -> str:
    """Return what a value of the warehouse is called, as it is: escape it yourself."""
    if value is None:
        return UNKNOWN
    known = _words().get(family, {})
    return str(known.get(value) or value.replace("_", " "))


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    words: Mapping[str, Mapping[str, Any]] = read_yaml(_WORDS)
    return words
