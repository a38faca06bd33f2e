"""The published tables, read by the queries of this folder."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.propose.drafts import Row
from pipelines.queries import run_query

_QUERIES = Path(__file__).with_name("queries")


class Tables:
    """Rows of a warehouse that somebody else opened for reading."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def rows(self, name: str) -> list[Row]:
        """Run `queries/<name>.sql`.

        Raises:
            WarehouseError: The warehouse lacks a table or column.
        """
        names, rows = run_query(self._connection, _QUERIES / f"{name}.sql")
        return [dict(zip(names, row, strict=True)) for row in rows]
