"""How long to wait, from what GitHub says of its limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_SECONDARY_SECONDS = 60
_LONGEST_PAUSE = 900.0
_WINDOW_SECONDS = 3600.0  # after which a limit begins anew, whatever a clock says
_LIMITED = ("rate limit", "abuse detection", "too many requests")


@dataclass(slots=True)
class Budget:
    """What is left of one limit (`graphql` or `core`), as last told."""

    remaining: int | None = None
    reset: float = 0.0
    limit: int | None = None


@dataclass(slots=True)
class Limits:
    """What GitHub last said of both limits, and its clock."""

    budgets: dict[str, Budget] = field(default_factory=dict)
    points: Budget | None = None
    server_time: datetime | None = None
    clock: Callable[[], float] = time.monotonic
    _noted_at: float = 0.0

    def now(self) -> datetime:
        """The server's time, to the second; this machine's if it never said any."""
        if self.server_time is None:
            return datetime.now(UTC)
        passed = int(self.clock() - self._noted_at)
        return self.server_time + timedelta(seconds=passed)

    def note(self, headers: Mapping[str, str], resource: str) -> None:
        """Take in the headers of an answer."""
        if date := headers.get("Date"):
            with suppress(ValueError, TypeError):
                self.server_time = parsedate_to_datetime(date).astimezone(UTC)
                self._noted_at = self.clock()
        remaining = _number(headers.get("X-RateLimit-Remaining"))
        if remaining is None:
            return
        name = headers.get("X-RateLimit-Resource") or resource
        self.budgets[name] = Budget(
            int(remaining),
            _number(headers.get("X-RateLimit-Reset")) or 0.0,
            _whole(headers.get("X-RateLimit-Limit")),
        )

    def note_points(self, told: object) -> None:
        """Take in `rateLimit` of an answer, where no header says as much."""
        if not isinstance(told, Mapping) or "graphql" in self.budgets:
            return
        remaining, reset = _number(told.get("remaining")), str(told.get("resetAt"))
        if remaining is None:
            return
        with suppress(ValueError):
            ends = datetime.fromisoformat(reset).timestamp()
            self.points = Budget(int(remaining), ends)

    def points_left(self) -> int | None:
        """Return how many points of GraphQL's are left, None if nobody says."""
        found = self.budgets.get("graphql") or self.points
        return found.remaining if found else None

    def seconds_before_asking(self, resource: str) -> float:
        """Return how long to wait before the next request, 0 where points are left."""
        budget = self.budgets.get(resource)
        if budget is None or budget.remaining is None or budget.remaining > 0:
            return 0.0
        return self.until(budget.reset)

    def until(self, reset: float) -> float:
        """Seconds until `reset` (since 1970), by the server's clock."""
        if not reset:
            return 0.0
        return min(max(0.0, reset - self.now().timestamp()), _WINDOW_SECONDS) + 1.0

    def forget(self, resource: str) -> None:
        """A wait is over: what was said before it no longer holds."""
        self.budgets.pop(resource, None)


def is_limited(status: int, words: str) -> bool:
    """Tell a limit from a refusal: GitHub uses 403 for both, and 200 as well."""
    lower = words.lower()
    return status == 429 or any(mark in lower for mark in _LIMITED)


def pause(
    headers: Mapping[str, str], limits: Limits, resource: str, attempt: int, words: str
) -> float:
    """Seconds to wait after hitting a limit, in the order that GitHub documents.

    `Retry-After`; else the reset, if nothing remains or too little for the request;
    else a minute, then longer.
    """
    retry_after = headers.get("Retry-After")
    if retry_after:
        seconds = _number(retry_after)
        if seconds is None:
            try:
                when = parsedate_to_datetime(retry_after)
                seconds = limits.until(when.timestamp())
            except (ValueError, TypeError):
                seconds = float(_SECONDARY_SECONDS)
        return max(0.0, seconds)
    if waiting := limits.seconds_before_asking(resource):
        return waiting
    budget = limits.budgets.get(resource)
    is_secondary = "secondary" in words.lower() or "abuse" in words.lower()
    if budget and not is_secondary and (waiting := limits.until(budget.reset)) > 1:
        return waiting
    return float(min(_SECONDARY_SECONDS * 2**attempt, _LONGEST_PAUSE))


def backoff(attempt: int) -> float:
    """Seconds to wait after the server failed: a half, 1, 2, 4 ... at most a minute."""
    return float(min(0.5 * 2.0 ** max(0, attempt), 60.0))


def _number(words: object) -> float | None:
    try:
        return float(str(words)) if words is not None else None
    except ValueError:
        return None


def _whole(words: str | None) -> int | None:
    number = _number(words)
    return None if number is None else int(number)
