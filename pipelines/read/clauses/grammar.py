"""The mood of a clause, from a small grammar over its words: order, statement, name.

There is no parser here: the main verb is found from left to right by the form of each
word and by its neighbours (grammar.yml). One pass, linear in the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipelines.read.clauses.verbs import compounds, forms_of, is_in, word_at
from pipelines.read.clauses.word_places import (
    BREAKS,
    agrees,
    denies,
    follows_noun,
    is_manner,
    is_perfect,
    is_relative,
    is_verb_here,
    participle,
    takes,
)

Mood = Literal["order", "present", "future", "obliged", "possible", "past", "name"]

_TOKEN = re.compile(r"`[^`]*`|\"[^\"]{1,60}\"|[^\W_](?:[\w'/.@#-]*[\w'])?|[,:;()–—]|\S")
_REASON = re.compile(r",? (?:so that|because)\b")
_SHORTENED = re.compile(
    r"\b(they|we|you|it|that|there|who)['’](re|s|ll)\b", re.IGNORECASE
)
_LONG = {"re": "are", "s": "is", "ll": "will"}
_LISTING = ("and", "or", "but", "nor")
_SHALL = ("shall", "shan't")  # of others it is an obligation, of us a promise
_MAX_WORDS = 60  # of a sentence that are looked at
_NAME_WORDS = 6  # before a colon


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a clause speaks.

    Attributes:
        mood: `order` (imperative), `present`, `future`, `obliged` (must, should),
            `possible` (can, may), `past`, or `name`: no main verb.
        subject: The words before the verb; empty for an order.
        verb: Base form of the main verb; of its auxiliary, where it has no participle.
        is_passive: `is merged`, `will be closed`, `gets reviewed`.
        is_negative: `not` or `never` beside the verb, or a subject such as `nobody`.
    """

    mood: Mood
    subject: str = ""
    verb: str = ""
    is_negative: bool = False
    is_passive: bool = False


@lru_cache(maxsize=16_384)
def analyse(main: str) -> Analysis:
    """Analyse a main clause (see modals.main_clause)."""
    main = _SHORTENED.sub(lambda m: f"{m[1]} {_LONG[m[2].lower()]}", main)
    tokens = _TOKEN.findall(_REASON.split(main, maxsplit=1)[0])[:_MAX_WORDS]
    if [token.lower() for token in tokens[:2]] == ["please", ","]:
        del tokens[1]
    if order := _order(tokens):
        return order
    if order := _named_order(tokens):
        return order
    for is_lenient in (False, True):
        for at in range(1, len(tokens)):
            if found := _finite(tokens, at, is_lenient=is_lenient):
                return found
    return _distant(tokens) or _after_name(tokens) or Analysis("name")


def _named_order(tokens: list[str]) -> Analysis | None:
    """`Retries: upload the same build`: a name without a verb, then an order."""
    order = _after_name(tokens)
    before = range(1, tokens.index(":", 1)) if order else ()
    said = any(_finite(tokens, at, is_lenient=False) for at in before)
    return None if said else order


def begins_with_verb(text: str) -> bool:
    """Does it begin with a form that needs a subject: `is`, `mentions`, `has`."""
    tokens = _TOKEN.findall(text[:80])
    word = word_at(tokens, 0)
    is_order = word in ("do", "don't") or text[:4] in ("Does", "Did ")
    if is_in(word, "present_auxiliaries", "obliging", "future"):
        return not is_order
    is_third = "third" in forms_of(word)
    return is_third and text[:1].islower() and not is_in(word_at(tokens, 1), "of")


def _after_name(tokens: list[str]) -> Analysis | None:
    """`P1: acknowledge within 5 minutes`: what is said after a name and a colon."""
    if ":" not in tokens[1:_NAME_WORDS]:
        return None
    rest = tokens[tokens.index(":", 1) + 1 :]
    return _order(rest) if rest else None


def _distant(tokens: list[str]) -> Analysis | None:
    """`Changes to the API need two approvals`: a base form far from its plural."""
    if not any(token.lower().endswith("s") for token in tokens[:3]):
        return None
    for at in range(2, len(tokens)):
        base = forms_of(tokens[at].lower()).get("base")
        before = tokens[at - 1].lower()
        small = ("determiners", "prepositions", "conjunctions", "adverbs")
        if (
            base
            and (takes(tokens, at) or is_in(base, "never_nouns"))
            and before.isalpha()
            and not is_in(before, *small)
        ):
            return Analysis("present", " ".join(tokens[:at]), base, denies(tokens, at))
    return None


def _order(tokens: list[str]) -> Analysis | None:
    """An imperative begins with a base form that is not the subject's noun."""
    at, negative = 0, False
    while at < len(tokens) and _comes_before(tokens[at]):
        word = tokens[at].lower()
        if word == "do" and not is_in(word_at(tokens, at + 1), "adverbs"):
            break
        negative = negative or word in ("don't", "not", "never")
        at += 1
    verb = forms_of(word_at(tokens, at)).get("base")
    if not verb and _is_forbidden(tokens, at):
        return Analysis("order", verb=word_at(tokens, at), is_negative=True)
    if not verb or word_at(tokens, at + 1) == ":":
        return None  # `Title: in lower case`
    is_noun = _opens_compound(tokens, at) or word_at(tokens, at + 1) == "of"
    is_noun = is_noun or _is_noun_of_subject(tokens, at)
    if is_noun and not is_in(tokens[at], "never_nouns"):
        return None
    return Analysis("order", verb=verb, is_negative=negative)


def _comes_before(word: str) -> bool:
    """What may stand before an order: `please`, `never`, `briefly`."""
    is_small = is_in(word, "adverbs", "please", "do", "don't")
    return is_small or is_manner(word.lower())


def _is_forbidden(tokens: list[str], at: int) -> bool:
    """`Do not lower ...`: an order whatever the word is that follows."""
    before = " ".join(tokens[max(at - 2, 0) : at]).lower()
    is_denied = before.endswith("do not") or before.split()[-1:] == ["don't"]
    return is_denied and word_at(tokens, at).isalpha()


def _opens_compound(tokens: list[str], at: int) -> bool:
    """`pull requests`, `commit messages`: a noun, unless all of it is an order."""
    if at + 1 >= len(tokens):
        return False
    if not compounds().fullmatch(f"{tokens[at]} {tokens[at + 1]}"):
        return False
    small = ("prepositions", "determiners")
    return is_in(tokens[at + 1], *small) or not is_in(word_at(tokens, at + 2), *small)


def _is_noun_of_subject(tokens: list[str], at: int) -> bool:
    """`Release notes are ...`: a finite verb follows before the object can end."""
    for ahead in range(at + 1, min(at + 6, len(tokens))):
        word = tokens[ahead].lower()
        if word in BREAKS or is_in(word, "determiners", "prepositions", "conjunctions"):
            return False
        if is_in(word, "present_auxiliaries", "future", "obliging", "possible"):
            return True
        if _is_bare_verb(tokens, ahead, is_next=ahead == at + 1):
            return True
    return False


def _is_bare_verb(tokens: list[str], at: int, *, is_next: bool) -> bool:
    """A verb after a noun, and before what a verb takes."""
    word = tokens[at].lower()
    forms = forms_of(word)
    after = word_at(tokens, at + 1)
    is_joined = is_next and is_in(after, "conjunctions") and after not in _LISTING
    if is_next and after.endswith("ly") and not is_in(word, "plural_nouns"):
        return "third" in forms  # `Triage rotates weekly`
    if is_in(word, "plural_nouns") or not (takes(tokens, at) or is_joined):
        return False
    if is_next:
        return "third" in forms
    return bool(set(forms) & {"base", "third"}) and tokens[at - 1].lower().endswith("s")


def _finite(tokens: list[str], at: int, *, is_lenient: bool) -> Analysis | None:
    """The analysis with `tokens[at]` as the finite verb, else None.

    Args:
        tokens: The words.
        at: Where the verb may stand.
        is_lenient: A form that is mostly a noun counts after a singular noun.
    """
    word = tokens[at].lower()
    subject = " ".join(tokens[: _end_of_subject(tokens, at)])
    negative = denies(tokens, at)
    if is_relative(tokens, at):
        return None
    for named, name in _AUXILIARIES:
        if is_in(word, name):
            if is_in(word_at(tokens, at + 1), "able", "allowed", "free", "welcome"):
                return Analysis("possible", subject, word, negative)
            mood: Mood = "past" if is_perfect(tokens, at) else named
            if word in _SHALL and subject.lower() not in ("we", "i"):
                mood = "obliged"
            verb = next(iter(forms_of(word.removesuffix("n't")).values()), word)
            passive = participle(tokens, at)
            return Analysis(mood, subject, passive or verb, negative, bool(passive))
    forms = forms_of(word)
    is_verb = is_verb_here(tokens, at) or (is_lenient and follows_noun(tokens, at))
    if "third" in forms and is_verb:
        return Analysis("present", subject, forms["third"], negative)
    if "base" in forms and agrees(tokens, at):
        return Analysis("present", subject, forms["base"], negative)
    return None


def _end_of_subject(tokens: list[str], verb: int) -> int:
    """Where it ends before `first` in `The page first goes to the primary`."""
    end = verb
    while end > 1 and is_in(tokens[end - 1], "sequence"):
        end -= 1
    return end


_AUXILIARIES: tuple[tuple[Mood, str], ...] = (
    ("obliged", "obliging"),
    ("future", "future"),
    ("possible", "possible"),
    ("past", "past_auxiliaries"),
    ("present", "present_auxiliaries"),
)
