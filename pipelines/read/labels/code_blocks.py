"""What code blocks of label documents declare, as label files would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipelines.markdown import Block
from pipelines.read.labels.declared import read_declarations
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.mentions import heads_labels, label_in
from pipelines.read.labels.renamed import renamed

_CHANGE = re.compile(
    r"(?P<sign>[-+])(?![-+]{2})[ \t]*(?:- )?(?P<key>(?:name|label):\s*)?(?P<name>\S.*)"
)


def read_code_blocks(
    blocks: Iterable[Block], *, path: str, is_place: bool
) -> Iterator[DocumentedLabel]:
    """Old and new names, where the document or a heading is about labels."""
    for block in blocks:
        if block.kind != "code" or block.is_quoted:
            continue
        if is_place or any(heads_labels(title) for title in block.headings):
            yield from _declared(block, path)
            yield from _changed(block, path)


def _declared(block: Block, path: str) -> Iterator[DocumentedLabel]:
    """What the block declares as a label file would: former names and their labels."""
    first = block.line + (block.source.lstrip()[:3] in ("```", "~~~"))
    labels = read_declarations(block.text, path="labels.yml")
    renamed = {label.alias_of for label in labels if label.alias_of}
    for label in labels:
        if label.alias_of or label.name in renamed:
            yield replace(label, path=path, line=first + label.line - 1)


def _changed(block: Block, path: str) -> Iterator[DocumentedLabel]:
    """What a diff takes out and puts in its place, name by name, and nothing else."""
    first = block.source.lstrip("`~ ").partition("\n")[0]
    lines = [
        (number, change)
        for number, line in enumerate(block.text.splitlines(), start=block.line + 1)
        if (change := _CHANGE.fullmatch(line[:200]))
    ]
    signs = "".join(change["sign"] for _, change in lines)
    if first.strip() != "diff" or signs != "-+" * (len(lines) // 2):
        return
    for (_, old), (line, new) in zip(lines[::2], lines[1::2], strict=True):
        names = label_in(old["name"]), label_in(new["name"])
        if old["key"] == new["key"] and all(names):
            yield from renamed(*map(str, names), line=line, quote=new[0], path=path)
