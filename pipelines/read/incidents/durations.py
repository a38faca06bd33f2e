"""Durations in words and figures, in minutes."""

from __future__ import annotations

import re

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FRACTIONS = {" 1/2": 0.5, "½": 0.5, "¼": 0.25, "¾": 0.75}
_ADDED = {"a half": 0.5, "a quarter": 0.25, "three quarters": 0.75}
_COUNTED = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(_UNITS)})"
)
_NUMBER = (
    r"(?:\d{1,5}(?:[.,]\d{1,2})?"
    r"(?: ?[½¼¾]| 1/2| and (?:a (?:half|quarter)|three quarters))?"
    r"|[½¼¾]"
    r"|\b(?:half an?|a half|(?:a|three)[ -]quarters? of an?"
    r"|a (?:full|whole|good|couple(?: of)?)"
    rf"|an?|{_COUNTED})"
    r"(?:[ -]and[ -](?:a[ -](?:half|quarter)|three[ -]quarters))?(?=\s|-))"
)
_UNIT = (
    r"(?:weeks?|wks?|w|days?|d|hours?|hrs?|h|std|minutes?|mins?|min|m|seconds?|secs?|s)"
    r"(?![a-z])"
)
_PIECE = re.compile(rf"(?P<n>{_NUMBER})(?:\s|-|\+)?\s?(?P<unit>{_UNIT})", re.IGNORECASE)
_CLOCKED = r"(?:\d{1,3}h[0-5]\d(?![\w:])|\d{1,2}:[0-5]\d ?(?:h|hrs?|hours?)(?![a-z]))"
DURATION = (
    rf"(?:{_CLOCKED}|{_NUMBER}(?:\s|-|\+)?\s?{_UNIT}"
    r"(?:(?:\.(?=,? (?:and )?\d))?\s?(?:,\s?(?:and\s)?|and\s|&\s)?"
    rf"{_NUMBER}(?:\s|-)?\s?{_UNIT}){{0,3}}"
    r"(?:\sand (?:a (?:half|quarter)|three quarters))?)"
)
_CLOCKED_PARTS = re.compile(r"(\d{1,3})(?:h|:)([0-5]\d)(?=\W*(?:h|$))", re.IGNORECASE)
_WHOLE = re.compile(
    rf"^[^\w(]*(?:about|around|some|approx(?:imately)?\.?|roughly|circa|ca\.?|nearly|almost|over"
    rf"|under|just (?:over|under)|more than|less than|at least|up to|c\."
    rf"|total(?: of)?:?"
    rf"|for|lasted|≈|~|<|>|±)?\s?[~≈<>]?\s?(?P<d>{DURATION})",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:lasting|lasted|for|duration:?)\s{1,2}"
    r"(?:about |around |approximately |nearly )?"
    rf"(?P<d>{DURATION})",
    re.IGNORECASE,
)
_COLONS = re.compile(
    r"^[^\w]*(\d{1,3}):([0-5]\d)(?::([0-5]\d))?\s*(h|hrs?|hours?|hh:mm(?::ss)?|m|mins?)?\b"
)
_COMPACT = re.compile(r"^[^\w]*(\d{1,3})h([0-5]\d)(?![\w:])")
_ISO = re.compile(r"^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_MINUTES = {"w": 10_080.0, "d": 1_440.0, "h": 60.0, "m": 1.0, "s": 1 / 60, "st": 60.0}


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


def lasting_in(title: str) -> re.Match[str] | None:
    """`(lasting 48 minutes)` in a title that also tells when it began."""
    return _LASTING.search(title[:300])


def sum_of(words: str) -> int:
    """Minutes in a text that matches `DURATION`."""
    if clocked := _CLOCKED_PARTS.match(words):
        return int(clocked[1]) * 60 + int(clocked[2])
    total = 0.0
    last = 1.0
    for piece in _PIECE.finditer(words):
        unit = piece["unit"].lower()
        last = _MINUTES.get(unit[:2]) or _MINUTES[unit[0]]
        total += _value(piece["n"].lower()) * last
    for end, part in _ADDED.items():
        if words.lower().endswith(f" and {end}"):
            total += last * part
    return round(total)


def _value(number: str) -> float:
    """`1.5`, `1 ½`, `twenty-five`, `two and a half`, `three quarters of an`."""
    number = " ".join(number.replace("-", " ").split())
    whole, _, added = number.partition(" and ")
    extra = _ADDED.get(added, 0.0)
    if whole.startswith("half a"):
        return 0.5
    if " quarter" in whole:
        return 0.75 if whole.startswith("three") else 0.25
    if "couple" in whole:
        return 2.0
    if whole == "a half":
        return 0.5
    if whole.split()[0] in ("a", "an"):
        return 1.0 + extra
    for mark, part in _FRACTIONS.items():
        if whole.endswith(mark):
            whole, extra = whole.removesuffix(mark).strip() or "0", part
    if whole[:1].isdigit():
        return float(whole.replace(",", ".")) + extra
    found = 0.0
    for word in whole.split():
        tens = 20 + 10 * _TENS.index(word) if word in _TENS else 0
        found += tens or _UNITS.index(word) + 1
    return found + extra
