"""Whatever is wrong: a clear message, and the published warehouse as it was."""

from __future__ import annotations

import ctypes
import hashlib
import resource
import shutil
from pathlib import Path

import pytest

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1


@pytest.fixture
def published(sample, tmp_path):
    """A copy of the published sample."""
    shutil.copytree(sample.settings.data, tmp_path / "data")
    return tmp_path / "data"


def fingerprint(data: Path) -> dict[str, str]:
    """Return a hash of every file that readers look at."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(data.rglob("*"))
        if path.is_file() and not path.is_relative_to(data / "state")
    }


def as_a_person() -> None:
    """Give up root's right to write anywhere, in the process that is to be tested."""
    ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


def limit_files(size: int):
    """Make every write beyond `size` bytes of a file fail, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_full_disk_and_then_room_again(published, refresh):
    before = fingerprint(published)
    for size in (100_000, 1_000_000, 3_000_000):
        failed = refresh(published, preexec_fn=limit_files(size))
        assert failed.status == 4, failed.err
        assert f"no room left to write in {published}" in failed.err
        assert "Traceback" not in failed.err
        assert fingerprint(published) == before
    again = refresh(published)
    assert again.status == 0, again.err


def test_a_folder_that_may_not_be_written(published, refresh):
    before = fingerprint(published)
    folders = [published, *(path for path in published.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    failed = refresh(published, preexec_fn=as_a_person)
    for folder in folders:
        folder.chmod(0o755)
    assert failed.status == 4, failed.err
    assert "may not write" in failed.err
    assert "DATA=DIR" in failed.err
    assert "Traceback" not in failed.err
    assert fingerprint(published) == before


def test_no_such_folder(published, refresh, tmp_path):
    before = fingerprint(published)
    failed = refresh(published, tmp_path / "nowhere")
    assert failed.status == 2
    assert f"no such folder: {tmp_path}/nowhere" in failed.err
    assert fingerprint(published) == before


def test_a_folder_with_no_documents(published, refresh, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "main.c").write_text("int main(void) { return 0; }\n")
    before = fingerprint(published)
    failed = refresh(published, tmp_path / "empty")
    assert failed.status == 3, failed.err
    assert f"{tmp_path}/empty" in failed.err
    assert "Traceback" not in failed.err
    assert fingerprint(published) == before


@pytest.mark.parametrize("content", [b"my notes\n" * 500, b"", b"\0" * 40_000])
def test_a_warehouse_file_that_is_not_one(published, refresh, content):
    (published / "warehouse.duckdb").write_bytes(content)
    before = fingerprint(published)
    failed = refresh(published)
    assert failed.status == 4, failed.err
    assert f"{published}/warehouse.duckdb" in failed.err
    assert "Nothing was touched" in failed.err
    assert fingerprint(published) == before
