"""The names of weekdays, without regard to case."""

from __future__ import annotations

FULL_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
WEEKDAY = rf"(?:{FULL_WEEKDAY}s?|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)"
_FIRST_LETTERS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekday_number(name: str) -> int:
    """Of a weekday, however it is shortened; 0 is Monday."""
    return _FIRST_LETTERS.index(name[:3].lower())
