"""The labels that a document speaks of, read from prose, tables or label files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Standing = Literal["preferred", "plain", "deprecated"]

_LARGEST_TEXT = 2_000_000  # characters; label files of large projects have 100,000


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


def read_documented_labels(
    text: str, *, path: str, kind: str | None = None
) -> list[DocumentedLabel]:
    """Every label that the document at `path` speaks of, in order of the lines.

    Args:
        text: The document.
        path: Decides how it is read: `.yml`, `.yaml`, `.json`, `.toml` as a label file,
            anything else as markdown.
        kind: What kind of document it is ("labels", "contributing", ...), if known.
    """
    # Imported here: both readers need the record that this module declares.
    from pipelines.read.labels.declared import read_declarations
    from pipelines.read.labels.prose import read_prose

    text = text[:_LARGEST_TEXT]
    if path.lower().endswith((".yml", ".yaml", ".json", ".toml")):
        return read_declarations(text, path=path)
    return read_prose(text, path=path, kind=kind)
