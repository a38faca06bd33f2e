"""What a word is by the words beside it: a verb here, a noun there."""

from __future__ import annotations

from pipelines.read.clauses.verbs import forms_of, is_in, word_at

_INSISTING = frozenset(("never", "always", "also"))  # between a subject and its verb
_PERSONS = frozenset(
    (
        *("nobody", "somebody", "anybody", "everybody", "whoever"),
        *("someone", "anyone", "everyone"),
    )
)
_RELATIVES = ("who", "whoever", "that", "which", "if", "when", "where")
_CLAUSES = ("what", "that", "which")  # with a subject of their own
BREAKS = frozenset((",", ":", ";", "(", ")", "–", "—"))


def takes(tokens: list[str], at: int) -> bool:
    """Does the next word begin what a verb takes."""
    after = word_at(tokens, at + 1)
    is_name = after[:1] in ("`", "@") or after[:1].isdigit()
    return is_name or is_in(after, "determiners", "prepositions", "adverbs")


def is_perfect(tokens: list[str], at: int) -> bool:
    """`has been decided`, `have not agreed`: what was done; `has to` is none."""
    if tokens[at].lower() not in ("has", "have", "hasn't", "haven't"):
        return False
    ahead = at + 1
    while ahead < len(tokens) and is_in(tokens[ahead], "adverbs"):
        ahead += 1
    return "participle" in forms_of(word_at(tokens, ahead))


def participle(tokens: list[str], at: int) -> str:
    """The verb of a passive whose first auxiliary is `tokens[at]`, else empty."""
    ahead = at + 1
    while ahead < len(tokens) and (
        is_in(tokens[ahead], "adverbs", "be", "get", "being")
        or is_manner(tokens[ahead])
    ):
        ahead += 1
    word = word_at(tokens, ahead)
    base = forms_of(word).get("participle", "")
    is_to_be = tokens[at].lower().removesuffix("n't") in ("is", "are")
    is_to_be = is_to_be or "be" in tokens[at:ahead]
    return base if is_to_be else ""


def is_manner(word: str) -> bool:
    """`ultimately`, and no verb such as `reply`."""
    return len(word) > 4 and word.endswith("ly") and not forms_of(word)


def denies(tokens: list[str], at: int) -> bool:
    near = {token.lower() for token in tokens[at - 1 : at + 2]}
    first = tokens[0].lower()
    return (
        bool(near & {"not", "never", "neither"})
        or any(word.endswith("n't") for word in near)
        or first in ("nobody", "no", "nothing", "neither")
    )


def is_relative(tokens: list[str], at: int) -> bool:
    """The verb of `who ...`, `that ...`, `if ...` inside of the subject."""
    back = [t.lower() for t in tokens[max(0, at - 3) : at]]
    if back[:1] and back[0] in _CLAUSES and is_in(word_at(back, 1), "determiners"):
        return len(back) == 3  # `what the gem does`
    while (
        back
        and is_in(back[-1], "adverbs", "subjects")
        and back[-1] not in ("who", "whoever")
    ):
        if is_in(back[-1], "subjects") and len(back) == 1:
            break
        back.pop()
    return bool(back) and back[-1] in _RELATIVES


def is_verb_here(tokens: list[str], at: int) -> bool:
    """A form in -s is a verb unless it is a plural noun by its neighbours."""
    before, after = tokens[at - 1].lower(), word_at(tokens, at + 1)
    if _is_pair(tokens, at) or (at > 1 and before in _INSISTING):
        return True
    if is_in(tokens[at], "plural_nouns") and not _takes_object(after):
        return False
    if before in (",", ")") and not is_in(tokens[at], "plural_nouns"):
        return "," in tokens[: at - 1] or before == ")"
    if is_in(before, "determiners", "prepositions", "conjunctions") or before in BREAKS:
        return before in ("this", "that", "each", "all", "one")  # as pronouns
    if is_in(after, "present_auxiliaries", "future", "obliging", "possible"):
        return False
    if is_in(after, "past_auxiliaries") or after in ("and", "or", "who", "which"):
        return False
    if after == "that" and is_in(tokens[at], "plural_nouns"):
        return False  # `changes that`; `indicates that` is a verb
    is_last = word_at(tokens, at + 2) in ("", ".", ",") and not before.endswith("s")
    is_noun = is_in(after, "plural_nouns") and not is_in(tokens[at], "plural_nouns")
    return is_last or is_noun or "third" not in forms_of(after)  # `receives fixes`


def _is_pair(tokens: list[str], at: int) -> bool:
    """`The author reviews and merges.`: two verbs that end the clause."""
    is_joined = word_at(tokens, at + 1) in ("and", "or")
    both = is_joined and "third" in forms_of(word_at(tokens, at + 2))
    is_end = word_at(tokens, at + 3) in ("", ".", ",", "it", "them", "the")
    return both and is_end and not is_in(tokens[at - 1], "determiners", "prepositions")


def follows_noun(tokens: list[str], at: int) -> bool:
    """`A core developer merges after`: a noun of one, then what follows a verb."""
    before = tokens[at - 1].lower()
    small = ("determiners", "prepositions", "conjunctions", "adverbs")
    is_one = before.isalpha() and not before.endswith("s") and not is_in(before, *small)
    if is_one and tokens[0].lower() in _PERSONS:
        return True  # `Nobody but the release team pushes tags`
    if not (is_one and is_in(tokens[0], "determiners", "subjects")):
        return False
    is_role = at == len(("the", "author")) and before.endswith(("er", "or"))
    is_end = word_at(tokens, at + 1) in ("", ".", ",", ";")
    return takes(tokens, at) or (is_role and is_end)  # `The author merges.`


def _takes_object(after: str) -> bool:
    """Can `after` begin an object; a preposition follows nouns as well."""
    is_name = after[:1] in ("`", "@") or after[:1].isdigit()
    return is_name or is_in(after, "determiners", "subjects", "them")


def agrees(tokens: list[str], at: int) -> bool:
    """A base form is a verb after a plural noun or a plural pronoun."""
    back = at - 1
    if back > 0 and tokens[back].lower() in _INSISTING:
        return True
    while back > 0 and is_in(tokens[back], "adverbs"):
        back -= 1
    before = tokens[back].lower()
    if before.endswith(("'s", "s'")):
        return False  # `one's own change`
    if before in ("we", "you", "they", "who", "i") or before.startswith("`"):
        return True
    is_plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
    return (is_plural or before == "people") and not is_in(before, "prepositions")
