"""The CODEOWNERS file that GitHub would use, per repository, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipelines.read.codeowners import find_codeowners_path, parse_codeowners
from pipelines.read.rows.ids import short_hash
from pipelines.read.store import Row, Store
from pipelines.read.tables import CODEOWNERS_RULES, UNREADABLE
from pipelines.read.texts import Text


class Owners:
    """Gathers the candidates; GitHub reads one of them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files: dict[str, dict[str, Text]] = defaultdict(dict)

    def read(self, document: Text) -> None:
        if document.kind == "codeowners" and document.path:
            self._files[document.repository_id][document.path] = document

    def write(self) -> None:
        for files in self._files.values():
            path = find_codeowners_path(files)
            if path:
                self._store.add(CODEOWNERS_RULES, _rules(files[path]))
                self._store.add(UNREADABLE, _invalid(files[path]))


def _rules(document: Text) -> Iterator[Row]:
    path = document.path or ""
    for rule in parse_codeowners(document.text, path=path):
        yield {
            "repository_id": document.repository_id,
            "path": path,
            "line": rule.line,
            "commit_sha": document.commit_sha,
            "pattern": rule.pattern,
            "pattern_regex": rule.pattern_regex,
            "owners": list(rule.owners),
            "is_valid": rule.is_valid,
            "reason": rule.reason,
        }


def _invalid(document: Text) -> Iterator[Row]:
    path = document.path or ""
    for rule in parse_codeowners(document.text, path=path):
        if not rule.is_valid:
            yield {
                "repository_id": document.repository_id,
                "unreadable_id": short_hash(path, rule.line, rule.reason),
                "path": path,
                "line": rule.line,
                "reason": f"GitHub skips this line of CODEOWNERS: {rule.reason}",
                "quote": rule.quote,
            }
