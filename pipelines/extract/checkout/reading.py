"""What one reading of a checkout has seen so far, and how much of it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipelines.extract.archive.item_rows import ArchiveDocument
from pipelines.extract.checkout.identity import Identity
from pipelines.extract.records import Row, completeness


@dataclass(slots=True)
class Reading:
    """What one reading has seen so far, beyond the rows that it has yielded."""

    identity: Identity
    head_sha: str | None
    max_bytes: int
    archives: list[ArchiveDocument] = field(default_factory=list)
    label_names: set[str] = field(default_factory=set)
    people: dict[str, Row] = field(default_factory=dict)
    text_ids: set[str] = field(default_factory=set)
    document_count: int = 0
    closed_count: int = 0  # folders that cannot be read
    read_count: int = 0
    revision_count: int = 0
    read_revision_count: int = 0
    commit_count: int | None = None
    is_shallow: bool = False
    history_from: datetime | None = None

    def completeness(self) -> Iterator[Row]:
        """Yield what was read of what there is, and why not more."""
        nothing = None if self.document_count else "no documents found in the folder"
        expected: int | None = self.document_count
        if self.closed_count:
            nothing = f"{self.closed_count} folders cannot be read, see `unreadable`"
            expected = None
        yield self._row("documents", self.read_count, expected, nothing)
        revisions, reason = self.read_revision_count, None
        if self.commit_count is None:
            reason = "no git history: a plain folder, or a checkout without commits"
            yield self._row("document_revisions", revisions, None, reason)
            yield self._row("commits", 0, None, reason)
            return
        if self.is_shallow:
            reason = "a shallow clone: older history is not there"
        of_revisions = None if reason else self.revision_count
        yield self._row("document_revisions", revisions, of_revisions, reason)
        of_commits = None if reason else self.commit_count
        yield self._row("commits", self.commit_count, of_commits, reason)

    def _row(
        self, kind: str, loaded: int, expected: int | None, why: str | None
    ) -> Row:
        return completeness(
            self.identity.repository_id, kind, loaded=loaded, expected=expected,
            reason=why,
        )  # fmt: skip
