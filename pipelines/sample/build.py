"""Build the embedded sample as a git repository, the same to the last byte each time.

The folder is called `todo-api` and has no remote, so its repository id is
`local/todo-api`. The person's own git configuration plays no part in it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import InputError
from pipelines.sample.errors import SamplePlaceError
from pipelines.sample.history import read_history
from pipelines.sample.stream import BRANCH, fast_import_stream

if TYPE_CHECKING:
    from git.cmd import Git

EMBEDDED = Path(__file__).parent / "history"
FOLDER = "todo-api"
_MARK = "saydo-sample"  # inside .git: what a built sample was built from


def build_sample(target: Path, *, source: Path = EMBEDDED) -> Path:
    """Build the sample in `target/todo-api` and return that folder.

    One that stands there and was built from the same source is left untouched; one
    built from another source is replaced as a whole, or not at all.

    Args:
        target: Folder that takes the repository; made if it is missing.
        source: Folder of the same form as `pipelines/sample/history/`.

    Raises:
        MalformedCommitError: The source does not describe a history.
        SamplePlaceError: Something else stands there, or it can't be written.
        InputError: There is no git to build with.
    """
    folder = target / FOLDER
    stream = fast_import_stream(read_history(source))
    fingerprint = hashlib.sha256(stream).hexdigest()
    if _mark_of(folder) == fingerprint:
        return folder
    if _is_foreign(folder):
        raise SamplePlaceError(folder, "is not a sample, and would be overwritten")
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target, prefix=".sample-") as beside:
            made = Path(beside) / FOLDER
            _build(made, stream)
            (made / ".git" / _MARK).write_text(fingerprint, encoding="ascii")
            _swap(made, folder, fingerprint)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SamplePlaceError(folder, f"can't be written ({reason})") from error
    return folder


def _mark_of(folder: Path) -> str | None:
    try:
        return (folder / ".git" / _MARK).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None


def _is_foreign(folder: Path) -> bool:
    if not folder.is_dir():
        return folder.exists() or folder.is_symlink()
    return _mark_of(folder) is None and any(folder.iterdir())


def _swap(made: Path, folder: Path, fingerprint: str) -> None:
    """Put `made` where `folder` stands, or leave all as it was."""
    old = made.with_name("old")  # goes with the temporary folder
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        if _mark_of(folder) == fingerprint:
            return  # another process was quicker: its sample is as good as ours
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise


def _build(made: Path, stream: bytes) -> None:
    made.mkdir()
    git = _git(made)
    git.init("--quiet", "--template=")
    git.symbolic_ref("HEAD", f"refs/heads/{BRANCH}")
    for key in ("core.autocrlf", "commit.gpgsign"):
        git.config(key, "false")
    with tempfile.TemporaryFile(dir=made.parent) as given:
        given.write(stream)
        given.seek(0)
        git.fast_import("--quiet", "--done", istream=given)
    git.reset("--quiet", "--hard", BRANCH)
    shutil.rmtree(made / ".git" / "logs", ignore_errors=True)  # speaks of today


def _git(folder: Path) -> Git:
    """Return git for `folder` alone: every way in for other settings is closed."""
    try:
        # Imported here, as the import itself fails on a machine without git.
        from git.cmd import Git
    except ImportError as error:
        raise InputError(
            "git was not found, and the sample is a git repository",
            "Install git, or name a folder of your own with REPO=PATH.",
        ) from error
    own = folder / ".git"
    git = Git(folder)
    git.update_environment(
        GIT_DIR=str(own),
        GIT_COMMON_DIR=str(own),
        GIT_WORK_TREE=str(folder),
        GIT_INDEX_FILE=str(own / "index"),
        GIT_OBJECT_DIRECTORY=str(own / "objects"),
        GIT_ALTERNATE_OBJECT_DIRECTORIES="",
        GIT_NAMESPACE="",
        GIT_DEFAULT_HASH="sha1",
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_SYSTEM=os.devnull,
        GIT_CONFIG_NOSYSTEM="1",
        GIT_CONFIG_PARAMETERS="",
        GIT_CONFIG_COUNT="0",
        GIT_ATTR_NOSYSTEM="1",
        # Where git looks for files of its user: in a place that has none.
        HOME=str(own),
        XDG_CONFIG_HOME=str(own),
    )
    return git
