"""The tables and lists of a document, each with its rows or items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipelines.markdown import Block, parse
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.restructured import restructured_passages
from pipelines.read.on_call.records import Entry


def entry_groups(text: str, path: str) -> Iterator[list[Entry]]:
    """Yield each table and each list of a markdown or reStructuredText document."""
    is_restructured = path.lower().endswith(".rst")
    found = _passages(text) if is_restructured else _blocks(text)
    for key, group in groupby(found, key=lambda pair: pair[0]):
        if key is not None:
            yield [entry for _, entry in group if entry is not None]


Keyed = tuple[tuple[object, ...] | None, Entry | None]


def _blocks(text: str) -> Iterator[Keyed]:
    for block in parse(text):
        if block.kind not in ("row", "item") or block.is_quoted:
            yield None, None
            continue
        key = (block.kind, block.headings, block.header, block.lead_in, block.depth)
        yield key, _entry(block, block.lead_in, block.struck)


def _passages(text: str) -> Iterator[Keyed]:
    for passage in restructured_passages(text):
        if passage.kind not in ("row", "item"):
            yield None, None
            continue
        lead = passage.leads[-1] if passage.leads else ""
        key = (passage.kind, passage.headings, passage.header, passage.list_id)
        yield key, _entry(passage, lead, ())


def _entry(one: Block | Passage, lead_in: str, struck: tuple[str, ...]) -> Entry:
    cells = one.cells if one.kind == "row" else (one.text,)
    for words in struck:  # who is struck out has swapped
        cells = tuple(cell.replace(words, " ").strip() for cell in cells)
    return Entry(
        cells=cells,
        header=one.header,
        headings=one.headings,
        lead_in=lead_in,
        links=one.links,
        line=one.line,
        quote=one.source.strip(),
    )
