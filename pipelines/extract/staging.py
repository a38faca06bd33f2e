"""`raw.duckdb` changes as a whole or not at all.

dlt is not atomic: a load that is killed leaves some tables new and some old, and its
next run would first finish that load. So nothing is ever loaded into `raw.duckdb`
itself. A run works on a copy beside it, in a folder of its own with dlt's working
files (dlt restores its state from the copy, so cursors and rows always agree), and
the copy takes the name of the original when it is complete. What a killed run left
behind is a folder that the next one throws away.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.errors import WarehouseError
from pipelines.storage import unread

_REMEDY = "Nothing published is lost: delete the file and refresh again."


@contextmanager
def staged(raw_path: Path) -> Iterator[Path]:
    """Give a private copy of `raw_path`; it takes that name when the block ends well.

    Every connection to the copy must be closed in the block. Everybody can open the
    result at once.

    Raises:
        WarehouseError: `raw_path` is damaged, foreign, in use, or cannot be written.
    """
    raw_path = raw_path.absolute()
    folder = raw_path.with_name(f"{raw_path.stem}.loading")
    with _clear_errors(raw_path), _alone(raw_path):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # Not `raw.duckdb`: DuckDB names a catalog by its file, and a catalog `raw`
        # with a schema `raw` in it is ambiguous.
        copy = folder / "copy.duckdb"
        if raw_path.exists():
            _settle(raw_path)
            shutil.copyfile(raw_path, copy)
        try:
            yield copy
            _settle(copy)
            copy.replace(raw_path)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(raw_path: Path) -> Iterator[None]:
    """Keep a second extraction into the same file out."""
    raw_path.parent.mkdir(parents=True, exist_ok=True)
    with raw_path.with_name(f"{raw_path.stem}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise WarehouseError(
                f"{raw_path}: another run is writing to it", "Wait until it has ended."
            ) from error
        yield


def _settle(path: Path) -> None:
    """Open the file, bring what its log (`.wal`) holds into it, and close it."""
    try:
        with duckdb.connect(str(path)) as connection:
            names = {
                row[0]
                for row in connection.execute(
                    "select distinct table_schema from information_schema.tables"
                ).fetchall()
            }
            connection.execute("checkpoint")
    except duckdb.Error as error:
        words = str(error).splitlines()[0]
        if "lock" in words.lower():
            raise WarehouseError(
                f"{path}: another program has it open",
                "Close that program (a notebook?), then refresh again.",
            ) from error
        raise WarehouseError(f"{path}: cannot be read: {words}", _REMEDY) from error
    if names and "raw" not in names:
        raise WarehouseError(
            f"{path}: a DuckDB file, but not one that this program wrote",
            "Move it away, or choose another output folder.",
        )
    log = path.with_name(f"{path.name}.wal")
    if log.exists():
        raise WarehouseError(f"{log}: still there after a checkpoint", _REMEDY)


@contextmanager
def _clear_errors(raw_path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = Path(error.filename or raw_path)
        if not (
            place.is_relative_to(raw_path.parent) or raw_path.is_relative_to(place)
        ):
            raise unread(place, error) from error
        raise WarehouseError(
            f"{raw_path}: cannot be written: {error.strerror or error}",
            "Make room or give write access there, or choose another output folder.",
        ) from error
