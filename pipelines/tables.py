"""How a table that Python fills is declared: name, key, columns, words.

The extraction (`pipelines/extract/tables.py`), the reading (`pipelines/read/tables.py`)
and the judge (`expectations/tables.py`) declare their tables in this form; dlt, the
dbt sources and the tests all take them from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "bigint", "double", "bool", "timestamp", "date", "json"]

# What DuckDB calls them, where a step makes its tables itself.
SQL_TYPES: dict[ColumnType, str] = {
    "text": "varchar",
    "bigint": "bigint",
    "double": "double",
    "bool": "boolean",
    "timestamp": "timestamp with time zone",
    "date": "date",
    "json": "json",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: Plural noun.
        grain: "One row per ...", the first sentence of its description.
        key: Columns that name one row.
        columns: Column name to dlt data type. Times are UTC; lists are `json`.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    columns: dict[str, ColumnType]


def columns(**types: str) -> dict[str, ColumnType]:
    """Declare columns by type: `columns(text="a b", bigint="n")`, in that order."""
    return {
        name: kind  # type: ignore[misc]
        for kind, names in types.items()
        for name in names.split()
    }
