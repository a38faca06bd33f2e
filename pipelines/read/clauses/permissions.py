"""Sentences that let a change do without what the rule beside them asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.records import Clause

NOTE = "allowed_nearby"  # parameter of the rule
_MOST = 50  # permissions of a section that are noted at its rules
LIFTS = "lifts"  # parameter of the permission: the demands that it lifts


@dataclass(frozen=True, slots=True)
class Permission:
    """What a sentence lifts, where it stands, and in which section.

    Attributes:
        label: What the changes carry that it speaks of, as it or the next one says.
    """

    demands: tuple[str, ...]
    line: int
    quote: str
    section: tuple[str, ...]
    label: str | None = None


def lifted(text: str) -> tuple[str, ...]:
    """The demands that a sentence lets a change do without."""
    if pattern("permissions", "negative").search(text):
        return ()
    names = section("permissions", "lifts")
    return tuple(n for n in names if pattern("permissions", "lifts", n).search(text))


def label_of(text: str, following: Sequence[str]) -> str | None:
    """The label by which the changes are told that a permission speaks of.

    Args:
        text: The sentence.
        following: Those after it: `Such a change must carry the label `urgent``.
    """
    goes_on = pattern("permissions", "same_changes")
    for words in (text, *(one for one in following if goes_on.match(one.strip()))):
        if found := pattern("permissions", "labelled").search(words):
            return next(name for name in found.groups() if name)
    return None


def noted(
    rules: Iterable[tuple[tuple[str, ...], Clause]], permissions: list[Permission]
) -> Iterator[Clause]:
    """The rules, each with the permissions of its section that are about the same.

    Args:
        rules: The titles of the section that each stands in, and the rule.
        permissions: Those of the same document.
    """
    sections = _by_section(permissions)
    unusual = [one for one in sections if any(map(_is_exceptional, one))]
    for headings, rule in rules:
        asked = rule.parameters.get("demands", ())
        places = {headings, *unusual}
        near = (one for place in places for one in sections.get(place, ()))
        about = [one for one in near if _is_about(one, headings)]
        found = [
            {"demand": demand, "line": one.line, "quote": one.quote}
            | ({"label": one.label} if one.label else {})
            for one in sorted(about, key=lambda one: one.line)
            if one.quote != rule.quote
            for demand in one.demands
            if demand in asked
        ]
        yield (
            replace(rule, parameters={**rule.parameters, NOTE: found})
            if found
            else rule
        )


def _by_section(
    permissions: list[Permission],
) -> dict[tuple[str, ...], list[Permission]]:
    """The first of each section and demand: no rule gets as many as there may be."""
    taken: Counter[tuple[tuple[str, ...], str]] = Counter()
    found: dict[tuple[str, ...], list[Permission]] = {}
    for one in permissions:
        counted = [(one.section, demand) for demand in one.demands]
        if any(taken[key] < _MOST for key in counted):
            found.setdefault(one.section, []).append(one)
        taken.update(counted)
    return found


def _is_exceptional(title: str) -> bool:
    return bool(pattern("permissions", "exceptional").search(title))


def _is_about(one: Permission, headings: tuple[str, ...]) -> bool:
    """Whether a permission is for the rules of a section.

    It stands there, or below it in a section on what is not as usual (`Emergencies`);
    or in one beside it, and a label tells the changes.
    """
    place = one.section
    pairs = zip(place, headings, strict=False)
    shared = len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])
    if shared == len(place):
        return place == headings
    is_below = shared == len(headings)
    return (is_below or one.label is not None) and _is_exceptional(place[shared])
