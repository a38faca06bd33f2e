"""What documents say of who is who, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from pipelines.read.people import read_mailmap
from pipelines.read.store import Row, Store
from pipelines.read.tables import MAILMAP_ENTRIES
from pipelines.read.texts import Text


def read_people(store: Store, document: Text) -> None:
    """Write the entries of a `.mailmap`; of any other document nothing."""
    if document.kind == "mailmap":
        store.add(MAILMAP_ENTRIES, _entries(document))


def _entries(document: Text) -> Iterator[Row]:
    for entry in read_mailmap(document.text):
        yield asdict(entry) | {
            "repository_id": document.repository_id,
            "path": document.path,
            "commit_sha": document.commit_sha,
        }
