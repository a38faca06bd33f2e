"""How a sentence says that some pull requests are called: `Release X.Y.Z`."""

from __future__ import annotations

import re

from expectations.lexicon import compiled, lists

_LONGEST = 1_000  # characters of a sentence
_HOLE = "\0"


def title_regex(quote: str) -> str | None:
    """An expression for the titles that a sentence names, None if it names none."""
    data, words = lists("titles"), quote[:_LONGEST]
    found = []
    for named in compiled(data["named"]).finditer(words):
        quoted = compiled(data["quoted"]).match(words, named.end())
        if quoted and (one := _as_regex(quoted["title"], data)):
            found.append(one)
    return "|".join(dict.fromkeys(found)) or None


def _as_regex(title: str, data: dict[str, str]) -> str | None:
    parts = compiled(data["holes"]).sub(_HOLE, title.strip()).split(_HOLE)
    if len(re.findall(r"[^\W\d_]", "".join(parts))) < int(data["letters"]):
        return None
    return rf"^(?i:{'.+'.join(map(re.escape, parts))})$"
