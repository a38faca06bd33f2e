"""Look at the warehouse that was published last, before anything is built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb

from pipelines import VERSION
from pipelines.errors import UsageError, WarehouseError

_REFRESH = "Run: make refresh"
_MOVE_AWAY = (
    "Move it away to begin anew (the history of conformance in it would not be "
    "carried on). Nothing was touched."
)


def published_runs(warehouse: Path) -> frozenset[str]:
    """Return the ids of the runs that the published warehouse knows; none if absent.

    Raises:
        WarehouseError: The file is not a warehouse of ours, was made by a newer
            version, is open for writing, or has a write-ahead log beside it.
    """
    log = write_ahead_log(warehouse)
    if log.exists():
        raise WarehouseError(
            f"{log} stands beside the published warehouse: somebody opened that for "
            "writing, and DuckDB would replay the log into the next one",
            f"Close what has {warehouse.name} open for writing; if nothing has, "
            f"delete {log.name}. Then try again.",
        )
    if not warehouse.exists():
        return frozenset()
    with open_for_reading(warehouse, _MOVE_AWAY) as connection:
        try:
            rows = connection.execute(
                "select run_id, cast(versions as varchar) from main.runs"
            ).fetchall()
        except duckdb.Error:
            raise WarehouseError(
                f"{warehouse} is a DuckDB file, but not a warehouse of saydo",
                _MOVE_AWAY,
            ) from None
    for _, versions in rows:
        made_by = str(json.loads(versions or "{}").get("saydo", "0"))
        if _numbers(made_by) > _numbers(VERSION):
            raise WarehouseError(
                f"{warehouse} was made by saydo {made_by}, this is {VERSION}",
                f"Use that version, or a later one. {_MOVE_AWAY}",
            )
    return frozenset(str(run_id) for run_id, _ in rows)


def check_own_file(raw: Path) -> None:
    """Look whether the private file of the extraction can be gone on with.

    Raises:
        WarehouseError: It is not a DuckDB file, is too new, or is open for writing.
    """
    if raw.exists():
        open_for_reading(raw, "Delete it: the next run reads everything anew.").close()


def open_published(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open the published warehouse read-only.

    Raises:
        UsageError: Nothing was published yet.
        WarehouseError: It cannot be read.
    """
    if not warehouse.exists():
        raise UsageError(f"{warehouse} is not there", _REFRESH)
    return open_for_reading(warehouse, _REFRESH)


def open_for_reading(file: Path, remedy: str) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file read-only.

    Raises:
        WarehouseError: It is not one, is too new, or is open for writing.
    """
    try:
        return duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        raise WarehouseError(*_why(file, str(error), remedy)) from error


def write_ahead_log(database: Path) -> Path:
    """Return where DuckDB keeps the log of `database`."""
    return database.with_name(database.name + ".wal")


def _why(file: Path, message: str, remedy: str) -> tuple[str, str]:
    if "not a valid DuckDB database" in message:
        return f"{file} is not a DuckDB file", remedy
    if "version number" in message or "newer version" in message:
        return f"{file} was written by a newer DuckDB than {duckdb.__version__}", remedy
    if held := re.search(r"Conflicting lock is held .*?\(PID (\d+)\)", message):
        return (
            f"{file} is open for writing in process {held[1]}",
            "Close it there; readers open it with read_only=True.",
        )
    return f"{file} cannot be read: {message.splitlines()[0]}", remedy


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])
