"""The rules that documents state, dated by their history, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from pipelines.progress import Progress
from pipelines.read.clauses import DocumentRevision, date_clauses
from pipelines.read.store import Row, Store
from pipelines.read.tables import CLAUSES
from pipelines.read.texts import NOT_PROSE

_REVISIONS = """
    select revisions.repository_id, revisions.path, revisions.previous_path,
        revisions.kind, revisions.change, revisions.commit_sha, revisions.committed_at,
        revisions.position, revisions.commit_position, texts.text,
        repositories.history_from
    from raw.document_revisions as revisions
    left join raw.repositories as repositories
        on revisions.repository_id = repositories.repository_id
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where not list_contains(?::varchar[], revisions.kind)
    order by revisions.repository_id, revisions.committed_at nulls first,
        revisions.position, revisions.path
"""


def read_clauses(store: Store, progress: Progress) -> None:
    """Read every revision of every document that may state rules."""
    rows = store.rows(_REVISIONS, [[*NOT_PROSE, "changelog"]])
    for (repository_id, history_from), revisions in groupby(
        rows, lambda row: (row["repository_id"], row["history_from"])
    ):
        history = [
            DocumentRevision(
                path=row["path"],
                kind=row["kind"],
                previous_path=row["previous_path"],
                commit_sha=row["commit_sha"],
                committed_at=row["committed_at"],
                position=row["position"],
                commit_position=row["commit_position"],
                text=None if row["change"] == "deleted" else row["text"],
            )
            for row in progress.each(f"{repository_id}: revisions read", revisions)
        ]
        store.add(CLAUSES, _rows(repository_id, history_from, history))


def _rows(
    repository_id: str,
    history_from: datetime | None,
    history: list[DocumentRevision],
) -> Iterator[Row]:
    for dated in date_clauses(history):
        clause = dated.clause
        yield {
            "clause_id": f"{repository_id}:{dated.clause_id}",
            "lineage_id": f"{repository_id}:{dated.lineage_id}",
            "parameters_id": dated.parameters_id,
            "repository_id": repository_id,
            "path": dated.path,
            "commit_sha": dated.commit_sha,
            "quote": clause.quote,
            "context": clause.context,
            "heading": clause.heading,
            "modal": clause.modal,
            "topic": clause.topic,
            "line": clause.line,
            "is_negative": clause.is_negative,
            "is_undecided": clause.is_undecided,
            "parameters": clause.parameters,
            "subjects": clause.subjects,
            "effective_from": dated.effective_from,
            "effective_to": dated.effective_to,
            "history_from": history_from,
        }
