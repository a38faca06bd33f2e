"""Recognise, in whatever wrapping, a full disk and a file that is closed to us."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import InputError, SaydoError, WarehouseError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_FULL_WORDS = re.compile(
    r"No space left on device|Disk quota exceeded|File too large", re.IGNORECASE
)
_CLOSED_WORDS = re.compile(r"Read-only file system|Permission denied", re.IGNORECASE)
_AS_IT_WAS = "What was published before stands as it was."


def storage_error(error: BaseException, data: Path) -> SaydoError | None:
    """Return what to tell a person, if `error` comes from a disk or a right.

    An error of ours has named its file; only a full disk is worth saying over it.
    """
    for cause in causes(error):
        number = cause.errno if isinstance(cause, OSError) else None
        if number in _FULL or _FULL_WORDS.search(str(cause)):
            return WarehouseError(
                f"no room left to write in {data}",
                f"Free some space, or write elsewhere with DATA=DIR. {_AS_IT_WAS}",
            )
        if isinstance(error, SaydoError):
            continue
        if number in _CLOSED or _CLOSED_WORDS.search(str(cause)):
            return _closed(Path(getattr(cause, "filename", None) or data), data)
    return None


def unread(place: Path, error: OSError) -> InputError:
    """What to tell a person of an input that could not be read, for another reason."""
    return InputError(
        f"{place}: cannot be read: {error.strerror}",
        "See what is there, then refresh again; what was published stands.",
    )


def _closed(place: Path, data: Path) -> SaydoError:
    if place.is_relative_to(data) or data.is_relative_to(place):
        return WarehouseError(
            f"may not write {place}",
            "Give yourself the right to write there, or write elsewhere with "
            f"DATA=DIR. {_AS_IT_WAS}",
        )
    return InputError(
        f"may not read {place}", "Give yourself the right to read it, then try again."
    )


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what lies under it, outermost first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
