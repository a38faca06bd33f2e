"""The signs of evidence.yml: which of them a sentence has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipelines.read.clauses.grammar import Analysis, analyse
from pipelines.read.clauses.leads import continues, joined
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import (
    BRACKETS,
    Ruling,
    find_modal,
    looks_after,
    main_clause,
)
from pipelines.read.clauses.normative import ruling
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.setting import Setting, title_words

TASKS = ("[ ]", "[x]")  # markers of a form's entries
_LONGEST = 300  # characters of a subject or a lead-in that are looked at
_STATES = frozenset(("be", "have"))
_AT_KEYBOARD = ("a command", "work at the keyboard")  # signs
_HABITS = ("habits", "machine_habits")
_SCOPES = frozenset(("conditions", "exceptions", "item_kinds", "areas"))  # of a demand
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
        is_step: It stands in a list of what to do at a keyboard.
        known_labels: Names that the document calls labels.
        known_branches: Names that the document uses as branches.
    """

    where: Setting
    lead: str = ""
    kind: str = "paragraph"
    marker: str = ""
    is_first: bool = True
    known_labels: frozenset[str] = frozenset()
    known_branches: frozenset[str] = frozenset()
    is_step: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the signs look at."""

    text: str
    main: str
    said: Analysis
    modal: Ruling | None
    lead_modal: Ruling | None
    place: Place
    bound: frozenset[str]
    demands: frozenset[str]


def signs(text: str, place: Place) -> list[bool]:
    """For each sign of evidence.yml, in its order: does the sentence have it."""
    seen = see(text, place)
    return [
        all(_TESTS[name](seen, value) for name, value in entry["when"].items())
        for entry in entries()
    ]


@lru_cache(maxsize=64)
def see(text: str, place: Place) -> Seen:
    lead = place.lead
    whole = f"{lead} {text}" if lead and continues(lead, text) else text
    main = main_clause(whole)
    bound: dict[str, Any] = bind(
        joined(lead, text),
        own=text,
        about_labels=place.where.about_labels,
        known_labels=place.known_labels,
        known_branches=place.known_branches,
    )
    return Seen(
        text,
        main,
        analyse(main.lstrip("*_\"'“ ")),
        find_modal(main),
        find_modal(main_clause(lead)) if lead else None,
        place,
        frozenset(bound) - {"demands", "actors"},
        frozenset(bound["demands"]) - {"other"},
    )


def is_at_keyboard(text: str) -> bool:
    """A command, or what is done with a program."""
    named = (entry for entry in entries() if entry["sign"] in _AT_KEYBOARD)
    bare = BRACKETS.sub("", text)
    return any(_expression(entry["when"]["text"]).search(bare) for entry in named)


def _tier(seen: Seen) -> str:
    """By which expression of rules.yml it was known, worth a row or not."""
    place = seen.place
    found = ruling(
        seen.text,
        lead=place.lead,
        where=place.where,
        is_item=place.kind == "item" and place.is_first,
        is_task=place.marker in TASKS,
    )
    return found.tier if found else ""


def _part_that_tells(seen: Seen, of: str) -> str:
    """What comes behind `whether` is no habit: `we say whether we could see it`."""
    return seen.main.split(" whether ")[0] if of == "habits" else seen.main


def _is_all(words: str, text: str) -> bool:
    return bool(text) and bool(_expression(words).fullmatch(text[:_LONGEST]))


@cache
def entries() -> list[dict[str, Any]]:
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


_Test = Callable[[Seen, Any], bool]
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
    "list": lambda seen, of: (
        bool(pattern("rules", of).search(_part_that_tells(seen, of)))
        and not (of in _HABITS and looks_after(seen.main, seen.said.mood))
    ),
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
    "is_step": lambda seen, wanted: seen.place.is_step == wanted,
    "is_first": lambda seen, wanted: seen.place.is_first == wanted,
    "binds": lambda seen, keys: bool(seen.bound & set(keys)),
    "demands": lambda seen, wanted: bool(seen.demands) == wanted,
    "said_as": lambda seen, tiers: _tier(seen) in tiers,
    "asks": lambda seen, wanted: bool(seen.demands or seen.bound - _SCOPES) == wanted,
    "words": lambda seen, span: span[0] <= len(seen.text.split()) <= span[1],
}
