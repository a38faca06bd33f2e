"""Archive documents as rows of schema `raw`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.extract.records import Row


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """A document that holds issues, pull requests or milestones, as it is now."""

    path: str
    kind: str
    text: str


def archive_rows(
    repository_id: str,
    documents: list[ArchiveDocument],
    url: str | None,
    commit_sha: str | None,
    people: dict[str, Row],
) -> Iterator[tuple[str, Row]]:
    """Yield the rows; the people met are added to `people`."""
    yield from ()
