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


@cache
def _groups() -> dict[str, str]:
    return {
        joined(words(str(word))): joined(words(str(group[0])))
        for group in load("synonyms.yml")
        for word in group
    }
