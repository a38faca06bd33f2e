"""Documents and commits by git give what a checkout gives."""

from __future__ import annotations

import os
import subprocess
from random import Random

import duckdb
import pytest

from pipelines.extract.run import extract
from pipelines.progress import Progress
from tests.github_server.server import TOKEN
from tests.github_server.tables import differences, rows_of

LONG = "\n".join(f"Sentence {number}." for number in range(30))
OF_GIT = ("commits", "document_revisions", "document_texts")


class Checkout:
    """A repository that people commit to, and the server's bare copy of it."""

    def __init__(self, folder, bare):
        self.folder, self.bare = folder, bare
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("remote", "add", "origin", "https://github.com/octo/cat.git")
        bare.parent.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", bare], check=True)

    def git(self, *command):
        who = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", "Ann"), ("EMAIL", "ann@example.org"))
        }
        done = subprocess.run(
            ["git", *command], cwd=self.folder, env={**os.environ, **who}, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, message, files, gone=()):
        for path, text in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text)
        for path in gone:
            self.git("rm", "-q", path)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        self.git("push", "-q", "--force", str(self.bare), "main")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def checkout(tmp_path, server):
    server.git_root = tmp_path / "served"
    return Checkout(tmp_path / "work", server.git_root / "octo" / "cat.git")


@pytest.fixture
def push(world, checkout):
    """Commit, push, and let the server's repository know."""
    repository = world.repository("octo/cat")

    def run(message, files, gone=()):
        sha = checkout.commit(message, files, gone)
        repository["defaultBranchRef"]["target"]["oid"] = sha
        repository["pushedAt"] = world.tick()
        return sha

    return run


def test_documents_and_commits_are_those_of_a_checkout(
    push, checkout, server, sync, tmp_path
):
    raw = tmp_path / "raw.duckdb"
    push(
        "Begin", {"README.md": "# Cat\n", "docs/guide.md": LONG, "src/a.py": "x = 1\n"}
    )
    push("Move code", {"src/b.py": "x = 1\ny = 2\n"}, gone=["src/a.py"])
    sync(raw, has_git=True)
    push("Move words", {"docs/manual.md": LONG + "\nMore."}, gone=["docs/guide.md"])
    faults = Random(2)
    server.fault = lambda number, path: "502" if faults.random() < 0.2 else None
    sync(raw, has_git=True)
    extract([checkout.folder], raw_path=tmp_path / "other.duckdb", progress=Progress())
    found = differences(rows_of(raw), rows_of(tmp_path / "other.duckdb"))
    assert {name: found.get(name) for name in OF_GIT} == dict.fromkeys(OF_GIT)
    objects = subprocess.run(
        ["git", "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)"],
        cwd=tmp_path / "git" / "octo" / "cat.git", capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert objects.stdout.split().count("blob") == 3  # no code


def test_a_branch_that_was_rewritten_is_read_as_it_is_now(
    push, checkout, sync, tmp_path
):
    raw = tmp_path / "raw.duckdb"
    push("Begin", {"README.md": "# Cat\n"})
    push("Mistake", {"README.md": "# Dog\n"})
    sync(raw, has_git=True)
    checkout.git("reset", "-q", "--hard", "HEAD~1")
    push("Better", {"README.md": "# Lion\n"})
    sync(raw, has_git=True)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{raw}' as store (read_only)")
        found = connection.execute(
            "select message from store.raw.commits order by position"
        ).fetchall()
    assert found == [("Begin",), ("Better",)]


def test_a_repository_that_git_may_not_read_is_told_and_the_rest_is_read(
    push, server, sync, tmp_path
):
    push("Begin", {"README.md": "# Cat\n"})
    server.git_root = tmp_path / "elsewhere"
    server.git_root.mkdir()
    summary = sync(tmp_path / "raw.duckdb", has_git=True)
    assert summary.failures == {}
    assert summary.withheld["octo/cat"]["documents"].startswith("Contents: read")


def test_the_token_is_not_in_the_clone(push, sync, tmp_path):
    push("Begin", {"README.md": "# Cat\n"})
    sync(tmp_path / "raw.duckdb", has_git=True)
    for file in (tmp_path / "git").rglob("*"):
        if file.is_file():
            assert TOKEN.encode() not in file.read_bytes()


@pytest.mark.parametrize("quirk", ["git without filter", "git without single objects"])
def test_a_git_server_that_can_do_less_gives_the_same(
    push, checkout, server, sync, tmp_path, quirk
):
    server.quirks = {quirk}
    raw = tmp_path / "raw.duckdb"
    push("Begin", {"README.md": "# Cat\n", "src/a.py": "x = 1\n"})
    push("Go on", {"README.md": "# Lion\n", "docs/guide.md": LONG})
    assert sync(raw, has_git=True).failures == {}
    push("Move", {"docs/manual.md": LONG + "\nMore."}, gone=["docs/guide.md"])
    assert sync(raw, has_git=True).failures == {}
    extract([checkout.folder], raw_path=tmp_path / "other.duckdb", progress=Progress())
    found = differences(rows_of(raw), rows_of(tmp_path / "other.duckdb"))
    assert {name: found.get(name) for name in OF_GIT} == dict.fromkeys(OF_GIT)
