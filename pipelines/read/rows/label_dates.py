"""Since when documents say what they say of labels, by their earlier revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from pipelines.read.labels import DocumentedLabel, read_documented_labels
from pipelines.read.store import Store

# Newest first, the current one left out.
_EARLIER = """
    select revisions.path, revisions.kind, revisions.committed_at, texts.text
    from raw.document_revisions as revisions
    join raw.document_revisions as now
        on revisions.repository_id = now.repository_id
        and revisions.document_id = now.document_id
        and now.is_current and now.path = ?
        and revisions.position < now.position
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.repository_id = ?
    order by revisions.position desc
"""

_Statement = tuple[str, str, str | None]


def date_statements(
    store: Store, repository_id: str, path: str, labels: Iterable[DocumentedLabel]
) -> list[DocumentedLabel]:
    """Give each statement of a document the time at which it came, as far as known.

    A statement is the same while the document names the label in the same standing and
    for the same other label, in whatever words.
    """
    found = list(labels)
    since: dict[_Statement, datetime | None] = {
        _statement(label): label.said_at for label in found
    }
    lasting = set(since)
    for row in store.rows(_EARLIER, [path, repository_id]):
        then = read_documented_labels(
            row["text"] or "", path=row["path"], kind=row["kind"]
        )
        lasting &= {_statement(label) for label in then}
        if not lasting:
            break
        since |= dict.fromkeys(lasting, row["committed_at"])
    return [replace(label, said_at=since[_statement(label)]) for label in found]


def _statement(label: DocumentedLabel) -> _Statement:
    return label.name, label.standing, label.alias_of
