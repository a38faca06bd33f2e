"""For what alone a section holds, as a sentence, section or row in it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.read.clauses.antecedents import restricted, scope
from pipelines.read.clauses.grammar import analyse
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.records import Passage

Scopes = dict[tuple[str, ...], str]  # a section's titles, and `only for ...`

_LONGEST = 400  # characters of a passage that are looked at
_NAMES = ("name", "order")  # `Phone app` may be read as either
_SHORT = 80  # of what a section says that it is about


def scope_of(passage: Passage) -> Scopes:
    """Its section, with what the passage says that the rest of it is about."""
    said = scope(passage.text) if passage.kind == "paragraph" else None
    return {passage.headings: said} if said else {}


def whole_scopes(parts: list[Passage]) -> Scopes:
    """Sections that hold for something alone, wherever in them that is said.

    A section `Scope` is about the one that it stands in, as its first passage says.
    """
    found: Scopes = {}
    begun: set[tuple[str, ...]] = set()
    for part in parts:
        title = part.headings[-1] if part.headings else ""
        if part.kind == "row":
            for name, text in _pairs(part):
                if _expression("title").match(name) and (said := _named(text)):
                    found.setdefault(part.headings, said)
        elif _expression("title").match(title):
            if part.headings not in begun and (said := _named(part.text)):
                found.setdefault(part.headings[:-1], said)
        elif said := _of_all(part.text[:_LONGEST]):
            found.setdefault(part.headings, said)
        begun.add(part.headings)
    return found


def _pairs(row: Passage) -> Iterator[tuple[str, str]]:
    """The row, and the header of its table, as a name and what it is."""
    for cells in (row.cells, row.header):
        if len(cells) == len(("name", "what")):
            yield cells[0], cells[1]


def _named(text: str) -> str | None:
    """`The phone app`, or `This applies to it`; not `Plugins have their own`."""
    words = text[:_LONGEST]
    if not words.strip() or _expression("open").search(words):
        return None
    if analyse(words[:_SHORT]).mood in _NAMES:
        return f"only for {words[:_SHORT].strip(' .')}"
    return next(iter(restricted([words])), None) or scope(words)


def _of_all(text: str) -> str | None:
    """`The rules above only apply to ...`, at the end of a section, say."""
    if not _expression("whole").match(text):
        return None
    return next(iter(restricted([text])), None) or scope(text)


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(section("scopes", name), re.IGNORECASE)
