"""What a second look at a repository is to see, and what it saw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipelines.extract.github.people import person_id
from pipelines.extract.records import Row

Node = dict[str, Any]


class SaidBefore(NamedTuple):
    """A review comment as it is known: its pull request, and when it was edited."""

    number: int
    updated_at: str


@dataclass(slots=True)
class Sight:
    """What is to be looked at, and what was found.

    Attributes:
        items: Rows of `synced_items`, by node id.
        people: Login by node id, as it is known.
        comments: Review comments by node id, of a repository looked at as a whole.
        cursors: Where the pages of labels begin, the first page apart.
        found: Node by id, None where it is gone or hidden; what was not asked for in
            the end is not in it.
        labels: The labels beyond the first hundred; None if they were not all seen.
        protection: Rules of classic protection; None if they may not be read.
    """

    items: dict[str, Row] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    comments: dict[str, SaidBefore] = field(default_factory=dict)
    cursors: list[str] = field(default_factory=list)
    found: dict[str, Node | None] = field(default_factory=dict)
    labels: list[Node] | None = None
    protection: list[Node] | None = None

    @property
    def renamed(self) -> dict[str, str]:
        """Logins that were changed: the new one by the old one."""
        told: dict[str, str] = {}
        for node_id, known in self.people.items():
            now = person_id(self.found.get(node_id))
            if now and now != known:
                told[known] = now
        return told
