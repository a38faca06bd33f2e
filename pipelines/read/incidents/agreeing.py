"""Moments that are known because they agree with a duration that is stated.

`Time to recovery: 36 minutes` beside an event at exactly 36 minutes before the
restoration says when the trouble began, though the words of the event do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pipelines.read.incidents.found_moments import AGREED, EVENT, Moments
from pipelines.read.incidents.lasting import is_rough
from pipelines.read.incidents.records import StatedDuration
from pipelines.read.incidents.timeline import Event, says

_OF_THE_WHOLE = ("restore", "duration")
_DAY = 24 * 60  # minutes; `three days` says no time of day
_HOUR = 60  # minutes; `nine hours` may be about so long
_FEW = 4  # times; of more, two may lie so far apart by chance
_ROUGHLY = 0.05  # by which `about nine hours` may be off
_CLOSE = timedelta(seconds=59)  # a duration is stated in whole minutes


class _Points:
    """What is told with its time, found by the minute."""

    def __init__(self, points: Iterable[Event]) -> None:
        self._by_minute: dict[datetime, Event] = {}
        for point in points:
            if point.moment:
                self._by_minute.setdefault(_minute(point.moment), point)

    def at(self, moment: datetime) -> Event | None:
        """The event at a moment, or less than a minute after it or before."""
        for one in (moment, moment + _CLOSE, moment - _CLOSE):
            found = self._by_minute.get(_minute(one))
            if found and found.moment and abs(found.moment - moment) <= _CLOSE:
                return found
        return None

    def only_near(self, moment: datetime, slack: timedelta) -> Event | None:
        """The event about that time, if it is one."""
        near = [e for e in self.all() if e.moment and abs(e.moment - moment) <= slack]
        return near[0] if len(near) == 1 else None

    def pairs(self, span: timedelta) -> list[tuple[Event, Event]]:
        """Every two events that lie so far apart."""
        return [
            (start, end)
            for start in self.all()
            if start.moment and (end := self.at(start.moment + span))
        ]

    def all(self) -> list[Event]:
        return list(self._by_minute.values())


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def add_agreeing(
    moments: Moments, points: Sequence[Event], durations: Iterable[StatedDuration]
) -> None:
    """Fill in moments that a stated duration and the time of an event both tell.

    Args:
        moments: Those that are known; changed in place.
        points: Everything that the write-up tells with its time.
        durations: Those that the write-up states.
    """
    durations = list(durations)
    stated = [one for one in durations if not is_rough(one)]
    timed = _Points(points)
    whole = [d for d in stated if d.kind in _OF_THE_WHOLE and d.minutes % _DAY]
    until_known = [d.minutes for d in stated if d.kind == "detect"]
    for minutes in until_known[:1]:
        _agree_until_known(moments, timed, timedelta(minutes=minutes))
    for duration in whole[:1]:
        _correct_end(moments, timed, timedelta(minutes=duration.minutes))
        _agree_on_end(moments, timed, timedelta(minutes=duration.minutes))
    for duration in whole:
        if moments.started and moments.restored:
            break
        span = timedelta(minutes=duration.minutes)
        _agree_whole(moments, timed, span, is_known_at_once=0 in until_known)
        if duration.kind == "restore" and moments.detected and not moments.restored:
            _take(moments, "restored", timed.at(moments.detected + span))
    for duration in durations:
        is_round = duration.minutes >= 2 * _HOUR and duration.minutes % _HOUR == 0
        if duration.kind in _OF_THE_WHOLE and (is_round or is_rough(duration)):
            _agree_roughly(moments, timed, duration.minutes)


def _agree_roughly(moments: Moments, timed: _Points, minutes: int) -> None:
    """`About nine hours` after its start, one thing only is told."""
    span, slack = timedelta(minutes=minutes), timedelta(minutes=minutes * _ROUGHLY)
    if moments.started and moments.restored is None:
        _take(moments, "restored", timed.only_near(moments.started + span, slack))
    elif moments.restored and moments.started is None and moments.detected:
        start = timed.only_near(moments.restored - span, slack)
        if start and start.moment != moments.detected:
            _take(moments, "started", start)


def _agree_until_known(moments: Moments, timed: _Points, span: timedelta) -> None:
    if moments.started and moments.detected:
        sign = timed.at(moments.started + span)
        is_told = moments.sources["detected"] >= EVENT  # the first of several signs
        if is_told and sign and _is_a_sign(sign):
            moments.detected = sign.moment
    elif moments.started:
        _take(moments, "detected", timed.at(moments.started + span))
    elif moments.started is None and moments.detected:
        _take(moments, "started", timed.at(moments.detected - span))
    elif moments.started is None and moments.detected is None:
        pairs = [(start, sign) for start, sign in timed.pairs(span) if _is_a_sign(sign)]
        if len(pairs) == 1:
            _take(moments, "detected", pairs[0][1])
            _take(moments, "started", pairs[0][0])


def _is_a_sign(event: Event) -> bool:
    return says("detected", event.words)


def _agree_whole(
    moments: Moments, timed: _Points, span: timedelta, is_known_at_once: bool
) -> None:
    if moments.started is None and moments.restored is None:
        _take_pair(moments, timed, span)
    elif moments.started is None and moments.restored:
        start = timed.at(moments.restored - span)
        if start and (start.moment != moments.detected or is_known_at_once):
            _take(moments, "started", start)
        elif start is None:
            _take_earlier_pair(moments, timed, span)
    if moments.started and moments.restored is None:
        _take(moments, "restored", timed.at(moments.started + span))


def _take_earlier_pair(moments: Moments, timed: _Points, span: timedelta) -> None:
    """The end that fits, where a status page says that all is well only later."""
    pairs = [
        (start, end)
        for start, end in timed.pairs(span)
        if end.moment and moments.restored and end.moment < moments.restored
    ]
    if len(pairs) == 1 and says("restored", pairs[0][1].words):
        moments.restored = pairs[0][1].moment
        _take(moments, "started", pairs[0][0])


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


def _correct_end(moments: Moments, timed: _Points, span: timedelta) -> None:
    """Not when the paperwork was closed, but the end that fits what is stated."""
    end, first = moments.restored, moments.started
    last = timed.at(end) if end else None
    is_paperwork = last is not None and says("paperwork", last.words)
    if end is None or not is_paperwork or moments.sources["restored"] < EVENT:
        return
    for point in timed.all():
        if point.moment is None or not says("restored", point.words):
            continue
        begin = timed.at(point.moment - span)
        if begin and first in (None, begin.moment):
            moments.restored = point.moment
            return


def _agree_on_end(moments: Moments, timed: _Points, span: timedelta) -> None:
    """A later end that fits what is stated, where words alone told an earlier one."""
    start, end = moments.started, moments.restored
    if start is None or end is None or moments.sources["restored"] < EVENT:
        return
    fitting = timed.at(start + span)
    if fitting and fitting.moment and fitting.moment > end + _CLOSE:
        moments.restored = fitting.moment
        moments.sources["restored"] = AGREED


def _take_pair(moments: Moments, timed: _Points, span: timedelta) -> None:
    """The only two times that lie so far apart, if that cannot well be chance."""
    pairs = timed.pairs(span)
    if len(pairs) != 1:
        return
    start, end = pairs[0]
    is_end = says("restored", end.words) or says("mitigated", end.words)
    is_start = says("started", start.words)
    ends = [one.moment for one in timed.all() if one.moment]
    is_whole = start.moment == min(ends) and end.moment == max(ends)
    if start.moment == moments.detected:
        return  # how long the response took
    if is_end or is_start or is_whole or len(timed.all()) <= _FEW:
        _take(moments, "restored", end)
        _take(moments, "started", start)
