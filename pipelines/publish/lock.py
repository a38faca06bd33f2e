"""One run at a time in one data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import WarehouseError


@contextmanager
def only_one(state: Path) -> Iterator[None]:
    """Hold the lock of `state` (made if absent); it ends with the process, always.

    Raises:
        WarehouseError: Another process holds it, or the folder cannot be.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, FileNotFoundError, NotADirectoryError) as error:
        raise WarehouseError(
            f"{state} cannot be a folder: {error.strerror}",
            "Write elsewhere with DATA=DIR.",
        ) from error
    with (state / "lock").open("a+", encoding="utf-8") as file:
        try:
            # A record lock, not flock: a child process cannot inherit and keep it.
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if not isinstance(error, BlockingIOError | PermissionError):
                raise
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise WarehouseError(
                f"another run is at work in {state.parent} (process {holder})",
                "Wait until it has ended, or write elsewhere with DATA=DIR.",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
