"""The documents of a plain folder, as they are on disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.extract.checkout.kinds import DocumentKinds


@dataclass(frozen=True, slots=True)
class Found:
    """A document on disk, or why it is not read (`problem`); `path` is relative."""

    path: str
    kind: str
    file: Path
    problem: str | None = None


def find_documents(
    folder: Path, kinds: DocumentKinds, closed: list[Found] | None = None
) -> Iterator[Found]:
    """Yield the documents under `folder` by path. Linked folders are not entered.

    Args:
        folder: Where to look.
        kinds: Which files are documents.
        closed: Takes the folders that cannot be read; what is in them nobody knows.
    """
    root = folder.resolve()
    for path, entry in _walk(folder, "", kinds, [] if closed is None else closed):
        kind = kinds.kind_of(path)
        if kind is None:
            continue
        yield Found(path, kind, Path(entry.path), _problem(entry, root))


def _walk(
    folder: Path, above: str, kinds: DocumentKinds, closed: list[Found]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problem = f"a folder that cannot be read: {error.strerror}"
        closed.append(Found(above.rstrip("/"), "folder", folder, problem))
        return
    for entry in ordered:
        path = f"{above}{readable(entry.name)}"
        if entry.is_dir(follow_symlinks=False):
            if not kinds.is_excluded_folder(path):
                yield from _walk(Path(entry.path), f"{path}/", kinds, closed)
        elif not entry.is_symlink() or not _leads_to_a_folder(entry):
            yield path, entry


def _leads_to_a_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads to itself, or where nobody may look
        return False


def readable(name: str) -> str:
    """A file name whose bytes are not UTF-8, with those replaced by U+FFFD."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def _problem(entry: os.DirEntry[str], root: Path) -> str | None:
    if entry.is_symlink():
        try:
            target = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError):
            return "a symbolic link that leads nowhere"
        if not target.is_relative_to(root):
            return "a symbolic link that leaves the folder: not followed"
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if stat.S_ISREG(mode) else "not a regular file"
