"""Does a sentence state a rule, and how strongly. The words are in rules.yml.

Tiers, the first that speaks decides: a modal of the sentence itself; the modal of its
lead-in; a bound on the team's work; an imperative that its place makes a rule; a
declaration in the present tense; a named convention; a task of a checklist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.records import Modal
from pipelines.read.clauses.setting import Setting, title_words

_VALUE = r"\s*(?:\([^)]{0,80}\)\s*)?(?::|=|→|->|–|—| - )\s*(?=[`\"“@*<\d])"
_ARE_VALUES = (
    r"\s+(?:are|is)\s+(?:always\s+|one of\s+|either\s+|named\s+|called\s+)?(?=[`\"“])"
)
_PRESENT = r"(?:\s+\([^)]{0,120}\))?,?\s+"
_BRACKETS = re.compile(r"(?<=\w\W)\([^()]{0,400}\)")
_SPEAKS_TO_YOU = re.compile(r"(?<!\w)(?:you|we|users?|it)(?!\w)", re.IGNORECASE)
_CAN = re.compile(r"(?<!\w)can(?!\w)(?! only)", re.IGNORECASE)
_LATE = 45  # characters into a sentence after which `may` speaks of something else
_QUESTION = re.compile(r"\?[\"'”*_)\s]*$")


@dataclass(frozen=True, slots=True)
class Ruling:
    """That a sentence rules, how strongly, and by which tier it was known."""

    modal: Modal
    is_negative: bool
    tier: str


def ruling(
    text: str,
    *,
    lead: str,
    where: Setting,
    is_item: bool = False,
    is_task: bool = False,
) -> Ruling | None:
    """How `text`, which continues `lead`, rules; None where it states no rule."""
    main = main_clause(text)
    if _is_aside(text, main, where) or _is_usage(f"{lead} {text}", where):
        return None
    if own := _own_modal(main, lead, where):
        return own
    if found := _consequence(text, main, where):
        return found
    if pattern("rules", "habits").search(main) or where.standing == "none":
        return None
    if pattern("rules", "habits").search(lead):
        return None
    speaks = where.about_labels or bool(
        pattern("rules", "process").search(f"{lead} {text}")
    )
    return (
        _led(text, lead, where)
        or _convention(text, where)
        or (_bounded(main, where) if speaks else None)
        or (_imperative(text, main, lead, where) if speaks else None)
        or _forbidden(main, where)
        or (_declared(text, main, where) if speaks else None)
        or (_task(text) if is_task else None)
        or (_fragment(text, lead, where) if speaks and is_item else None)
        or (_stated(main, lead, where) if speaks else None)
    )


def main_clause(text: str) -> str:
    """`text` without an opening such as "If the change is large, "."""
    bare = text.lstrip("*_\"'“ ")
    if adverb := _adverb().match(bare):
        bare = bare[adverb.end() :]
    for _ in range(2):
        found = _leading().match(bare)
        if not found or len(bare) - found.end() < 4:
            break
        bare = bare[found.end() :]
    return bare


@cache
def _adverb() -> re.Pattern[str]:
    return re.compile(section("rules", "adverbs"), re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(section("rules", "leading_clause"), re.IGNORECASE)


def _is_aside(text: str, main: str, where: Setting) -> bool:
    """A question, a pointer, an example, a hope or a record."""
    if where.is_record or where.is_example or _QUESTION.search(text):
        return True
    if pattern("rules", "openings_aside").match(text.lstrip("*_ ")):
        return True
    return bool(pattern("rules", "never_rules").search(main))


def _is_usage(sense: str, where: Setting) -> bool:
    """It tells how to install, build or use the software."""
    speaks = where.is_usage or pattern("rules", "usage").search(sense)
    return bool(speaks) and not pattern("rules", "process_strong").search(sense)


def find_modal(text: str) -> Ruling | None:
    """The strongest modal of `text`, neutral phrases apart."""
    bare = _BRACKETS.sub(_hide, text)
    hidden = pattern("rules", "neutral").sub(_hide, bare)
    without = _exempting().sub(_hide, hidden)
    for position, entry in enumerate(section("rules", "modals")):
        found = _modal(position).search(hidden if entry.get("exempt") else without)
        is_aside = entry["modal"] == "may" and not entry.get("exempt")
        if found and not (is_aside and found.start() > _LATE):
            tier = "soft" if entry.get("soft") else "modal"
            return Ruling(entry["modal"], entry["negative"], tier)
    return None


def _hide(match: re.Match[str]) -> str:
    return "_" * len(match[0])


@cache
def _exempting() -> re.Pattern[str]:
    entries = section("rules", "modals")
    return compile_words([w for e in entries if e.get("exempt") for w in e["words"]])


@cache
def _modal(position: int) -> re.Pattern[str]:
    return compile_words(section("rules", "modals")[position]["words"])


def _own_modal(main: str, lead: str, where: Setting) -> Ruling | None:
    found = find_modal(main)
    if not found:
        return None
    is_weak = found.tier == "soft" or where.standing == "reference"
    needed = "process_strong" if is_weak else "process"
    if pattern("rules", needed).search(f"{lead} {main}"):
        return found
    is_ours = where.standing == "rules" and not where.is_usage
    is_soft = found.tier == "soft" or _SPEAKS_TO_YOU.search(main)
    return found if is_ours and not is_soft else None


def _led(text: str, lead: str, where: Setting) -> Ruling | None:
    """The modal of the lead-in holds for what continues it."""
    found = find_modal(main_clause(lead)) if lead else None
    if not found or len(text.split()) < 1 or where.standing == "none":
        return None
    return Ruling(found.modal, found.is_negative, "lead")


def _bounded(main: str, where: Setting) -> Ruling | None:
    counted = pattern("rules", "bounds").search(main) or _counted().match(main)
    if where.standing != "rules" or not counted:
        return None
    return Ruling("must", False, "bound")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(section("rules", "counted"), re.IGNORECASE)


def _consequence(text: str, main: str, where: Setting) -> Ruling | None:
    """What becomes of a thing of the team's work after a time."""
    if where.standing != "rules" or not pattern("rules", "process").search(main):
        return None
    becomes = _words("consequences").search(main) or _words("commitments").match(main)
    if not becomes or not _words("period").search(text):
        return None
    return Ruling("should", False, "declaration")


def _fragment(text: str, lead: str, where: Setting) -> Ruling | None:
    """A bare noun in a list of what is asked for: `two approvals`."""
    if where.standing != "rules" or where.is_usage:
        return None
    asked = title_words("demanding").search(lead) if lead else where.is_demanding
    return Ruling("should", False, "fragment") if asked else None


@cache
def _words(key: str) -> re.Pattern[str]:
    return compile_words([section("rules", key)])


def _imperative(text: str, main: str, lead: str, where: Setting) -> Ruling | None:
    bare = main.lstrip("*_\"'“ ")
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
    if not pattern("rules", "imperatives").match(bare):
        return None
    conditional = bare != text.lstrip("*_\"'“ ")
    return _ordered(
        bare, lead, where, insists=conditional, modal="should", negative=False
    )


def _forbidden(main: str, where: Setting) -> Ruling | None:
    """`Do not add ...` in a document of rules, whatever it is about."""
    if where.standing != "rules" or where.is_usage or where.is_procedure:
        return None
    bare = main.lstrip("*_\"'“ ")
    if not pattern("rules", "insistent_openings", "negative").match(bare):
        return None
    if _SPEAKS_TO_YOU.search(bare):
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
    if not (insists or where.is_ruling or _is_rule_lead(lead)):
        return None
    return Ruling(modal, negative, "imperative")


def _is_rule_lead(lead: str) -> bool:
    return bool(lead) and bool(title_words("rules").search(lead))


def _declared(text: str, main: str, where: Setting) -> Ruling | None:
    strong = pattern("rules", "process_strong").search(main)
    if where.is_usage or (where.standing == "reference" and not strong):
        return None
    if found := _declaration().match(main.lstrip("*_\"'“` ")):
        negative = bool(re.search(r"\b(?:never|not)\b|n't\b", found[0]))
        insists = re.search(r"\b(?:never|always|only)\b", found[0])
        return Ruling("must" if insists else "should", negative, "declaration")
    return None


@cache
def _declaration() -> re.Pattern[str]:
    subject = "|".join(section("rules", "subjects"))
    verbs = "|".join(section("rules", "declarations"))
    we = "|".join(section("rules", "we_declarations"))
    return re.compile(
        rf"(?:(?:{subject}){_PRESENT}(?:{verbs})|(?:{we}))(?!\w)", re.IGNORECASE
    )


def _stated(main: str, lead: str, where: Setting) -> Ruling | None:
    """A declaration of any subject; counts only for what it binds."""
    is_told = where.is_usage or where.is_procedure
    if where.standing != "rules" or is_told or _CAN.search(main):
        return None
    if lead and not _is_rule_lead(lead):
        return None
    if where.about_labels and main.startswith("`"):
        return None  # what a label means
    found = _words("statements").search(main)
    return Ruling("should", False, "statement") if found else None


def _convention(text: str, where: Setting) -> Ruling | None:
    if where.standing == "none" or where.is_usage:
        return None
    bare = text.lstrip("*_ ")
    if _named_convention().match(bare):
        return Ruling("should", False, "convention")
    return None


@cache
def _named_convention() -> re.Pattern[str]:
    names = "|".join(section("rules", "conventions"))
    return re.compile(rf"(?:{names})[*_]*(?:{_VALUE}|{_ARE_VALUES})", re.IGNORECASE)


def _task(text: str) -> Ruling | None:
    if not pattern("rules", "task_statements").match(text.lstrip("*_ ")):
        return None
    return Ruling("should", False, "task")
