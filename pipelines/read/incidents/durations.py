"""Durations in words and figures, in minutes."""

from __future__ import annotations

import re

_NUMBER = (
    r"(?:\d{1,5}(?:[.,]\d{1,2})?|\b(?:an?|half an?|half a|three quarters of an?|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|forty[ -]five|fifty|sixty|ninety)(?: and a half)?(?=\s|-))"
)
_UNIT = (
    r"(?:weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s)"
    r"(?![a-z])"
)
_PIECE = re.compile(rf"(?P<n>{_NUMBER})(?:\s|-|\+)?\s?(?P<unit>{_UNIT})", re.IGNORECASE)
DURATION = (
    rf"(?:{_NUMBER}(?:\s|-|\+)?\s?{_UNIT}(?:\s?(?:,\s?(?:and\s)?|and\s|&\s)?"
    rf"{_NUMBER}(?:\s|-)?\s?{_UNIT}){{0,3}}(?:\sand a half)?)"
)
_WHOLE = re.compile(
    rf"^[^\w(]*(?:about|around|approx(?:imately)?\.?|roughly|circa|ca\.?|nearly|almost|over"
    rf"|under|just (?:over|under)|more than|less than|at least|up to|c\."
    rf"|total(?: of)?:?"
    rf"|for|lasted|≈|~|<|>|±)?\s?[~≈<>]?\s?(?P<d>{DURATION})",
    re.IGNORECASE,
)
_COLONS = re.compile(
    r"^[^\w]*(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*(h|hrs?|hours?|hh:mm(?::ss)?|m|mins?)?\b"
)
_COMPACT = re.compile(r"^[^\w]*(\d{1,3})h([0-5]\d)(?![\w:])")
_ISO = re.compile(r"^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_WORDS = {
    "a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "one": 1, "two": 2, "three": 3,
    "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "forty five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
    "three quarters of an": 0.75, "three quarters of a": 0.75,
}  # fmt: skip
_MINUTES = {"w": 10_080.0, "d": 1_440.0, "h": 60.0, "m": 1.0, "s": 1 / 60}


def minutes_of(text: str) -> int | None:
    """The duration that `text` begins with (`about 1h 25m`, `01:25`), in minutes.

    Rounded to whole minutes; anything shorter than half a minute is 0.
    """
    text = " ".join(text[:200].replace("**", "").replace("`", "").split())
    if iso := _ISO.match(text.split(" ")[0]) if text.startswith("P") else None:
        days, hours, minutes, seconds = (int(part or 0) for part in iso.groups())
        return round(days * 1440 + hours * 60 + minutes + seconds / 60)
    if compact := _COMPACT.match(text):
        return int(compact[1]) * 60 + int(compact[2])
    if match := _WHOLE.match(text):
        return sum_of(match["d"])
    if colons := _COLONS.match(text):
        first, second, third = int(colons[1]), int(colons[2]), int(colons[3] or 0)
        if (colons[4] or "").startswith("m") and not colons[3]:
            return round(first + second / 60)
        return round(first * 60 + second + third / 60)
    return None


def sum_of(words: str) -> int:
    """Minutes in a text that matches `DURATION`."""
    total = 0.0
    last = 1.0
    for piece in _PIECE.finditer(words):
        number, _, half = piece["n"].lower().replace("-", " ").partition(" and ")
        value = _WORDS.get(number)
        if value is not None and half:
            value += 0.5
        last = _MINUTES[piece["unit"][0].lower()]
        total += (float(number.replace(",", ".")) if value is None else value) * last
    if words.lower().endswith("and a half"):
        total += last / 2
    return round(total)
