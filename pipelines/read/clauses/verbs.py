"""The forms of the verbs, and the small words, of grammar.yml."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipelines.read.clauses.lexicon import section

Form = Literal["base", "third", "past", "participle"]

_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def word_at(tokens: list[str], at: int) -> str:
    """The word in lower case; empty beyond the end."""
    return tokens[at].lower() if at < len(tokens) else ""


def is_in(word: str, *names: str) -> bool:
    """Is it one of the words of these lists (or the word itself)."""
    lower = word.lower()
    return any(lower == name or lower in _list(name) for name in names)


@cache
def _list(name: str) -> frozenset[str]:
    known = section("grammar")
    return frozenset(known[name].split()) if name in known else frozenset()


def forms_of(word: str) -> dict[Form, str]:
    """What forms of verbs a word is: each with the base form; empty for no verb."""
    return _forms().get(word, {})


@cache
def _forms() -> dict[str, dict[Form, str]]:
    """Each form of each verb: the form's name to the base."""
    found: dict[str, dict[Form, str]] = {}
    irregular = {row[0] for row in section("grammar", "irregular")}
    for base in section("grammar", "verbs").split():
        found.setdefault(base, {})["base"] = base
        if base not in irregular:
            found.setdefault(_third(base), {})["third"] = base
            found.setdefault(_past(base), {})["past"] = base
            found[_past(base)]["participle"] = base
            if base.endswith(("el", "al")):  # labelled and labeled
                found[f"{base}led"] = {"past": base, "participle": base}
    for base, third, past, participle in section("grammar", "irregular"):
        found.setdefault(third, {})["third"] = base
        found.setdefault(past, {})["past"] = base
        found.setdefault(participle, {})["participle"] = base
    return found


@cache
def compounds() -> re.Pattern[str]:
    """Nouns of two words whose first looks like an order."""
    return re.compile(section("grammar", "compounds"), re.IGNORECASE)


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(_SIBILANT) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]|.*(?:mit|fer)", base)
    return f"{base}{base[-1]}ed" if doubled else f"{base}ed"
