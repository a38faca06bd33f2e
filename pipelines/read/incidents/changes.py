"""The change that a timeline begins with, and the one that it ends with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pipelines.read.incidents.data import load
from pipelines.read.incidents.timeline import Event

_NUMBER = re.compile(r"(?<![\w/&])#(\d{1,9})\b")


@dataclass(frozen=True, slots=True)
class Change:
    """An event by which a change came into use: of the `cause`, or of the `fix`."""

    role: str
    event: Event


def changes_of(events: Sequence[Event], noticed: datetime | None) -> list[Change]:
    """`13:05 deploy of #15` before all else is the cause, `16:10 #17 live` the fix.

    Each bears the other out, or the trouble was noticed after the one, before the
    other. A line that names several items is left alone.

    Args:
        events: Of a timeline.
        noticed: When the trouble began or, if that is not known, was detected.
    """
    timed = [event for event in events if event.moment]
    numbers = [_number_in_use(event.words) for event in timed]
    told = [
        (event, number) for event, number in zip(timed, numbers, strict=True) if number
    ]
    if not told:
        return []
    first, last = told[0], told[-1]
    is_first = first[0] is timed[0]
    is_pair = is_first and first[1] != last[1] and last[0] is not timed[1]
    found = []
    if is_pair or (is_first and _is_before(first[0], noticed)):
        found.append(Change("cause", first[0]))
    is_after = bool(noticed and last[0].moment and noticed < last[0].moment)
    if last[0] is not timed[0] and (is_pair or is_after):
        found.append(Change("fix", last[0]))
    return found


def _is_before(event: Event, noticed: datetime | None) -> bool:
    return bool(noticed and event.moment and event.moment <= noticed)


def _number_in_use(words: str) -> int | None:
    """The one item of a line that says that it was put into use."""
    numbers = {int(one) for one in _NUMBER.findall(words)}
    return numbers.pop() if len(numbers) == 1 and _in_use().search(words) else None


@cache
def _in_use() -> re.Pattern[str]:
    return re.compile("|".join(load("events.yml")["in_use"]), re.IGNORECASE)
