"""Tables of the pack as CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import duckdb

from pipelines.audit_pack.period import Period
from pipelines.escaping import cell_of_a_sheet
from pipelines.queries import run_query

QUERIES = Path(__file__).with_name("queries")


def read_csv(
    connection: duckdb.DuckDBPyConnection, name: str, period: Period
) -> tuple[str, int]:
    """Run `queries/<name>.sql`; return the CSV text and the number of its rows.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    names, rows = run_query(connection, QUERIES / f"{name}.sql", period.parameters)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue(), len(rows)


def draw_sample(connection: duckdb.DuckDBPyConnection, period: Period) -> None:
    """Make `queries/views/*.sql` of the period, which other queries read.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    for file in sorted((QUERIES / "views").glob("*.sql")):
        run_query(connection, file, period.parameters, keep=True)


def _cell(value: Any) -> Any:  # noqa: ANN401 (whatever a column holds)
    """Text, and lists as text, on one line; numbers and times as they are."""
    if isinstance(value, str | list | dict):
        return cell_of_a_sheet(str(value))
    return value
