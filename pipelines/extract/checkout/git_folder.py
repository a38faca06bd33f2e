"""Where the commits of a folder are, and that they are its own.

What a checkout says of itself is not trusted: a file `.git`, a link or a setting can
name the repository of somebody else, whose documents would then be read under this
one's name. Those that git itself writes (a linked worktree, a submodule) name each
other: both ends must agree.
"""

from __future__ import annotations

import configparser
import os
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import InputError

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # no git: our message, not theirs
import git
from git.repo.fun import is_git_dir

# What a hook, say, has set for the repository that it runs in; another is read here.
for _name in (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
):
    os.environ.pop(_name, None)

_POINTER = "gitdir:"
_LONGEST = 4096  # characters of a path


@dataclass(frozen=True, slots=True)
class GitFolder:
    """The folders of git that belong to a checkout.

    Attributes:
        own: What git calls the git directory; absolute, without links.
        common: What all worktrees of the repository share; mostly the same.
        is_bare: There are no files beside the repository: it is what was asked for, or
            keeps them in linked worktrees alone.
    """

    own: Path
    common: Path
    is_bare: bool

    def setting(self, section: str, option: str) -> str | None:
        """What the repository's own configuration says, without what it includes."""
        return _setting(self.common, section, option)


def git_folder(folder: Path) -> GitFolder | None:
    """Tell where the commits of the checkout at `folder` are; None for a plain folder.

    Raises:
        InputError: The folder points at a repository that does not point back, or
            its repository may not be read.
    """
    entry = folder / ".git"
    own: Path | None = entry
    if entry.is_file():
        _insist_on_reading(folder, entry)
        own = _pointed_at(entry)
    is_itself = not os.path.lexists(entry)
    if is_itself:
        own = folder
    if own is not None:
        _insist_on_reading(folder, own / "HEAD")
    if own is None or not is_git_dir(own):
        return None
    found, top = own.resolve(), folder.resolve()
    common = _common(found)
    is_worktree = common != found
    if is_worktree:
        is_own = found.parent == common / "worktrees" and _points_back(found, top)
    elif found.is_relative_to(top):
        is_own = True
    else:
        is_own = _is_worktree_of(found, top)
    if not is_own:
        raise InputError(
            f"{folder}: its .git leads to another repository, {found}",
            "Give the path of that one; or, if both belong together, run `git worktree"
            " repair` there, or set its core.worktree to this folder.",
        )
    is_said_bare = not is_worktree and _is_true(_setting(found, "core", "bare"))
    return GitFolder(found, common, is_itself or is_said_bare)


def _insist_on_reading(folder: Path, file: Path) -> None:
    """A repository that is closed to us is no folder without a history."""
    try:
        file.open("rb").close()
    except PermissionError as error:
        raise InputError(
            f"{folder}: its .git may not be read: {error.strerror}",
            "Give yourself the right to read it, or give a copy without its .git.",
        ) from error
    except OSError:
        return


def _pointed_at(entry: Path) -> Path | None:
    """The folder that a file `.git` names."""
    words = _first_line(entry)
    if not words.startswith(_POINTER):
        return None
    return entry.parent / words.removeprefix(_POINTER).strip()


def _common(found: Path) -> Path:
    words = _first_line(found / "commondir")
    return (found / words).resolve() if words else found


def _points_back(found: Path, top: Path) -> bool:
    """Whether the worktree that git has written down there is this one."""
    words = _first_line(found / "gitdir")
    return bool(words) and (found / words).resolve() == top / ".git"


def _is_worktree_of(found: Path, top: Path) -> bool:
    """Whether the configuration of a submodule, or of a repository apart, names it."""
    words = _setting(found, "core", "worktree")
    return bool(words) and (found / str(words)).resolve() == top


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as lines:
            return lines.readline(_LONGEST).rstrip("\r\n")
    except OSError:
        return ""


def _is_true(words: str | None) -> bool:
    return (words or "").lower() in ("true", "yes", "on", "1")


def _setting(folder: Path, section: str, option: str) -> str | None:
    """What `config` says, or `config.worktree`, to which git moves some settings."""
    files = [folder / name for name in ("config", "config.worktree")]
    said = [_said(file, section, option) for file in files]
    return said[1] or said[0]


def _said(file: Path, section: str, option: str) -> str | None:
    try:
        with git.GitConfigParser(
            str(file), read_only=True, merge_includes=False
        ) as reader:
            return str(reader.get_value(section, option, default="")) or None
    except (OSError, ValueError, configparser.Error):
        return None  # git itself says what is wrong with it
