"""A full or closed disk is told as that, however a library wrapped it."""

from __future__ import annotations

import errno

import pytest

from pipelines.errors import InputError, WarehouseError
from pipelines.storage import storage_error


def wrapped(cause: Exception) -> Exception:
    outer = RuntimeError("the library's own words")
    outer.__cause__ = cause
    return outer


@pytest.mark.parametrize(
    "cause",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EFBIG, "File too large"),
        RuntimeError("IO Error: Could not write file: No space left on device"),
    ],
)
def test_a_full_disk(tmp_path, cause):
    told = storage_error(wrapped(cause), tmp_path)
    assert isinstance(told, WarehouseError)
    assert "no room left" in told.what
    assert str(tmp_path) in told.what
    assert "as it was" in told.remedy


def test_a_folder_that_may_not_be_written(tmp_path):
    cause = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "state"))
    told = storage_error(wrapped(cause), tmp_path)
    assert isinstance(told, WarehouseError)
    assert f"may not write {tmp_path}/state" in told.what


def test_an_input_that_may_not_be_read(tmp_path):
    cause = PermissionError(errno.EACCES, "Permission denied", "/elsewhere/secret.md")
    told = storage_error(cause, tmp_path)
    assert isinstance(told, InputError)
    assert told.what == "may not read /elsewhere/secret.md"


def test_anything_else_is_not_the_disks_fault(tmp_path):
    assert storage_error(wrapped(ValueError("no")), tmp_path) is None


def test_our_own_error_keeps_its_words_unless_the_disk_is_full(tmp_path):
    ours = InputError("a.md: cannot be read: Permission denied", "Mend it.")
    assert storage_error(ours, tmp_path) is None
    ours = WarehouseError("raw.duckdb: Could not write file: File too large", "")
    assert "no room left" in str(storage_error(ours, tmp_path))
