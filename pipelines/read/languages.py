"""Months and weekdays of other languages in English, by what Babel knows of them."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

_LANGUAGES = (
    *("cs", "da", "de", "es", "et", "fi", "fr", "hr", "hu", "it"),
    *("lt", "lv", "nb", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
)
TO = "bis|au|al|hasta|até|tot|till?"  # between the first and the last day
_WORD = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"\d(?:er|[.ºª])?\s?(?:de )?$")
_BEHIND = re.compile(r"[.,]{0,2}\s?\d")


def in_english(text: str) -> str:
    """`6. Mai` as `6. May`; words that mean two months or none stay.

    So do those without a figure beside them, but where nothing else stands: they may
    be names (`Maja`).
    """
    names = _names()
    is_alone = all(one.lower() in names for one in _LETTERS.findall(text))

    def named(one: re.Match[str]) -> str:
        is_dated = (
            is_alone
            or _BEFORE.search(text[max(0, one.start() - 9) : one.start()])
            or _BEHIND.match(text, one.end())
        )
        return names.get(one[0].lower(), one[0]) if is_dated else one[0]

    return _WORD.sub(named, text)


@cache
def months() -> dict[str, int]:
    """The names of months in other languages, in small letters, and their numbers."""
    english = Locale("en").months["format"]["wide"]
    numbers = {name: number for number, name in english.items()}
    names = _names().items()
    return {name: numbers[month] for name, month in names if month in numbers}


@cache
def _names() -> dict[str, str]:
    """In full only: what is short is a word of English, too (`ago`, `out`)."""
    english = Locale("en")
    meant: dict[str, set[str]] = {}
    for language in map(Locale, _LANGUAGES):
        for kind in ("months", "days"):
            own, others = getattr(english, kind), getattr(language, kind)
            for form in ("format", "stand-alone"):
                for number, name in others[form]["wide"].items():
                    meaning = own["format"]["wide"][number]
                    meant.setdefault(name.lower(), set()).add(meaning)
    return {name: one.pop() for name, one in meant.items() if len(one) == 1}
