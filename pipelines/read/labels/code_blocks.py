"""What code blocks of label documents declare, as label files would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.markdown import Block
from pipelines.read.labels.declared import read_declarations
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.mentions import heads_labels


def read_code_blocks(
    blocks: Iterable[Block], *, path: str, is_place: bool
) -> Iterator[DocumentedLabel]:
    """Old and new names, where the document or a heading is about labels."""
    for block in blocks:
        if block.kind != "code" or block.is_quoted:
            continue
        if is_place or any(heads_labels(title) for title in block.headings):
            yield from _declared(block, path)


def _declared(block: Block, path: str) -> Iterator[DocumentedLabel]:
    """What the block declares as a label file would: former names and their labels."""
    first = block.line + (block.source.lstrip()[:3] in ("```", "~~~"))
    labels = read_declarations(block.text, path="labels.yml")
    renamed = {label.alias_of for label in labels if label.alias_of}
    for label in labels:
        if label.alias_of or label.name in renamed:
            yield replace(label, path=path, line=first + label.line - 1)
