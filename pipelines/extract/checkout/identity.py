"""Which repository a folder is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import InputError
from pipelines.extract.checkout.folder import readable
from pipelines.extract.checkout.git import Git, open_git
from pipelines.extract.checkout.remote import split_remote


@dataclass(frozen=True, slots=True)
class Identity:
    """A folder and the repository that it is.

    Attributes:
        repository_id: `owner/name` from the `origin` remote, else `local/<folder>`.
        url: Web address of that remote without credentials, None without one.
        git: The open repository, None for a plain folder.
    """

    folder: Path
    repository_id: str
    url: str | None
    git: Git | None


def identify(folder: Path) -> Identity:
    """Tell what repository `folder` is.

    Raises:
        InputError: There is no such folder, or it cannot be read.
    """
    remedy = "Give the path of a checkout or of a folder with documents."
    if not folder.exists():
        raise InputError(f"{folder}: no such folder", remedy)
    if not folder.is_dir():
        raise InputError(f"{folder}: not a folder", remedy)
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        raise InputError(
            f"{folder}: cannot be read: {error.strerror}", remedy
        ) from error
    repository = open_git(folder)
    address = repository.origin() if repository else None
    named = split_remote(address) if address else None
    if named:
        return Identity(folder, named[0], named[1], repository)
    name = readable(folder.resolve().name).removesuffix(".git") or "root"
    return Identity(folder, f"local/{name}", None, repository)
