"""Events of a timeline, and the moments that an incident's text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times, stated_zone, to_utc
from pipelines.read.incidents.data import load
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.sections import Section

_LEAD = 45  # an event begins with its time; a few marks may stand before it
_RANGE = re.compile(
    r"^\s*(?:UTC|GMT|[A-Z]{2,4})?\s*(?:-|–|—|to|until|till|through)\s*$", re.IGNORECASE
)
_KINDS = ("started", "detected", "mitigated", "restored")


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline; `moment` in UTC, None if only its day is known."""

    day: date | None
    moment: datetime | None
    words: str
    line: int
    has_zone: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """How the times of one write-up are read: its day, its year, its zone."""

    day: date | None
    zone: str | None
    is_day_first: bool | None = None

    def moment(
        self, text: str, near: date | None = None
    ) -> tuple[datetime | None, bool]:
        """First day and time in `text`, in UTC, and whether a zone was stated."""
        times = find_times(text)
        days = find_days(text, year=self._year(near), is_day_first=self.is_day_first)
        day = next((d.day for d in days if d.day), None) or near or self.day
        if not times or day is None:
            return None, False
        zone = times[0].zone or self._zone_of_pair(times) or self.zone
        return to_utc(day, times[0], zone), zone is not None

    def _year(self, near: date | None) -> int | None:
        day = near or self.day
        return day.year if day else None

    @staticmethod
    def _zone_of_pair(times: Sequence[object]) -> str | None:
        """`16:58 to 18:46 UTC`: the zone stands after the second."""
        zone = getattr(times[1], "zone", None) if len(times) > 1 else None
        return zone if isinstance(zone, str) else None


@dataclass(slots=True)
class Moments:
    """Moments of an incident, in UTC."""

    started: datetime | None = None
    detected: datetime | None = None
    mitigated: datetime | None = None
    restored: datetime | None = None
    is_zone_assumed: bool = False

    def take(self, kind: str, moment: datetime | None, has_zone: bool) -> None:
        """Keep the first moment that is known of a kind."""
        if moment is not None and getattr(self, kind) is None:
            setattr(self, kind, moment)
            self.is_zone_assumed = self.is_zone_assumed or not has_zone


def zone_of(text: str) -> str | None:
    """The zone that the write-up states for its times."""
    return stated_zone(text)


def events_of(section: Section, clock: Clock) -> list[Event]:
    """Events of the timeline parts; without such a part, of any list of timed lines."""
    parts = [s for s in section.walk() if "timeline" in s.parts]
    if parts:
        return [event for part in parts for event in _events(part, clock)]
    events = list(_events(section, clock))
    timed = [event for event in events if event.moment]
    return timed if len(timed) >= 2 else []


def _events(section: Section, clock: Clock) -> Iterator[Event]:
    day = next((d.day for d in find_days(section.title) if d.day), clock.day)
    previous: datetime | None = None
    blocks = list(section.all_blocks())
    for position, block in enumerate(blocks):
        if block.kind == "code":
            continue
        if block.kind == "heading" and find_times(block.text):
            told = f"{block.text} {_told_below(blocks, position)}"
            event = _event(told, block.line, clock, day, previous)
            if event:
                day, previous = event.day or day, event.moment or previous
                yield event
            continue
        if block.kind == "heading" or _is_day_alone(block, clock):
            days = find_days(block.text, year=day.year if day else None)
            day = next((d.day for d in days if d.day), day)
            previous = None if days else previous
            continue
        for offset, words in enumerate(_lines(block)):
            event = _event(words, block.line + offset, clock, day, previous)
            if event is None:
                continue
            day = event.day or day
            previous = event.moment or previous
            yield event


def _told_below(blocks: list[Block], position: int) -> str:
    """The paragraph or item below a heading that is only a time."""
    following = blocks[position + 1 : position + 2]
    return " ".join(b.text for b in following if b.kind in ("paragraph", "item"))


def _is_day_alone(block: Block, clock: Clock) -> bool:
    if block.kind not in ("paragraph", "item"):
        return False
    first = block.text.splitlines()[0] if block.text else ""
    days = find_days(first, year=clock.day.year if clock.day else None)
    return bool(days) and not find_times(first) and len(first) - len(days[0].words) < 15


def _lines(block: Block) -> list[str]:
    if block.kind == "row":
        return [block.text]
    return block.text.splitlines()


def _event(
    words: str, line: int, clock: Clock, day: date | None, previous: datetime | None
) -> Event | None:
    lead = words[:_LEAD]
    times = find_times(lead)
    days = find_days(
        lead, year=day.year if day else None, is_day_first=clock.is_day_first
    )
    own = next((d.day for d in days if d.day and d.start < 25), None)
    if not times or times[0].start > 32:
        return (
            Event(own, None, words, line, False) if own and days[0].start < 5 else None
        )
    if not own and re.search(
        r"[^\W\d_]{4,}\s+[^\W\d_]{3,}\s+[^\W\d_]{3,}", words[: times[0].start]
    ):
        return None  # a sentence that mentions a time
    near = own or day
    if near is None:
        return Event(None, None, words, line, False)
    moment, has_zone = clock.moment(lead, near)
    if moment and previous and not own and previous - moment > timedelta(hours=6):
        near += timedelta(days=1)  # past midnight
        moment, has_zone = clock.moment(lead, near)
    return Event(near, moment, words, line, has_zone)


# -- moments -----------------------------------------------------------------------


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
    for kind in ("started", "detected"):
        said = [e for e in timed if says(kind, e.words)]
        later = [e for e in said if not _comes_early(e, moments)]
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


def says(kind: str, words: str) -> bool:
    """Whether an event says that the incident was detected, restored, ..."""
    text = words.lower()[:300]
    for pattern in _patterns(kind):
        match = pattern.search(text)
        if match and not _negated().search(
            text[max(0, match.start() - 25) : match.end()]
        ):
            return True
    return False


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load("events.yml")[kind])


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(load("events.yml")["negated"])
