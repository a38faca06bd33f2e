"""Labels in rows or items below one another that say "the same", "older", "newer"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipelines.markdown import Block
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.mentions import label_in
from pipelines.read.labels.spelling import load
from pipelines.read.labels.synonyms import meaning_key

_PART = re.compile(r"(?<=[;.]) +")


@dataclass(slots=True)
class Told:
    """A block, the labels read in it, and the remark if it is about one label."""

    block: Block
    labels: list[DocumentedLabel]

    @property
    def remark(self) -> str | None:
        """What stands beside the label of a row or item; None if it has several."""
        if self.block.kind == "row":
            cells = [
                c for c in self.block.cells if c.strip("` ") != self.labels[0].name
            ]
            return " ".join(cells) if len(cells) < len(self.block.cells) else None
        head = f"`{self.labels[0].name}`"
        if self.block.kind == "item" and self.block.text.startswith(head):
            said = _PART.split(self.block.text[len(head) :].lstrip(" :–—-"))
            return " ".join(p for p in said if not p.startswith("`"))  # of another
        return None


def relate(told: Iterable[Told]) -> Iterator[DocumentedLabel]:
    """All labels in order, those of one meaning with the one to use as their alias."""
    together: list[Told] = []
    for one in told:
        if together and not _follows(together[-1].block, one.block):
            yield from _beside(list(_relate(together)))
            together = []
        together.append(one)
    yield from _beside(list(_relate(together)))


def _beside(labels: list[DocumentedLabel]) -> Iterator[DocumentedLabel]:
    """Of a list or table that calls labels older and newer: those that mean the same.

    Two labels that a document names are otherwise two, whatever the words mean.
    """
    gone = {label.name for label in labels if label.alias_of}
    newest = {
        meaning_key(label.name): label.name
        for label in labels
        if label.standing == "preferred" and label.name not in gone
    }
    aged = {
        meaning_key(label.name) for label in labels if label.standing == "deprecated"
    }
    for label in labels:
        key = meaning_key(label.name)
        target = newest.get(key)
        if target and key in aged and label.alias_of is None and label.name != target:
            label = replace(label, alias_of=target)
        yield label


def _relate(told: Iterable[Told]) -> Iterator[DocumentedLabel]:
    run: list[Told] = []
    for one in told:
        if run and not (_follows(run[-1].block, one.block) and _says("same", one)):
            yield from _close(run)
            run = []
        if len(one.labels) >= 1 and one.remark is not None:
            run.append(one)
        else:
            yield from _close(run)
            run = []
            yield from one.labels
    yield from _close(run)


def _follows(above: Block, below: Block) -> bool:
    return (
        above.kind == below.kind
        and above.headings == below.headings
        and above.depth == below.depth
        and below.line - above.end_line <= 2
    )


def _close(run: list[Told]) -> Iterator[DocumentedLabel]:
    if not run:
        return
    ages = [_age(one) for one in run]
    names = [one.labels[0].name for one in run]
    best = next((i for i, age in enumerate(ages) if age == "new"), None)
    if best is None:
        best = next((i for i, age in enumerate(ages) if age != "old"), 0)
    for position, (one, age) in enumerate(zip(run, ages, strict=True)):
        first = one.labels[0]
        if position != best and first.alias_of is None:
            first = replace(first, alias_of=names[best])
        elif len(run) == 1 and age == "old" and first.alias_of is None:
            first = replace(first, alias_of=_family_in(one.remark or ""))
        if age == "old":
            first = replace(first, standing="deprecated")
        elif age == "new":
            first = replace(first, standing="preferred")
        yield first
        yield from one.labels[1:]


def _age(one: Told) -> str | None:
    first, *others = one.labels
    if any(other.alias_of == first.name for other in others):
        return None  # "formerly `crash`" calls the other one old
    return "old" if _says("old", one) else "new" if _says("new", one) else None


def _says(key: str, one: Told) -> bool:
    if not one.labels or one.remark is None:
        return False
    remark = one.remark[:500]
    return any(pattern.search(remark) for pattern in _remarks(key))


def _family_in(remark: str) -> str | None:
    """`older, from before the `area:` labels` points to the family `area:*`."""
    names = (label_in(span) for span in re.findall(r"`([^`]{1,60})`", remark))
    families = [name for name in names if name and name.endswith("*")]
    return families[0] if len(families) == 1 else None


@cache
def _remarks(key: str) -> tuple[re.Pattern[str], ...]:
    patterns = load("remarks.yml")[key]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
