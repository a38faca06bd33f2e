"""Since when a document says what it says now, by its earlier revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from pipelines.read.store import Row, Store

# Newest first, the current one included.
_REVISIONS = """
    select revisions.path, revisions.kind, revisions.committed_at, texts.text,
        coalesce(revisions.commit_position = 0, false) as is_first_commit
    from raw.document_revisions as revisions
    join raw.document_revisions as now
        on revisions.repository_id = now.repository_id
        and revisions.document_id = now.document_id
        and now.is_current and now.path = ?
        and revisions.position <= now.position
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.repository_id = ?
    order by revisions.position desc
"""

Statement = TypeVar("Statement")


def said_since(
    store: Store,
    repository_id: str,
    path: str,
    statements: Iterable[Statement],
    read: Callable[[Row], set[Statement]],
    *,
    from_the_first: bool = True,
) -> dict[Statement, datetime | None]:
    """Tell for each statement of a document when it came to stay.

    Args:
        store: Where the revisions are.
        repository_id: The document's repository.
        path: Its path now.
        statements: What the document says now.
        read: What a revision says; it has `text`, `path` and `kind`.
        from_the_first: Date what the first known commit has by that commit; else None,
            since nobody knows what was before.
    """
    lasting = set(statements)
    since: dict[Statement, datetime | None] = dict.fromkeys(lasting)
    for position, row in enumerate(store.rows(_REVISIONS, [path, repository_id])):
        if position:
            lasting &= read({**row, "text": row["text"] or ""})
        if not lasting:
            break
        is_dated = from_the_first or not row["is_first_commit"]
        since |= dict.fromkeys(lasting, row["committed_at"] if is_dated else None)
    return since
