"""Small git repositories and folders, with fixed dates."""

from __future__ import annotations

import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import git
import pytest

from pipelines.extract.archive.item_rows import ArchiveDocument
from pipelines.extract.archive.rows import archive_rows
from pipelines.extract.checkout.identity import identify
from pipelines.extract.checkout.read import read_checkout
from pipelines.progress import Progress

Tables = dict[str, list[dict[str, Any]]]


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Root reads and writes everywhere: be somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


class Checkout:
    """A repository in which every commit is a minute after the one before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.repo = git.Repo.init(folder, initial_branch="main")
        self.commits = 0

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            file.write_bytes(data)

    def commit(
        self,
        files: Mapping[str, str | bytes] | None = None,
        *,
        message: str = "Change",
        author: str = "Ada <ada@example.org>",
        at: str | None = None,
    ) -> str:
        self.write(files or {})
        self.repo.git.add("--all")
        date = at or f"2024-01-01T10:{self.commits:02d}:00+02:00"
        name, _, email = author.partition(" <")
        with self.repo.git.custom_environment(
            GIT_AUTHOR_NAME=name,
            GIT_AUTHOR_EMAIL=email.rstrip(">"),
            GIT_AUTHOR_DATE=date,
            GIT_COMMITTER_NAME="Committer",
            GIT_COMMITTER_EMAIL="committer@example.org",
            GIT_COMMITTER_DATE=date,
        ):
            self.repo.git.commit("--allow-empty", "--no-gpg-sign", "-m", message)
        self.commits += 1
        return self.repo.head.commit.hexsha


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "project")


def by_table(rows: Iterable[tuple[str, dict[str, Any]]]) -> Tables:
    tables: Tables = defaultdict(list)
    for table, row in rows:
        tables[table].append(row)
    return tables


Read = Callable[..., Tables]


@pytest.fixture
def read() -> Read:
    """Read a folder into rows by table; `said` collects what progress said."""

    def read(
        folder: Path,
        settings: Mapping[str, Any] | None = None,
        said: io.StringIO | None = None,
    ) -> Tables:
        progress = Progress(said or io.StringIO())
        return by_table(
            read_checkout(identify(folder), settings=settings, progress=progress)
        )

    return read


Archive = Callable[..., Tables]


@pytest.fixture
def archive() -> Archive:
    """Read the text of one archive into rows by table."""

    def archive(
        text: str,
        kind: str = "issue_archive",
        *,
        url: str | None = None,
        commit_sha: str | None = None,
    ) -> Tables:
        people: dict[str, dict[str, Any]] = {}
        document = ArchiveDocument("ARCHIVE.md", kind, text)
        tables = by_table(archive_rows("o/n", [document], url, commit_sha, people))
        tables["people"] = list(people.values())
        return tables

    return archive
