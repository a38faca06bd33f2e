"""The door between the reading and the database: rows in, tables of `parsed` out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.read.tables import PARSED_TABLES
from pipelines.tables import SQL_TYPES, Table

Row = dict[str, Any]

_ARROW = {
    "text": pa.string(),
    "json": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
}
_BATCH = 5_000


class Store:
    """Reads `raw` and replaces `parsed`, all within one transaction."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables = {table.name: table for table in PARSED_TABLES}
        self._waiting: dict[str, list[Row]] = {name: [] for name in self._tables}
        self.counts = dict.fromkeys(self._tables, 0)

    def create(self) -> None:
        """Make the schema anew; the old one stays until the transaction commits."""
        self._connection.execute("drop schema if exists parsed cascade")
        self._connection.execute("create schema parsed")
        for table in PARSED_TABLES:
            columns = ", ".join(
                f"{name} {SQL_TYPES[kind]}" for name, kind in table.columns.items()
            )
            self._connection.execute(f"create table parsed.{table.name} ({columns})")

    def rows(self, query: str, parameters: Iterable[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query, a batch in memory at a time."""
        cursor = self._connection.cursor()  # sees what was there before the reading
        cursor.execute("use raw_store")
        result = cursor.execute(query, list(parameters))
        names = [column[0] for column in result.description or []]
        while batch := result.fetchmany(_BATCH):
            for values in batch:
                yield dict(zip(names, values, strict=True))

    def add(self, table: Table, rows: Iterable[Row]) -> None:
        """Queue rows; a full batch is written at once."""
        waiting = self._waiting[table.name]
        for row in rows:
            waiting.append(row)
            if len(waiting) >= _BATCH:
                self._write(table)

    def flush(self) -> None:
        for table in PARSED_TABLES:
            self._write(table)

    def _write(self, table: Table) -> None:
        rows = self._waiting[table.name]
        if not rows:
            return
        arrays = {
            name: pa.array([_value(row.get(name), kind) for row in rows], _ARROW[kind])
            for name, kind in table.columns.items()
        }
        self._connection.register("waiting_rows", pa.table(arrays))
        self._connection.execute(
            f"insert into parsed.{table.name} by name select * from waiting_rows"
        )
        self._connection.unregister("waiting_rows")
        self.counts[table.name] += len(rows)
        rows.clear()


def _value(value: Any, kind: str) -> Any:  # noqa: ANN401 a cell is of any type
    if value is None:
        return None
    if kind == "json":
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if kind == "timestamp" and isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value
