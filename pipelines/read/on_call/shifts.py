"""From the lines of a rota to shifts: until the next one takes over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import (
    FoundTime,
    find_times,
    sole_zone,
    stated_zone,
    to_utc,
)
from pipelines.read.on_call.records import Shift, Unread
from pipelines.read.on_call.rotas import Line, Rota
from pipelines.read.on_call.words import words

_MIDNIGHT = FoundTime(time(), 0, 0, None)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b", re.IGNORECASE)
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Handover:
    """When one person takes over from the other, as far as the document says it.

    Attributes:
        clock: Midnight where it says nothing.
        weekday: Of weeks; 0 is Monday.
        zone: None: UTC is assumed.
    """

    clock: FoundTime = _MIDNIGHT
    weekday: int | None = None
    zone: str | None = None

    def moment(self, day: date, clock: FoundTime | None = None) -> datetime | None:
        return to_utc(day, clock or self.clock, self.zone)


def handover_of(text: str) -> Handover:
    """Read "hand-over is on Tuesday at 09:00 UTC"; two times of day are none."""
    zone = stated_zone(text) or sole_zone(text)
    said = [match[0] for match in words("handover").finditer(text[:200_000])]
    times = {(t.clock, t.zone): t for one in said for t in find_times(one)}
    days = {d[1].lower() for one in said for d in _WEEKDAY.finditer(one)}
    clock = next(iter(times.values())) if len(times) == 1 else _MIDNIGHT
    weekday = _WEEKDAYS.index(days.pop()) if len(days) == 1 else None
    return Handover(clock, weekday, zone)


def shifts_of(rota: Rota, handover: Handover) -> tuple[list[Shift], list[Unread]]:
    """Every shift of a rota, and the lines whose time zone nobody knows."""
    is_weekly = _is_weekly(rota.lines)
    # Where a line has no day, another may have taken over before the next one that has.
    longest = _WEEK if rota.has_undated else _MONTH
    begins = [_begin(line, is_weekly, handover) for line in rota.lines]
    starts = sorted({one for one in begins if one})
    shifts: list[Shift] = []
    unread = list(rota.unread)
    for line, begin in zip(rota.lines, begins, strict=True):
        end = _end(line, begin, starts, is_weekly, handover, longest) if begin else None
        if begin is None or end is None or end <= begin:
            reason = "its times cannot be told"
            unread.append(Unread(line.entry.line, reason, line.entry.quote))
        else:
            shifts += _shifts(rota.name, line, begin, end, handover)
    return shifts, unread


def _shifts(
    name: str, line: Line, begin: datetime, end: datetime, handover: Handover
) -> Iterator[Shift]:
    stated = (handover.zone, handover.clock.zone, _zone_of(line.days.begin_time))
    for person in line.people:
        yield Shift(
            rota=name,
            person=person,
            begins_at=begin,
            ends_at=end,
            zone_is_assumed=not any(stated),
            line=line.entry.line,
            quote=line.entry.quote,
        )


def _zone_of(clock: FoundTime | None) -> str | None:
    return clock.zone if clock else None


def _is_weekly(lines: list[Line]) -> bool:
    """Whether lines that name a day each stand for a week: all are as far apart."""
    days = sorted({line.days.begin for line in lines})
    return len(days) > 1 and all(b - a >= _WEEK for a, b in pairwise(days))


def _is_week(line: Line, is_weekly: bool) -> bool:
    return (
        line.days.is_week or line.unit == "week" or (is_weekly and line.unit != "from")
    )


def _begin(line: Line, is_weekly: bool, handover: Handover) -> datetime | None:
    days = line.days
    day = days.begin
    if handover.weekday is not None and days.end is None and _is_week(line, is_weekly):
        day += timedelta(days=(handover.weekday - day.weekday()) % 7)
    return handover.moment(day, days.begin_time)


def _end(
    line: Line,
    begin: datetime,
    starts: list[datetime],
    is_weekly: bool,
    handover: Handover,
    longest: timedelta,
) -> datetime | None:
    """A range until its last day is over, or the next takes over on it.

    A week lasts until the next line's begin, or seven days; what is only said to begin,
    as long, if that is not too far away; a day lasts a day.
    """
    days = line.days
    later = next((one for one in starts if one > begin), None)
    if days.end is not None:
        return _end_of_range(line, begin, later, handover)
    if line.unit == "from" and later and later - begin <= longest:
        return later
    is_long = line.unit == "from" or _is_week(line, is_weekly)
    span = _WEEK if is_long else timedelta(days=1)
    local = days.begin + (begin.date() - days.begin if is_long else timedelta())
    end = handover.moment(local + span, days.begin_time)
    return min(end, later) if end and later and is_long else end


def _end_of_range(
    line: Line, begin: datetime, later: datetime | None, handover: Handover
) -> datetime | None:
    days = line.days
    assert days.end is not None
    if days.end_time:
        return handover.moment(days.end, days.end_time)
    last = handover.moment(days.end, _MIDNIGHT)
    after = handover.moment(days.end + timedelta(days=1), _MIDNIGHT)
    if last is None or after is None:
        return None
    is_taken_over = later is not None and last <= later <= after + timedelta(days=1)
    if is_taken_over:
        return later
    # Without a next one the hour of the hand-over ends it: the careful side.
    has_clock = days.begin_time or handover.clock is not _MIDNIGHT
    clock = days.begin_time or handover.clock
    return (
        handover.moment(days.end, clock)
        if has_clock and days.end > days.begin
        else after
    )
