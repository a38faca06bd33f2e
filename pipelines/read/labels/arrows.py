"""Renames of labels listed with arrows: `crash -> kind/bug`, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.markdown import Block
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import heads_labels, label_in
from pipelines.read.labels.relations import speaks_of_renames
from pipelines.read.labels.renamed import renamed

_ARROW = re.compile(
    r"^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?P<quote>[\"']?)`?"
    r"(?P<old>[^\s\"'`<>=→⇒-][^<>=→⇒\n]{0,48}?)[\"'`]?\s{1,40}"
    r"(?:->|=>|→|⇒|⟶)\s{1,40}[\"'`]?(?P<new>[^<>=→⇒\n\"'`]{1,50}?)[\"'`,;.]{0,2}\s*$"
)
_FEWEST = 2  # lines; one alone may be of a program


def read_arrows(
    blocks: Iterable[Block], *, path: str, is_place: bool
) -> Iterator[DocumentedLabel]:
    """Old and new names, where the document or a heading is about labels.

    In lists and paragraphs only quoted names with a scope count, or any below words of
    renames: what leads to what may be states, or causes and effects.
    """
    found: list[DocumentedLabel] = []
    for block in blocks:
        if block.is_quoted or block.kind not in ("code", "item", "paragraph"):
            continue
        if not (is_place or any(heads_labels(title) for title in block.headings)):
            continue
        pairs = list(_pairs(block, path))
        if block.kind == "code":
            yield from pairs if len(pairs) >= 2 * _FEWEST else ()
        else:
            found += pairs
    if len(found) >= 2 * _FEWEST:
        yield from found


def _pairs(block: Block, path: str) -> Iterator[DocumentedLabel]:
    lines = block.source.splitlines()
    is_listed = path.lower().endswith(".txt") and all(map(_ARROW.match, lines))
    is_of_renames = speaks_of_renames(" ".join([*block.headings, block.lead_in]))
    for offset, line in enumerate(lines):
        match = _ARROW.match(line[:200])
        old, new = (
            (label_in(match[key]) for key in ("old", "new")) if match else ("", "")
        )
        if not match or not old or not new:
            continue
        is_free = block.kind == "code" or is_listed or is_of_renames
        is_state = facet_of(old) == facet_of(new) == "status"
        is_scoped = bool(match["quote"]) and re.search(r"[:/]", new) is not None
        if is_free or (is_scoped and not is_state):
            place = block.line + offset
            yield from renamed(old, new, line=place, quote=line, path=path)
