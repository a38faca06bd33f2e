"""Names that a document calls labels somewhere, by which it means them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.read.clauses.leads import joined, lead_in
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.sentences import sentences
from pipelines.read.clauses.setting import Setting

_CODE = re.compile(r"`([^`]{1,60})`")
_LABELS = re.compile(r"\blabels?\b[^.]{0,40}$", re.IGNORECASE)
# A plain word in code may be anything; these are names.
_DISTINCT = re.compile(r"[-_:/\s]|[^\x00-\x7f]")


def label_names(parts: Iterable[tuple[Passage, Setting]]) -> frozenset[str]:
    """The labels that the sentences of a document name as such.

    Args:
        parts: The passages, each with its setting.
    """
    found = {name for passage, where in parts for name in _named(passage, where)}
    return frozenset(name for name in found if _DISTINCT.search(name))


def _named(passage: Passage, where: Setting) -> Iterator[str]:
    if "`" not in passage.text or where.standing == "none":
        return
    if passage.kind == "row":
        first = _CODE.fullmatch(passage.cells[0].strip()) if passage.cells else None
        is_titled = bool(passage.header) and _LABELS.search(passage.header[0])
        if first and (where.about_labels or is_titled):
            yield first[1]
        return
    lead = lead_in(passage)
    opening = _CODE.match(passage.text.lstrip("*_ "))
    if opening and passage.kind == "item" and _LABELS.search(lead):
        yield opening[1]  # an entry of the list that `one of these labels:` announces
    for number, sentence in enumerate(sentences(passage)):
        sense = joined("" if number else lead, sentence.text)
        bound = bind(sense, own=sentence.text, about_labels=where.about_labels)
        yield from bound.get("labels", ())
