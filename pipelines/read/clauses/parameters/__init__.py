"""What a clause says, typed. Each parser reads the sentence alone and adds its keys."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pipelines.read.clauses.parameters import (
    facts,
    labels,
    people,
    places,
)
from pipelines.read.clauses.parameters.actors import actors
from pipelines.read.clauses.parameters.approvals import approvals
from pipelines.read.clauses.parameters.conditions import conditions, without_exceptions
from pipelines.read.clauses.parameters.demands import demands
from pipelines.read.clauses.parameters.durations import durations
from pipelines.read.clauses.parameters.reading import Reading
from pipelines.read.clauses.parameters.unmarked import with_marks

__all__ = ["bind"]

_PARSERS: tuple[Callable[[Reading], dict[str, Any]], ...] = (
    approvals,
    people.teams,
    actors,
    labels.labels,
    places.branches,
    places.paths,
    facts.item_kinds,
    facts.severities,
    durations,
    facts.merge_methods,
    facts.areas,
    facts.environments,
    conditions,
)
_NARROWING = (facts.item_kinds, facts.severities, facts.areas, facts.environments)


def bind(
    sense: str,
    *,
    own: str = "",
    heading: str = "",
    links: tuple[tuple[str, str], ...] = (),
    bold: tuple[str, ...] = (),
    is_negative: bool = False,
    about_labels: bool = False,
    is_waiver: bool = False,
    known_labels: frozenset[str] = frozenset(),
    known_branches: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The parameters of a clause; a key is absent where the sentence says nothing.

    Args:
        sense: The sentence with its lead-in, in plain words with code spans.
        own: The sentence alone.
        heading: Title of the section; its severity counts, and what its names are.
        links: (text, target) pairs of the passage.
        bold: Strong texts of the passage.
        is_negative: The clause forbids.
        about_labels: The document or the section is about labels.
        is_waiver: The clause says that something isn't needed.
        known_labels: Names that the document calls labels elsewhere.
        known_branches: Names that the document uses as branches elsewhere.
    """
    sense, own = with_marks(sense), with_marks(own or sense)
    reading = Reading(
        *(sense, own, heading, links, bold),
        is_negative=is_negative,
        about_labels=about_labels,
        is_waiver=is_waiver,
        known_labels=frozenset(name for name in known_labels if _is_told(name, sense)),
        known_branches=frozenset(name for name in known_branches if name in sense),
    )
    return copy.deepcopy(_bound(reading))


def _is_told(name: str, sense: str) -> bool:
    """Does the sentence tell a name with marks around it."""
    return f"`{name}`" in sense or f'"{name}"' in sense or f"“{name}”" in sense


@lru_cache(maxsize=16_384)
def _bound(reading: Reading) -> dict[str, Any]:
    """Every parser's keys; read once a sentence, however many revisions have it."""
    found: dict[str, Any] = {}
    kept = replace(reading, sense=without_exceptions(reading.sense))
    for parser in _PARSERS:  # what it exempts is none of what it is about
        found.update(parser(kept if parser in _NARROWING else reading))
    found["demands"] = demands(reading, found)
    if any(duration["is_example"] for duration in found.get("durations", ())):
        found["is_example"] = True
    return found
