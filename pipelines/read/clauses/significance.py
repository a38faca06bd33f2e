"""Is an order or a declaration without a modal worth a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import Ruling, main_clause
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.permissions import lifted
from pipelines.read.clauses.setting import Setting

_AIM = re.compile(r"^(?:in order )?to\s[^,]{3,120},\s", re.IGNORECASE)
_OF_THE_STANDARD = re.compile(r"\b(?:MAY|OPTIONAL)\b")  # of RFC 2119
_CONDITION = re.compile(r"\b(?:if|when|because|since|as)\b", re.IGNORECASE)
_BUT_ONLY = re.compile(  # `a member of the team can approve, not the author`
    r"\b(?:but|and) only\b|, (?:but )?not (?:by )?(?:the|its|their) ", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:only|until|unless)\b", re.IGNORECASE)
_SAYS_MORE = re.compile(r"\b(?:(?:one|part|any|either) of|only|up to)\b|\d", re.I)
_KINDS = frozenset({"demands", "item_kinds", "actors", "conditions", "exceptions"})
_ORDERS = ("imperative", "bound", "fragment")
_WEAK = frozenset(
    {"imperative", "declaration", "bound", "soft", "fragment", "statement"}
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sentence without its aim, and what it binds and demands."""

    text: str
    has_aim: bool
    keys: frozenset[str]
    demands: frozenset[str]
    kinds: frozenset[str]

    def binds(self, of: str) -> bool:
        """Does it bind one of the keys of a list in rules.yml."""
        return bool(self.keys & set(_limits()[of]))

    def demanding(self, of: str) -> bool:
        """Does it demand one of the subjects of a list in rules.yml."""
        return bool(self.demands & set(_limits()[of]))

    def says(self, what: str) -> bool:
        """Does it have words of an expression in rules.yml."""
        return bool(_words(what).search(self.text))


@lru_cache(maxsize=16_384)
def is_worth(
    text: str, decided: Ruling, where: Setting, *, is_step: bool, lead: str = ""
) -> bool:
    """A modal always is; a weaker sign only where the clause asks for something.

    Args:
        text: The sentence alone: what its lead-in asks for is not its own.
        decided: How it rules.
        where: Its document and section.
        is_step: It stands in a numbered list.
        lead: What it continues.
    """
    if is_permission(decided, text):
        return _is_worth_permitting(text, where)
    if decided.modal == "may" and not _OF_THE_STANDARD.search(text):
        return _asked(text, where).says("words_in_waivers")
    if decided.tier not in _WEAK or (decided.is_negative and decided.tier in _ORDERS):
        return True
    asked = _asked(text, where)
    if decided.tier in ("statement", "declaration") and _defines(asked.text):
        labels = asked.binds("label_keys") and asked.says("labelled")
        labels = labels or (asked.binds("label_keys") and _is_universal(asked))
        return asked.binds("keys_in_definitions") or labels
    if decided.tier == "statement":
        return _states(asked, where)
    if decided.tier == "imperative" and (is_step or lead) and _is_told(where, lead):
        return asked.binds("keys_in_procedures") or asked.demanding(
            "demands_in_procedures"
        )
    return _asks(asked, decided, where)


def is_worth_saying(text: str, found: Ruling, where: Setting) -> bool:
    """Is a sentence worth a row for which only the evidence speaks."""
    if is_permission(found, text):
        return _is_worth_permitting(text, where)
    if found.modal == "may" and not _OF_THE_STANDARD.search(text):
        return _asked(text, where).says("words_in_waivers")
    if found.tier == "evidence" and _only_defines(text):
        return bool(_asked(text, where).keys - _KINDS)
    return True


def _is_worth_permitting(text: str, where: Setting) -> bool:
    """Does what is permitted ask for something, or lift what is asked for elsewhere."""
    if lifted(text):
        return True
    asked = _asked(text, where)
    limits = _BUT_ONLY.search(text) or pattern("rules", "bounds").search(text)
    is_bound = asked.binds("keys_in_permissions") or limits
    return bool(is_bound) or asked.demanding("demands_in_permissions")


def is_permission(decided: Ruling, text: str) -> bool:
    """`Anybody may close it`: it asks for nothing, but with a number or a condition."""
    if decided.modal == "may":
        return not decided.is_negative
    said = analyse(main_clause(text))
    is_open = said.mood == "possible" and not said.is_negative
    allowed = _CONDITION.split(text, maxsplit=1)[0]
    is_bound = _ONLY.search(allowed) or re.search(r"\bunless\b", text, re.IGNORECASE)
    return is_open and decided.tier == "evidence" and not is_bound


def _states(asked: _Asked, where: Setting) -> bool:
    """A statement of any subject asks for less than one of the team's things."""
    keys = "keys_in_procedures" if where.is_procedure else "keys"
    return (
        asked.binds(keys)
        or asked.says("statement_words")
        or asked.demanding("statement_demands")
    )


def _asks(asked: _Asked, decided: Ruling, where: Setting) -> bool:
    if asked.binds("keys"):
        return True
    if asked.has_aim and decided.tier == "imperative":
        return False  # `To roll back, run ...` tells how
    if asked.demanding("demands") or asked.says("words") or asked.says("label_words"):
        return True
    if "documentation" in asked.demands and asked.binds("keys_of_documents"):
        return True
    return _insists(asked, decided, where)


def _insists(asked: _Asked, decided: Ruling, where: Setting) -> bool:
    """`always`, `only`, `every`, `before`: it says how strictly."""
    is_strict = decided.modal == "must" and not decided.is_negative
    if decided.tier == "imperative":
        looks = asked.says("looking")  # `Check the tracker first` is advice
        is_first = where.is_ruling and asked.says("first") and not looks
        return is_strict or asked.says("every") or is_first
    if decided.tier != "declaration":
        return False
    return is_strict or "breaking_change" in asked.kinds or _is_universal(asked)


def _is_universal(asked: _Asked) -> bool:
    """`Every advisory gets a CVE`: said of all of the team's things of a kind."""
    subject = analyse(main_clause(asked.text)).subject
    scope = asked.text if _words("none").match(subject) else subject
    ours = pattern("rules", "process").search(scope)
    return bool(_words("universal").match(subject)) and bool(ours)


def _defines(text: str) -> bool:
    """`The staging environment is a copy`: it says what a thing is."""
    said = main_clause(text)
    found = analyse(said)
    is_there = found.subject.lower() == "there"  # `There is a review after each one`
    if found.verb != "be" or found.is_passive or is_there:
        return False
    rest = re.findall(r"[\w-]+", said[len(found.subject) :].lower())[1:4]
    is_done = any(word.endswith("ed") for word in rest[:2])  # `is cherry-picked`
    return not (is_done or set(rest) & set(section("grammar", "asking").split()))


def _only_defines(text: str) -> bool:
    """`A quorum is five members`; an order, a number or a set says more."""
    is_order = analyse(main_clause(text)).mood == "order"
    return _defines(text) and not (is_order or _SAYS_MORE.search(text))


def _is_told(where: Setting, lead: str) -> bool:
    """It is a step of a procedure."""
    leads = compile_words([section("rules", "procedure_leads")])
    return where.is_procedure or bool(leads.search(lead))


def _asked(text: str, where: Setting) -> _Asked:
    aim = _AIM.match(text)
    own = text[aim.end() :] if aim else text
    bound: dict[str, Any] = bind(own, about_labels=where.about_labels)
    return _Asked(
        own,
        bool(aim),
        frozenset(bound),
        frozenset(bound["demands"]),
        frozenset(bound.get("item_kinds", ())),
    )


def _limits() -> Any:  # noqa: ANN401 the shape is the YAML file's own
    return section("rules", "significant")


@cache
def _words(what: str) -> re.Pattern[str]:
    return compile_words([_limits()[what]])
