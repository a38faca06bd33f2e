"""Schema `raw` in memory, empty but for the rows that a test puts in."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from pipelines.extract.tables import RAW_TABLES
from pipelines.read.store import Store
from pipelines.tables import SQL_TYPES


class Raw:
    """One repository, `o/r`, and a store that reads it."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(
            "attach ':memory:' as raw_store; use raw_store; create schema raw;"
            " set timezone = 'UTC'"
        )
        self._tables = {table.name: table for table in RAW_TABLES}
        for table in RAW_TABLES:
            columns = [
                f"{name} {SQL_TYPES[kind]}" for name, kind in table.columns.items()
            ]
            self.connection.execute(
                f"create table raw.{table.name} ({', '.join(columns)})"
            )
        self.store = Store(self.connection)
        self.store.create()

    def add(self, table: str, **row: Any) -> None:
        row = {"repository_id": "o/r", **row}
        assert set(row) <= set(self._tables[table].columns)
        kinds = self._tables[table].columns
        values = [
            json.dumps(one) if kinds[name] == "json" else one
            for name, one in row.items()
        ]
        marks = ", ".join("?" * len(row))
        self.connection.execute(
            f"insert into raw.{table} ({', '.join(row)}) values ({marks})", values
        )

    def cut_off(self, day: str) -> None:
        """Make it a shallow clone that begins on a day: there nothing has a date."""
        self.add("repositories", history_from=day)
        self.connection.execute(
            "update raw.document_revisions set committed_at = null"
            " where commit_position = 0"
        )

    def document(self, path: str, kind: str, *texts: tuple[str, str]) -> None:
        """Add a document; `texts` are its revisions, each with its day."""
        for position, (day, text) in enumerate(texts):
            content = f"{path}:{position}"
            self.add(
                "document_revisions", document_id=path, path=path, kind=kind,
                commit_sha=f"c{position}", position=position, content_id=content,
                commit_position=position,
                committed_at=day, is_current=position == len(texts) - 1,
                change="modified" if position else "added", size_bytes=len(text),
            )  # fmt: skip
            self.add("document_texts", content_id=content, text=text)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        self.store.flush()
        return self.connection.execute(query).fetchall()
