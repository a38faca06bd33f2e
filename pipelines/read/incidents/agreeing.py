"""Moments that are known because they agree with a duration that is stated.

`Time to recovery: 36 minutes` beside an event at exactly 36 minutes before the
restoration says when the trouble began, though the words of the event do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pipelines.read.incidents.moments import AGREED, EVENT, Moments
from pipelines.read.incidents.records import StatedDuration
from pipelines.read.incidents.timeline import Event, says

_OF_THE_WHOLE = ("restore", "duration")
_FEW = 4  # times; of more, two may lie so far apart by chance


def add_agreeing(
    moments: Moments, points: Sequence[Event], durations: Iterable[StatedDuration]
) -> None:
    """Fill in moments that a stated duration and the time of an event both tell.

    Args:
        moments: Those that are known; changed in place.
        points: Everything that the write-up tells with its time.
        durations: Those that the write-up states.
    """
    stated = list(durations)
    timed = _by_moment(points)
    whole = [d.minutes for d in stated if d.kind in _OF_THE_WHOLE and d.minutes]
    until_known = [d.minutes for d in stated if d.kind == "detect"]
    for minutes in whole[:1]:
        span = timedelta(minutes=minutes)
        _correct_end(moments, timed, span)
        if moments.started is None and moments.restored is None:
            _take_pair(moments, timed, span)
        elif moments.started is None and moments.restored:
            start = timed.get(moments.restored - span)
            if start and (start.moment != moments.detected or 0 in until_known):
                _take(moments, "started", start)
        elif moments.restored is None and moments.started:
            _take(moments, "restored", timed.get(moments.started + span))
    for minutes in until_known[:1]:
        span = timedelta(minutes=minutes)
        if moments.detected is None and moments.started:
            _take(moments, "detected", timed.get(moments.started + span))
        elif moments.started is None and moments.detected:
            _take(moments, "started", timed.get(moments.detected - span))


def _by_moment(points: Iterable[Event]) -> dict[object, Event]:
    timed: dict[object, Event] = {}
    for point in points:
        if point.moment:
            timed.setdefault(point.moment, point)
    return timed


def _take(moments: Moments, kind: str, event: Event | None) -> None:
    """Unless it came after what it has to come before."""
    if event is None or event.moment is None:
        return
    known = {
        "started": moments.detected or moments.mitigated or moments.restored,
        "detected": moments.restored,
    }.get(kind)
    if known is None or event.moment <= known:
        moments.take(kind, event.moment, event.has_zone, AGREED)


def _correct_end(
    moments: Moments, timed: dict[object, Event], span: timedelta
) -> None:
    """Not when the paperwork was closed, but the end that fits what is stated."""
    end, first = moments.restored, moments.started
    last = timed.get(end)
    is_paperwork = last is not None and says("paperwork", last.words)
    if end is None or not is_paperwork or moments.sources["restored"] < EVENT:
        return
    for point in timed.values():
        is_end = says("restored", point.words) or says("mitigated", point.words)
        if point.moment is None or not is_end:
            continue
        begins = point.moment - span
        if begins in timed and first in (None, begins):
            moments.restored = point.moment
            return


def _take_pair(moments: Moments, timed: dict[object, Event], span: timedelta) -> None:
    """The only two times that lie so far apart, if that cannot well be chance."""
    pairs = [
        (start, end)
        for moment, start in timed.items()
        if start.moment and (end := timed.get(start.moment + span)) and moment
    ]
    if len(pairs) != 1:
        return
    start, end = pairs[0]
    is_end = says("restored", end.words) or says("mitigated", end.words)
    is_start = says("started", start.words)
    if start.moment == moments.detected:
        return  # how long the response took
    if is_end or is_start or len(timed) <= _FEW:
        _take(moments, "restored", end)
        _take(moments, "started", start)
