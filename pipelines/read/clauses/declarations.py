"""Declarations in the present tense, conventions, and what lists ask for."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.grammar import Analysis, analyse
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import Ruling
from pipelines.read.clauses.orders import is_rule_lead
from pipelines.read.clauses.setting import Setting, title_words

_THE = r"(?:the\s+(?:[\w-]+\s+){1,3})?"  # `fixes: the oldest supported `lts-*``
_VALUE = (
    r"\s*(?:\([^)]{0,80}\)\s*)?(?::|=|→|->|–|—| - )\s*"
    + rf"(?={_THE}(?:[`\"“@*<\d]|[\w.-]+/[<{{]))"
)
_NAMED_VALUE = re.compile(
    rf"[A-Z][^`:.!?]{{1,60}}(?:\([^`:()]{{1,60}}\))?[*_]*:\s*{_THE}`"
)
_LED_VALUE = re.compile(rf"[^\W\d_][^`:.!?]{{1,60}}:\s*{_THE}`")
_ARE_VALUES = (
    r"\s+(?:are|is)\s+(?:always\s+|one of\s+|either\s+|named\s+|called\s+)?(?=[`\"“])"
)
_PRESENT = r"(?:\s+\([^)]{0,120}\))?,?\s+"
_VERB_REACH = 70  # characters from the verb on in which it is insisted upon
_TASK_WORDS = 4  # an entry with fewer is a kind of change: `New feature`
_NAME = re.compile(
    r"^(?:`[^`]{1,60}`|[\w`][^:`.]{1,60}):\s+"
)  # `Everything else: one review`
_EVERY = re.compile(
    r"(?:every|within|after|at\s+least|at\s+most|up\s+to|no\s+\w+\s+than|no\b)|\d|one\b|two\b",
    re.IGNORECASE,
)
_NAMED_PERIOD = re.compile(  # `P1: retrospective within 3 days`
    r"(?:[\w-]+,?\s+){1,7}(?:within|after|every|at\s+least|at\s+most)\s", re.IGNORECASE
)
_WHEN = re.compile(r"(?:if|when|whenever|once|after|before)\b", re.IGNORECASE)
_REASON = re.compile(r",? (?:so that|so|because)\b")
_CAN = re.compile(r"(?<!\w)can(?!\w)(?! only)", re.IGNORECASE)


def declared(text: str, main: str, where: Setting) -> Ruling | None:
    """`Pull requests target main`: a usual subject and a usual verb."""
    strong = pattern("rules", "process_strong").search(main)
    if where.is_usage or (where.standing == "reference" and not strong):
        return None
    if found := _declaration().match(main.lstrip("*_\"'“` ")):
        negative = bool(re.search(r"\b(?:never|not)\b|n't\b", found[0]))
        stated = main[: found.end() + _VERB_REACH]
        insists = re.search(r"\b(?:never|always|only)\b", stated)
        return Ruling("must" if insists else "should", negative, "declaration")
    if where.standing != "rules" or not (said := _says(text, main)):
        return None
    is_ours = said.subject.lower() == "we" or pattern("rules", "process").search(
        said.subject
    )
    return _stating(main, said, "declaration") if is_ours else None


@cache
def _telling() -> frozenset[str]:
    return frozenset(section("grammar", "telling").split())


def _means(main: str, said: Analysis) -> bool:
    """It says what a label means, not when it is set or what it excludes."""
    excludes = re.search(r"\bexclud\w+\b|\btogether\b|\bat once\b", main)
    return not (said.is_passive or excludes)


def _says(text: str, main: str) -> Analysis | None:
    """The statement that a clause makes in the present or the future, else None."""
    said = analyse(main.lstrip("*_\"'“ "))
    is_said = said.mood in ("present", "future")
    is_grade = said.verb == "mean" and period().search(main)
    if not is_said or (said.verb in _telling() and not is_grade):
        return None
    is_machine = _words("machines").search(" ".join(said.subject.split()[-1:]))
    is_habit = is_machine and not said.is_passive and not period().search(text)
    return None if is_habit else said


def _stating(main: str, said: Analysis, tier: str) -> Ruling:
    verb = main[len(said.subject) :][:_VERB_REACH]
    insists = said.is_negative or re.search(r"\b(?:never|always|only)\b", verb)
    return Ruling("must" if insists else "should", said.is_negative, tier)


@cache
def _declaration() -> re.Pattern[str]:
    subject = "|".join(section("rules", "subjects"))
    verbs = "|".join(section("rules", "declarations"))
    we = "|".join(section("rules", "we_declarations"))
    return re.compile(
        rf"(?:(?:{subject}){_PRESENT}(?:{verbs})|(?:{we}))(?!\w)", re.IGNORECASE
    )


def stated(text: str, main: str, lead: str, where: Setting) -> Ruling | None:
    """A declaration of any subject; counts only for what it binds."""
    if (
        where.standing != "rules"
        or where.is_usage
        or _CAN.search(_REASON.split(main)[0])
    ):
        return None
    if lead and not (is_rule_lead(lead) or _WHEN.match(lead)):
        return None
    said = _says(text, main)
    if said and where.about_labels and main.startswith("`") and _means(main, said):
        return None
    return _stating(main, said, "statement") if said else None


def consequence(text: str, main: str, where: Setting) -> Ruling | None:
    """What becomes of a thing of the team's work after a time."""
    promised = _words("commitments").match(main)
    speaks = pattern("rules", "process").search(main) or (promised and where.is_ruling)
    if where.standing != "rules" or not speaks:
        return None
    becomes = promised or _words("consequences").search(main)
    if not becomes or not period().search(text):
        return None
    if analyse(main).mood == "possible":
        return Ruling("may", False, "declaration")
    return Ruling("should", False, "declaration")


def bounded(main: str, where: Setting) -> Ruling | None:
    """A number that bounds the team's work: `At least two approvals`."""
    value = _NAME.sub("", main, count=1)
    counted = pattern("rules", "bounds").search(main) or _counted().match(value)
    if value != main and period().search(value):
        is_name = analyse(main).mood == "name"
        is_bound = _EVERY.match(value) or _NAMED_PERIOD.match(value)
        counted = counted or (is_bound if is_name else None)
    if where.standing != "rules" or not counted:
        return None
    return Ruling("must", False, "bound")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(section("rules", "counted"), re.IGNORECASE)


def convention(text: str, where: Setting, lead: str = "") -> Ruling | None:
    """A name and its value: `Hotfix branches: hotfix/<id>`."""
    if where.standing == "none" or where.is_usage:
        return None
    bare = text.lstrip("*_ ")
    named = where.is_conventional and _NAMED_VALUE.match(bare)
    is_led = lead and title_words("conventions").match(lead) and _LED_VALUE.match(bare)
    if named or is_led or _named_convention().match(bare):
        return Ruling("should", False, "convention")
    return None


@cache
def _named_convention() -> re.Pattern[str]:
    names = "|".join(section("rules", "conventions"))
    return re.compile(rf"(?:{names})[*_]*(?:{_VALUE}|{_ARE_VALUES})", re.IGNORECASE)


def fragment(text: str, lead: str, where: Setting) -> Ruling | None:
    """An entry of a list of what is asked for: `two approvals`, `it has tests`."""
    if where.standing != "rules" or where.is_usage:
        return None
    asked = where.is_demanding or (lead and title_words("demanding").search(lead))
    if not asked:
        return None
    said = analyse(text)
    stands = said.mood in ("present", "past") and said.verb not in _telling()
    return Ruling("should", False, "task" if stands else "fragment")


def task(text: str, where: Setting) -> Ruling | None:
    """An entry of a checklist that states what was done.

    In a page of rules every entry does, but those that choose a kind of change.
    """
    is_asked = where.is_checklist or where.standing == "rules"
    if is_asked and len(text.split()) >= _TASK_WORDS and not where.is_usage:
        return None if where.is_choice else Ruling("should", False, "task")
    if not pattern("rules", "task_statements").match(text.lstrip("*_ ")):
        return None
    return Ruling("should", False, "task")


def period() -> re.Pattern[str]:
    """A number and a unit of time."""
    return _words("period")


@cache
def _words(key: str) -> re.Pattern[str]:
    return compile_words([section("rules", key)])
