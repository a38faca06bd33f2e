"""A place of a document that speaks of a label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Standing = Literal["preferred", "plain", "deprecated"]


@dataclass(frozen=True, slots=True)
class DocumentedLabel:
    """One place of a document that speaks of a label.

    Attributes:
        name: As written; `*` stands for any value in a family (`area:*`).
        facet: type, severity, priority, area, status, community or other.
        standing: `preferred`: prescribed or declared. `deprecated`: old.
        alias_of: The label that it stands for, by the document's own words.
        description: What the document says of it, else empty.
        line: 1-based.
        quote: The words, verbatim.
        path: Document, relative to the root of the repository.
        said_at: When the wording appeared, UTC; None where not known. The reader of
            one text never knows it; whoever reads a history may set it.
    """

    name: str
    facet: str
    standing: Standing
    alias_of: str | None
    description: str
    line: int
    quote: str
    path: str = ""
    said_at: datetime | None = None


def is_family(name: str) -> bool:
    """Whether a name stands for many (`area:*`); a `*` in front is part of a name."""
    return "*" in name[1:]
