"""A folder is read as the repository that it is, whatever it says of itself."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from pipelines.errors import InputError
from pipelines.extract.checkout import git as reader
from tests.unit.extract.conftest import Checkout


@pytest.fixture
def other(tmp_path):
    """A repository that nobody asked for."""
    other = Checkout(tmp_path / "other")
    other.commit({"SECRET.md": "secret"})
    return other


def paths(tables):
    return [row["path"] for row in tables["document_revisions"]]


@pytest.mark.parametrize("place", ["other", "nowhere"])
def test_a_bare_repository_that_names_another_worktree_is_read_itself(
    checkout, other, read, tmp_path, monkeypatch, place
):
    checkout.commit({"README.md": "x"})
    bare = tmp_path / "bare.git"
    checkout.repo.clone(bare, bare=True)
    for name, value in (("core.bare", "false"), ("core.worktree", tmp_path / place)):
        checkout.repo.git.config("--file", bare / "config", name, value)
    monkeypatch.chdir(other.folder)
    assert paths(read(bare)) == ["README.md"]


def test_a_checkout_that_names_another_worktree_is_read_itself(checkout, other, read):
    checkout.commit({"README.md": "x"})
    checkout.repo.git.config("core.worktree", other.folder)
    assert paths(read(checkout.folder)) == ["README.md"]


@pytest.mark.parametrize("how", ["file", "link", "commondir", "worktree"])
def test_a_folder_that_leads_to_another_repository_is_refused(
    checkout, other, read, how
):
    checkout.commit({"README.md": "x"})
    mine, theirs = checkout.folder / ".git", other.folder / ".git"
    if how == "commondir":
        (mine / "commondir").write_text(f"{theirs}\n")
    else:
        mine.rename(checkout.folder / "own")
    if how == "file":
        mine.write_text(f"gitdir: {theirs}\n")
    elif how == "link":
        mine.symlink_to(theirs)
    elif how == "worktree":
        inner = checkout.folder / "own"
        mine.write_text(f"gitdir: {inner}\n")
        (inner / "gitdir").write_text(f"{mine}\n")
        (inner / "commondir").write_text(f"{theirs}\n")
    with pytest.raises(InputError, match="leads to another repository"):
        read(checkout.folder)


def test_worktrees_and_submodules_are_their_own(checkout, other, read, tmp_path):
    checkout.commit({"README.md": "x"})
    checkout.repo.git.worktree("add", tmp_path / "linked")
    assert paths(read(tmp_path / "linked")) == ["README.md"]
    checkout.repo.git.execute(
        ["git", "-c", "protocol.file.allow=always", "submodule", "add", "--quiet",
         str(other.folder), "sub"]
    )  # fmt: skip
    assert paths(read(checkout.folder / "sub")) == ["SECRET.md"]


def test_a_submodule_of_which_only_a_part_is_checked_out_is_its_own(
    checkout, other, read
):
    checkout.commit({"README.md": "x"})
    checkout.repo.git.execute(
        ["git", "-c", "protocol.file.allow=always", "submodule", "add", "--quiet",
         str(other.folder), "sub"]
    )  # fmt: skip
    config = checkout.folder / ".git/modules/sub/config"
    apart = ["git", "config", "--file"]
    where = checkout.repo.git.execute([*apart, str(config), "core.worktree"])
    checkout.repo.git.execute([*apart, str(config), "--unset", "core.worktree"])
    for name, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.worktreeConfig", "true"),
    ):
        checkout.repo.git.execute([*apart, str(config), name, value])
    config = config.with_name("config.worktree")
    checkout.repo.git.execute([*apart, str(config), "core.worktree", where])
    assert paths(read(checkout.folder / "sub")) == ["SECRET.md"]


def test_a_bare_repository_within_the_folder_has_no_changes(checkout, read, tmp_path):
    checkout.commit({"README.md": "x"})
    project = tmp_path / "bare-layout"
    checkout.repo.clone(project / ".bare", bare=True)
    (project / ".git").write_text("gitdir: ./.bare\n")
    said = io.StringIO()
    assert paths(read(project, said=said)) == ["README.md"]
    assert "not committed" not in said.getvalue()


def test_what_git_finds_from_elsewhere_is_refused(checkout, other, read, monkeypatch):
    """GitPython goes on in the current folder if it may not enter the one asked for."""
    checkout.commit({"README.md": "x"})
    monkeypatch.chdir(other.folder)
    monkeypatch.setattr("git.cmd.os.access", lambda *_: False)
    with pytest.raises(InputError, match="git reads another repository"):
        read(checkout.folder)


def test_what_a_hook_has_set_is_not_heard(checkout, other):
    checkout.commit({"README.md": "x"})
    code = (
        "from pathlib import Path; from pipelines.extract.checkout.git import open_git;"
        f"print(open_git(Path({str(checkout.folder)!r})).head_sha())"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"GIT_DIR": str(other.folder / ".git")},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == checkout.repo.head.commit.hexsha
    assert reader.open_git(checkout.folder) is not None
