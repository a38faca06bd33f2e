"""Sentences that let a change do without what the rule beside them asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipelines.read.clauses.lexicon import pattern, section
from pipelines.read.clauses.records import Clause

NOTE = "allowed_nearby"  # parameter of the rule


@dataclass(frozen=True, slots=True)
class Permission:
    """What a sentence lifts, where it stands, and in which section."""

    demands: tuple[str, ...]
    line: int
    quote: str
    section: tuple[str, ...]


def lifted(text: str) -> tuple[str, ...]:
    """The demands that a sentence lets a change do without."""
    if pattern("permissions", "negative").search(text):
        return ()
    names = section("permissions", "lifts")
    return tuple(n for n in names if pattern("permissions", "lifts", n).search(text))


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
            for one in permissions
            if one.section == headings and one.quote != rule.quote
            for demand in one.demands
            if demand in asked
        ]
        yield (
            replace(rule, parameters={**rule.parameters, NOTE: found})
            if found
            else rule
        )
