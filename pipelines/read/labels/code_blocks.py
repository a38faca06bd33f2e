"""Renames of labels listed in code blocks of label documents: `crash -> kind/bug`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.markdown import Block
from pipelines.read.labels.declared import read_declarations
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import heads_labels, label_in

_ARROW = re.compile(
    r"^\s*[\"'`]?(?P<old>[^\s\"'`<>=→⇒-][^<>=→⇒\n]{0,48}?)[\"'`]?\s{1,40}"
    r"(?:->|=>|→|⇒|⟶)\s{1,40}[\"'`]?(?P<new>[^<>=→⇒\n\"'`]{1,50}?)[\"'`,]?\s*$"
)
_FEWEST = 2  # lines; one alone may be of a program


def read_code_blocks(
    blocks: Iterable[Block], *, path: str, is_place: bool
) -> Iterator[DocumentedLabel]:
    """Old and new names, where the document or a heading is about labels."""
    for block in blocks:
        if block.kind != "code" or block.is_quoted:
            continue
        if is_place or any(heads_labels(title) for title in block.headings):
            yield from _arrows(block, path) or _declared(block, path)


def _arrows(block: Block, path: str) -> list[DocumentedLabel]:
    found: list[DocumentedLabel] = []
    for offset, line in enumerate(block.source.splitlines()):
        if not (match := _ARROW.match(line[:200])):
            continue
        old, new = label_in(match["old"]), label_in(match["new"])
        if old and new and old != new:
            place, quote, facet = block.line + offset, line.strip(), facet_of(new)
            found += [
                DocumentedLabel(new, facet, "preferred", None, "", place, quote, path),
                DocumentedLabel(old, facet, "deprecated", new, "", place, quote, path),
            ]
    return found if len(found) >= 2 * _FEWEST else []


def _declared(block: Block, path: str) -> Iterator[DocumentedLabel]:
    """What the block declares as a label file would: former names and their labels."""
    first = block.line + (block.source.lstrip()[:3] in ("```", "~~~"))
    labels = read_declarations(block.text, path="labels.yml")
    renamed = {label.alias_of for label in labels if label.alias_of}
    for label in labels:
        if label.alias_of or label.name in renamed:
            yield replace(label, path=path, line=first + label.line - 1)
