"""Sentences that let a change do without what the rule beside them asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.records import Clause

NOTE = "allowed_nearby"  # parameter of the rule
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


def label_of(text: str, following: str) -> str | None:
    """The label by which the changes are told that a permission speaks of.

    Args:
        text: The sentence.
        following: The one after it: `Such a change must carry the label `urgent``.
    """
    goes_on = pattern("permissions", "same_changes").match(following.strip())
    for words in (text, following if goes_on else ""):
        if found := pattern("permissions", "labelled").search(words):
            return str(found["before"] or found["after"])
    return None


def noted(
    rules: Iterable[tuple[tuple[str, ...], Clause]], permissions: list[Permission]
) -> Iterator[Clause]:
    """The rules, each with the permissions of its section that are about the same.

    Args:
        rules: The titles of the section that each stands in, and the rule.
        permissions: Those of the same document.
    """
    for headings, rule in rules:
        asked = rule.parameters.get("demands", ())
        found = [
            {"demand": demand, "line": one.line, "quote": one.quote}
            | ({"label": one.label} if one.label else {})
            for one in permissions
            if _is_about(one.section, headings) and one.quote != rule.quote
            for demand in one.demands
            if demand in asked
        ]
        yield (
            replace(rule, parameters={**rule.parameters, NOTE: found})
            if found
            else rule
        )


def _is_about(place: tuple[str, ...], headings: tuple[str, ...]) -> bool:
    """Whether a permission is for the rules of a section.

    It stands there, or below it in a section on what is not as usual (`Emergencies`).
    """
    below = place[len(headings) :]
    if place[: len(headings)] != headings:
        return False
    return not below or bool(pattern("permissions", "exceptional").search(below[0]))
