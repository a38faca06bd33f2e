"""Renames of labels listed with arrows: `crash -> kind/bug`, a line each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipelines.markdown import Block
from pipelines.read.labels.aliases import ARROW
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import heads_labels, label_in
from pipelines.read.labels.relations import ARROWS, speaks_of_renames
from pipelines.read.labels.renamed import renamed

_BULLET = re.compile(
    r"^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?(?:\d{4}-\d\d(?:-\d\d)?:?\s+)?(?:renaming\s+)?"
)
_HEAD = re.compile(  # `2023-03-01: **Renamed**: `
    r"^\W{0,3}(?:renam\w{1,4}|merg\w{1,3}|relabel\w{0,4})"
    r"(?: labels?)?\W{0,3}:\W{0,3}\s+",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"^\s*(?P<quote>[\"'`]{0,2})"
    r"(?P<old>[^\s\"'`<>=→⇒-][^<>=→⇒\n\"'`]{0,48}?)(?P=quote)\s{1,40}"
    rf"(?P<sign>{ARROW}"
    r"|(?:was |is |got )?(?:renamed|merged|folded|changed) (?:in)?to)"
    r"\s{1,40}(?P<mark>[\"'`]{0,2})(?P<new>[^<>=→⇒\n\"'`]{1,50}?)"
    r"(?P=mark)(?:[,;.]{0,2}|\s{0,9}\.{3}.{0,20})\s*$"
)
_LEFT = re.compile(
    r"^\s*(?P<new>[^\s\"'`<>=←⇐-][^<>=←⇐\n\"'`]{0,48}?)\s{1,40}(?:<-|<=|←|⇐)\s{1,40}"
    r"(?P<olds>[^<>=←⇐\n\"'`]{1,200}?)\s*$"
)
_DEFINED = re.compile(
    r"^(?P<quote>`?)(?P<old>[^\s:=`][^:=`\n]{0,48}?)(?P=quote)(?::\s+|\s{0,9}=\s{0,9})"
    r"(?P<mark>`?)(?P<new>[^\s`]{1,50})(?P=mark)\s*$"
)
_SCOPED = re.compile(r"\w[:/-]+\w")
_FEWEST = 2  # lines; one alone may be of a program


def read_arrows(
    blocks: Iterable[Block], *, path: str, is_place: bool
) -> Iterator[DocumentedLabel]:
    """Old and new names, where the document or a heading is about labels.

    In lists and paragraphs only quoted names with a scope count, or any below words of
    renames: what leads to what may be states, or causes and effects.
    """
    found: list[DocumentedLabel] = []
    lists: dict[tuple[str, ...], list[Block]] = defaultdict(list)
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
        if block.kind == "item":
            lists[block.headings].append(block)
    if len(found) >= 2 * _FEWEST:
        yield from found
    for items in lists.values():
        yield from _defined(items, path)


def _pairs(block: Block, path: str) -> Iterator[DocumentedLabel]:
    lines = block.source.splitlines()
    is_listed = path.lower().endswith(".txt") and all(map(_ARROW.match, lines))
    is_of_renames = speaks_of_renames(" ".join([*block.headings, block.lead_in]))
    for offset, line in enumerate(lines):
        said = ARROWS.sub("→", _BULLET.sub("", line[:400], count=1))
        head = _HEAD.match(said)
        parts = re.split(r"[,;]\s+", said[head.end() :]) if head else [said]
        place = block.line + offset
        if left := _LEFT.match(said):
            for old in left["olds"].split(","):
                if (new := label_in(left["new"])) and label_in(old):
                    yield from renamed(old, new, line=place, quote=line, path=path)
        for match in filter(None, map(_ARROW.match, parts)):
            is_told = match["sign"][-1].isalpha()
            if not _are_written_alike(match, is_told=is_told):
                continue
            old, new = (label_in(match[key]) for key in ("old", "new"))
            if not old or not new:
                continue
            is_free = (
                block.kind == "code" or is_listed or is_of_renames or head or is_told
            )
            is_state = facet_of(old) == facet_of(new) == "status"
            is_scoped = bool(match["quote"]) and re.search(r"[:/]", new) is not None
            if is_free or (is_scoped and not is_state):
                yield from renamed(old, new, line=place, quote=line, path=path)


def _are_written_alike(match: re.Match[str], *, is_told: bool) -> bool:
    """Both are marked or neither is: not `later` → close it, please.

    A name of several words may be the only one in quotes; words that tell of a rename
    stand between marked ones, or between single words.
    """
    one, other = match["quote"], match["mark"]
    bare = [match[key] for key, mark in (("old", one), ("new", other)) if not mark]
    is_single = not any(" " in name.strip() for name in bare)
    if bool(one) != bool(other):
        return is_single and "`" not in one + other
    return is_single or not is_told


def _defined(items: list[Block], path: str) -> Iterator[DocumentedLabel]:
    """`crash: kind/bug` in every item of a list of renames, each new name scoped."""
    told = [_DEFINED.match(item.text) for item in items]
    is_of_renames = speaks_of_renames(" ".join([*items[0].headings, items[0].lead_in]))
    if not is_of_renames or len(items) < _FEWEST:
        return
    if not all(match and _SCOPED.search(match["new"]) for match in told):
        return
    for item, match in zip(items, told, strict=True):
        old, new = (label_in(match[key]) if match else None for key in ("old", "new"))
        if old and new:
            yield from renamed(old, new, line=item.line, quote=item.source, path=path)
