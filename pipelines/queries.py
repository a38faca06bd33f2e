"""Run a named query on the published warehouse, which another version may have made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import WarehouseError

Rows = list[tuple[Any, ...]]


def run_query(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    parameters: Mapping[str, Any] | None = None,
) -> tuple[list[str], Rows]:
    """Run the SQL of `file`; return the names of its columns, and its rows.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    sql = file.read_text(encoding="utf-8")
    try:
        cursor = connection.execute(sql, parameters or {})
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseError(
            f"the warehouse lacks what {file.stem} reads: {str(error).splitlines()[0]}",
            "It was made by another version. Make it anew: make refresh",
        ) from error
    return [column[0] for column in cursor.description], cursor.fetchall()
