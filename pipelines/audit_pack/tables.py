"""Tables of the pack as CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import duckdb

from pipelines.audit_pack.period import Period
from pipelines.queries import run_query

QUERIES = Path(__file__).with_name("queries")
_NAMED = re.compile(r"\$([a-z_]+)")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_csv(
    connection: duckdb.DuckDBPyConnection, name: str, period: Period
) -> tuple[str, int]:
    """Run `queries/<name>.sql`; return the CSV text and the number of its rows.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    file = QUERIES / f"{name}.sql"
    asked = set(_NAMED.findall(file.read_text(encoding="utf-8")))
    given = {key: value for key, value in period.parameters.items() if key in asked}
    names, rows = run_query(connection, file, given)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue(), len(rows)


def _cell(value: Any) -> Any:  # noqa: ANN401 (whatever a column holds)
    """A spreadsheet runs text that begins like a formula; a quote keeps it text."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
