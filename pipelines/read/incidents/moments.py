"""When an incident started, was detected, was mitigated, and was over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.timeline import Clock, Event, says

_RANGE = re.compile(
    r"^\s*(?:UTC|GMT|[A-Z]{2,4})?\s*(?:-|–|—|to|until|till|through)\s*$", re.IGNORECASE
)
_KINDS = ("started", "detected", "acknowledged", "mitigated", "restored")


@dataclass(slots=True)
class Moments:
    """Moments of an incident, in UTC."""

    started: datetime | None = None
    detected: datetime | None = None
    acknowledged: datetime | None = None
    mitigated: datetime | None = None
    restored: datetime | None = None
    is_zone_assumed: bool = False

    def take(self, kind: str, moment: datetime | None, has_zone: bool) -> None:
        """Keep the first moment that is known of a kind."""
        if moment is not None and getattr(self, kind) is None:
            setattr(self, kind, moment)
            self.is_zone_assumed = self.is_zone_assumed or not has_zone


def moments_of(
    fields: list[Field], events: list[Event], prose: str, clock: Clock
) -> Moments:
    """Stated fields first, then a stated period, then the events' own words."""
    moments = Moments()
    for kind in _KINDS:
        for field in fields:
            if kind in field.roles and _is_moment(field.value):
                moment, has_zone = clock.moment(field.value)
                if not find_days(field.value, year=2000):
                    moment = _after(moment, moments.started or moments.detected)
                known = moments.detected
                if kind == "detected" and moment and known and moment < known:
                    moments.detected = moment  # the first of several signs
                moments.take(kind, moment, has_zone)
    for field in fields:
        if field.roles & {"day", "day_strong", "minutes_duration"}:
            _take_period(moments, field.value, clock)
    for sentence in re.split(r"(?<=[.!?])\s", prose[:20_000]):
        if re.search(r"\b(?:from|between|lasted|lasting)\b", sentence, re.IGNORECASE):
            _take_period(moments, sentence, clock)
    _take_events(moments, events)
    return _in_order(moments)


def _is_moment(value: str) -> bool:
    """A field whose value is a time, not a story that mentions one."""
    times = find_times(value[:300])
    if not times:
        return False
    is_at_end = len(times) == 1 and len(value) - times[0].end < 15
    return times[0].start < 40 or is_at_end


def _after(moment: datetime | None, first: datetime | None) -> datetime | None:
    """A clock time before that of the start is one of the next day."""
    if moment and first and moment < first:
        return moment + timedelta(days=1)
    return moment


def _take_period(moments: Moments, text: str, clock: Clock) -> None:
    times = find_times(text)
    for first, second in pairwise(times):
        between = text[first.end : second.start]
        days = find_days(between)
        for found in days:
            between = between.replace(found.words, "")
        if not (_RANGE.match(between) or re.fullmatch(r"\s*(?:and)\s*", between)):
            continue
        start, has_zone = clock.moment(text[: second.end])
        near = days[0].day if days and days[0].day else None
        day = near or next(
            (d.day for d in find_days(text[: first.start]) if d.day), None
        )
        end, _ = clock.moment(text[first.end : second.end], day)
        if first.zone and not second.zone and end and start:
            end, _ = clock.moment(
                f"{text[second.start : second.end]} {first.zone}", day
            )
        if start and end and end < start:
            end += timedelta(days=1)
        if moments.started in (None, start):
            moments.take("started", start, has_zone)
            moments.take("restored", end, has_zone)
        return


def _take_events(moments: Moments, events: list[Event]) -> None:
    timed = [event for event in events if event.moment]
    for kind in ("started", "detected", "acknowledged"):
        said = [e for e in timed if says(kind, e.words)]
        later = [e for e in said if not _comes_early(e, moments)]
        if kind == "acknowledged":
            said = []  # nobody answers before there is a sign
        for event in (later or said)[:1]:
            moments.take(kind, event.moment, event.has_zone)
    if moments.started and moments.detected and moments.started > moments.detected:
        moments.started = None
    for kind in ("restored", "mitigated"):
        ends = [
            e for e in timed if says(kind, e.words) and not _comes_early(e, moments)
        ]
        if ends:
            last = ends[-1] if kind == "restored" else ends[0]
            moments.take(kind, last.moment, last.has_zone)


def _comes_early(event: Event, moments: Moments) -> bool:
    first = moments.started or moments.detected
    return bool(first and event.moment and event.moment < first)


def _in_order(moments: Moments) -> Moments:
    """A restoration before the start was read wrongly, or written so: it is unknown."""
    first = moments.started or moments.detected
    if first and moments.restored and moments.restored < first:
        moments.restored = None
    return moments
