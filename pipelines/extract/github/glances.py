"""One look at all repositories: what each of them is, and what may have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from pipelines.errors import SaydoError
from pipelines.extract.github import queries
from pipelines.extract.github.client import Client
from pipelines.extract.github.errors import (
    BadCredentialsError,
    GoneError,
    MalformedError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.paging import PageSize, ask

SECTIONS = ("labels", "milestones", "releases", "deployments", "rulesets")
LOOKED_AT = ("issues", "pullRequests", *SECTIONS)
Glance = dict[str, Any]
Fail = Callable[[str, SaydoError], None]


def look_at(
    client: Client, size: PageSize, names: list[str], fail: Fail
) -> list[Glance]:
    """Look at all repositories; those that cannot be seen are told to `fail`."""
    found: list[Glance] = []
    waiting = list(names)
    while waiting:
        asked: list[str] = []

        def question(
            count: int, waiting: list[str] = waiting, asked: list[str] = asked
        ) -> tuple[str, Glance]:
            asked[:] = waiting[:count]
            return queries.glance(asked), {}

        try:
            answer = ask(client, size, question)
        except UnavailableError as error:  # not even one: that of the first
            fail(waiting.pop(0), error)
            continue
        for place, name in enumerate(asked):
            glance = answer.data.get(f"r{place}")
            try:
                found.append(
                    _filled(glance) if glance else _look_closer(client, size, name)
                )
            except BadCredentialsError:
                raise
            except SaydoError as error:
                fail(name, error)
        waiting = waiting[len(asked) :]
    return list({glance["nameWithOwner"]: glance for glance in found}.values())


def _filled(glance: Glance) -> Glance:
    """A look with None for what was not asked: withheld, or an older server."""
    if not glance.get("id") or not glance.get("nameWithOwner"):
        raise MalformedError("GitHub gives a repository without its id or name")
    return dict[str, Any](dict.fromkeys(LOOKED_AT) | glance)


def _look_closer(client: Client, size: PageSize, name: str) -> Glance:
    """Look at one repository without what the token may not read of it."""
    without: list[str] = []
    while True:
        answer = ask(
            client,
            size,
            lambda _: (queries.glance([name], without), {}),  # noqa: B023 asked at once
        )
        if glance := answer.data.get("r0"):
            return _filled(glance)
        hidden = [
            str(problem.path[1])
            for problem in answer.problems
            if problem.is_withheld and len(problem.path) > 1
        ]
        if not hidden or set(hidden) <= set(without):
            problem = answer.problem_at("r0")
            words = problem.message if problem else "GitHub shows nothing of it"
            if problem and problem.is_withheld:
                raise WithheldError(f"{name}: {words}")
            raise GoneError(f"{name}: {words}")
        without += hidden


def fingerprint(value: object) -> str:
    """Name a value by its content."""
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, default=str).encode()
    ).hexdigest()


def look(glance: Mapping[str, Any], section: str) -> str:
    """Name what the look at a repository says of a section."""
    return fingerprint(glance.get(section))
