"""From the lines of a rota to shifts: until the next one takes over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import (
    FoundTime,
    find_times,
    sole_zone,
    stated_zone,
    to_utc,
)
from pipelines.read.on_call.calendar_words import weekday_names, weekday_of
from pipelines.read.on_call.lines import Line, Rota
from pipelines.read.on_call.records import Shift, Unread
from pipelines.read.on_call.windows import WEEKEND, Window, windows_in
from pipelines.read.on_call.words import words

_MIDNIGHT = FoundTime(time(), 0, 0, None)
_PLACE = re.compile(r"\b[a-z]{4,15} time\b")  # "london time"
_END = FoundTime(time(), 0, 0, None, is_next_day=True)
_SHORT = 2  # letters of a weekday, which are words as well
_SIX = 6  # days from Monday to Sunday
_WEEK = timedelta(days=7)
_LONGEST_TURN = 8 * _WEEK
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Handover:
    """When one person takes over from the other, as far as the document says it.

    Attributes:
        clock: Midnight where it says nothing.
        weekday: Of weeks; 0 is Monday.
        zone: None: UTC is assumed.
        windows: From which weekday to which, as the document says of all shifts.
    """

    clock: FoundTime = _MIDNIGHT
    weekday: int | None = None
    zone: str | None = None
    windows: tuple[Window, ...] = ()

    def window(self, rota: Rota, *, is_weekly: bool) -> Window | None:
        """The one of a rota; of one of weekends these, where none is stated."""
        if rota.is_of_weekends and not (is_weekly or len(rota.lines) == 1):
            return None  # each day has a line of its own
        found = [
            one for one in self.windows if one.is_of_weekends == rota.is_of_weekends
        ]
        if rota.is_of_weekends and not found:
            return WEEKEND
        return found[0] if len(found) == 1 else None

    def moment(self, day: date, clock: FoundTime | None = None) -> datetime | None:
        return to_utc(day, clock or self.clock, self.zone)


def handover_of(text: str) -> Handover:
    """Read "hand-over is on Tuesday at 09:00 UTC"; two times of day are none."""
    text = _PLACE.sub(lambda found: found[0].capitalize(), text)
    zone = stated_zone(text) or sole_zone(text)
    said = [match[0] for match in words("handover").finditer(text[:200_000])]
    times = {(t.clock, t.zone): t for one in said for t in find_times(one)}
    named = [name[0] for one in said for name in weekday_names().finditer(one)]
    days = {weekday_of(name) for name in named if len(name) > _SHORT}
    clock = next(iter(times.values())) if len(times) == 1 else _MIDNIGHT
    weekday = days.pop() if len(days) == 1 else None
    return Handover(clock, weekday, zone, tuple(windows_in(text)))


def shifts_of(rota: Rota, handover: Handover) -> tuple[list[Shift], list[Unread]]:
    """Every shift of a rota, and the lines whose time zone nobody knows."""
    is_weekly = _is_weekly(rota.lines)
    if window := handover.window(rota, is_weekly=is_weekly):
        lines = [_within(line, window, is_weekly=is_weekly) for line in rota.lines]
        rota = replace(rota, lines=lines)
    # Where a line has no day, another may have taken over before the next one that has.
    longest = _WEEK if rota.has_undated else _MONTH
    turn = _turn(rota)
    begins = [_begin(line, is_weekly, handover) for line in rota.lines]
    starts = sorted({one for one in begins if one})
    shifts: list[Shift] = []
    unread = list(rota.unread)
    for line, begin in zip(rota.lines, begins, strict=True):
        end = None
        if begin:
            span = turn if line.unit != "week" and not line.days.is_week else _WEEK
            end = _end(line, begin, starts, is_weekly, handover, longest, span)
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


def shared(rotas: list[Rota], handover: Handover) -> list[Rota]:
    """Where lines end on the day of the next one's begin, the last does so, too."""
    in_order = (sorted(one.lines, key=lambda line: line.days.begin) for one in rotas)
    if not any(
        one.days.end == other.days.begin != one.days.begin
        for lines in in_order
        for one, other in pairwise(lines)
    ):
        return rotas
    return [
        replace(rota, lines=[_until_clock(line, handover) for line in rota.lines])
        for rota in rotas
    ]


def _until_clock(line: Line, handover: Handover) -> Line:
    days = line.days
    if days.end in (None, days.begin) or days.end_time:
        return line
    end_time = days.begin_time or handover.clock
    return replace(line, days=replace(days, end_time=end_time))


def _within(line: Line, window: Window, *, is_weekly: bool) -> Line:
    """A line of a day or a week, or of as many days as the window has."""
    days = line.days
    length = (days.end - days.begin).days if days.end else None
    if length is None and not (_is_week(line, is_weekly) or window.is_of_weekends):
        return line
    if length is not None and length > window.days + 1 and length != _SIX:
        return line
    first, last = window.around(days.begin)
    begin_time = days.begin_time or window.first_clock or _MIDNIGHT
    end_time = window.end_clock or _END
    whole = replace(
        days, begin=first, begin_time=begin_time, end=last, end_time=end_time
    )
    return replace(line, days=whole)


def _zone_of(clock: FoundTime | None) -> str | None:
    return clock.zone if clock else None


def _turn(rota: Rota) -> timedelta:
    """How long each is on call, where all begin as many weeks apart; else a week."""
    days = sorted({line.days.begin for line in rota.lines})
    gaps = {b - a for a, b in pairwise(days)}
    is_even = len(gaps) == 1 and len(days) > 2 and not rota.has_undated
    gap = gaps.pop() if is_even else _WEEK
    return gap if _WEEK < gap <= _LONGEST_TURN and not gap % _WEEK else _WEEK


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
    turn: timedelta,
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
    span = turn if is_long else timedelta(days=1)
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
