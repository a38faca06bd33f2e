"""The state that a status, a title or a heading names."""

from __future__ import annotations

import re
from functools import cache

from pipelines.extract.archive.vocabulary import any_word, words


def state_of(value: str, kind: str) -> str | None:
    """Return the state that a status names, None if it is not known.

    `Merged (by hand)` is merged: what stands before the first bracket, comma, dash
    or stop decides.
    """
    plain = re.sub(r"[`*_~]|[^\w\s(),;:/'’.\-–—]", " ", value).replace("’", "'")
    whole = " ".join(plain.casefold().split())
    if kind == "pull_request" and whole in words()["closed_states_that_mean_merged"]:
        return "merged"
    states: dict[str, list[str]] = words()["states"][kind]
    lead = re.split(r"[(,;:/.–—]|\s-\s", whole, maxsplit=1)[0]
    if "?" in value.split("(")[0]:
        return None
    lead = " ".join(lead.replace("-", " ").split())
    for state, names in states.items():
        if lead in names:
            return state
    # `merged on 2024-10-02 by ...`, `closed as fixed`: longest known words in front.
    best: tuple[int, str] | None = None
    for state, names in states.items():
        for name in names:
            if lead.startswith(f"{name} ") and _goes_on(lead[len(name) :]):
                best = max(best or (0, ""), (len(name), state))
    return best[1] if best else None


_ON = re.compile(
    r"^\s+(?:on|at|by|in|into|to|as|via|with|without|since|after|from|for|pending|\d|#|due|until|last|this)"
)


def _goes_on(rest: str) -> bool:
    return bool(_ON.match(rest))


@cache
def _draft() -> re.Pattern[str]:
    return any_word(words()["draft_words"])


def says_draft(value: str) -> bool:
    """Tell whether a status or title calls the item a draft."""
    found = _draft().search(value)
    return bool(found) and not re.search(r"(?i)\b(?:not|no longer)\b", value)
