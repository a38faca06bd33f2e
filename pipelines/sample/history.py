"""Read the checked-in description of the sample's history: a folder per commit.

`NN-slug/commit.yml` says who committed what and when, `NN-slug/files/` holds the full
text of every file that the commit writes, under its path in the repository.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from pipelines.sample.errors import MalformedCommitError

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NAME = re.compile(r"[^<>\x00-\x1f]+")
_EMAIL = re.compile(r"[^<>@\s\x00]+@[^<>@\s\x00]+")
_KEYS = {"author", "date", "message", "renames", "deletes"}


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the sample.

    Attributes:
        committed_at: Time of author and committer, UTC.
        renames: Pairs of old and new path, done before deletes and writes.
        deletes: Paths that the commit removes.
        files: Path and content of every file that the commit writes, by path.
    """

    author_name: str
    author_email: str
    committed_at: datetime
    message: str
    renames: tuple[tuple[str, str], ...]
    deletes: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]


def read_history(source: Path) -> list[Commit]:
    """Read the commits under `source`, in the order of their folders' names.

    Raises:
        MalformedCommitError: A folder does not describe a commit; names file and key.
    """
    folders = sorted(path for path in source.glob("*") if path.is_dir())
    if not folders:
        raise MalformedCommitError(source, None, "holds no folder of a commit")
    commits: list[Commit] = []
    present: set[str] = set()
    for folder in folders:
        commit = _read_commit(folder)
        where = folder / "commit.yml"
        if commits and commit.committed_at < commits[-1].committed_at:
            raise MalformedCommitError(where, "date", "lies before the last commit's")
        _follow(commit, present, where)
        commits.append(commit)
    return commits


def _follow(commit: Commit, present: set[str], where: Path) -> None:
    """Carry the set of paths over `commit`: what it moves or removes has to exist."""
    for old, new in commit.renames:
        if old not in present or new in present:
            raise MalformedCommitError(where, "renames", f"can't move {old} to {new}")
        present.remove(old)
        present.add(new)
    for path in commit.deletes:
        if path not in present:
            raise MalformedCommitError(where, "deletes", f"there is no {path}")
        present.remove(path)
    present.update(path for path, _ in commit.files)


def _read_commit(folder: Path) -> Commit:
    where = folder / "commit.yml"
    record = _load(where)
    for key in record.keys() - _KEYS:
        raise MalformedCommitError(where, str(key), "is not a key of a commit")
    author = record.get("author")
    if not isinstance(author, dict):
        raise MalformedCommitError(where, "author", "is not a name and an email")
    return Commit(
        author_name=_matching(author, "name", _NAME, where, "author.name"),
        author_email=_matching(author, "email", _EMAIL, where, "author.email"),
        committed_at=_date(record, where),
        message=_text(record, "message", where, "message"),
        renames=tuple(_renames(record, where)),
        deletes=tuple(
            _path(path, where, "deletes") for path in _list(record, "deletes", where)
        ),
        files=tuple(_files(folder / "files")),
    )


def _load(where: Path) -> dict[str, Any]:
    try:
        # BaseLoader leaves every value as it was written: a date stays a string.
        record = yaml.load(where.read_bytes(), Loader=yaml.BaseLoader)
    except FileNotFoundError:
        raise MalformedCommitError(where, None, "is missing") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = f"is not YAML ({' '.join(str(error).split())})"
        raise MalformedCommitError(where, None, reason) from error
    if not isinstance(record, dict):
        raise MalformedCommitError(where, None, "is not a mapping of keys to values")
    return record


def _text(record: dict[str, Any], key: str, where: Path, name: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise MalformedCommitError(where, name, "is missing or not a text")
    return value.strip()


def _matching(
    record: dict[str, Any], key: str, form: re.Pattern[str], where: Path, name: str
) -> str:
    value = _text(record, key, where, name)
    if not form.fullmatch(value):
        raise MalformedCommitError(where, name, f"can't be {value!r}")
    return value


def _date(record: dict[str, Any], where: Path) -> datetime:
    value = _text(record, "date", where, "date")
    try:
        if _DATE.fullmatch(value):
            return datetime.fromisoformat(value)
    except ValueError:
        pass  # a day that no calendar has
    raise MalformedCommitError(
        where, "date", f"{value!r} is not a time like 2024-01-31T09:00:00Z"
    )


def _list(record: dict[str, Any], key: str, where: Path) -> list[Any]:
    value = record.get(key, [])
    if not isinstance(value, list):
        raise MalformedCommitError(where, key, "is not a list")
    return value


def _renames(record: dict[str, Any], where: Path) -> Iterator[tuple[str, str]]:
    for entry in _list(record, "renames", where):
        if not isinstance(entry, dict) or entry.keys() != {"from", "to"}:
            raise MalformedCommitError(where, "renames", "is not a list of from and to")
        yield (
            _path(entry["from"], where, "renames"),
            _path(entry["to"], where, "renames"),
        )


def _path(value: object, where: Path, key: str) -> str:
    """Check that `value` is a path inside the repository, and not git's own."""
    path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath()
    parts = {part.lower() for part in path.parts}
    if not parts or path.is_absolute() or parts & {"..", ".git"} or "\n" in str(path):
        raise MalformedCommitError(where, key, f"{value!r} is not a path of a file")
    return str(path)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            yield _path(name, path, "files"), path.read_bytes()
