"""Put the new warehouse, report and site in place, all or none."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.errors import AuditError
from pipelines.publish.published import write_ahead_log


@dataclass(frozen=True, slots=True)
class Move:
    """A finished file or folder, and the name under which readers look for it."""

    finished: Path
    name: Path


def seal(build: Path) -> None:
    """Bring the build file to rest: nothing open, no log beside it, safe on the disk.

    Raises:
        AuditError: A log is left: something of ours still has the file open.
    """
    with duckdb.connect(str(build)) as connection:
        connection.execute("checkpoint")
    if (log := write_ahead_log(build)).exists():
        raise AuditError(
            f"{log} is left: something still has the build file open",
            "Nothing was published. This is a fault of saydo.",
        )
    _to_disk(build)


def swap(warehouse: Move, others: list[Move], *, aside: Path) -> None:
    """Move everything to its name; the warehouse, which is the truth, comes last.

    Whatever fails before that last rename is undone. `aside` keeps the replaced
    files meanwhile; all paths lie on one file system.
    """
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    done: list[Move] = []
    try:
        for move in others:
            done.append(move)
            if move.name.exists():
                move.name.rename(aside / move.name.name)
            move.finished.rename(move.name)
        warehouse.finished.replace(warehouse.name)
    except BaseException:
        for move in reversed(done):
            _undo(move, aside / move.name.name)
        raise
    _to_disk(warehouse.name.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _undo(move: Move, before: Path) -> None:
    if not move.finished.exists():
        move.name.rename(move.finished)
    if before.exists():
        before.rename(move.name)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
