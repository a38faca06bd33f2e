"""Names that a document calls labels or branches, by which it means them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipelines.read.clauses.leads import joined, lead_in
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.parameters.spellings import is_trunk
from pipelines.read.clauses.records import Passage, Sentence
from pipelines.read.clauses.setting import Setting

_CODE = re.compile(r"`([^`]{1,60})`")
_LABELS = re.compile(r"\blabels?\b[^.]{0,40}$", re.IGNORECASE)
_PART = re.compile(  # `a bug in `engine``, `the `engine` repository`: no label
    r"\b(?:bugs?|changes?|features?|code|contribut\w+|develop\w+|added)\s+(?:in|to|on|for)"
    r"\s+(?:the\s+)?`([^`]{1,60})`|`([^`]{1,60})`\s+(?:repositor\w+|repo|codebase)\b",
    re.IGNORECASE,
)
_BRANCH = re.compile(r"[\w.-]{1,40}(?:/[\w.-]{1,40})?")


class KnownNames(NamedTuple):
    """The names that a document gives."""

    labels: frozenset[str]
    branches: frozenset[str]


def known_names(
    parts: list[Passage],
    where: Callable[[Passage], Setting],
    cut: Callable[[int], list[Sentence]],
) -> KnownNames:
    """The labels and the branches that the sentences of a document name as such.

    What it calls both is neither, and what something is changed in is no label. A
    branch is known by its marks, and the trunk isn't one of them: it's spoken of in
    many ways that place nothing on it.

    Args:
        parts: The passages.
        where: The setting of a passage.
        cut: The sentences of a passage, by its position.
    """
    found = [
        named
        for position, passage in enumerate(parts)
        if "`" in passage.text
        for named in _named(passage, where(passage), cut(position))
    ]
    placed = [match for part in parts for match in _PART.finditer(part.text)]
    things = {match[1] or match[2] for match in placed}
    labels = {name for name, is_label in found if is_label} - things
    branches = {name for name, is_label in found if not is_label}
    return KnownNames(
        frozenset(labels - branches),
        frozenset(name for name in branches - labels if _is_branch(name)),
    )


def _is_branch(name: str) -> bool:
    return bool(_BRANCH.fullmatch(name)) and not is_trunk(name)


def _named(
    passage: Passage, where: Setting, said: list[Sentence]
) -> Iterator[tuple[str, bool]]:
    """Each name, and whether it is a label."""
    if where.standing == "none":
        return
    if passage.kind == "row":
        first = _CODE.fullmatch(passage.cells[0].strip()) if passage.cells else None
        is_titled = bool(passage.header) and _LABELS.search(passage.header[0])
        if first and (where.about_labels or is_titled):
            yield first[1], True
        return
    lead = lead_in(passage)
    opening = _CODE.match(passage.text.lstrip("*_ "))
    if opening and passage.kind == "item" and _LABELS.search(lead):
        # An entry of the list that `one of these labels:` announces.
        yield opening[1], True
    for number, sentence in enumerate(said):
        sense = joined("" if number else lead, sentence.text)
        bound = bind(sense, own=sentence.text, about_labels=where.about_labels)
        yield from ((name, True) for name in bound.get("labels", ()))
        for name in bound.get("base_branches", ()):
            if f"`{name}`" in sentence.text:
                yield name, False
