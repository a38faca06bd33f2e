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


def in_english(text: str) -> str:
    """`6. Mai` as `6. May`; words that mean two months or none stay."""
    names = _names()
    return _WORD.sub(lambda one: names.get(one[0].lower(), one[0]), text)


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
