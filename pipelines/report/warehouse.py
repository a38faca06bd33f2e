"""Read the published tables: one named query, one list of rows. Never writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import WarehouseError

QUERIES = Path(__file__).with_name("queries")
_UNIONS = {"findings": "all_findings", "recommendations": "all_recommendations"}

Row = dict[str, Any]


class Warehouse:
    """A warehouse opened for reading, with the report's own views over it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute("set timezone = 'UTC'")
        connection.execute(_sql(QUERIES / "citation.sql"))
        for file in sorted((QUERIES / "views").glob("*.sql")):
            self._view(file.stem.split("_", 1)[1], _sql(file))
        for folder, union in _UNIONS.items():
            files = sorted((QUERIES / folder).glob("*.sql"))
            for file in files:
                self._view(f"{folder}_{file.stem}", _sql(file))
            parts = [f"select * from {folder}_{file.stem}" for file in files]
            self._view(union, "\nunion all by name\n".join(parts))

    def rows(self, name: str) -> list[Row]:
        """Run `queries/<name>.sql`; its columns are the keys of each row.

        Queries that the site alone needs stand in `queries/site/`.
        """
        own = QUERIES / "site" / f"{name}.sql"
        file = own if own.is_file() else QUERIES / f"{name}.sql"
        cursor = self._connection.execute(_sql(file))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, name: str) -> Row | None:
        """Run a query that gives at most one row."""
        rows = self.rows(name)
        return rows[0] if rows else None

    def _view(self, name: str, sql: str) -> None:
        self._connection.execute(f"create or replace temp view {name} as {sql}")


@contextmanager
def open_warehouse(file: Path) -> Iterator[Warehouse]:
    """Open `file` read-only and close it again.

    Raises:
        WarehouseError: It is not there, cannot be read, or lacks a table or column.
    """
    try:
        connection = duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(
            f"{file} cannot be read: {str(error).splitlines()[0]}",
            "Make it anew: make refresh",
        ) from error
    try:
        yield Warehouse(connection)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseError(
            f"{file} lacks what the report reads: {str(error).splitlines()[0]}",
            "It was made by another version. Make it anew: make refresh",
        ) from error
    finally:
        connection.close()


def _sql(file: Path) -> str:
    return file.read_text(encoding="utf-8")
