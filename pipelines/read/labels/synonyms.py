"""Words that mean the same in a label, by the list in `synonyms.yml`."""

from __future__ import annotations

from functools import cache

from pipelines.read.labels.spelling import joined, load, spelling, words


def meaning_of(value: str) -> str:
    """The group that `value` (singular words) belongs to, or the value itself."""
    return _groups().get(joined(value), joined(value))


def meaning_key(name: str) -> tuple[str, str]:
    """Equal for two labels that mean the same by spelling or by synonym.

    The scope of a label is left out where its value says the facet by itself, so
    that `bug` and `type:bug` are equal; numbers keep theirs (`sev1`, `p1`).
    """
    taken = spelling(name)
    meaning = meaning_of(taken.value)
    if taken.compact.isdigit() or taken.facet in (
        "severity",
        "priority",
    ):
        return taken.facet or taken.scope, meaning
    return "", meaning


def nearly(value: str) -> frozenset[str]:
    """Values (without blanks) that documents may have for a `value` merely in use."""
    return _near().get(joined(value), frozenset())


@cache
def _near() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in load("near_synonyms.yml"):
        documented = {joined(words(one)) for one in _all_of(pair["documented"])}
        for used in _all_of(pair["used"]):
            found.setdefault(joined(words(used)), set()).update(documented)
    return {word: frozenset(others) for word, others in found.items()}


def _all_of(word: str) -> list[str]:
    """The group of synonyms that a word belongs to, or the word alone."""
    key = joined(words(word))
    for group in load("synonyms.yml"):
        if key in {joined(words(str(one))) for one in group}:
            return [str(one) for one in group]
    return [word]


@cache
def _groups() -> dict[str, str]:
    return {
        joined(words(str(word))): joined(words(str(group[0])))
        for group in load("synonyms.yml")
        for word in group
    }
