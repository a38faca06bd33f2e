"""Whatever is wrong: a clear message, and the published warehouse as it was."""

from __future__ import annotations

import ctypes
import hashlib
import resource
import shutil
import subprocess
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


ISSUES = """\
# Issues

## Issue #1: <script>alert("title")</script> & <img src=x onerror=alert(1)>

**Status:** Closed
**Labels:** bug

## Issue #2: The first of two

**Status:** Open

## Issue #2: The second of two

**Status:** Open

## Issue #3: Nobody knows this status

**Status:** Pondering the question

## Issue #4:

## PR #5: Nothing under it
"""
LOG = """\
# Incident log

## Incident 2024-02-31: On a day that does not exist

- **Severity:** Sev1

## Incident 2024-03-01: <b>Bold</b> claims
"""


@pytest.fixture(scope="module")
def messy(refresh, tmp_path_factory):
    """Refresh a folder in which much is wrong, and nothing is reason to stop."""
    folder = tmp_path_factory.mktemp("messy") / "messy"
    (folder / ".github").mkdir(parents=True)
    (folder / "ops").mkdir()
    (folder / ".github" / "ISSUES.md").write_text(ISSUES)
    (folder / "ops" / "incidents.md").write_text(LOG)
    (folder / "CONTRIBUTING.md").write_bytes(
        b"# Caf\xe9\n\nPull requests must be reviewed.\n"
    )
    with (folder / "README.md").open("wb") as huge:
        for _ in range(50):
            huge.write(b"All work and no play makes a dull document.\n" * 23_000)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    done = refresh(folder.parent / "data", folder)
    assert done.status == 0, done.err
    return done


def test_what_cannot_be_read_is_recorded_with_its_place(messy):
    found = messy.rows("select path, line, reason from unreadable")
    paths = {path for path, _, _ in found}
    assert {"CONTRIBUTING.md", "README.md", ".github/ISSUES.md"} <= paths
    assert all(reason for _, _, reason in found)
    assert f"unreadable parts {len(found)}" in " ".join(messy.out.split())


def test_the_rest_is_read_nevertheless(messy):
    numbers = messy.rows("select distinct number from issues order by 1")
    assert {(1,), (2,), (3,)} <= set(numbers)


def test_a_checkout_without_commits_is_read_as_a_folder(messy):
    assert messy.rows("select repository_id from repositories") == [("local/messy",)]


def test_html_in_a_title_stays_text_in_report_and_site(messy):
    pages = [messy.settings.report, *messy.settings.site.glob("*.html")]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert(" not in text, page
        assert "<img src=x" not in text, page
