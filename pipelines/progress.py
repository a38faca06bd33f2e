"""What a step says while it works: a line a second at most, with counts."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Sized
from pathlib import Path
from typing import TextIO, TypeVar

Item = TypeVar("Item")
_TELLING = 5.0  # seconds after which the pace so far tells something
_WORTH_WAITING = 45.0


class Progress:
    """Writes plain lines to `out`; a terminal, a log and cron's mail read the same."""

    def __init__(
        self, out: TextIO | None = None, *, every_seconds: float = 1.0
    ) -> None:
        self._out = out or sys.stderr
        self._every = every_seconds
        self._last = 0.0
        self._begun: tuple[str, float] = ("", 0.0)

    @classmethod
    def silent(cls) -> Progress:
        """One that says nothing."""
        return cls(Path(os.devnull).open("w", encoding="utf-8"))

    def say(self, message: str) -> None:
        """Print one line now."""
        print(message, file=self._out, flush=True)

    def count(self, what: str, done: int, total: int | None = None) -> None:
        """Print `what done/total`, unless a line was printed a moment ago."""
        now = time.monotonic()
        if self._begun[0] != what or done <= 1:
            self._begun = (what, now)
        if now - self._last < self._every and done != total:
            return
        self._last = now
        left = time_left(now - self._begun[1], done, total)
        self.say(f"  {what}: {done:,}" + (f" of {total:,}" if total else "") + left)

    def each(self, what: str, items: Iterable[Item]) -> Iterator[Item]:
        """Yield `items`, counting them aloud."""
        total = len(items) if isinstance(items, Sized) else None
        self._last = time.monotonic()  # a loop of less than a second says nothing
        self._begun = (what, self._last)
        for done, item in enumerate(items, start=1):
            yield item
            if done != total:
                self.count(what, done, total)


def time_left(seconds: float, done: int, total: int | None) -> str:
    """`, about 3 min left`, where enough is done to tell and enough is left to wait."""
    if not total or done >= total or done < 1 or seconds < _TELLING:
        return ""
    left = seconds / done * (total - done)
    if left < _WORTH_WAITING:
        return ""
    return (
        f", about {left / 60:.0f} min left" if left >= 90 else ", about a minute left"
    )
