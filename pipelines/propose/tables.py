"""The published tables, read by the queries of this folder."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.errors import WarehouseError
from pipelines.propose.drafts import Row

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
        sql = (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
        try:
            cursor = self._connection.execute(sql)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise WarehouseError(
                f"the warehouse lacks what {name} reads: {str(error).splitlines()[0]}",
                "It was made by another version. Make it anew: make refresh",
            ) from error
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
