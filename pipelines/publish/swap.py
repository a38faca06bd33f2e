"""Put the new warehouse, report and site in place, all or none."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.errors import AuditError
from pipelines.publish.published import write_ahead_log

_OUR_FAULT = "Nothing was published. This is a fault of saydo; please report it."


@dataclass(frozen=True, slots=True)
class Move:
    """A finished file or folder, and the name under which readers look for it."""

    finished: Path
    name: Path


def seal(build: Path) -> None:
    """Bring the build file to rest: small, closed, no log beside it, on the disk.

    Raises:
        AuditError: Something of ours still has the file open, or a log is left.
    """
    with duckdb.connect(str(build)) as connection:
        connection.execute("checkpoint")
    try:  # DuckDB refuses, if anything in this process has it open for writing
        duckdb.connect(str(build), read_only=True).close()
    except duckdb.ConnectionException:
        raise AuditError(f"{build} is still open", _OUR_FAULT) from None
    if (log := write_ahead_log(build)).exists():
        raise AuditError(f"{log} is left beside the build file", _OUR_FAULT)
    _compact(build)
    _to_disk(build)


def _compact(build: Path) -> None:
    """Copy the file without the room that dropped tables left in it."""
    compact = build.with_suffix(".compact")
    for path in (compact, write_ahead_log(compact)):
        path.unlink(missing_ok=True)
    with duckdb.connect() as connection:
        for path, name, mode in (
            (build, "loose", "(read_only)"),
            (compact, "tight", ""),
        ):
            place = str(path).replace("'", "''")
            connection.execute(f"attach '{place}' as {name} {mode}")
        connection.execute("copy from database loose to tight")
        connection.execute("checkpoint tight")
    compact.replace(build)


def swap(warehouse: Move, others: list[Move], *, aside: Path) -> None:
    """Move everything to its name; the warehouse, which is the truth, comes last.

    Whatever fails before that last rename is undone. `aside` keeps the replaced
    files meanwhile; all paths lie on one file system.
    """
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    renamed: list[tuple[Path, Path]] = []
    try:
        for move in others:
            if move.name.exists():
                _rename(move.name, aside / move.name.name, renamed)
            _rename(move.finished, move.name, renamed)
        warehouse.finished.replace(warehouse.name)
    except BaseException:
        for before, after in reversed(renamed):
            after.rename(before)
        raise
    _to_disk(warehouse.name.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _rename(before: Path, after: Path, renamed: list[tuple[Path, Path]]) -> None:
    before.rename(after)
    renamed.append((before, after))


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
