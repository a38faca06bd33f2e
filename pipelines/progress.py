"""What a step says while it works: a line a second at most, with counts."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sized
from typing import TextIO, TypeVar

Item = TypeVar("Item")


class Progress:
    """Writes plain lines to `out`; a terminal, a log and cron's mail read the same."""

    def __init__(
        self, out: TextIO | None = None, *, every_seconds: float = 1.0
    ) -> None:
        self._out = out or sys.stderr
        self._every = every_seconds
        self._last = 0.0

    def say(self, message: str) -> None:
        """Print one line now."""
        print(message, file=self._out, flush=True)

    def count(self, what: str, done: int, total: int | None = None) -> None:
        """Print `what done/total`, unless a line was printed a moment ago."""
        now = time.monotonic()
        if now - self._last < self._every and done != total:
            return
        self._last = now
        self.say(f"  {what}: {done:,}" + (f" of {total:,}" if total else ""))

    def each(self, what: str, items: Iterable[Item]) -> Iterator[Item]:
        """Yield `items`, counting them aloud."""
        total = len(items) if isinstance(items, Sized) else None
        self._last = time.monotonic()  # a loop of less than a second says nothing
        for done, item in enumerate(items, start=1):
            yield item
            if done != total:
                self.count(what, done, total)
