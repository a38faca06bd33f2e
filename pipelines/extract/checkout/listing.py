"""Which files there are, of those that a document may name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.extract.checkout.folder import readable
from pipelines.extract.checkout.git import Git
from pipelines.extract.records import Row

ENDINGS = (
    *(".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".adoc", ".asciidoc"),
    *(".txt", ".yml", ".yaml", ".toml", ".json"),
)
_OPAQUE_MODES = frozenset({"120000", "160000"})  # symbolic link, submodule
_NOT_LISTED = frozenset({".git", "node_modules", ".venv"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A file by its path; `is_opaque` where it stands for what is not listed."""

    path: str
    is_opaque: bool = False


def listed_in_git(repository: Git) -> Iterator[Listed]:
    """Yield the files of HEAD, a submodule or link as itself.

    Raises:
        InputError: git cannot read the repository.
    """
    for mode, path in repository.files("HEAD"):
        if mode in _OPAQUE_MODES:
            yield Listed(path, is_opaque=True)
        elif path.lower().endswith(ENDINGS):
            yield Listed(path)


def listed_in_folder(folder: Path) -> Iterator[Listed]:
    """Yield the files under a plain folder, by path. Links are not followed.

    A folder that cannot be read stands for whatever is in it.
    """
    closed: list[OSError] = []
    for above, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(set(folders) - _NOT_LISTED)
        parent = Path(above)
        start = parent.relative_to(folder).as_posix()
        prefix = "" if start == "." else f"{readable(start)}/"
        for name in sorted({*names, *folders}):
            if (parent / name).is_symlink():
                yield Listed(f"{prefix}{readable(name)}", is_opaque=True)
            elif name in names and name.lower().endswith(ENDINGS):
                yield Listed(f"{prefix}{readable(name)}")
    for error in closed:
        path = Path(error.filename).relative_to(folder).as_posix()
        yield Listed(readable(path), is_opaque=True)


def file_row(repository_id: str, listed: Listed) -> Row:
    return {
        "repository_id": repository_id,
        "path": listed.path,
        "is_opaque": listed.is_opaque,
    }
