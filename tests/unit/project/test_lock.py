"""The lock pins everything, and knows nothing of the machine that made it."""

from __future__ import annotations

import re
import tomllib

import pytest

from pipelines import VERSION
from pipelines.settings import PROJECT_ROOT

LOCKS = {
    name: (PROJECT_ROOT / name).read_text(encoding="utf-8")
    for name in ("requirements.lock", "requirements-notebook.lock")
}
LOCK = LOCKS["requirements.lock"]
PROJECT = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = {
    name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==\S+", LOCK, re.MULTILINE)
}


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_the_lock_names_no_place(lock):
    for line in lock.splitlines():
        assert "://" not in line
        assert not re.match(r"\s*-(-index|-extra|-find|-trusted|i |f |e )", line)
        assert not re.search(r"\bfile:|(^|\s)[/~]|(^|\s)[A-Za-z]:\\", line)


@pytest.mark.parametrize("lock", LOCKS.values(), ids=LOCKS)
def test_every_package_is_pinned_with_hashes(lock):
    entries = re.split(r"\n(?=\S)", lock.strip())
    for entry in entries:
        if entry.startswith("#"):
            continue
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_every_dependency_of_the_project_is_in_the_lock():
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.split(r"[\[<>=~! ;]", entry)[0].lower() for entry in wanted}
    assert names <= PINNED


def test_no_package_that_reports_usage_is_installed():
    assert not PINNED & {"posthog", "segment-analytics-python", "sentry-sdk"}


def test_the_version_is_the_same_everywhere():
    assert PROJECT["project"]["version"] == VERSION


def test_the_notebooks_bring_no_other_version_of_what_is_there():
    pinned = {
        name: set(re.findall(r"^([a-z0-9._-]+==[^\s;]+)", text, re.MULTILINE))
        for name, text in LOCKS.items()
    }
    shared = [entry.partition("==")[0] for entry in pinned["requirements.lock"]]
    for entry in pinned["requirements-notebook.lock"]:
        if entry.partition("==")[0] in shared:
            assert entry in pinned["requirements.lock"]
