"""What dating takes and gives: revisions of documents, clauses with their periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipelines.read.clauses.records import Clause


@dataclass(frozen=True, slots=True)
class DocumentRevision:
    """A document as one commit left it.

    Attributes:
        path: Its path in that commit.
        previous_path: Where it stood before, if the commit renamed it.
        committed_at: UTC, never before that of an earlier commit; None for a file
            without history.
        position: 0 for the oldest revision of the path.
        text: None where the commit deleted it.
        commit_position: Of its commit in the repository's history, 0 for the oldest.
        kind: As the extraction names it; may be empty.
    """

    path: str
    previous_path: str | None
    committed_at: datetime | None
    commit_sha: str | None
    position: int
    text: str | None
    kind: str = ""
    commit_position: int | None = None


@dataclass(frozen=True, slots=True)
class DatedClause:
    """A clause and the period in which it stood so.

    Attributes:
        clause_id: Readable and unique: path, first words, hash, first day.
        lineage_id: Same for all wordings of the rule, over moves and renames.
        parameters_id: Same while modal, topic and typed parameters are the same.
        path, commit_sha: Of the newest revision in which it stood so; the lines of
            `clause` are lines of that revision.
        effective_from: When it was first committed so; None without history.
        effective_to: When a commit ended that; None while in force.
    """

    clause_id: str
    lineage_id: str
    parameters_id: str
    path: str
    commit_sha: str | None
    clause: Clause
    effective_from: datetime | None
    effective_to: datetime | None
