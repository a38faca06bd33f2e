"""Asks for pages of a size that the server can bear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.answers import Answer
from pipelines.extract.github.client import Client
from pipelines.extract.github.errors import TooMuchError, UnavailableError
from pipelines.extract.github.queries import lists_of

_CLEAN_PAGES = 20  # before a page may grow above the size that it began with
_RECOVERY_PAGES = 5  # before a page that was shrunk may grow again
_TRIES_AT_FLOOR = 6
_ODD_TRIES = 3  # of a single record with nulls that nobody explains
# What stands at the top of an answer: of many repositories, nodes, and lists of them.
_ASKED = re.compile(r"repository|organization|[a-z]\d+(?:_\d+)?")
# A page of records, and the lists under an item: GitHub answers them, if only empty.
_NEVER_NULL = {"nodes", "contexts", *lists_of("Issue"), *lists_of("PullRequest")}


class PageSize:
    """How many to ask for: halved when it was too much, doubled after good pages."""

    def __init__(self, start: int, ceiling: int = 100) -> None:
        self.size = start
        self._start, self._ceiling = start, ceiling
        self._clean = 0

    def shrink(self) -> bool:
        """Halve it; False if it is 1 already."""
        self._clean = 0
        if self.size == 1:
            return False
        if self.size > self._start:  # so much has just been shown to be too much
            self._ceiling = max(self._start, self.size // 2)
        self.size = max(1, self.size // 2)
        return True

    def succeeded(self) -> None:
        self._clean += 1
        needed = _RECOVERY_PAGES if self.size < self._start else _CLEAN_PAGES
        if self._clean >= needed and self.size < self._ceiling:
            self.size = min(self.size * 2, self._ceiling)
            self._clean = 0


Ask = Callable[[int], tuple[str, Mapping[str, Any]]]
Path = tuple[str | int, ...]


def ask(
    client: Client, size: PageSize, question: Ask, *, is_by_name: bool = False
) -> Answer:
    """Ask until it is answered whole, for less and less if need be.

    `question` gives the query and the variables for a number of records. Nulls that
    nobody explains are asked for again; at a single record they are at last handed
    out as they are, and so are those that stay the same of records asked for one by
    one (`is_by_name`): they are gone.

    Raises:
        UnavailableError: Not even a single record could be had.
    """
    failures, odd = 0, 0
    seen: Counter[tuple[Path, ...]] = Counter()
    while True:
        query, variables = question(size.size)
        is_floor = size.size == 1
        try:
            answer = client.graphql(query, variables, tries=3 if is_floor else 2)
        except TooMuchError as error:
            failures += 1
            if not size.shrink() and failures >= _TRIES_AT_FLOOR:
                raise UnavailableError(error.what) from error
            client.pause(failures)
            continue
        if holes := tuple(unexplained(answer)):
            odd += 1
            seen[holes] += 1
            is_told_again = seen[holes] >= _ODD_TRIES
            is_so = is_by_name or is_floor or all(map(_is_in_an_item, holes))
            if not (is_told_again and is_so):
                if odd % _ODD_TRIES == 0:
                    size.shrink()
                client.pause(min(odd, 4))
                continue
        size.succeeded()
        return answer


def ask_nodes(
    client: Client, size: PageSize, name: str, ids: Sequence[str]
) -> tuple[dict[str, dict[str, Any] | None], Answer, dict[str, int]]:
    """Ask for as many of these ids as may be; return what was asked, node by id.

    A node that is None is gone, or may not be read: the answer's problems say which.
    The third value is the place of each id in the answer.
    """
    asked: list[str] = []

    def question(count: int) -> tuple[str, Mapping[str, Any]]:
        asked[:] = ids[:count]
        return queries.document(name), {"ids": asked}

    answer = ask(client, size, question, is_by_name=True)
    nodes = answer.data.get("nodes") or []
    if len(nodes) != len(asked):
        raise UnavailableError(f"{name}: {len(nodes)} nodes for {len(asked)} ids")
    places = {node_id: place for place, node_id in enumerate(asked)}
    return dict(zip(asked, nodes, strict=True)), answer, places


def following(page: Mapping[str, Any], before: str | None = None) -> str | None:
    """Return the cursor of the next page, None after the last.

    Raises:
        UnavailableError: The list is said to go on, but not where.
    """
    told = page.get("pageInfo") or {}
    if not told.get("hasNextPage"):
        return None
    cursor = told.get("endCursor")
    if not cursor or cursor == before:
        raise UnavailableError("a list is said to go on, but not where")
    return str(cursor)


def unexplained(answer: Answer) -> Iterator[Path]:
    """Yield where a list holds a null, or lost its page, and no error says why."""
    explained = {problem.path for problem in answer.problems}
    for path in _holes(answer.data, ()):
        if not any(path[: len(one)] == one[: len(path)] for one in explained):
            yield path


def _holes(value: object, path: Path) -> Iterator[Path]:
    if isinstance(value, Mapping):
        is_empty = value.get("totalCount") == 0
        for name, one in value.items():
            if one is None and _is_needed(name, path) and not is_empty:
                yield (*path, name)
            yield from _holes(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if one is None:
                yield (*path, place)
            else:
                yield from _holes(one, (*path, place))


def _is_needed(name: str, path: Path) -> bool:
    if path in ((), ("repository",)) and _ASKED.fullmatch(name):
        return True
    return name in _NEVER_NULL


def _is_in_an_item(path: Path) -> bool:
    """Tell whether a hole is a list of one record, and not the record or the page."""
    return isinstance(path[-1], str) and any(isinstance(one, int) for one in path)
