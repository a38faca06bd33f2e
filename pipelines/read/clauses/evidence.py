"""Does all that a sentence shows make it a rule: points for signs, in evidence.yml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from pipelines.read.clauses.lexicon import compile_words, pattern, section
from pipelines.read.clauses.modals import (
    Ruling,
    after_concession,
    find_modal,
    main_clause,
    politely_asked,
    uncleft,
    what_it_means,
)
from pipelines.read.clauses.normative import is_example, is_never_rule, ruling
from pipelines.read.clauses.significance import is_worth, is_worth_saying
from pipelines.read.clauses.signs import TASKS, Place, Seen, entries, see, signs
from pipelines.read.word_points import points_of_words

_ASKS_WHEN = re.compile(r"\b(?:if|when|whenever|as soon as|in case)\W*$", re.I)
_INSISTS = re.compile(r"\b(?:never|always|only|no|not)\b|n't\b", re.IGNORECASE)
_BINDING = frozenset(
    {
        *("approval_count", "durations", "labels", "paths"),
        *("merge_methods", "excluded_merge_methods"),
    }
)
_OF_LISTS = frozenset({"lead", "task", "fragment", "convention"})
_TELLS = frozenset({"indicate", "imply", "signify", "denote"})
_ALLOWED = re.compile(
    r"\b(?:delay|deadline|response time|reaction time|time limit|waiting period"
    r"|notice period|grace period|window|target|maximum|minimum)s?\b",
    re.IGNORECASE,
)
_SELDOM = re.compile(
    r"\b(?:typical|usual|average|median|measured|observed|current|last|common)", re.I
)
_TIMED = re.compile(  # `Typo fixes: 2 days`
    r"\w:\s(?:within |at least |at most |up to )?"
    r"(?:\d{1,3}|an?|one|two|three|four|five|ten)[ -]"
    r"(?:business |working |calendar )?(?:minute|hour|day|week|month)s?\W*$",
    re.IGNORECASE,
)
_REACH = 120  # characters in which a sentence insists
_MOST = 15  # points of words, so that many small ones do not outweigh a strong sign
WORDS = Path(__file__).with_name("evidence_words.csv")


def decide(text: str, place: Place) -> Ruling | None:
    """How a sentence rules; what `Escalate if:` lists is as strong as the order."""
    core = what_it_means(text) or politely_asked(text) or uncleft(text) or text
    order = after_concession(core)
    decided = _decide(order, place) if order else None
    if not (decided and decided.is_negative):  # `It is old, do not use it`
        decided = _decide(core, place) or decided
    if not decided or not _ASKS_WHEN.search(place.lead):
        return decided
    led = find_modal(main_clause(place.lead))
    modal = led.modal if led else "should"
    return Ruling(modal, bool(led and led.is_negative), decided.tier)


def _decide(text: str, place: Place) -> Ruling | None:
    """By an expression of rules.yml that is worth a row; else by all signs alone."""
    if decided := spoken(text, place):
        return weighed(text, place, decided)
    found = weighed(text, place)
    return found if found and is_worth_saying(text, found, place.where) else None


def spoken(text: str, place: Place) -> Ruling | None:
    """What an expression of rules.yml says of a sentence, if that is worth a row."""
    found = ruling(
        text,
        lead=place.lead,
        where=place.where,
        is_item=place.kind == "item" and place.is_first,
        is_task=place.marker in TASKS,
    )
    is_step = place.marker[:1].isdigit()
    if not found or not is_worth(
        text, found, place.where, is_step=is_step, lead=place.lead
    ):
        return None
    return found


@lru_cache(maxsize=16_384)
def weighed(text: str, place: Place, decided: Ruling | None = None) -> Ruling | None:
    """How a sentence rules for which the evidence is strong enough, else None.

    Args:
        text: The sentence alone.
        place: Where it stands.
        decided: What an expression of rules.yml says; it counts as one more sign.
    """
    if place.where.standing == "none" or is_answer(text, place, decided):
        return None
    least = section("evidence", "threshold")
    if _is_listed(text, place, decided) or points(text, place, decided) >= least:
        return decided or _ruling(see(text, place))
    return None


def points(text: str, place: Place, decided: Ruling | None) -> int:
    """The points of all that a sentence shows, in tenths of a logit."""
    known = section("evidence", "decided")
    shown = zip(_points(), signs(text, place), strict=True)
    return sum(
        (
            section("evidence", "base"),
            known[decided.tier] if decided else 0,
            section("evidence", "told").get(told_by(text, place, decided), 0),
            sum(worth for worth, has in shown if has),
            max(-_MOST, min(_MOST, points_of_words(text, WORDS))),
        )
    )


def is_answer(text: str, place: Place, decided: Ruling | None) -> bool:
    """It is said to one who asks or fills in a form, so that no sign outweighs it.

    The same holds for what only shows a rule by an example.
    """
    if is_example(text):
        return True
    if place.marker in TASKS and _form_choice().fullmatch(text.strip(" .*_")):
        return True
    is_own = decided and decided.tier == "modal" and not place.where.is_choice
    return not is_own and _only_answers(text, place)


def told_by(text: str, place: Place, decided: Ruling | None) -> str:
    """By what it shows that it only tells, a key of `told` in evidence.yml; or empty.

    A list may ask in the past: `tests were added`.
    """
    if decided:
        is_own = decided.tier == "modal"
        return "list" if not is_own and _is_list_told(text, place) else ""
    if is_never_rule(text, place.where):
        return "words"
    seen = see(text, place)
    if seen.modal:
        return ""
    if _is_list_told(text, place):
        return "list"
    if "durations" in seen.bound:
        return ""
    if seen.said.mood == "present" and seen.said.verb in _TELLS:
        return "verb"
    if seen.said.mood == "past" and place.kind != "item":
        return "past"
    if seen.said.mood == "order":
        return ""  # `Check that the bot has set it`
    by_itself = ("machine_habits", "by_itself")
    is_habit = any(pattern("rules", name).search(seen.main) for name in by_itself)
    return "habit" if is_habit else ""


def _only_answers(text: str, place: Place) -> bool:
    """An order to the one who asks or fills in a form, or a form's choice."""
    if place.where.is_choice and place.marker in TASKS:
        return True
    seen = see(text, place)
    if place.marker in TASKS and seen.said.mood == "name":
        return bool(_form_name().match(text))
    if seen.said.mood != "order" or seen.said.is_negative or seen.modal:
        return False
    if place.where.is_checklist and _form_prompt().search(seen.main):
        return True
    return place.where.is_answer and not seen.demands and not seen.bound & _BINDING


@cache
def _form_prompt() -> re.Pattern[str]:
    return compile_words([section("rules", "form_prompts")])


@cache
def _form_choice() -> re.Pattern[str]:
    return compile_words(section("rules", "form_choices"))


@cache
def _form_name() -> re.Pattern[str]:
    return compile_words([section("rules", "form_names")])


def _is_listed(text: str, place: Place, decided: Ruling | None) -> bool:
    """A short entry of a list of demands: `CI is green`, after `Before merging`.

    That it is short and without a full stop says nothing of an entry that demands.
    """
    is_entry = place.kind == "item" and place.is_first
    if not (decided and is_entry and decided.tier in _OF_LISTS):
        return False
    return bool(see(text, place).demands) and not _is_list_told(text, place)


def _is_list_told(text: str, place: Place) -> bool:
    """The lead-in says that its list tells; `Here are our deadlines` says more."""
    if not (place.lead and _telling_lead().search(place.lead)):
        return False
    is_timed = _ALLOWED.search(place.lead) and not _SELDOM.search(place.lead)
    return not (is_timed and _TIMED.search(text))


@cache
def _telling_lead() -> re.Pattern[str]:
    return compile_words(section("rules", "telling_leads"))


@cache
def _points() -> tuple[int, ...]:
    return tuple(entry["points"] for entry in entries())


def _ruling(seen: Seen) -> Ruling:
    """As strongly as its modal, its lead-in's, or its insistent words say."""
    if found := seen.modal or seen.lead_modal:
        return Ruling(found.modal, found.is_negative, "evidence")
    insists = _INSISTS.search(seen.main[:_REACH])
    is_strict = bool(insists) and seen.said.mood in ("order", "present", "future")
    return Ruling("must" if is_strict else "should", seen.said.is_negative, "evidence")
