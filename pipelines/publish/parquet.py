"""The published tables once more, as Parquet files that any tool can read."""

from __future__ import annotations

from pathlib import Path

import duckdb


def copy_to_parquet(warehouse: Path, folder: Path) -> None:
    """Write `folder`/<table>.parquet for every table of schema `main`.

    Lists stay lists, times are UTC without a zone, and JSON carries Parquet's own mark
    for it. Rows come in the order of the warehouse. `folder` is made.
    """
    folder.mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for table in _tables(connection):
            place = str(folder / f"{table}.parquet").replace("'", "''")
            quoted = table.replace('"', '""')
            connection.execute(
                f"copy main.\"{quoted}\" to '{place}'"
                " (format parquet, compression zstd)"
            )


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where schema_name = 'main' order by all"
    ).fetchall()
    return [str(name) for (name,) in rows]
