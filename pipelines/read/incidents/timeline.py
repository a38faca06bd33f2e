"""Events of a timeline, and the moments that an incident's text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times, to_utc, zone_named
from pipelines.read.incidents.data import load, phrase
from pipelines.read.incidents.days import day_of, find_days
from pipelines.read.incidents.headings import is_only_a_day
from pipelines.read.incidents.relative_days import find_short
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.timeline_blocks import (
    LEAD,
    is_of_a_period,
    is_story,
    lines_of,
    oldest_first,
    plain_lines,
    weekday_after,
    with_colons,
)

_MONTH_DAY = re.compile(
    r"(?:^\W{0,3}|[(\s])([0-3]?\d)[-/]([0-3]?\d)[ T,]+(?=\d{1,2}:\d\d)"
)
_NAMED = re.compile(r"[^\W\d_]{4,}")
_NEAR = 31  # days
_BYLINE = 80  # characters: a day and who wrote


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

    def day_of(self, moment: datetime | None) -> date | None:
        """The day of a moment at the place whose clock it is."""
        place = zone_named(self.zone) if self.zone else None
        local = moment.astimezone(place) if moment and place else moment
        return local.date() if local else None

    def day_in_title(self, title: str) -> date | None:
        """The day that a chapter's heading tells (`Back (10/31 05:00)`), or its own."""
        if self.day is None:
            return next((one.day for one in find_days(title) if one.day), None)
        days = find_days(title, year=self.day.year, is_day_first=self.is_day_first)
        short = find_short(title, self.day + timedelta(days=_NEAR))
        found = (one.day for one in (*days, short) if one and one.day)
        near = (day for day in found if abs((day - self.day).days) <= _NEAR)
        return next(near, self.day)

    def _year(self, near: date | None) -> int | None:
        day = near or self.day
        return day.year if day else None

    @staticmethod
    def _zone_of_pair(times: Sequence[object]) -> str | None:
        """`16:58 to 18:46 UTC`: the zone stands after the second."""
        zone = getattr(times[1], "zone", None) if len(times) > 1 else None
        return zone if isinstance(zone, str) else None


def events_of(section: Section, clock: Clock) -> list[Event]:
    """Events of the timeline parts; where these have none, of any list of timed lines.

    A paragraph outside of a timeline tells a story, not a line of a list.
    """
    parts = [s for s in section.walk() if "timeline" in s.parts]
    if parts:
        events = [event for part in parts for event in _events(part, clock)]
        events = events or [e for part in parts for e in _set_apart(part, clock)]
        if events:
            return events
    events = list(_events(section, clock, is_timeline=False))
    timed = [event for event in events if event.moment]
    return timed if len(timed) >= 2 else []


def _events(
    section: Section, clock: Clock, *, is_timeline: bool = True
) -> Iterator[Event]:
    day = next((d.day for d in find_days(section.title) if d.day), clock.day)
    previous: datetime | None = None
    blocks = _blocks(section, clock, is_timeline)
    for position, block in enumerate(blocks):
        if block.kind == "code" or is_of_a_period(block):
            continue
        if _heads_an_event(block):
            below = "" if _is_of_a_while(block.text) else _told_below(blocks, position)
            told = f"{block.text} {below}"
            event = _event(told, block.line, clock, day, previous)
            if event:
                day, previous = event.day or day, event.moment or previous
                yield event
            continue
        if block.kind == "heading" or _is_day_alone(block, clock):
            days = find_days(block.text, year=day.year if day else None)
            weekday = weekday_after(block.text, day)
            day = next((d.day for d in days if d.day), weekday or day)
            previous = None if days or weekday else previous
            if block.kind == "heading" or "\n" not in block.text:
                continue
        if not is_timeline and block.kind == "paragraph" and is_story(block):
            continue
        for offset, words in lines_of(block):
            event = _event(words, block.line + offset, clock, day, previous)
            if event is None:
                continue
            day = event.day or day
            previous = event.moment or previous
            yield event


def _blocks(section: Section, clock: Clock, is_timeline: bool) -> list[Block]:
    """Its blocks, the oldest first; without the day of a text below its title."""
    blocks = oldest_first(with_colons(list(section.all_blocks())))
    is_led = not is_timeline and _is_byline(blocks[:1], clock)
    return blocks[1:] if is_led else blocks


def _is_byline(blocks: list[Block], clock: Clock) -> bool:
    """Whether a title is followed by a later day, and who wrote: those of the text."""
    lines = (b.text for b in blocks if b.kind == "paragraph" and _is_short(b.text))
    year = clock.day.year if clock.day else None
    days = (one.day for line in lines for one in find_days(line, year=year))
    return any(day and clock.day and day > clock.day for day in days)


def _is_short(line: str) -> bool:
    """A line that is no sentence and tells no time."""
    is_sentence = len(line) > _BYLINE or line.rstrip().endswith((".", ":"))
    return not is_sentence and not find_times(line)


def _set_apart(section: Section, clock: Clock) -> Iterator[Event]:
    """A timeline that is set as code, line by line."""
    day, previous = clock.day, None
    for block in section.all_blocks():
        for offset, line in plain_lines(block):
            event = _event(line, block.line + 1 + offset, clock, day, previous)
            if event:
                day, previous = event.day or day, event.moment or previous
                yield event


def _heads_an_event(block: Block) -> bool:
    """A heading, or a line in bold that stands for one, with a time."""
    if block.kind == "heading":
        is_of_voice = phrase("of_a_thread").match(block.text)
        return bool(find_times(block.text)) and not is_of_voice
    is_bold = block.kind == "paragraph" and "".join(block.bold) == block.text.strip()
    return is_bold and bool(find_times(block.text)) and is_only_a_day(block.text)


def _is_of_a_while(title: str) -> bool:
    """`Early triage (13:37 - 18:00)`: what stands below came at any time of it."""
    times = find_times(title)
    between = title[times[0].end : times[1].start] if len(times) > 1 else ""
    return bool(phrase("range").match(_without_days(between)))


def _without_days(words: str) -> str:
    for found in find_days(words, year=2000):
        words = words.replace(found.words, " ")
    return re.sub(r"\d{1,2}[-/]\d{1,2}", " ", words)


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


def _event(
    words: str, line: int, clock: Clock, day: date | None, previous: datetime | None
) -> Event | None:
    lead = words[:LEAD]
    times = find_times(lead)
    days = find_days(
        lead, year=day.year if day else None, is_day_first=clock.is_day_first
    )
    own = next((d.day for d in days if d.day and d.start < 25), None)
    own = own or _month_and_day(lead, day)
    if not times or times[0].start > 32:
        return (
            Event(own, None, words, line, False)
            if own and days and days[0].start < 5
            else None
        )
    if not own and re.search(
        r"[^\W\d_]{4,}\s+[^\W\d_]{3,}\s+[^\W\d_]{3,}", words[: times[0].start]
    ):
        return None  # a sentence that mentions a time
    near = own or day
    if near is None:
        return Event(None, None, words, line, False)
    if days and not own and days[0].start > times[0].end:
        lead = lead[: days[0].start]  # `11:20 restored from the backup of 4 May`
    moment, has_zone = clock.moment(lead, near)
    if moment and previous and not own and previous - moment > timedelta(hours=6):
        near += timedelta(days=1)  # past midnight
        moment, has_zone = clock.moment(lead, near)
    return Event(near, moment, words, line, has_zone)


def label_of(words: str) -> str | None:
    """What an event is called: `10:05 **Detection:** ...`, `10:05 full (start)`."""
    match = _label().search(words[:80]) or _mark().search(words[-40:])
    if match is None:
        return None
    labels = load("events.yml")["labels"]
    name = match["label"].lower()
    return next((kind for kind, names in labels.items() if name in names), None)


def _listed() -> str:
    """Names of moments as alternatives, the longest first."""
    names = [n for names in load("events.yml")["labels"].values() for n in names]
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\d|)\]*–—-]|(?-i:[ZCT])(?=[\s|*]))[\s|*\[(–—:-]*"
        rf"(?:(?:initial|first|full|final) )?(?P<label>{_listed()})[*\])]*"
        r"(?::|\s[–—-]\s|\s?\||\s\((?=\d)|\W*$)",
        re.IGNORECASE,
    )


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        rf"[(\[][*_ ]{{0,4}}(?P<label>{_listed()})[*_. ]{{0,4}}[)\]]\W{{0,3}}$",
        re.IGNORECASE,
    )


def _month_and_day(lead: str, near: date | None) -> date | None:
    """`[03-26 23:04]` in the year of the incident; `26/03` if that is far nearer."""
    match = _MONTH_DAY.search(lead)
    if match is None or near is None:
        return None
    first, second = int(match[1]), int(match[2])
    found = [day_of(near.year, *pair) for pair in ((first, second), (second, first))]
    days = [day for day in found if day]
    is_near = [day for day in days if abs((day - near).days) <= _NEAR]
    return next(iter([*is_near, *days]), None)


@lru_cache(maxsize=8192)
def says(kind: str, words: str) -> bool:
    """Whether an event says that the incident was detected, restored, ..."""
    text = _untimed(words)[:300].lower()
    unless = load("events.yml")["unless"].get(kind)
    for pattern in _patterns(kind):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 25) : match.end()]
            is_denied = unless is not None and _is_near(unless, match, kind)
            if not is_denied and not _negated(kind).search(before):
                return True
    return False


def _untimed(words: str) -> str:
    """What the line of a timeline says, without the time that it begins with."""
    times = find_times(words[:LEAD])
    if not times or _NAMED.search(words[: times[0].start]):
        return words
    return words[times[0].end :].lstrip(" \t|:.,;*_`~)]–—-")


def _is_near(unless: str, match: re.Match[str], kind: str) -> bool:
    """Whether its sentence has what only looks like it; what began must be the same."""
    text = match.string
    first = max(0, match.start() - 40, text.rfind(". ", 0, match.start()) + 1)
    end = text.find(". ", match.end(), match.end() + 40)
    around = text[first : end if end > 0 else match.end() + 40]
    for other in re.finditer(unless, around):
        overlaps = (
            first + other.start() < match.end() and match.start() < first + other.end()
        )
        if overlaps or kind != "started":
            return True
    return False


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load("events.yml")[kind])


@cache
def _negated(kind: str) -> re.Pattern[str]:
    is_end = kind in ("restored", "mitigated")
    return re.compile(load("events.yml")["negated"]["ended" if is_end else "begun"])
