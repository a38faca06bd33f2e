"""Which CODEOWNERS file GitHub used when: of three places, as each commit left it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pipelines.read.codeowners.rules import (
    CodeownersRule,
    find_codeowners_path,
    parse_codeowners,
    unread_file,
)


@dataclass(frozen=True, slots=True)
class CodeownersRevision:
    """A candidate file as one commit left it.

    Attributes:
        text: None if it is gone, or cannot be read.
        commit_sha, committed_at: None for a file without history.
        is_first_commit: Nothing is known of what was before that commit.
    """

    path: str
    previous_path: str | None
    text: str | None
    is_deleted: bool
    size_bytes: int | None
    commit_sha: str | None
    committed_at: datetime | None
    is_first_commit: bool = False


@dataclass(frozen=True, slots=True)
class CodeownersVersion:
    """A period in which one file decided.

    Attributes:
        version: Counts from 0, the oldest.
        effective_from: None: as long as anything is known.
        effective_to: None: until now.
    """

    version: int
    path: str
    commit_sha: str | None
    effective_from: datetime | None
    effective_to: datetime | None
    rules: list[CodeownersRule]


def codeowners_versions(
    revisions: Iterable[CodeownersRevision],
) -> Iterator[CodeownersVersion]:
    """Tell from all revisions, oldest first, which file decided in which period."""
    files: dict[str, CodeownersRevision] = {}
    deciding: CodeownersRevision | None = None
    since: CodeownersRevision | None = None
    version = 0
    for _, changes in groupby(revisions, lambda one: one.commit_sha):
        last = _apply(files, changes)
        path = find_codeowners_path(files)
        now = files[path] if path else None
        if now is deciding:
            continue
        if deciding and since:
            yield _version(version, deciding, since, last.committed_at)
            version += 1
        deciding, since = now, last
    if deciding and since:
        yield _version(version, deciding, since, None)


def _apply(
    files: dict[str, CodeownersRevision], changes: Iterable[CodeownersRevision]
) -> CodeownersRevision:
    """Bring `files` to where a commit left them; return one of its changes."""
    made = list(changes)
    for change in made:
        files.pop(change.path, None)
        files.pop(change.previous_path or "", None)
    files.update({one.path: one for one in made if not one.is_deleted})
    return made[-1]


def _version(
    version: int,
    deciding: CodeownersRevision,
    since: CodeownersRevision,
    until: datetime | None,
) -> CodeownersVersion:
    if deciding.text is None:
        rules = [unread_file(deciding.path, deciding.size_bytes)]
    else:
        rules = parse_codeowners(deciding.text, path=deciding.path)
    return CodeownersVersion(
        version=version,
        path=deciding.path,
        commit_sha=since.commit_sha,
        effective_from=None if since.is_first_commit else since.committed_at,
        effective_to=until,
        rules=rules,
    )
