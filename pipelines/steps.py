"""The steps of a run: each says its name, what it does, and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.progress import Progress

_WORTH_SAYING = 0.5  # seconds


class Steps:
    """Names the step at work, so that an error can be told with its step.

    Attributes:
        current: The step at work, or the one that failed.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self.progress = progress or Progress()
        self.current: str | None = None

    @contextmanager
    def step(self, name: str, doing: str) -> Iterator[Progress]:
        """Say `name: doing`, let the work talk, say how long it took."""
        self.current = name
        self.progress.say(f"{name}: {doing}")
        begun = time.monotonic()
        yield self.progress
        seconds = time.monotonic() - begun
        if seconds >= _WORTH_SAYING:
            self.progress.say(f"  done in {seconds:.1f} s")
        self.current = None
