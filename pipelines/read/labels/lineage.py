"""Which label stands for which, as far as it has been found out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipelines.read.labels.documented import DocumentedLabel

Reason = Literal[
    "itself",
    "documented_alias",
    "description",
    "declared_rename",
    "bulk_swap",
    "spelling",
    "counterpart",
    "synonym",
    "decided",
]


@dataclass(frozen=True, slots=True)
class Parent:
    """The label that another stands for, why, and the words that say so."""

    name: str
    reason: Reason
    statement: DocumentedLabel | None


class Lineage:
    """Parents of labels; never in a circle."""

    def __init__(self, names: Iterable[str]) -> None:
        self._known = set(names)
        self._parents: dict[str, Parent] = {}

    def join(
        self,
        old: str,
        new: str,
        reason: Reason,
        statement: DocumentedLabel | None = None,
    ) -> None:
        """Let `old` stand for `new`, if both are known and no circle comes of it."""
        if {old, new} <= self._known and old != new and self.root(new) != old:
            self._parents[old] = Parent(new, reason, statement)

    def free(self, name: str) -> None:
        """Let `name` stand for itself again."""
        self._parents.pop(name, None)

    def parent(self, name: str) -> Parent | None:
        return self._parents.get(name)

    def root(self, name: str) -> str:
        """The label at the end of the line."""
        seen = {name}
        while (parent := self._parents.get(name)) and parent.name not in seen:
            name = parent.name
            seen.add(name)
        return name
