"""Whether two names are one label by their spelling or by a listed synonym."""

from __future__ import annotations

from functools import cache

from pipelines.read.labels.facets import facet_of_word, is_level
from pipelines.read.labels.spelling import Spelling, joined, load, spelling
from pipelines.read.labels.synonyms import meaning_of, nearly


def is_same_spelling(name: str, other: str) -> bool:
    """Equal but for case, separators, plural, emoji, and the name of a facet."""
    one, two = spelling(name), spelling(other)
    if one.whole == two.whole:
        return True
    return one.compact == two.compact and _scopes_agree(one, two)


def is_synonym(name: str, other: str) -> bool:
    """The values mean the same by the list, in scopes that agree."""
    one, two = spelling(name), spelling(other)
    return meaning_of(one.value) == meaning_of(two.value) and _scopes_agree(one, two)


def is_whole_synonym(name: str, other: str) -> bool:
    """All words, scope and value together, mean the same: `needs: repro`."""
    one, two = _all_words(spelling(name)), _all_words(spelling(other))
    return meaning_of(one) == meaning_of(two)


def is_near_synonym(name: str, other: str) -> bool:
    """A word that teams use for the other, where they have only one of the two."""
    one, two = spelling(name), spelling(other)
    if not nearly(one.value) or two.scope in _distinct_scopes():
        return False
    is_near = joined(two.value) in nearly(one.value)
    if not is_near and two.scope:
        is_near = joined(_all_words(two)) in nearly(one.value)
    return is_near and (not one.scope or _scopes_agree(one, two))


def _all_words(taken: Spelling) -> str:
    return f"{taken.scope} {taken.value}".strip()


def is_bare_form(name: str, other: str) -> bool:
    """`name` is `other` without its scope (`windows`, `os/windows`).

    Not for scopes that make something else of the word (`security`, `team/security`).
    """
    one = spelling(name)
    if one.scope or len(one.compact) < 3 or one.compact.isdigit():
        return False
    if is_level(one.value):
        return False  # `minor` may be of severity, of a version, of size
    return _is_cut_from(one, other)


def is_bare_synonym(name: str, other: str) -> bool:
    """`name` means what `other` says within its scope (`win`, `os/windows`)."""
    one, two = spelling(name), spelling(other)
    if one.scope or not two.scope or two.scope in _distinct_scopes():
        return False
    if one.compact == two.compact or meaning_of(one.value) != meaning_of(two.value):
        return False
    return _facets_agree(one, two)


def _is_cut_from(one: Spelling, other: str) -> bool:
    two = spelling(other)
    if not two.scope or two.scope in _distinct_scopes():
        return False
    last = spelling(other.rpartition("/")[2]).compact if "/" in other else two.compact
    if one.compact not in (two.compact, last):
        return False
    return _facets_agree(one, two)


def _facets_agree(bare: Spelling, scoped: Spelling) -> bool:
    """A word of a facet is not found in the scope of another (`test`, `area: test`).

    Words for newcomers stand for nothing else, whatever the scope is called.
    """
    said = facet_of_word(bare.value)
    if said == "community" and scoped.facet is None:
        return True
    return said is None or said == scoped.facet


def _scopes_agree(one: Spelling, two: Spelling) -> bool:
    scopes = one.facet or one.scope, two.facet or two.scope
    if scopes[0] == scopes[1]:
        return True
    if all(scopes) or one.compact.isdigit():
        return False
    scoped, bare = (one, two) if scopes[0] else (two, one)
    if scoped.facet in ("severity", "priority", None):
        return False
    said = facet_of_word(bare.value)
    return said is None or said == scoped.facet


@cache
def _distinct_scopes() -> frozenset[str]:
    return frozenset(load("mentions.yml")["distinct_scopes"])
