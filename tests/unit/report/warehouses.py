"""Small warehouses for tests: every table of the contract, with the rows given."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
import yaml

MODELS = Path(__file__).resolve().parents[3] / "dbt_project" / "models"
PUBLISHED = ("marts", "judged", "metrics", "measured")
_NOTHING = {
    "varchar": "",
    "varchar[]": [],
    "boolean": False,
    "bigint": 0,
    "integer": 0,
    "double": 0.0,
    "json": "{}",
    "timestamp": "2025-03-01 12:00:00",
    "date": "2025-03-01",
}

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def contract() -> dict[str, dict[str, tuple[str, bool]]]:
    """Table -> column -> its type, and whether it must have a value."""
    tables = {}
    files = [one for name in PUBLISHED for one in (MODELS / name).glob("*__models.yml")]
    for file in sorted(files):
        for model in yaml.safe_load(file.read_text())["models"]:
            tables[model["name"]] = {
                column["name"]: (
                    column["data_type"],
                    {"type": "not_null"} in column.get("constraints", []),
                )
                for column in model["columns"]
            }
    return tables


def make_warehouse(
    path: Path, rows: Rows, more: Mapping[str, str] = MappingProxyType({})
) -> Path:
    """Write a warehouse with `rows` by table; what a row leaves out is empty.

    `more` are columns that every table gets besides, by name and type.
    """
    tables = contract()
    for columns in tables.values():
        columns |= {
            name: (kind, False) for name, kind in more.items() if name not in columns
        }
    with duckdb.connect(str(path)) as connection:
        connection.begin()  # one transaction: each by itself would wait for the disk
        for table, columns in tables.items():
            typed = ", ".join(f"{name} {kind}" for name, (kind, _) in columns.items())
            connection.execute(f"create table {table} ({typed})")
            for row in rows.get(table, ()):
                assert set(row) <= set(columns), set(row) - set(columns)
                values = [
                    row.get(name, _NOTHING[kind] if is_needed else None)
                    for name, (kind, is_needed) in columns.items()
                ]
                marks = ", ".join("?" for _ in values)
                connection.execute(f"insert into {table} values ({marks})", values)
        connection.commit()
    return path
