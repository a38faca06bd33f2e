"""Write a declared table, whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.metrics.tables import SCHEMA
from pipelines.tables import Table

_ARROW_TYPES = {
    "text": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "json": pa.string(),
}
_SQL_TYPES = {"text": "varchar"}


def write_table(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    """Replace `table` in schema `measured` by `rows`; columns left out are NULL."""
    declared = ", ".join(
        f"{name} {_SQL_TYPES.get(kind, kind)}" for name, kind in table.columns.items()
    )
    name = f"{SCHEMA}.{table.name}"
    connection.execute(
        f"create or replace table {name} ({declared},"
        f" primary key ({', '.join(table.key)}))"
    )
    schema = pa.schema([(n, _ARROW_TYPES[kind]) for n, kind in table.columns.items()])
    connection.register("rows_to_write", pa.Table.from_pylist(list(rows), schema))
    connection.execute(f"insert into {name} select * from rows_to_write")
    connection.unregister("rows_to_write")
