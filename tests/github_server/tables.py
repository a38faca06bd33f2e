"""The raw tables as sets of rows, to compare one with another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from pipelines.extract.tables import RAW_TABLES

# Where a reading stands is its own affair; `as_of` is when something was looked at.
PRIVATE = ("sync_states", "synced_items")
_LEFT_OUT = ("as_of", "position", "unexplained_comment_count")


def rows_of(path: Path, *, with_deleted: bool = False) -> dict[str, set[Any]]:
    """Return the rows of every raw table; what is marked as deleted is left out."""
    found: dict[str, set[Any]] = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{path}' as store (read_only)")
        connection.execute("set timezone = 'UTC'")
        for table in RAW_TABLES:
            if table.name in PRIVATE:
                continue
            names = [name for name in table.columns if name not in _LEFT_OUT]
            is_of_items = table.name != "milestones"  # they have numbers of their own
            condition = _condition(table.columns, with_deleted, is_of_items)
            shown = ", ".join(f'"{name}"' for name in names)
            rows = connection.execute(
                f"select {shown} from store.raw.{table.name} where {condition}"
            ).fetchall()
            found[table.name] = {
                tuple(zip(names, map(str, row), strict=True)) for row in rows
            }
            assert len(found[table.name]) == len(rows), f"{table.name}: repeated rows"
    return found


def _condition(columns: dict[str, Any], with_deleted: bool, is_of_items: bool) -> str:
    if with_deleted:
        return "true"
    condition = "deleted_at is null" if "deleted_at" in columns else "true"
    if is_of_items and "number" in columns and "node_id" not in columns:
        condition += (
            " and (repository_id, number) not in (select (repository_id, number)"
            " from store.raw.issues where deleted_at is not null"
            " union select (repository_id, number)"
            " from store.raw.pull_requests where deleted_at is not null)"
        )
    if "target_number" in columns:
        condition += (
            " and (target_repository_id, target_number) not in"
            " (select (repository_id, number) from store.raw.issues"
            " where deleted_at is not null)"
        )
    return condition


def differences(one: dict[str, set[Any]], other: dict[str, set[Any]]) -> dict[str, Any]:
    """Return the rows that only one of them has, per table."""
    return {
        name: {"only here": sorted(one[name] - other[name]),
               "only there": sorted(other[name] - one[name])}
        for name in one
        if one[name] != other[name]
    }  # fmt: skip
