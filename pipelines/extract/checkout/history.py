"""Which revisions each document has, from a repository's commits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipelines.extract.checkout.clocks import in_order
from pipelines.extract.checkout.git import Change, Commit

_REGULAR = ("100644", "100755")
_CHANGES = {"A": "added", "M": "modified", "T": "modified", "C": "added"}


@dataclass(slots=True)
class Revision:
    """One document at one commit. `blob` is None where the commit deleted it.

    `document_id` is the last name that the document had: renames are followed, so
    the revisions of one document may have several paths. `committed_at` never goes
    back from one commit to the next, whatever their clocks said; `commit_position` is 0
    for the oldest commit, None without history.
    """

    path: str
    kind: str
    commit_sha: str | None
    committed_at: datetime | None
    change: str
    previous_path: str | None
    blob: str | None
    position: int
    document_id: str = ""
    commit_position: int | None = None
    is_current: bool = False


@dataclass(slots=True)
class _Document:
    revisions: list[Revision] = field(default_factory=list)


class History:
    """Follows documents through commits, which are given oldest first.

    Attributes:
        is_cut_off: What was before the oldest commit is not there (a shallow clone), so
            that nobody knows since when its documents have been as they are.
        begins_at: When that commit was made, once all are taken in; else None.
    """

    is_cut_off: bool = False
    begins_at: datetime | None = None

    def __init__(self, kind_of: Callable[[str], str | None]) -> None:
        self._kind_of = kind_of
        self._by_path: dict[str, _Document] = {}
        self._documents: list[_Document] = []
        self._last_position: dict[str, int] = {}
        self._times: list[datetime | None] = []

    def add(self, commit: Commit) -> None:
        """Take in one commit."""
        self._times.append(commit.committed_at)
        changes = [self._as_document_change(change) for change in commit.changes]
        # Deletions and renames first: another change may take the path over.
        for change in changes:
            if change and change.action == "D":
                self._delete(change, commit)
        moved = {
            change.previous_path: self._by_path.pop(change.previous_path, None)
            for change in changes
            if change and change.action == "R" and change.previous_path
        }
        for change in changes:
            if change and change.action != "D":
                document = (
                    moved.get(change.previous_path) if change.previous_path else None
                )
                self._write(change, commit, document)

    def finish(self) -> list[Revision]:
        """Return all revisions, grouped by document, oldest first."""
        times: list[datetime | None] = [*in_order(self._times, datetime.now(UTC))]
        if self.is_cut_off and times:
            self.begins_at, times[0] = times[0], None
        taken: set[str] = set()
        living = {id(document): path for path, document in self._by_path.items()}
        # A name belongs to the document that has it now, else to the last that had it.
        by_age = self._documents[::-1]
        for document in sorted(by_age, key=lambda one: id(one) not in living):
            last = document.revisions[-1]
            name = last.path
            if name in taken:
                name = f"{last.path}@{(last.commit_sha or '')[:12]}"
            taken.add(name)
            last.is_current = last.change != "deleted"
            for revision in document.revisions:
                revision.document_id = name
                if revision.commit_position is not None:
                    revision.committed_at = times[revision.commit_position]
        return [one for document in self._documents for one in document.revisions]

    def _as_document_change(self, change: Change) -> Change | None:
        """Reduce a change to what it means for documents; None if it means nothing."""
        is_document = change.mode in _REGULAR and self._kind_of(change.path) is not None
        was = change.previous_path or change.path
        if change.action == "D" or not is_document:
            known = was if change.action in "RDT" else change.path
            if known in self._by_path:
                return Change("D", known, None, change.mode, change.blob)
            return None
        return change

    def _delete(self, change: Change, commit: Commit) -> None:
        document = self._by_path.get(change.path)
        if document and document.revisions[-1].change != "deleted":
            self._append(document, change, commit, "deleted", None)

    def _write(self, change: Change, commit: Commit, moved: _Document | None) -> None:
        document = moved or self._by_path.get(change.path)
        if document is None:
            document = _Document()
            self._documents.append(document)
        self._by_path[change.path] = document
        if change.action == "R":
            self._append(document, change, commit, "renamed", change.previous_path)
            return
        is_back = bool(
            document.revisions and document.revisions[-1].change == "deleted"
        )
        kind = "added" if is_back else _CHANGES.get(change.action, "modified")
        self._append(document, change, commit, kind, None)

    def _append(
        self,
        document: _Document,
        change: Change,
        commit: Commit,
        kind_of_change: str,
        previous: str | None,
    ) -> None:
        last = document.revisions[-1] if document.revisions else None
        position = max(
            self._last_position.get(change.path, -1), last.position if last else -1
        )
        self._last_position[change.path] = position + 1
        document.revisions.append(
            Revision(
                path=change.path,
                kind=self._kind_of(change.path) or (last.kind if last else "other"),
                commit_sha=commit.sha,
                committed_at=commit.committed_at,
                change=kind_of_change,
                previous_path=previous,
                blob=None if kind_of_change == "deleted" else change.blob,
                position=position + 1,
                commit_position=len(self._times) - 1,
            )
        )
