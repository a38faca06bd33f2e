"""A checkout or folder as rows of schema `raw`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipelines.extract.archive.item_rows import ArchiveDocument
from pipelines.extract.archive.labels import label_rows
from pipelines.extract.archive.rows import archive_rows
from pipelines.extract.archive.sections import cut
from pipelines.extract.checkout.folder import Found, find_documents
from pipelines.extract.checkout.git import Commit, Git
from pipelines.extract.checkout.history import History, Revision
from pipelines.extract.checkout.identity import Identity
from pipelines.extract.checkout.kinds import DocumentKinds
from pipelines.extract.checkout.listing import (
    file_row,
    listed_in_folder,
    listed_in_git,
)
from pipelines.extract.checkout.people import author_row
from pipelines.extract.checkout.reading import Reading
from pipelines.extract.checkout.texts import Text, decode
from pipelines.extract.checkout.uncommitted import tell_of_uncommitted
from pipelines.extract.records import Row, unreadable
from pipelines.progress import Progress

Rows = Iterator[tuple[str, Row]]

ARCHIVES = ("issue_archive", "pull_request_archive", "milestone_archive")
ARCHIVE_WITHOUT_ITEMS = "contributing"
_MAX_BYTES = 5_000_000


def read_checkout(
    identity: Identity,
    *,
    settings: Mapping[str, Any] | None,
    progress: Progress,
) -> Rows:
    """Yield the rows of the repository at `identity.folder`, the repository's first.

    Args:
        identity: What `identify` said of the folder; its repository is closed after.
        settings: `documents` (see `document_kinds.yml`), `max_document_bytes`.
        progress: Hears of counts and of what is odd about the folder.

    Raises:
        InputError: git cannot read the repository.
        UsageError: The settings are not of the form that they should be.
    """
    settings = settings or {}
    kinds = DocumentKinds(settings.get("documents"), identity.repository_id)
    repository = identity.git
    head_sha = repository.head_sha() if repository else None
    reading = Reading(
        identity, head_sha, int(settings.get("max_document_bytes") or _MAX_BYTES)
    )
    try:
        if repository and head_sha:
            yield from _read_history(repository, reading, kinds, progress)
        else:
            yield from _read_folder(reading, kinds)
    finally:
        if repository:
            repository.close()
    yield from archive_rows(
        identity.repository_id, reading.archives, identity.url, head_sha, reading.people
    )
    for row in reading.people.values():
        yield "people", row
    for row in reading.completeness():
        yield "completeness", row


def _repository_row(reading: Reading, default_branch: str | None) -> Row:
    identity = reading.identity
    return {
        "repository_id": identity.repository_id,
        "source": "archive",
        "default_branch": default_branch,
        "url": identity.url,
        "head_commit_sha": reading.head_sha,
        "history_from": reading.history_from,
        "node_id": None,
        "is_archived": None,
        "is_fork": None,
    }


def _read_history(
    repository: Git, reading: Reading, kinds: DocumentKinds, progress: Progress
) -> Rows:
    name = reading.identity.repository_id
    default_branch, tip = repository.default_branch()
    history, reading.commit_count = History(kinds.kind_of), 0
    history.is_cut_off = repository.is_cut_off("HEAD")
    reading.is_shallow = history.is_cut_off or (
        tip != "HEAD" and repository.is_cut_off(tip)
    )
    for commit in progress.each(f"{name}: commits", repository.log("HEAD")):
        history.add(commit)
        if tip == "HEAD":
            yield from _commit_rows(reading, commit)
    if tip != "HEAD":
        progress.say(f"  {name}: documents are read as checked out, commits from {tip}")
        for commit in progress.each(f"{name}: commits of {tip}", repository.log(tip)):
            yield from _commit_rows(reading, commit)
    revisions = history.finish()
    reading.history_from = history.begins_at
    yield "repositories", _repository_row(reading, default_branch)
    reading.document_count = sum(one.is_current for one in revisions)
    tell_of_uncommitted(
        repository, reading.identity, revisions, kinds, progress, reading.max_bytes
    )
    for revision in progress.each(f"{name}: document revisions", revisions):
        yield from _revision_rows(repository, reading, revision)
    for listed in listed_in_git(repository):
        yield "files", file_row(name, listed)


def _commit_rows(reading: Reading, commit: Commit) -> Rows:
    repository_id = reading.identity.repository_id
    reading.commit_count = (reading.commit_count or 0) + 1
    author = author_row(repository_id, commit.author_name, commit.author_email)
    reading.people.setdefault(author["person_id"], author)
    yield (
        "commits",
        {
            "repository_id": repository_id,
            "commit_sha": commit.sha,
            "author_id": author["person_id"],
            "author_name": commit.author_name,
            "author_email": commit.author_email,
            "committer_name": commit.committer_name,
            "committer_email": commit.committer_email,
            "message": commit.message,
            "position": commit.position,
            "parent_count": commit.parent_count,
            "authored_at": commit.authored_at,
            "committed_at": commit.committed_at,
            "paths": sorted(
                {
                    path
                    for change in commit.changes
                    for path in (change.path, change.previous_path)
                    if path
                }
            ),
        },
    )


def _revision_rows(repository: Git, reading: Reading, revision: Revision) -> Rows:
    if revision.blob is None:
        yield _revision_row(reading, revision, None, None)
        return
    size = repository.size(revision.blob)
    problem = None
    if size is None:
        problem = (
            f"at commit {revision.commit_sha}: not in this clone of the repository"
        )
    elif size > reading.max_bytes:
        problem = _too_large(size, reading.max_bytes)
        if not revision.is_current:
            problem = f"at commit {revision.commit_sha}: {problem}"
    if problem:
        yield _revision_row(reading, revision, None, size)
        yield _unreadable(reading, revision.path, problem)
        return
    text = decode(repository.read(revision.blob))
    yield from _text_rows(reading, revision, text, size)


def _read_folder(reading: Reading, kinds: DocumentKinds) -> Rows:
    yield "repositories", _repository_row(reading, None)
    for listed in listed_in_folder(reading.identity.folder):
        yield "files", file_row(reading.identity.repository_id, listed)
    closed: list[Found] = []
    for found in find_documents(reading.identity.folder, kinds, closed):
        reading.document_count += 1
        revision = Revision(
            found.path, found.kind, None, None, "added", None, None, 0,
            document_id=found.path, is_current=True,
        )  # fmt: skip
        problem, size, data = found.problem, None, b""
        if problem is None:
            try:
                size = found.file.stat().st_size
                if size > reading.max_bytes:
                    problem = _too_large(size, reading.max_bytes)
                else:
                    data = found.file.read_bytes()
            except OSError as error:
                problem = f"cannot be read: {error.strerror}"
        if problem:
            yield _revision_row(reading, revision, None, size)
            yield _unreadable(reading, found.path, problem)
        else:
            yield from _text_rows(reading, revision, decode(data), size)
    for found in closed:
        reading.closed_count += 1
        yield _unreadable(reading, found.path, found.problem or "")


def _text_rows(
    reading: Reading, revision: Revision, text: Text, size: int | None
) -> Rows:
    reading.read_revision_count += 1
    if revision.kind in ARCHIVES and text.text.strip():
        if revision.is_current:
            reading.archives.append(
                ArchiveDocument(revision.path, revision.kind, text.text)
            )
        if not cut(text.text, revision.kind):
            # `ISSUES.md` may as well tell how to file one: its rules are read.
            revision = replace(revision, kind=ARCHIVE_WITHOUT_ITEMS)
    yield _revision_row(reading, revision, text.content_id, size)
    if text.content_id not in reading.text_ids:
        reading.text_ids.add(text.content_id)
        yield (
            "document_texts",
            {
                "repository_id": reading.identity.repository_id,
                "content_id": text.content_id,
                "text": text.text,
            },
        )
    if not revision.is_current:
        return
    reading.read_count += 1
    if text.problem:
        yield _unreadable(reading, revision.path, text.problem, text.line)
    if revision.kind == "labels":
        yield from _labels(reading, revision.path, text.text)


def _labels(reading: Reading, path: str, text: str) -> Rows:
    """Yield the labels that a file defines and no other file did before."""
    for table, row in label_rows(reading.identity.repository_id, path, text):
        if row["name"] not in reading.label_names:
            reading.label_names.add(row["name"])
            yield table, row


def _revision_row(
    reading: Reading, revision: Revision, content_id: str | None, size: int | None
) -> tuple[str, Row]:
    reading.revision_count += revision.change != "deleted"
    return "document_revisions", {
        "repository_id": reading.identity.repository_id,
        "document_id": revision.document_id,
        "path": revision.path,
        "kind": revision.kind,
        "commit_sha": revision.commit_sha,
        "change": revision.change,
        "previous_path": revision.previous_path,
        "content_id": content_id,
        "position": revision.position,
        "commit_position": revision.commit_position,
        "size_bytes": size,
        "is_current": revision.is_current,
        "committed_at": revision.committed_at,
    }


def _too_large(size: int, limit: int) -> str:
    return f"too large: {size:,} bytes, the limit is {limit:,} (max_document_bytes)"


def _unreadable(
    reading: Reading, path: str, reason: str, line: int | None = None
) -> tuple[str, Row]:
    return "unreadable", unreadable(
        reading.identity.repository_id, reason, path=path, line=line
    )
