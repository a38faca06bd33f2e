"""The mood of a clause, from a small grammar over its words: order, statement, name.

There is no parser here: the main verb is found from left to right by the form of each
word and by its neighbours (grammar.yml). One pass, linear in the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipelines.read.clauses.lexicon import section

Mood = Literal["order", "present", "future", "obliged", "possible", "past", "name"]
Form = Literal["base", "third", "past", "participle"]

_TOKEN = re.compile(r"`[^`]*`|\"[^\"]{1,60}\"|[^\W_](?:[\w'/.@#-]*[\w'])?|[,:;()–—]|\S")
_BREAKS = frozenset((",", ":", ";", "(", ")", "–", "—"))
_REASON = re.compile(r",? (?:so that|because)\b")
_MAX_WORDS = 60  # of a sentence that are looked at
_NAME_WORDS = 6  # before a colon
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


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
    tokens = _TOKEN.findall(_REASON.split(main, maxsplit=1)[0])[:_MAX_WORDS]
    if order := _order(tokens):
        return order
    for is_lenient in (False, True):
        for at in range(1, len(tokens)):
            if found := _finite(tokens, at, is_lenient=is_lenient):
                return found
    return _distant(tokens) or _after_name(tokens) or Analysis("name")


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
        base = _forms().get(tokens[at].lower(), {}).get("base")
        before = tokens[at - 1].lower()
        small = ("determiners", "prepositions", "conjunctions", "adverbs")
        if base and _takes(tokens, at) and before.isalpha() and not _is(before, *small):
            return Analysis("present", " ".join(tokens[:at]), base, _denies(tokens, at))
    return None


def _order(tokens: list[str]) -> Analysis | None:
    """An imperative begins with a base form that is not the subject's noun."""
    at, negative = 0, False
    while at < len(tokens) and _is(tokens[at], "adverbs", "please", "do", "don't"):
        word = tokens[at].lower()
        if word == "do" and not _is(_word(tokens, at + 1), "adverbs"):
            break
        negative = negative or word in ("don't", "not", "never")
        at += 1
    verb = _forms().get(_word(tokens, at), {}).get("base")
    if not verb:
        return None
    is_noun = _opens_compound(tokens, at) or _is_noun_of_subject(tokens, at)
    if is_noun and not _is(tokens[at], "never_nouns"):
        return None
    return Analysis("order", verb=verb, is_negative=negative)


def _opens_compound(tokens: list[str], at: int) -> bool:
    """`pull requests`, `commit messages`: a noun, unless all of it is an order."""
    if at + 1 >= len(tokens):
        return False
    if not _compounds().fullmatch(f"{tokens[at]} {tokens[at + 1]}"):
        return False
    small = ("prepositions", "determiners")
    return _is(tokens[at + 1], *small) or not _is(_word(tokens, at + 2), *small)


def _is_noun_of_subject(tokens: list[str], at: int) -> bool:
    """`Release notes are ...`: a finite verb follows before the object can end."""
    for ahead in range(at + 1, min(at + 6, len(tokens))):
        word = tokens[ahead].lower()
        if word in _BREAKS or _is(word, "determiners", "prepositions", "conjunctions"):
            return False
        if _is(word, "present_auxiliaries", "future", "obliging", "possible"):
            return True
        if _is_bare_verb(tokens, ahead, is_next=ahead == at + 1):
            return True
    return False


def _is_bare_verb(tokens: list[str], at: int, *, is_next: bool) -> bool:
    """A verb after a noun, and before what a verb takes."""
    word = tokens[at].lower()
    forms = _forms().get(word, {})
    if _is(word, "plural_nouns") or not _takes(tokens, at):
        return False
    if is_next:
        return "third" in forms
    return bool(set(forms) & {"base", "third"}) and tokens[at - 1].lower().endswith("s")


def _takes(tokens: list[str], at: int) -> bool:
    """Does the next word begin what a verb takes."""
    after = _word(tokens, at + 1)
    is_name = after[:1] in ("`", "@") or after[:1].isdigit()
    return is_name or _is(after, "determiners", "prepositions", "adverbs")


def _finite(tokens: list[str], at: int, *, is_lenient: bool) -> Analysis | None:
    """The analysis with `tokens[at]` as the finite verb, else None.

    Args:
        tokens: The words.
        at: Where the verb may stand.
        is_lenient: A form that is mostly a noun counts after a singular noun.
    """
    word = tokens[at].lower()
    subject = " ".join(tokens[:at])
    negative = _denies(tokens, at)
    if _is_relative(tokens, at):
        return None
    for named, name in _AUXILIARIES:
        if _is(word, name):
            if _is(_word(tokens, at + 1), "able", "allowed", "free", "welcome"):
                return Analysis("possible", subject, word, negative)
            mood: Mood = "past" if _is_perfect(tokens, at) else named
            verb = next(iter(_forms().get(word, {}).values()), word)
            passive = _participle(tokens, at)
            return Analysis(mood, subject, passive or verb, negative, bool(passive))
    forms = _forms().get(word, {})
    is_verb = _is_verb_here(tokens, at) or (is_lenient and _follows_noun(tokens, at))
    if "third" in forms and is_verb:
        return Analysis("present", subject, forms["third"], negative)
    if "base" in forms and _agrees(tokens, at):
        return Analysis("present", subject, forms["base"], negative)
    return None


_AUXILIARIES: tuple[tuple[Mood, str], ...] = (
    ("obliged", "obliging"),
    ("future", "future"),
    ("possible", "possible"),
    ("past", "past_auxiliaries"),
    ("present", "present_auxiliaries"),
)


def _is_perfect(tokens: list[str], at: int) -> bool:
    """`has been decided`, `have not agreed`: what was done; `has to` is none."""
    if tokens[at].lower() not in ("has", "have", "hasn't", "haven't"):
        return False
    ahead = at + 1
    while ahead < len(tokens) and _is(tokens[ahead], "adverbs"):
        ahead += 1
    return "participle" in _forms().get(_word(tokens, ahead), {})


def _participle(tokens: list[str], at: int) -> str:
    """The verb of a passive whose first auxiliary is `tokens[at]`, else empty."""
    ahead = at + 1
    while ahead < len(tokens) and _is(tokens[ahead], "adverbs", "be", "get", "being"):
        ahead += 1
    word = _word(tokens, ahead)
    base = _forms().get(word, {}).get("participle", "")
    is_to_be = tokens[at].lower() in ("is", "are") or "be" in tokens[at:ahead]
    return base if is_to_be else ""


def _denies(tokens: list[str], at: int) -> bool:
    near = {token.lower() for token in tokens[at - 1 : at + 2]}
    first = tokens[0].lower()
    return (
        bool(near & {"not", "never", "neither"})
        or any(word.endswith("n't") for word in near)
        or first in ("nobody", "no", "nothing", "neither")
    )


def _is_relative(tokens: list[str], at: int) -> bool:
    """The verb of `who ...`, `that ...`, `if ...` inside of the subject."""
    back = [t.lower() for t in tokens[max(0, at - 3) : at]]
    while back and _is(back[-1], "adverbs", "subjects") and back[-1] not in ("who",):
        if _is(back[-1], "subjects") and len(back) == 1:
            break
        back.pop()
    return bool(back) and back[-1] in ("who", "that", "which", "if", "when", "where")


def _is_verb_here(tokens: list[str], at: int) -> bool:
    """A form in -s is a verb unless it is a plural noun by its neighbours."""
    before, after = tokens[at - 1].lower(), _word(tokens, at + 1)
    if _is(tokens[at], "plural_nouns") and not _takes_object(after):
        return False
    if before in (",", ")") and not _is(tokens[at], "plural_nouns"):
        return "," in tokens[: at - 1] or before == ")"
    if _is(before, "determiners", "prepositions", "conjunctions") or before in _BREAKS:
        return before in ("this", "that", "each", "all", "one")  # as pronouns
    if _is(after, "present_auxiliaries", "future", "obliging", "possible"):
        return False
    if _is(after, "past_auxiliaries") or after in ("and", "or", "that", "who", "which"):
        return False
    return not (set(_forms().get(after, {})) & {"third"})


def _follows_noun(tokens: list[str], at: int) -> bool:
    """`A core developer merges after`: a noun of one, then what follows a verb."""
    before = tokens[at - 1].lower()
    small = ("determiners", "prepositions", "conjunctions", "adverbs")
    is_one = before.isalpha() and not before.endswith("s") and not _is(before, *small)
    return is_one and _is(tokens[0], "determiners", "subjects") and _takes(tokens, at)


def _takes_object(after: str) -> bool:
    """Can `after` begin an object; a preposition follows nouns as well."""
    is_name = after[:1] in ("`", "@") or after[:1].isdigit()
    return is_name or _is(after, "determiners", "subjects", "them")


def _agrees(tokens: list[str], at: int) -> bool:
    """A base form is a verb after a plural noun or a plural pronoun."""
    back = at - 1
    while back > 0 and _is(tokens[back], "adverbs"):
        back -= 1
    before = tokens[back].lower()
    if before in ("we", "you", "they", "who", "i") or before.startswith("`"):
        return True
    is_plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
    return (is_plural or before == "people") and not _is(before, "prepositions")


def _word(tokens: list[str], at: int) -> str:
    return tokens[at].lower() if at < len(tokens) else ""


def _is(word: str, *names: str) -> bool:
    """Is it one of the words of these lists (or the word itself)."""
    lower = word.lower()
    return any(lower == name or lower in _list(name) for name in names)


@cache
def _list(name: str) -> frozenset[str]:
    known = section("grammar")
    return frozenset(known[name].split()) if name in known else frozenset()


@cache
def _forms() -> dict[str, dict[Form, str]]:
    """Each form of each verb: the form's name to the base."""
    found: dict[str, dict[Form, str]] = {}
    irregular = {row[0] for row in section("grammar", "irregular")}
    for base in section("grammar", "verbs").split():
        found.setdefault(base, {})["base"] = base
        if base not in irregular:
            found.setdefault(_third(base), {})["third"] = base
            found.setdefault(_past(base), {})["past"] = base
            found[_past(base)]["participle"] = base
            if base.endswith(("el", "al")):  # labelled and labeled
                found[f"{base}led"] = {"past": base, "participle": base}
    for base, third, past, participle in section("grammar", "irregular"):
        found.setdefault(third, {})["third"] = base
        found.setdefault(past, {})["past"] = base
        found.setdefault(participle, {})["participle"] = base
    return found


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile(section("grammar", "compounds"), re.IGNORECASE)


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(_SIBILANT) else f"{base}s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]|.*(?:mit|fer)", base)
    return f"{base}{base[-1]}ed" if doubled else f"{base}ed"
