"""Moments that fields and columns state."""

from __future__ import annotations

import re
from datetime import datetime

from pipelines.read.incidents.clock import FoundTime, find_times
from pipelines.read.incidents.data import is_placeholder, phrase
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.found_moments import (
    FIELD,
    TOLD,
    Moments,
    not_before,
)
from pipelines.read.incidents.timeline import Clock

_FIRST = 24  # characters, of a day before the time
_SEVERAL = 2  # times
_SENTENCES = re.compile(r"[a-z]{3}[.] (?=[A-Z])")
_OF_ANOTHER = re.compile(r"\w{3} (?:of|from) \W*$")  # `Snapshot of 10:00 back at 10:49`
_KINDS = ("started", "detected", "acknowledged", "mitigated", "restored")
_WHEN = ("when", "occurred", "occurred at", "occurred on")


def take_stated(moments: Moments, kind: str, words: str, clock: Clock) -> None:
    """A moment of its own column; a time before the start is of the next day."""
    if _is_moment(words):
        moment, has_zone = _moment_in(words, moments, clock)
        moments.take(kind, moment, has_zone, FIELD)


def take_fields(
    moments: Moments, fields: list[Field], clock: Clock, *, told: bool = False
) -> None:
    """Those of fields named so (`Detected: 10:05`).

    If `told`, those whose value tells what was done, and when (`Resolution: rolled back
    at 10:05`): the end may have come later, and what else is known goes first.
    """
    # "Incident end" says more than "Resolved", which may be the ticket's.
    ordered = sorted(fields, key=lambda one: not phrase("of_incident").search(one.name))
    for kind in _KINDS:
        for one in ordered:
            is_wanted = _tells_a_moment if told else _is_moment
            if kind not in one.roles or not is_wanted(one.value):
                continue
            moment, has_zone = _moment_in(one.value, moments, clock)
            known = moments.detected
            if kind == "detected" and moment and known and moment < known:
                moments.detected = moment  # the first of several signs
            moments.take(kind, moment, has_zone, TOLD if told else FIELD)


def take_day_and_time(moments: Moments, fields: list[Field], clock: Clock) -> None:
    """`Date and time of incident: 16 Aug 08:40` is when it began.

    So is a front matter's date beside the moment of the end: not that of the text.
    """
    is_of_trouble = any(f.is_front and "restored" in f.roles for f in fields)
    for one in fields:
        is_day = one.roles & {"day", "day_strong"} and "not_day" not in one.roles
        is_timed = "time" in one.name.split() or one.name in _WHEN
        is_timed = is_timed or (is_of_trouble and one.is_front)
        if is_day and is_timed and len(find_times(one.value)) == 1:
            moment, has_zone = clock.moment(one.value)
            end = moments.restored or moments.detected
            if moment and not (end and moment > end):
                moments.take("started", moment, has_zone, FIELD)


def _moment_in(
    words: str, moments: Moments, clock: Clock
) -> tuple[datetime | None, bool]:
    """The moment, none before the start, and whether its zone is told."""
    moment, has_zone = clock.moment(words)
    if not find_days(words, year=2000):
        moment = not_before(moment, moments.started or moments.detected)
    return moment, has_zone


def _is_moment(value: str) -> bool:
    """A field whose value is a time, not a story that mentions one."""
    times = find_times(value[:300])
    if not times or is_placeholder(value) or _is_story(value, times):
        return False
    if len(times) == 2 and _OF_ANOTHER.search(value[: times[0].start]):
        return False
    return times[0].start < 40 and _words_before(value, times[0].start) < 4


def _is_story(value: str, times: list[FoundTime]) -> bool:
    """`Patch applied to all hosts at 10:21, queue empty and all well at 10:26`."""
    if len(times) < _SEVERAL or times[0].start <= _FIRST:
        return False
    between = _words_before(value[times[0].end :], times[1].start - times[0].end)
    return between > 1 or bool(_SENTENCES.search(value))


def _tells_a_moment(value: str) -> bool:
    """A story that ends with its only time."""
    times = find_times(value[:300])
    is_at_end = len(times) == 1 and len(value) - times[0].end < 15
    return is_at_end and not (_is_moment(value) or is_placeholder(value))


def _words_before(value: str, place: int) -> int:
    return len(re.findall(r"[^\W\d_]{3,}", value[:place]))
