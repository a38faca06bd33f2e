"""When a clause holds and what it exempts, in the words of the sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipelines.read.clauses.parameters.reading import Reading, pattern, unique, words

_STOP = r"(?=[,;:()]|\.\s|\.$|\s[-–—]\s|$)"
_MAX = 160


def conditions(reading: Reading) -> dict[str, Any]:
    """`conditions` and `exceptions`."""
    text = reading.sense
    exempt = [m for m in _exceptions().finditer(text) if not _is_author(m["what"])]
    hidden = text
    for match in exempt:
        hidden = hidden[: match.start()] + " " * len(match[0]) + hidden[match.end() :]
    found: list[tuple[int, str]] = []
    for match in _conditions().finditer(hidden):
        found.append((match.start(), _tidy(match["what"])))
    for key in ("for_conditions", "labelled"):
        for match in pattern(key).finditer(hidden):
            found.append((match.start(), _tidy(match[0])))
    kept = unique([words for _, words in sorted(found) if words])
    kept = [k for k in kept if not any(k != o and k in o for o in kept)]
    result: dict[str, Any] = {}
    if kept:
        result["conditions"] = kept
    if exempt:
        result["exceptions"] = unique([_tidy(m["what"]) for m in exempt])
    return result


def _is_author(what: str) -> bool:
    return bool(re.match(words()["not_exceptions"], what.strip(), re.IGNORECASE))


@cache
def _exceptions() -> re.Pattern[str]:
    opening = words()["exceptions"].replace(" ", r"\s+")
    return re.compile(
        rf"(?<![\w-])(?:{opening})\s+(?P<what>[^,;()]{{2,{_MAX}}}?){_STOP}",
        re.IGNORECASE,
    )


@cache
def _conditions() -> re.Pattern[str]:
    opening = words()["conditions"].replace(" ", r"\s+")
    return re.compile(
        rf"(?<![\w-])(?:{opening})\s+(?P<what>[^,;()]{{2,{_MAX}}}?){_STOP}",
        re.IGNORECASE,
    )


def _tidy(text: str) -> str:
    words_only = " ".join(text.replace("`", "").split()).strip(" .*_")
    return re.sub(
        r"^(?:for|of)\s+(?:all\s+|any\s+|every\s+|each\s+|an?\s+|the\s+)?",
        "",
        words_only,
        flags=re.IGNORECASE,
    )
