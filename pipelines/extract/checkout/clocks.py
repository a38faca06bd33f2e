"""When commits were made, where some machine's clock was wrong.

A commit's time is what the clock of one machine said. The order of the commits is
certain; a time that contradicts it, or that has not come yet, is not believed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime


def in_order(
    times: Sequence[datetime | None], latest: datetime
) -> list[datetime | None]:
    """Times that never go back, given those of commits, oldest first.

    As many as possible stand as they are: those of the longest run that never goes
    back. Each other one becomes that of the next commit that is believed, by which its
    change was certainly made; behind the last of them, that of the last.

    Args:
        times: As the commits state them; None for what no calendar holds.
        latest: What is later has not come yet.

    Returns:
        As many times; all None where none is believed.
    """
    believed = _longest_run(times, latest)
    found: list[datetime | None] = []
    place = 0
    for number in range(len(times)):
        while place < len(believed) - 1 and believed[place] < number:
            place += 1
        found.append(times[believed[place]] if believed else None)
    return found


def _longest_run(times: Sequence[datetime | None], latest: datetime) -> list[int]:
    """The places of the longest run that never goes back, by patience sorting."""
    ends: list[datetime] = []  # of the runs by length, the earliest end
    last: list[int] = []
    before: dict[int, int] = {}
    for number, at in enumerate(times):
        if at is None or at > latest:
            continue
        length = bisect_right(ends, at)
        if length:
            before[number] = last[length - 1]
        ends[length : length + 1] = [at]
        last[length : length + 1] = [number]
    run: list[int] = []
    place = last[-1] if last else None
    while place is not None:
        run.append(place)
        place = before.get(place)
    return run[::-1]
