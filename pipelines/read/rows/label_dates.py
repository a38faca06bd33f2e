"""Since when documents say what they say of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.read.labels import DocumentedLabel, read_documented_labels
from pipelines.read.rows.wording import said_since
from pipelines.read.store import Row, Store

_Statement = tuple[str, str, str | None]


def date_statements(
    store: Store, repository_id: str, path: str, labels: Sequence[DocumentedLabel]
) -> list[DocumentedLabel]:
    """Give each statement of a document the time at which it came, as far as known.

    A statement is the same while the document names the label in the same standing and
    for the same other label, in whatever words.
    """
    now = {_statement(label) for label in labels}
    since = said_since(store, repository_id, path, now, _statements)
    return [replace(label, said_at=since[_statement(label)]) for label in labels]


def _statements(row: Row) -> set[_Statement]:
    found = read_documented_labels(row["text"], path=row["path"], kind=row["kind"])
    return {_statement(label) for label in found}


def _statement(label: DocumentedLabel) -> _Statement:
    return label.name, label.standing, label.alias_of
