"""When commits were made, where some machine's clock was wrong.

A commit's time is what the clock of one machine said. The order of the commits is
certain; a time that contradicts it, or that cannot be, is not believed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # older histories were not taken over
_OFF = timedelta(days=1)  # what a clock that is to be believed may be off


def in_order(times: Sequence[datetime | None], now: datetime) -> list[datetime]:
    """Times that never go back, given those of commits, oldest first.

    As many as possible stand as they are: those of the longest run that never goes
    back, of several the one with the later times. Each other one becomes that of the
    next commit that is believed, by which its change was certainly made, or that of
    the last before it, if it is hardly behind that; at the end of the history its own,
    but neither before the last that is believed nor later than now.

    Args:
        times: As the commits state them; None for what no calendar holds.
        now: What is more than a day later has not come yet.

    Returns:
        As many times.
    """
    believed = _longest_run(times, now)
    found: list[datetime] = []
    last: datetime | None = None
    for number, at in enumerate(times):
        following = bisect_right(believed, number - 1)
        if following < len(believed):
            at_latest = times[believed[following]] or now
        else:
            at_latest = max(min(at or now, now), last) if last else now
        is_hardly_behind = at and last and last - _OFF <= at <= last
        found.append(last if last and is_hardly_behind else at_latest)
        if following < len(believed) and believed[following] == number:
            last = at_latest
    return found


def _longest_run(times: Sequence[datetime | None], now: datetime) -> list[int]:
    """The places of the longest run that never goes back, by patience sorting.

    From the newest commit to the oldest, so that of runs as long the later times win.
    """
    begins: list[float] = []  # of the runs by length, the latest begin; before zero
    first: list[int] = []
    after: dict[int, int] = {}
    for number in range(len(times) - 1, -1, -1):
        at = times[number]
        if at is None or not _EARLIEST <= at <= now + _OFF:
            continue
        key = -at.timestamp()
        length = bisect_right(begins, key)
        if length:
            after[number] = first[length - 1]
        begins[length : length + 1] = [key]
        first[length : length + 1] = [number]
    run: list[int] = []
    place = first[-1] if first else None
    while place is not None:
        run.append(place)
        place = after.get(place)
    return run
