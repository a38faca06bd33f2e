"""From the lines of a rota to shifts: until the next one takes over."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import mode

from pipelines.read.incidents.clock import (
    FoundTime,
    find_times,
    sole_zone,
    stated_zone,
    to_utc,
)
from pipelines.read.on_call.days import WEEKDAY, Days, weekday_of
from pipelines.read.on_call.records import Shift, Unread
from pipelines.read.on_call.rotas import Line, Rota
from pipelines.read.on_call.windows import (
    WEEKEND,
    Window,
    whole_weeks_in,
    windows_in,
)
from pipelines.read.on_call.words import words

_MIDNIGHT = FoundTime(time(), 0, 0, None)
_PLACE = re.compile(r"\b[a-z]{4,15} time\b")  # "london time"
_END = FoundTime(time(), 0, 0, None, is_next_day=True)
_SIX = 6  # days from Monday to Sunday
_DAY = timedelta(days=1)
_WEEK = 7 * _DAY
_LONGEST_TURN = 8 * _WEEK
_MONTH = 31 * _DAY


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
    weeks = whole_weeks_in(text)
    found = [t for one in said for t in find_times(one)]
    found += [clock for _, clock in weeks]
    times = {(t.clock, t.zone): t for t in found}
    named = [name[0] for one in said for name in WEEKDAY.finditer(one)]
    days = {*map(weekday_of, named), *(weekday for weekday, _ in weeks)}
    clock = next(iter(times.values())) if len(times) == 1 else _MIDNIGHT
    weekday = days.pop() if len(days) == 1 else None
    return Handover(clock, weekday, zone, tuple(windows_in(text)))


def shifts_of(rota: Rota, handover: Handover) -> tuple[list[Shift], list[Unread]]:
    """Every shift of a rota, and the lines whose time zone nobody knows."""
    spans = _Spans(rota, handover)
    shifts: list[Shift] = []
    unread = list(rota.unread)
    for line in spans.lines:
        row, begin, end = line.row, spans.begin(line), spans.end(line)
        if begin is None or end is None or end <= begin:
            unread.append(Unread(row.line, "its times cannot be told", row.quote))
            continue
        clock = line.days.begin_time
        has_zone = handover.zone or handover.clock.zone or (clock and clock.zone)
        shifts += [
            Shift(rota.name, person, begin, end, not has_zone, row.line, row.quote)
            for person in line.people
        ]
    return shifts, unread


class _Spans:
    """From when to when the lines of a rota last."""

    def __init__(self, rota: Rota, handover: Handover) -> None:
        self._handover = handover
        days = sorted({line.days.begin for line in rota.lines})
        gaps = [b - a for a, b in pairwise(days)]
        # Lines that name a day each stand for a week: all are as far apart.
        self._is_weekly = bool(gaps) and min(gaps) >= _WEEK
        # Where a line has no day, another may have taken over before the next one.
        self._longest = _WEEK if rota.has_undated else _MONTH
        # How long each is on call, where most begin as many weeks apart; between the
        # others a turn is left out.
        gap = mode(gaps or [_WEEK])
        is_even = len(gaps) > 1 and gaps.count(gap) * 2 > len(gaps)
        is_long = gap > _LONGEST_TURN or any(one % gap for one in gaps)
        self._has_turns = is_even and not (is_long or gap % _WEEK or rota.has_undated)
        self._turn = gap if self._has_turns else _WEEK
        window = handover.window(rota, is_weekly=self._is_weekly)
        self.lines = [
            self._within(line, window) if window else line for line in rota.lines
        ]
        in_order = sorted((line.days for line in self.lines), key=lambda one: one.begin)
        # Lines end on the day of the next one's begin, or all after whole weeks; so
        # does the last.
        lengths = [one.end - one.begin for one in in_order if one.end]
        self._is_shared = any(
            one.end == other.begin != one.begin for one, other in pairwise(in_order)
        ) or not any(not one or one % _WEEK for one in lengths)
        begins = {self.begin(line) for line in self.lines}
        self._begins = sorted(one for one in begins if one)

    def begin(self, line: Line) -> datetime | None:
        return self._handover.moment(self._first_day(line), line.days.begin_time)

    def _first_day(self, line: Line) -> date:
        """A week begins on the weekday of the hand-over."""
        day, weekday = line.days.begin, self._handover.weekday
        if weekday is None or line.days.end or not self._is_week(line):
            return day
        return day + timedelta(days=(weekday - day.weekday()) % 7)

    def end(self, line: Line) -> datetime | None:
        """A week lasts until the next line's begin, or seven days; a day lasts a day.

        What is only said to begin, as long as a week, or until the next one if that is
        not too far away.
        """
        begin, days = self.begin(line), line.days
        if begin is None:
            return None
        at = bisect_right(self._begins, begin)
        later = self._begins[at] if at < len(self._begins) else None
        if days.end is not None:
            return self._last_day(days, days.end, later)
        is_from = line.unit == "from"
        is_near = later and later - begin <= self._longest
        if is_from and is_near and not self._has_turns:
            return later
        is_long = is_from or self._is_week(line)
        is_one = line.unit == "week" or days.is_week
        span = _DAY if not is_long else _WEEK if is_one else self._turn
        end = self._handover.moment(self._first_day(line) + span, days.begin_time)
        return min(end, later) if end and later and is_long else end

    def _last_day(
        self, days: Days, last: date, later: datetime | None
    ) -> datetime | None:
        """A range until its last day is over, or the next takes over on it."""
        if days.are_months:
            return self._handover.moment(last + _DAY)
        if days.end_time:
            return self._handover.moment(last, days.end_time)
        begun = self._handover.moment(last, _MIDNIGHT)
        over = self._handover.moment(last + _DAY, _MIDNIGHT)
        if begun and over and later and begun <= later <= over + _DAY:
            return later
        # Without a next one the hour of the hand-over ends it: the careful side.
        clock = days.begin_time or self._handover.clock
        is_by_clock = self._is_shared or clock is not _MIDNIGHT
        is_long = last > days.begin
        return self._handover.moment(last, clock) if is_by_clock and is_long else over

    def _is_week(self, line: Line) -> bool:
        is_apart = self._is_weekly and line.unit != "from"
        return line.days.is_week or line.unit == "week" or is_apart

    def _within(self, line: Line, window: Window) -> Line:
        """A line of a day or a week, or of as many days as the window has."""
        days = line.days
        length = (days.end - days.begin).days if days.end else None
        if length is None and not (self._is_week(line) or window.is_of_weekends):
            return line
        if length is not None and length > window.days + 1 and length != _SIX:
            return line
        first, last = window.around(days.begin)
        begin_time = days.begin_time or window.first_clock or _MIDNIGHT
        end_time = window.end_clock or _END
        return replace(line, days=Days(first, begin_time, last, end_time))
