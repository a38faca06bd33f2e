"""Does a sentence state a rule, and how strongly. The words are in rules.yml.

Tiers, the first that speaks decides: a modal of the sentence itself; the modal of its
lead-in; a bound on the team's work; an imperative that its place makes a rule; a
declaration in the present tense; a named convention; a task of a checklist.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.read.clauses import declarations as states
from pipelines.read.clauses import orders
from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.leads import continues
from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import (
    Ruling,
    find_modal,
    looks_after,
    main_clause,
    outspoken,
    speaks_of_text,
)
from pipelines.read.clauses.setting import Setting

_QUICK_ACTION = re.compile(r"/[a-z_]+(?:\s|$)")  # a command to a bot
_REASON = re.compile(
    r",? (?:so that|so|because|since|as (?:this|it|that|they)|which is why|whether)\b"
)
_RELATIVE = re.compile(  # said of a noun, or of the time
    r"\b(?:that|which|who|what)\s+(?:[\w'-]+\s+){1,3}"
    r"|\b(?:after|before|when|since|once|until|than)\s+(?:\w+\s+){0,3}?(?:was|were)\b",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"(?<=\w):\s+(?=(?:an?|the|each|every|all|no|it|they)\s)", re.I
)
_SUBJECT = 40  # characters in which a subject stands
_MEANING = re.compile(
    r"(?:`[^`]+`(?:,| and| or)\s+){0,8}`[^`]+`\s*[-–—:]\s"
)  # what a label stands for
_NAMED = re.compile(  # the same of a name that is emphasised at most
    r"(?!(?:note|notice|important|warning|caution|remember|exception|rule|attention)s?\b)"
    r"(?:`[^`]{1,60}`|[\w/&+-]{1,20}(?:\s[\w/&+-]{1,20}){0,3})(?::|\s[-–—])\s",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:must|(?<!which )(?<!that )should|shall|ha(?:s|ve) to|never)\b", re.IGNORECASE
)
_SPEECH = re.compile(
    r"[\"“](?=[^\"”]{0,200}\b(?:I|I'm|my|you|your|we)\b)"
)  # somebody is quoted
_SAID = re.compile(  # what somebody is to say
    r"(?<=\w )[\"“][^\"”]{0,120}\b(?:I|I'm|my|we|you)\b[^\"”]{0,120}[\"”]"
)
_PRONOUN = re.compile(r"\b(?:it|they|this|these|those)\b", re.IGNORECASE)
_EXAMPLE = re.compile(r"\W*(?:for\s+(?:example|instance)|e\.g\.)", re.IGNORECASE)
_QUESTION = re.compile(r"\?[\"'”*_)\s]*$")


# A history shows the same sentence in revision after revision: it is judged once.
@lru_cache(maxsize=16_384)
def ruling(
    text: str,
    *,
    lead: str,
    where: Setting,
    is_item: bool = False,
    is_task: bool = False,
) -> Ruling | None:
    """How `text`, which continues `lead`, rules; None where it states no rule."""
    if lead and continues(lead, text):  # one sentence in two parts
        text, lead = f"{lead} {text}", ""
    said = _said_after(text)
    if said and (found := ruling(said, lead=lead, where=where)):
        return found
    main = main_clause(text)
    if is_task and (done := _task(text, main, where)):
        return done
    if _is_aside(text, main, where) or _is_usage(f"{lead} {text}", where):
        return None
    if speaks_of_text(main):
        return None
    return (
        _own_modal(main, f"{lead} {_with_what_it_means(text, main)}", where)
        or _led(text, lead, where)
        or _by_place(text, main, lead, where, is_item=is_item)
        or _by_verb(text, main, lead, where, is_item=is_item)
    )


def _said_after(text: str) -> str:
    """What a sentence says after its colon, after words that only tell."""
    colon = _SAID_AFTER.search(text)
    if not colon:
        return ""
    before = main_clause(text[: colon.start()])
    tells = any(pattern("rules", kind).search(before) for kind in ("habits", "seldom"))
    tells = tells or bool(re.match(r"there (?:is|are)\b", before, re.IGNORECASE))
    return text[colon.end() :] if tells else ""


def _by_place(
    text: str, main: str, lead: str, where: Setting, *, is_item: bool
) -> Ruling | None:
    """What becomes of a thing after a time, and what a list of demands states."""
    if pattern("rules", "seldom").search(_stated(main)):
        return None
    if found := states.consequence(text, main, where):
        return found
    own = find_modal(main)
    if not is_item or (own and own.modal == "may"):
        return None  # `You are not expected to ...` asks for nothing
    asked = states.fragment(text, lead, where)
    return asked if asked and asked.tier == "task" else None


def _by_verb(
    text: str, main: str, lead: str, where: Setting, *, is_item: bool
) -> Ruling | None:
    """An order, a statement, or a name with its value."""
    has_period = bool(states.period().search(text))
    is_meaning = where.about_labels and _MEANING.match(text) and not has_period
    if where.standing == "none" or is_meaning:
        return None
    if _is_habit(main, lead, has_period=has_period):
        return None
    unspoken = states.convention(text, where, lead)
    if unspoken or not (where.about_labels or _speaks(f"{lead} {text}", where)):
        return unspoken or orders.forbidden(main, where)
    return (
        states.bounded(main, where)
        or orders.imperative(text, main, lead, where)
        or states.declared(text, main, where)
        or orders.forbidden(main, where)
        or (states.fragment(text, lead, where) if is_item else None)
        or states.stated(text, main, lead, where)
    )


def _task(text: str, main: str, where: Setting) -> Ruling | None:
    """An entry of a checklist, unless its own words say how it rules."""
    is_other = where.is_record or where.is_example or where.standing == "none"
    if is_other or _QUESTION.search(text) or find_modal(main):
        return None
    return states.task(text, where)


def _speaks(sense: str, where: Setting) -> bool:
    """It is about the team's work: by a noun, or by a period in a section of rules."""
    if pattern("rules", "process").search(sense):
        return True
    return where.is_ruling and bool(states.period().search(sense))


def _is_habit(main: str, lead: str, *, has_period: bool) -> bool:
    """It tells what mostly happens; `Do not ...` never does."""
    habits, main = pattern("rules", "habits"), _stated(main)
    if habits.search(lead) or pattern("rules", "estimates").search(main):
        return True
    main = _RELATIVE.sub("", _REASON.split(main, maxsplit=1)[0])
    if looks_after(main, analyse(main).mood):
        return False
    if pattern("rules", "machine_habits").search(main) and not has_period:
        return True
    forbids = pattern("rules", "insistent_openings", "negative")
    tells = habits.search(main) or pattern("rules", "seldom").search(main)
    return bool(tells) and not forbids.match(main.lstrip("*_\"'“ "))


def _stated(main: str) -> str:
    """`... every month` of `... every month, mostly on a Monday`: no aside."""
    before = main.partition(", ")[0]
    is_whole = states.period().search(before) and analyse(before).mood != "name"
    return before if is_whole else main


def _is_no_statement(text: str, where: Setting) -> bool:
    """A question, a command to a bot, or a sentence among records or examples."""
    is_other = where.is_record or where.is_example or _is_meaning(text, where)
    is_other = is_other or is_example(text)
    return is_other or bool(
        _QUESTION.search(text)
        or _QUICK_ACTION.match(text)
        or _SPEECH.match(text)
        or pattern("rules", "dated_notices").match(text)
    )


def _is_meaning(text: str, where: Setting) -> bool:
    """`*Usability*: issues that directly impact users`: what a label stands for."""
    named = _NAMED.match(text) if where.about_labels else None
    if not named or _ORDERED.search(text) or states.period().search(text):
        return False
    return bool(pattern("rules", "meanings").match(text[named.end() :]))


def _is_aside(text: str, main: str, where: Setting) -> bool:
    """A question, a pointer, an example, a hope or a record."""
    if _is_no_statement(text, where):
        return True
    openings = pattern("rules", "openings_aside")
    if openings.match(text.lstrip("*_ ")) or openings.match(main):
        return True
    return bool(pattern("rules", "never_rules").search(outspoken(main)))


def _is_usage(sense: str, where: Setting) -> bool:
    """It tells how to install, build or use the software."""
    speaks = where.is_usage or pattern("rules", "usage").search(sense)
    return bool(speaks) and not pattern("rules", "process_strong").search(sense)


def is_example(text: str) -> bool:
    """`For instance, a fix that changes the API should be noted twice`."""
    return bool(_EXAMPLE.match(text))


def is_never_rule(text: str, where: Setting) -> bool:
    """No statement, or one of what mostly or seldom happens: no sign outweighs it."""
    if _is_no_statement(text, where):
        return True
    text = _SAID.sub("", outspoken(text))
    whole = main_clause(text)
    never = pattern("rules", "never_rules")
    if never.search(whole) or never.match(text.lstrip("*_\"'“ ")):
        return True
    if find_modal(whole):
        return False
    main = _RELATIVE.sub("", _REASON.split(_stated(whole), maxsplit=1)[0])
    tells = pattern("rules", "seldom").search(main)
    return bool(tells or pattern("rules", "estimates").search(_stated(whole)))


def _with_what_it_means(text: str, main: str) -> str:
    """The main clause; where a pronoun is its subject, with the words before it."""
    return text if _PRONOUN.search(main[:_SUBJECT]) else main


def _own_modal(main: str, sense: str, where: Setting) -> Ruling | None:
    found = find_modal(main)
    if not found:
        return None
    is_weak = found.tier == "soft" or where.standing == "reference"
    needed = "process_strong" if is_weak else "process"
    if pattern("rules", needed).search(sense):
        return found
    is_ours = where.standing == "rules" and not where.is_usage
    is_soft = found.tier == "soft" or found.modal == "may"
    said = _REASON.split(main, maxsplit=1)[0][:_SUBJECT]
    is_soft = is_soft or bool(orders.SPEAKS_TO_YOU.search(said))
    return found if is_ours and not is_soft else None


def _led(text: str, lead: str, where: Setting) -> Ruling | None:
    """The modal of the lead-in holds for what continues it."""
    found = find_modal(main_clause(lead)) if lead else None
    if where.standing == "none" or not lead:
        return None
    if found and found.modal == "may" and found.is_negative:
        return None  # what is exempt is no rule of its own
    if not found:
        insists = pattern("rules", "insistent_openings", "positive").match(
            main_clause(lead)
        )
        is_ours = where.standing == "rules" and not where.is_usage
        speaks = pattern("rules", "process").search(text)
        if compile_words([section("rules", "procedure_leads")]).search(lead):
            return None
        if is_ours and _lists_rules(lead):
            return Ruling("should", False, "lead")
        return (
            Ruling("should", False, "lead") if insists and is_ours and speaks else None
        )
    return Ruling(found.modal, found.is_negative, "lead")


def _lists_rules(lead: str) -> bool:
    """`Check that it meets these guidelines`: what follows is one of them."""
    told = compile_words([section("rules", "procedure_leads")]).search(lead)
    rules = compile_words([section("rules", "ruling_leads")]).search(lead)
    return bool(rules) and not told
