"""Asks for pages of a size that the server can bear."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pipelines.extract.github.answers import Answer
from pipelines.extract.github.client import Client
from pipelines.extract.github.errors import TooMuchError, UnavailableError
from pipelines.extract.github.queries import lists_of

_CLEAN_PAGES = 20  # before a page may grow above the size that it began with
_RECOVERY_PAGES = 5  # before a page that was shrunk may grow again
_TRIES_AT_FLOOR = 8
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


def ask(client: Client, size: PageSize, question: Ask) -> Answer:
    """Ask until it is answered whole, for less and less if need be.

    `question` gives the query and the variables for a number of records. At a single
    record, nulls that nobody explains are handed out as they are.

    Raises:
        UnavailableError: Not even a single record could be had.
    """
    failures = 0
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
        if next(unexplained(answer), None) is not None:
            failures += 1
            if size.shrink() or failures < _TRIES_AT_FLOOR:
                client.pause(failures)
                continue
        size.succeeded()
        return answer


def unexplained(answer: Answer) -> Iterator[tuple[str | int, ...]]:
    """Yield where a list holds a null, or lost its page, and no error says why."""
    explained = {problem.path for problem in answer.problems}
    for path in _holes(answer.data, ()):
        if not any(path[: len(one)] == one[: len(path)] for one in explained):
            yield path


def _holes(
    value: object, path: tuple[str | int, ...]
) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            if one is None and name in _NEVER_NULL:
                yield (*path, name)
            yield from _holes(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            if one is None:
                yield (*path, place)
            else:
                yield from _holes(one, (*path, place))
