"""Orders: an imperative that its place, its lead-in or its own words make a rule."""

from __future__ import annotations

import re

from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.modals import BRACKETS, Ruling
from pipelines.read.clauses.records import Modal
from pipelines.read.clauses.setting import Setting, title_words

_WORDS = 3  # of an order; `Never do` is a name
SPEAKS_TO_YOU = re.compile(r"(?<!\w)(?:you|we|users?|it)(?!\w)", re.IGNORECASE)


def imperative(text: str, main: str, lead: str, where: Setting) -> Ruling | None:
    """How an order rules; None where it is a piece of advice or a step."""
    bare = main.lstrip("*_\"'“ ")
    conditional = bare != text.lstrip("*_\"'“ ")
    if len(BRACKETS.sub("", bare).split()) < _WORDS - conditional:
        return None
    insists = {
        kind: pattern("rules", "insistent_openings", kind).match(bare)
        for kind in ("negative", "positive")
    }
    if found := insists["negative"]:
        return _ordered(bare, lead, where, insists=True, modal="must", negative=True)
    if found := insists["positive"]:
        modal: Modal = (
            "must" if found[0].lower().startswith(("always", "only")) else "should"
        )
        return _ordered(bare, lead, where, insists=True, modal=modal, negative=False)
    said = analyse(bare)
    if said.mood != "order" or said.verb in section("grammar", "advising").split():
        return None
    return _ordered(
        bare, lead, where, insists=conditional, modal="should", negative=False
    )


def forbidden(main: str, where: Setting) -> Ruling | None:
    """`Do not add ...` in a document of rules, whatever it is about."""
    if where.standing != "rules" or where.is_usage or where.is_procedure:
        return None
    bare = main.lstrip("*_\"'“ ")
    if not pattern("rules", "insistent_openings", "negative").match(bare):
        return None
    if SPEAKS_TO_YOU.search(bare) or len(BRACKETS.sub("", bare).split()) < 4:
        return None
    return Ruling("must", True, "imperative")


def _ordered(
    bare: str, lead: str, where: Setting, *, insists: bool, modal: Modal, negative: bool
) -> Ruling | None:
    """An order counts where its place, its lead-in or its own words make it a rule."""
    strong = pattern("rules", "process_strong").search(f"{lead} {bare}")
    if where.standing == "reference" and not (where.is_ruling and strong):
        return None
    if where.is_usage and not strong:
        return None
    is_open = where.is_usage or where.is_procedure or where.standing != "rules"
    is_placed = where.is_ruling or is_rule_lead(lead) or (bool(strong) and not is_open)
    if not (insists or is_placed):
        return None
    return Ruling(modal, negative, "imperative")


def is_rule_lead(lead: str) -> bool:
    """Does a lead-in make rules of the orders that follow it."""
    return bool(lead) and bool(title_words("rules").search(lead))
