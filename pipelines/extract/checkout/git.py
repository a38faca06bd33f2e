"""A git repository, read through GitPython so that nothing of it is ever run.

A checkout may be hostile: its configuration can name programs for signatures, file
watching, hooks and filters. Only `log` and `cat-file` are called, with those turned
off; objects that a partial clone lacks are not fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import InputError
from pipelines.extract.checkout.git_folder import GitFolder, git_folder

os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # no git: our message, not theirs
import git
import git.exc

_SAFE = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "log.mailmap": "false",
    "log.follow": "false",
    "log.showRoot": "true",
    "diff.orderFile": os.devnull,
    "diff.renameLimit": "2000",
    "i18n.logOutputEncoding": "UTF-8",
    "protocol.allow": "never",
}
_FIELDS = ("%H", "%P", "%at", "%ct", "%an", "%ae", "%cn", "%ce", "%B")
_SHA = re.compile(rb"^[0-9a-f]{40,64}$")


@dataclass(frozen=True, slots=True)
class Change:
    """One path that a commit changed; `action` is git's letter (A M D R T)."""

    action: str
    path: str
    previous_path: str | None
    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a first-parent line; times are UTC, `position` 0 is the oldest."""

    position: int
    sha: str
    parent_count: int
    authored_at: datetime | None
    committed_at: datetime | None
    author_name: str
    author_email: str
    committer_name: str
    committer_email: str
    message: str
    changes: tuple[Change, ...]


class Git:
    """A repository at a folder that is its top level, or a bare one.

    Git finds it by itself, from there (so it sees whose folder that is), and is asked
    what it has found before anything is read.
    """

    def __init__(self, folder: Path, found: GitFolder | None = None) -> None:
        self.folder = folder
        self._found = found or git_folder(folder)
        self._git = git.Git(str(folder))
        variables = {
            "GIT_CONFIG_COUNT": str(len(_SAFE)),
            "GIT_CEILING_DIRECTORIES": str(folder.resolve().parent),
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "LC_ALL": "C",
        }
        for number, (key, value) in enumerate(_SAFE.items()):
            variables |= {
                f"GIT_CONFIG_KEY_{number}": key,
                f"GIT_CONFIG_VALUE_{number}": value,
            }
        self._git.update_environment(**variables)

    @property
    def is_bare(self) -> bool:
        return bool(self._found and self._found.is_bare)

    @property
    def is_shallow(self) -> bool:
        return bool(self._found and (self._found.common / "shallow").exists())

    def is_cut_off(self, revision: str) -> bool:
        """Tell whether the history of `revision` begins before what is there.

        Git lists as cut off what it was asked to fetch last, be it the first commit of
        all; the commit itself, as it is stored, says whether it has a parent.

        Raises:
            InputError: git fails.
        """
        if not self.is_shallow:
            return False
        with self._clear_errors():
            oldest = self._git.log(
                revision, "--first-parent", "--max-parents=0", "--format=%H", "--"
            )
            stored = self._git.cat_file("commit", str(oldest).split()[0])
        head, _, _ = str(stored).partition("\n\n")
        return "\nparent " in head

    def head_sha(self) -> str | None:
        """Return the commit that HEAD is at, None in a repository without commits.

        Raises:
            InputError: git is missing, refuses to read the repository, or finds
                another one.
        """
        with self._clear_errors():
            self._insist_on_its_own()
            try:
                found = self._git.rev_parse("--verify", "--quiet", "HEAD^{commit}")
            except git.exc.GitCommandError as error:
                if str(error.stderr).strip(" '\n").removeprefix("stderr:").strip(" '"):
                    raise
                return None
        return str(found).strip() or None

    def origin(self) -> str | None:
        """Return the address of the `origin` remote as configured, None without one."""
        return self._found.setting('remote "origin"', "url") if self._found else None

    def default_branch(self) -> tuple[str | None, str]:
        """Return the default branch's name, and the revision at which it stands.

        The remote's own default branch comes first, as far as it was fetched; else
        the branch that is checked out.
        """
        head = self._symbolic("HEAD", "refs/heads/")
        remote = self._symbolic("refs/remotes/origin/HEAD", "refs/remotes/origin/")
        if remote and remote != head:
            reference = f"refs/remotes/origin/{remote}"
            if self._exists(reference):
                return remote, reference
        return head or remote, "HEAD"

    def log(self, revision: str) -> Iterator[Commit]:
        """Yield the first-parent line up to `revision`, oldest first, with changes.

        Raises:
            InputError: git fails.
        """
        yield from self._raw_log(revision, ["-M"])

    def _raw_log(
        self, revision: str, options: list[str], stdin: BinaryIO | None = None
    ) -> Iterator[Commit]:
        """Run `git log`; `options` say how renames are looked for, and in what."""
        with self._clear_errors():
            process = self._git.log(
                revision,
                "--reverse",
                "--first-parent",
                "-m",
                "--root",
                "--raw",
                "--no-abbrev",
                *options,
                "-z",
                "--no-color",
                "--no-show-signature",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all",
                f"--format={'%x00'.join(_FIELDS)}%x00",
                *([] if stdin else ["--"]),
                istream=stdin,
                as_process=True,
            )
            yield from _commits(_tokens(process.stdout))
            process.wait()

    def files(self, revision: str) -> Iterator[tuple[str, str]]:
        """Yield mode and path of every entry of a commit's tree; reads no contents.

        Raises:
            InputError: git cannot read the repository.
        """
        with self._clear_errors():
            listed = self._git.ls_tree(
                "-r", "-z", "--full-tree", revision, stdout_as_string=False
            )
        for entry in listed.split(b"\0"):
            words, _, path = entry.partition(b"\t")
            if path:
                yield words.decode("ascii").split(" ")[0], _words(path)

    def size(self, blob: str) -> int | None:
        """Return the size of a blob in bytes, None if it is not in this clone."""
        try:
            return int(self._git.get_object_header(blob)[2])
        except ValueError:
            return None

    def read(self, blob: str) -> bytes:
        """Return a blob, through one `cat-file` process for all of them."""
        stream = self._git.stream_object_data(blob)[3]
        return bytes(stream.read())

    def close(self) -> None:
        """End the processes that are kept for reading objects."""
        self._git.clear_cache()

    def _insist_on_its_own(self) -> None:
        """Refuse whatever git finds that is not the repository of the folder.

        GitPython goes on where it runs itself if it may not enter the folder.
        """
        names = ("--absolute-git-dir", "--git-common-dir")
        said = [str(self._git.rev_parse(name)) for name in names]
        found = [(self.folder / words).resolve() for words in said]
        own = self._found
        if own is None or found != [own.own, own.common]:
            raise InputError(
                f"{self.folder}: git reads another repository there, {found[0]}",
                "See to whom the folder belongs, or clone the repository again.",
            )

    def _symbolic(self, name: str, prefix: str) -> str | None:
        try:
            found = str(self._git.symbolic_ref("--quiet", name))
        except git.exc.GitCommandError:
            return None
        return found.removeprefix(prefix) if found.startswith(prefix) else None

    def _exists(self, reference: str) -> bool:
        try:
            self._git.rev_parse("--verify", "--quiet", f"{reference}^{{commit}}")
        except git.exc.GitCommandError:
            return False
        return True

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        try:
            yield
        except git.exc.GitCommandNotFound as error:
            raise InputError(
                f"{self.folder}: a git checkout, but the program git is not found",
                "Install git, or give a copy of the folder without its .git.",
            ) from error
        except git.exc.GitCommandError as error:
            raise _as_input_error(self.folder, str(error.stderr)) from error


def open_git(folder: Path) -> Git | None:
    """Open the repository whose top level is `folder`; None for a plain folder.

    Raises:
        InputError: The folder points at a repository that is not its own.
    """
    found = git_folder(folder)
    return Git(folder, found) if found else None


def _as_input_error(folder: Path, words: str) -> InputError:
    words = words.strip().removeprefix("stderr:").strip(" '\n")
    if "dubious ownership" in words:
        return InputError(
            f"{folder}: git refuses to read it: it belongs to another user",
            "If you trust it: git config --global --add safe.directory"
            f" '{folder.resolve()}'",
        )
    first = words.splitlines()[0] if words else "no message"
    return InputError(
        f"{folder}: git cannot read the repository: {first[:300]}",
        "Try `git fsck` there, or clone it again.",
    )


def _tokens(stream: object, size: int = 1 << 16) -> Iterator[bytes]:
    """Split a byte stream at NUL, holding no more than a token and a buffer."""
    held = b""
    while chunk := stream.read(size):  # type: ignore[attr-defined]
        *whole, held = (held + chunk).split(b"\0")
        yield from whole
    if held:
        yield held


def _commits(tokens: Iterator[bytes]) -> Iterator[Commit]:
    """Group tokens: the fields, an empty one, then `:modes blobs letter`, path(s)."""
    position = 0
    token = next(tokens, None)
    while token is not None:
        if not _SHA.match(token):
            token = next(tokens, None)
            continue
        fields = [token, *(next(tokens, b"") for _ in _FIELDS[1:])]
        changes: list[Change] = []
        token = next(tokens, None)
        while token is not None and not _SHA.match(token):
            if (raw := token.lstrip(b"\n")).startswith(b":"):
                changes.append(_change(raw, tokens))
            token = next(tokens, None)
        yield _commit(position, [_words(field) for field in fields], changes)
        position += 1


def _change(raw: bytes, tokens: Iterator[bytes]) -> Change:
    _, mode, _, blob, letter = raw[1:].decode("ascii").split(" ")
    previous = _words(next(tokens, b"")) if letter[0] in "RC" else None
    return Change(letter[0], _words(next(tokens, b"")), previous, mode, blob)


def _commit(position: int, fields: list[str], changes: list[Change]) -> Commit:
    return Commit(
        position=position,
        sha=fields[0],
        parent_count=len(fields[1].split()),
        authored_at=_time(fields[2]),
        committed_at=_time(fields[3]),
        author_name=fields[4],
        author_email=fields[5],
        committer_name=fields[6],
        committer_email=fields[7],
        message=fields[8].strip("\n"),
        changes=tuple(changes),
    )


def _time(seconds: str) -> datetime | None:
    """Read git's seconds since 1970; None for what no calendar holds."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _words(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\0", "\ufffd")
