"""When an incident started, was detected, was mitigated, and was over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.periods import (
    Period,
    end_in,
    period_in,
    start_in,
    tells_harm,
    told_periods,
)
from pipelines.read.incidents.prose import Sentence
from pipelines.read.incidents.timeline import Clock, Event, label_of, says
from pipelines.read.incidents.updates import Update, moments_told

_KIND_OF_PAIR = {
    "sta": "started", "beg": "started", "det": "detected", "not": "detected",
    "mit": "mitigated",
}  # fmt: skip
_KINDS = ("started", "detected", "acknowledged", "mitigated", "restored")
_WHEN = ("when", "occurred", "occurred at", "occurred on")
FIELD, PERIOD, EVENT, TOLD, AGREED = range(5)  # the stronger source first


@dataclass(slots=True)
class Moments:
    """Moments of an incident, in UTC; `sources`: where each was found."""

    started: datetime | None = None
    detected: datetime | None = None
    acknowledged: datetime | None = None
    mitigated: datetime | None = None
    restored: datetime | None = None
    is_zone_assumed: bool = False
    sources: dict[str, int] = field(default_factory=dict)

    def take(
        self, kind: str, moment: datetime | None, has_zone: bool, source: int
    ) -> None:
        """Keep the first moment that is known of a kind."""
        if moment is not None and getattr(self, kind) is None:
            setattr(self, kind, moment)
            self.sources[kind] = source
            self.is_zone_assumed = self.is_zone_assumed or not has_zone


def moments_of(
    fields: list[Field],
    events: list[Event],
    sentences: list[Sentence],
    told: Iterable[Event],
    clock: Clock,
    updates: Sequence[Update] = (),
) -> Moments:
    """Stated fields first, then a stated period, then the events' own words.

    The paperwork of closing an incident counts only where nothing else is said.

    Args:
        fields: Of the incident.
        events: Of its timeline.
        sentences: In which it is told, its title first.
        told: Events in these sentences, which count where the timeline says nothing.
        clock: How its times are read.
        updates: Of a status page.
    """
    moments = Moments()
    _take_fields(moments, fields, clock)
    for one in fields:
        if one.roles & {"day", "day_strong", "window", "minutes_duration"}:
            _take_period(moments, period_in(one.value, clock), FIELD)
    _take_day_and_time(moments, fields, clock)
    for one in fields:
        if "status" in one.roles:
            _take_pairs(moments, one.value, clock, least=1)
    for period in told_periods(sentences, clock):
        _take_period(moments, period, PERIOD)
    for sentence in sentences:
        _take_pairs(moments, sentence.text, clock)
        if tells_harm(sentence):
            moments.take("restored", *end_in(sentence.text, clock), TOLD)
            moments.take("started", *start_in(sentence.text, clock), TOLD)
    for kind, moment, has_zone in moments_told(updates, clock):
        moments.take(kind, moment, has_zone, EVENT)
    if updates:
        return _in_order(moments)
    told = list(told)
    telling = [one for one in events if not says("paperwork", one.words)]
    _take_events(moments, telling, EVENT)
    _take_events(moments, [event for event in told if event.moment], TOLD)
    _take_events(moments, events, EVENT)
    return _in_order(moments)


def take_stated(moments: Moments, kind: str, words: str, clock: Clock) -> None:
    """A moment of its own column; a time before the start is of the next day."""
    if _is_moment(words):
        moment, has_zone = clock.moment(words)
        if not find_days(words, year=2000):
            moment = _after(moment, moments.started or moments.detected)
        moments.take(kind, moment, has_zone, FIELD)


def _take_fields(moments: Moments, fields: list[Field], clock: Clock) -> None:
    # "Incident end" says more than "Resolved", which may be the ticket's.
    ordered = sorted(fields, key=lambda one: not phrase("of_incident").search(one.name))
    for kind in _KINDS:
        for one in ordered:
            if kind not in one.roles or not _is_moment(one.value):
                continue
            moment, has_zone = clock.moment(one.value)
            if not find_days(one.value, year=2000):
                moment = _after(moment, moments.started or moments.detected)
            known = moments.detected
            if kind == "detected" and moment and known and moment < known:
                moments.detected = moment  # the first of several signs
            moments.take(kind, moment, has_zone, FIELD)


def _take_day_and_time(moments: Moments, fields: list[Field], clock: Clock) -> None:
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


def _is_moment(value: str) -> bool:
    """A field whose value is a time, not a story that mentions one."""
    times = find_times(value[:300])
    if not times:
        return False
    is_at_end = len(times) == 1 and len(value) - times[0].end < 15
    before = re.findall(r"[^\W\d_]{3,}", value[: times[0].start])
    return (times[0].start < 40 and len(before) < 4) or is_at_end


def _after(moment: datetime | None, first: datetime | None) -> datetime | None:
    """A clock time before that of the start is one of the next day."""
    if moment and first and moment < first:
        return moment + timedelta(days=1)
    return moment


def _take_pairs(
    moments: Moments, sentence: str, clock: Clock, *, least: int = 2
) -> None:
    """`Started 07:50 CEST, fixed 09:05 CEST`: at least two such pairs."""
    found = []
    for match in phrase("pair").finditer(sentence):
        rest = sentence[match.end() : match.end() + 60]
        times = find_times(rest)
        if times and (
            times[0].start < 2 or not rest[: times[0].start].strip("0123456789-T/. ")
        ):
            kind = _KIND_OF_PAIR.get(match["word"][:3].lower(), "restored")
            found.append((kind, rest))
    if len({kind for kind, _ in found}) < least:
        return
    for kind, rest in found:
        moment, has_zone = clock.moment(rest)
        moment = _after(moment, moments.started or moments.detected)
        moments.take(kind, moment, has_zone, PERIOD)


def _take_period(moments: Moments, period: Period | None, source: int) -> None:
    """Unless it is another one than that which is known already."""
    if period and moments.started in (None, period.start):
        moments.take("started", period.start, period.has_zone, source)
        moments.take("restored", period.end, period.has_zone, source)


def _take_events(moments: Moments, events: list[Event], source: int) -> None:
    timed = [event for event in events if event.moment]
    for kind in ("started", "detected", "acknowledged"):
        said = _said(kind, timed)
        later = [e for e in said if not _comes_early(e, moments)]
        if kind == "acknowledged":
            said = []  # nobody answers before there is a sign
        for event in (later or said)[:1]:
            moments.take(kind, event.moment, event.has_zone, source)
    _keep_order(moments, "started", "detected", "started")
    for kind in ("restored", "mitigated"):
        ends = [e for e in _said(kind, timed) if not _comes_early(e, moments)]
        if kind == "mitigated" and source == TOLD:
            ends = [e for e in ends if not says("restored", e.words)]
        if ends:
            last = ends[-1] if kind == "restored" else ends[0]
            moments.take(kind, last.moment, last.has_zone, source)


def _said(kind: str, events: list[Event]) -> list[Event]:
    """Events that a label calls so, and those whose words say so."""
    labelled = [e for e in events if label_of(e.words) == kind]
    said = [e for e in events if label_of(e.words) is None and says(kind, e.words)]
    if kind == "restored":
        return labelled or said
    return [e for e in events if e in labelled or e in said]


def _comes_early(event: Event, moments: Moments) -> bool:
    first = moments.started or moments.detected
    return bool(first and event.moment and event.moment < first)


_ORDER = (  # earlier, later, and which of them goes if both stand equally well
    ("started", "detected", "started"),
    ("started", "restored", "restored"),
    ("detected", "restored", "restored"),
    ("started", "mitigated", "mitigated"),
    ("mitigated", "restored", "mitigated"),
    ("acknowledged", "restored", "acknowledged"),
)


def _in_order(moments: Moments) -> Moments:
    """What contradicts the order of an incident was read wrongly: it is unknown."""
    for earlier, later, weaker in _ORDER:
        _keep_order(moments, earlier, later, weaker)
    return moments


def _keep_order(moments: Moments, earlier: str, later: str, weaker: str) -> None:
    first, second = getattr(moments, earlier), getattr(moments, later)
    if first and second and first > second:
        if moments.sources[earlier] != moments.sources[later]:
            weaker = max(earlier, later, key=moments.sources.__getitem__)
        setattr(moments, weaker, None)
