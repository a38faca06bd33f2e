"""Is an order or a declaration without a modal worth a row."""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import Ruling, main_clause
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.setting import Setting

_AIM = re.compile(r"^(?:in order )?to\s[^,]{3,120},\s", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:each|every)\s+(?:[\w-]+\s+){0,2}?(?:change|patch|pr|pull request|commit|issue|bug"
    r"|incident|release|decision|fix|feature|review)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:before|prior to|first|unless)\b", re.IGNORECASE)
_WITH_LABEL = re.compile(r"\bwith (?:the |an? )?label", re.IGNORECASE)
_NONE = re.compile(r"(?:nothing|nobody|none|no one)\b", re.IGNORECASE)
_ORDERS = ("imperative", "bound", "fragment")
_WEAK = frozenset(
    {"imperative", "declaration", "bound", "soft", "fragment", "statement"}
)


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
    if decided.tier not in _WEAK or (decided.is_negative and decided.tier in _ORDERS):
        return True
    limits = section("rules", "significant")
    aim = _AIM.match(text)
    if aim:
        text = text[aim.end() :]
    bound = bind(text, about_labels=where.about_labels)
    keys, demands = set(bound), set(bound["demands"])
    is_told = where.is_procedure or compile_words(
        [section("rules", "procedure_leads")]
    ).search(lead)
    if decided.tier in ("statement", "declaration") and _defines(text):
        is_labelled = bool(keys & {"labels", "label_globs"}) and _WITH_LABEL.search(text)
        return bool(keys & {"durations", "approval_count"} or is_labelled)
    if decided.tier == "statement":
        name = "keys_in_procedures" if where.is_procedure else "keys"
        stated = compile_words([limits["statement_words"]]).search(text)
        asked = demands & set(limits["statement_demands"])
        return bool(keys & set(limits[name]) or stated or asked)
    if decided.tier == "imperative" and (is_told and (is_step or lead)):
        return bool(
            keys & set(limits["keys_in_procedures"])
            or demands & set(limits["demands_in_procedures"])
        )
    if keys & set(limits["keys"]):
        return True
    if aim and decided.tier == "imperative":
        return False  # `To roll back, run ...` tells how
    if demands & set(limits["demands"]):
        return True
    if compile_words([limits["words"]]).search(text):
        return True
    if "documentation" in demands and ("paths" in keys or "conditions" in keys):
        return True
    if decided.tier == "imperative" and _EVERY.search(text):
        return True
    insists = decided.modal == "must" and not decided.is_negative
    if decided.tier in ("declaration", "imperative") and insists:
        return True
    if decided.tier == "declaration" and _is_universal(text):
        return True
    if decided.tier == "declaration" and "breaking_change" in bound.get(
        "item_kinds", ()
    ):
        return True
    if decided.tier == "imperative" and where.is_ruling and _FIRST.search(text):
        return True
    return bool(compile_words([limits["label_words"]]).search(text))


def _is_universal(text: str) -> bool:
    """`Every advisory gets a CVE`: said of all of the team's things of a kind."""
    subject = analyse(main_clause(text)).subject
    universal = compile_words([section("rules", "significant", "universal")])
    scope = text if _NONE.match(subject) else subject
    ours = pattern("rules", "process").search(scope)
    return bool(universal.match(subject)) and bool(ours)


def _defines(text: str) -> bool:
    """`The staging environment is a copy`: it says what a thing is."""
    said = main_clause(text)
    found = analyse(said)
    if found.verb != "be" or found.is_passive:
        return False
    rest = said[len(found.subject) :].lower().split()[1:4]
    return not set(rest) & set(section("grammar", "asking").split())
