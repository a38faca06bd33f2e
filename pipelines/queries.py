"""Run a named query on the published warehouse, which another version may have made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import WarehouseError

_NAMED = re.compile(r"\$([a-z_]+)")

Rows = list[tuple[Any, ...]]


def run_query(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    parameters: Mapping[str, Any] | None = None,
    *,
    keep: bool = False,
) -> tuple[list[str], Rows]:
    """Run the SQL of `file`; return the names of its columns, and its rows.

    Parameters that the file does not name are left out. With `keep`, the rows stay in
    a temporary table of the file's name, for other queries of the connection.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    sql = file.read_text(encoding="utf-8")
    asked = set(_NAMED.findall(sql))
    given = {key: value for key, value in (parameters or {}).items() if key in asked}
    if keep:
        sql = f'create or replace temp table "{file.stem}" as {sql}'
    try:
        cursor = connection.execute(sql, given)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseError(
            f"the warehouse lacks what {file.stem} reads: {str(error).splitlines()[0]}",
            "It was made by another version. Make it anew: make refresh",
        ) from error
    return [column[0] for column in cursor.description], cursor.fetchall()
