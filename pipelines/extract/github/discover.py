"""Which repositories an organisation (or a person) has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import quote

from pipelines.errors import UsageError
from pipelines.extract.github.client import Client
from pipelines.extract.github.errors import GoneError
from pipelines.extract.github.rest_lists import all_pages


def discover(
    client: Client,
    owner: str,
    *,
    include: Sequence[str] = ("*",),
    exclude: Sequence[str] = (),
    has_archived: bool = False,
    has_forks: bool = False,
) -> list[str]:
    """Return `owner/name` of an owner's repositories, sorted.

    Args:
        client: The way to GitHub.
        owner: An organisation's or a person's login.
        include: Patterns (`service-*`) of names; one of them must match.
        exclude: Patterns of names of which none may match.
        has_archived: Whether archived repositories are read too.
        has_forks: Whether forks are read too.

    Raises:
        UsageError: No repository is left.
        GitHubError: The list cannot be read.
    """
    found = {
        str(one["full_name"])
        for one in _all(client, owner)
        if (has_archived or not one.get("archived"))
        and (has_forks or not one.get("fork"))
        and _matches(str(one["full_name"]), include)
        and not _matches(str(one["full_name"]), exclude)
    }
    if not found:
        raise UsageError(
            f"{owner}: no repository is left to read",
            "Check the patterns, and whether archived ones and forks should be read.",
        )
    return sorted(found)


def _all(client: Client, owner: str) -> Iterator[dict[str, Any]]:
    try:
        yield from _listed(client, f"/orgs/{quote(owner, safe='')}/repos")
    except GoneError:
        yield from _listed(client, f"/users/{quote(owner, safe='')}/repos")


def _listed(client: Client, path: str) -> Iterator[dict[str, Any]]:
    pages = all_pages(client, path, {"sort": "full_name"})
    return (one for one in pages if one.get("full_name"))


def _matches(name: str, patterns: Sequence[str]) -> bool:
    short = name.rpartition("/")[2]
    return any(
        fnmatchcase(candidate.lower(), pattern.lower())
        for pattern in patterns
        for candidate in (name, short)
    )
