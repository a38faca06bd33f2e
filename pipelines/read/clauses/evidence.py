"""How much speaks for a sentence to state a rule: signs with points, from evidence.yml."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipelines.read.clauses.grammar import Analysis, analyse
from pipelines.read.clauses.leads import joined
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import Ruling, find_modal, main_clause
from pipelines.read.clauses.normative import is_never_rule
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.setting import Setting, title_words

_LONGEST = 300  # characters of a subject or a lead-in that are looked at
_STATES = frozenset(("be", "have"))
_OPENS = re.compile(
    r"\W*(?:if|when|once|after|before|for|while|until|unless|during|where|on)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence's place: its section, its passage, and what it continues.

    Attributes:
        where: The document and the section.
        lead: What the sentence continues; empty for most.
        kind: Of its passage: paragraph, item or row.
        marker: Of its list item: `[ ]`, `1.`, `-`, or empty.
        is_first: It opens its passage.
    """

    where: Setting
    lead: str = ""
    kind: str = "paragraph"
    marker: str = ""
    is_first: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the signs look at."""

    text: str
    main: str
    said: Analysis
    modal: Ruling | None
    lead_modal: Ruling | None
    place: Place
    bound: frozenset[str]
    demands: frozenset[str]


@lru_cache(maxsize=16_384)
def weighed(text: str, place: Place, decided: Ruling | None = None) -> Ruling | None:
    """How a sentence rules for which the evidence is strong enough, else None.

    Args:
        text: The sentence alone.
        place: Where it stands.
        decided: What an expression of rules.yml says; it counts as one more sign.
    """
    if not decided and is_never_rule(text, place.where):
        return None
    seen = _see(text, place)
    points = section("evidence", "base") + sum(
        entry["points"] for entry in _signs() if _has(entry, seen)
    )
    if decided:
        points += section("evidence", "decided")
    if place.where.standing == "none" or points < section("evidence", "threshold"):
        return None
    return decided or _ruling(seen)


def signs(text: str, place: Place) -> list[bool]:
    """For each sign of evidence.yml: does the sentence have it."""
    return [_has(entry, _see(text, place)) for entry in _signs()]


def _ruling(seen: _Seen) -> Ruling:
    """As strongly as its modal, its lead-in's, or its insistent words say."""
    if found := seen.modal or seen.lead_modal:
        return Ruling(found.modal, found.is_negative, "evidence")
    insists = re.search(
        r"\b(?:never|always|only|no|not)\b|n't\b", seen.main[:120], re.I
    )
    is_strict = bool(insists) and seen.said.mood in ("order", "present", "future")
    return Ruling("must" if is_strict else "should", seen.said.is_negative, "evidence")


@lru_cache(maxsize=64)
def _see(text: str, place: Place) -> _Seen:
    main = main_clause(text)
    lead = place.lead
    bound: dict[str, Any] = bind(
        joined(lead, text), own=text, about_labels=place.where.about_labels
    )
    return _Seen(
        text,
        main,
        analyse(main.lstrip("*_\"'“ ")),
        find_modal(main),
        find_modal(main_clause(lead)) if lead else None,
        place,
        frozenset(bound) - {"demands"},
        frozenset(bound["demands"]) - {"other"},
    )


def _has(entry: dict[str, Any], seen: _Seen) -> bool:
    return all(_TESTS[name](seen, value) for name, value in entry["when"].items())


def _modal_name(found: Ruling | None) -> str:
    if not found:
        return ""
    if found.tier == "soft":
        return "soft"
    if found.modal == "may" and found.is_negative:
        return "may not need"
    return f"{found.modal} not" if found.is_negative else found.modal


def _last(words: str) -> str:
    return words.split()[-1] if words else ""


_Test = Callable[[_Seen, Any], bool]
_TESTS: dict[str, _Test] = {
    "mood": lambda seen, moods: seen.said.mood in moods,
    "passive": lambda seen, wanted: seen.said.is_passive == wanted,
    "negative": lambda seen, wanted: seen.said.is_negative == wanted,
    "verb": lambda seen, named: seen.said.verb in _verbs(named),
    "verb_is": lambda seen, verbs: seen.said.verb in verbs,
    "acts": lambda seen, wanted: (
        (seen.said.is_passive or seen.said.verb not in _verbs("telling") | _STATES)
        == wanted
    ),
    "opens_with_condition": lambda seen, wanted: (
        bool(_OPENS.match(seen.text)) == wanted
    ),
    "subject": lambda seen, words: _is_all(words, seen.said.subject),
    "subject_speaks": lambda seen, of: bool(
        pattern("rules", of).search(seen.said.subject)
    ),
    "subject_ends": lambda seen, of: bool(
        _rules_words(of).search(_last(seen.said.subject))
    ),
    "speaks": lambda seen, of: bool(pattern("rules", of).search(seen.text)),
    "list": lambda seen, of: bool(pattern("rules", of).search(seen.main)),
    "text": lambda seen, words: bool(_expression(words).search(seen.text)),
    "modal": lambda seen, names: _modal_name(seen.modal) in names,
    "lead_modal": lambda seen, wanted: bool(seen.lead_modal) == wanted,
    "lead_mood": lambda seen, moods: (
        bool(seen.place.lead) and analyse(main_clause(seen.place.lead)).mood in moods
    ),
    "lead": lambda seen, words: _is_all(words, seen.place.lead),
    "lead_title": lambda seen, of: (
        bool(seen.place.lead) and bool(title_words(of).search(seen.place.lead))
    ),
    "has_lead": lambda seen, wanted: bool(seen.place.lead) == wanted,
    "place": lambda seen, names: any(getattr(seen.place.where, n) for n in names),
    "standing": lambda seen, names: seen.place.where.standing in names,
    "kind": lambda seen, kinds: seen.place.kind in kinds,
    "marker": lambda seen, words: _is_all(words, seen.place.marker),
    "is_first": lambda seen, wanted: seen.place.is_first == wanted,
    "binds": lambda seen, keys: bool(seen.bound & set(keys)),
    "demands": lambda seen, wanted: bool(seen.demands) == wanted,
    "words": lambda seen, span: span[0] <= len(seen.text.split()) <= span[1],
}


def _is_all(words: str, text: str) -> bool:
    return bool(text) and bool(_expression(words).fullmatch(text[:_LONGEST]))


@cache
def _signs() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = section("evidence", "signs")
    return found


@cache
def _expression(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


@cache
def _rules_words(of: str) -> re.Pattern[str]:
    return compile_words([section("rules", of)])


@cache
def _verbs(named: str) -> frozenset[str]:
    return frozenset(section("grammar", named).split())
