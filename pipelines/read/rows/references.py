"""What documents name and nobody has, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.read.references import Files, find_missing_targets
from pipelines.read.rows.ids import short_hash
from pipelines.read.store import Row, Store
from pipelines.read.tables import MISSING_TARGETS
from pipelines.read.texts import Text

_FILES = """
    select repository_id, path, is_opaque from raw.files order by repository_id, path
"""
_TITLES = """
    select revisions.repository_id, texts.text
    from raw.document_revisions as revisions
    inner join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.is_current and contains(upper(texts.text), 'ADR')
"""


class MissingTargets:
    """Looks for what documents name, where it is known which files there are."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files: dict[str, Files] = defaultdict(Files)
        for row in store.rows(_FILES):
            files = self._files[row["repository_id"]]
            files.add(row["path"], is_opaque=bool(row["is_opaque"]))
        for row in store.rows(_TITLES):
            self._files[row["repository_id"]].add_titles(row["text"])

    def read(self, document: Text) -> None:
        files = self._files.get(document.repository_id)
        if files is not None and files.paths:
            self._store.add(MISSING_TARGETS, _rows(document, files))


def _rows(document: Text, files: Files) -> Iterator[Row]:
    path = document.path or ""
    for found in find_missing_targets(
        document.text, path=path, kind=document.kind or "other", files=files
    ):
        yield {
            "missing_target_id": short_hash(
                document.repository_id, path, found.target, "missing"
            ),
            "repository_id": document.repository_id,
            "path": path,
            "commit_sha": document.commit_sha,
            "target": found.target,
            "quote": found.quote,
            "line": found.line,
        }
