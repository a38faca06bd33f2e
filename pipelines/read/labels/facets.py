"""The facet of a label, and the level that a severity label names."""

from __future__ import annotations

from functools import cache

from pipelines.read.labels.spelling import load, spelling, words

_LONGEST_HEADING = 4  # words; a longer one speaks of more than its labels


def facet_of(name: str, *, heading: str = "", description: str = "") -> str:
    """One of type, severity, priority, area, status, community, other.

    Args:
        name: The label.
        heading: Title of the section that documents it, if any.
        description: What the document or GitHub says of it (not used to guess a
            facet from free words, only from a leading `Priority: ...`).
    """
    taken = spelling(name)
    if taken.facet:
        by_value = _facet_by_word().get(taken.value)
        if taken.facet == "status" and by_value == "community":
            return by_value
        return taken.facet
    if not taken.scope and taken.value in _facet_by_word():
        return _facet_by_word()[taken.value]
    titled = words(heading.casefold()).split()
    for word in titled if len(titled) <= _LONGEST_HEADING else []:
        if word in _facet_by_heading():
            return _facet_by_heading()[word]
    lead = words(description.casefold().partition(":")[0])
    if ":" in description and lead in _facet_by_heading():
        return _facet_by_heading()[lead]
    return "other"


def facet_of_word(value: str) -> str | None:
    """The facet that a whole value (singular words) says by itself."""
    return _facet_by_word().get(value)


def is_shared(value: str) -> bool:
    """Whether a word of a type may as well be an area: `docs`, `tests`."""
    return value in _shared()


def severity_of(name: str) -> int | None:
    """Level 1 (worst) to 5 of a severity label, None for any other label."""
    taken = spelling(name)
    if taken.facet != "severity" or not taken.value:
        return None
    return _levels().get(taken.value.split()[0])


def is_level(value: str) -> bool:
    """Whether a whole value (singular words) is a level: `high`, `minor`."""
    return value in _levels()


@cache
def _levels() -> dict[str, int]:
    levels = load("facets.yml")["severity"]["levels"]
    return {word: level for level, names in levels.items() for word in names}


@cache
def _facet_by_word() -> dict[str, str]:
    return {
        words(word): facet
        for facet, rules in load("facets.yml").items()
        for word in rules.get("words", [])
    }


@cache
def _shared() -> frozenset[str]:
    rules = load("facets.yml").values()
    return frozenset(words(word) for rule in rules for word in rule.get("shared", []))


@cache
def _facet_by_heading() -> dict[str, str]:
    return {
        words(word): facet
        for facet, rules in load("facets.yml").items()
        for word in rules.get("headings", [])
    }
