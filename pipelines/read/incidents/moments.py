"""When an incident started, was detected, was mitigated, and was over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import takewhile

from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import (
    harm_before_work,
    load,
    phrase,
    speaks_of_harm,
)
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.durations import lasting_in
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.found_moments import (
    EVENT,
    FIELD,
    PERIOD,
    TOLD,
    Moments,
    not_before,
)
from pipelines.read.incidents.moment_fields import take_day_and_time, take_fields
from pipelines.read.incidents.periods import (
    Period,
    end_in,
    period_in,
    start_in,
    tells_harm,
    told_periods,
)
from pipelines.read.incidents.prose import Sentence, is_field
from pipelines.read.incidents.timeline import Clock, Event, label_of, says
from pipelines.read.incidents.updates import Update, moments_told

_NO_START = ("detected", "known", "acknowledged", "mitigated", "restored", "paperwork")
_FIRST = 2  # of what a story tells with its time
_OPENING = 12  # sentences in which a story comes to its beginning
_SOON = timedelta(minutes=5)  # after the end of a period, it is said that all is well
_STOP = re.compile(r"(?<=[\w)])[.;]\s+")
_NAMED = re.compile(r"(?!the\b|utc\b)[^\W\d_]{3,}")
_LEAD = 24  # characters that two times may be
_BESIDE = 30  # characters in which a day may follow its time
_KIND_OF_PAIR = {
    "sta": "started", "beg": "started", "det": "detected", "not": "detected",
    "mit": "mitigated",
}  # fmt: skip


def moments_of(
    fields: list[Field],
    events: list[Event],
    sentences: list[Sentence],
    told: Iterable[Event],
    clock: Clock,
    updates: Sequence[Update] = (),
    why: Sequence[Sentence] = (),
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
        why: Sentences in which it is explained, which may tell from when until when.
    """
    moments = Moments()
    _take_from_fields(moments, fields, clock)
    for sentence in sentences:
        _take_pairs(moments, sentence.text, clock)
    opening = [one for one in sentences if not (updates or is_field(one.text))]
    for sentence in opening[:_OPENING]:
        moments.take("started", *_begun_in_opening(sentence.text, clock), PERIOD)
    _take_from_sentences(moments, sentences, clock)
    for kind, moment, has_zone in moments_told(updates, clock):
        moments.take(kind, moment, has_zone, EVENT)
    if updates:
        return _in_order(moments)
    told = [event for event in told if event.moment]
    _take_events(moments, _without_paperwork(events), EVENT, whole=events)
    _take_events(moments, _without_paperwork(told), TOLD)
    _take_first_harm(moments, told)
    take_fields(moments, fields, clock, told=True)
    _take_events(moments, told, TOLD)
    _take_events(moments, events, EVENT, whole=events)
    for period in told_periods([one for one in why if _tells_when(one)], clock):
        if clock.day_of(period.start) == clock.day and _fits(moments, period):
            _take_period(moments, period, TOLD)
    return _in_order(moments)


def _tells_when(reason: Sentence) -> bool:
    """`From 10:12 to 10:40 all uploads failed`: it was so then, once, and with us."""
    is_first = phrase("begins").match(reason.text) and harm_before_work(reason.text)
    is_past = phrase("tells").search(reason.text)
    others = (phrase(key).search(reason.text) for key in ("unreal", "not_ours"))
    return bool(is_first and is_past and not any(others))


def _fits(moments: Moments, period: Period) -> bool:
    """Whether all that is known happened in a period, and nearly at its end ended."""
    known = [moments.detected, moments.mitigated, moments.restored]
    if period.start is None or period.end is None:
        return False
    last = period.end + _SOON
    is_end = moments.restored is None or moments.restored >= period.end - _SOON
    return is_end and all(period.start <= one <= last for one in known if one)


def add_told(
    moments: Moments, why: Iterable[Event], told: Iterable[Event], day: date | None
) -> None:
    """What the explanation tells of that day or later, where nothing else does.

    Args:
        moments: Those that are known; changed in place.
        why: Events where it is explained why it happened.
        told: Those of the story.
        day: Of the incident.
    """
    later = [e for e in why if e.moment and e.day and day and e.day >= day]
    _take_events(moments, _without_paperwork(later), TOLD)
    for event in (e for e in told if says("known", e.words)):
        moments.take("detected", event.moment, event.has_zone, TOLD)
    _in_order(moments)


def _without_paperwork(events: list[Event]) -> list[Event]:
    """A ticket that somebody raises is a sign, too."""
    kept = ("detected", "started")
    return [
        one
        for one in events
        if any(says(kind, one.words) for kind in kept)
        or not says("paperwork", one.words)
        or _ends_before_paperwork(one.words)
    ]


def _ends_before_paperwork(words: str) -> bool:
    """`All is back to normal. Incident closed.` tells both."""
    before = takewhile(lambda one: not says("paperwork", one), _STOP.split(words))
    return any(says("restored", one) for one in before)


def _take_from_fields(moments: Moments, fields: list[Field], clock: Clock) -> None:
    take_fields(moments, fields, clock)
    for one in fields:
        if one.roles & {"day", "day_strong", "window", "minutes_duration"}:
            _take_period(moments, period_in(one.value, clock), FIELD)
    take_day_and_time(moments, fields, clock)
    for one in fields:
        if "status" in one.roles:
            _take_pairs(moments, one.value, clock, least=1)


def _take_from_sentences(
    moments: Moments, sentences: list[Sentence], clock: Clock
) -> None:
    for title in sentences[:1]:
        if (lasts := lasting_in(title.text)) and len(find_times(title.text)) == 1:
            moments.take("started", *clock.moment(title.text[: lasts.start()]), PERIOD)
        elif begins := _begin_in_title(title.text, clock):
            moments.take("started", *begins, TOLD)
    for period in told_periods(sentences, clock):
        _take_period(moments, period, PERIOD)
    for sentence in sentences:
        is_work = re.search(load("events.yml")["work"], sentence.text.lower())
        is_led = phrase("starting").match(sentence.text) and not is_work
        is_held = phrase("went_on").search(sentence.text)
        if is_led or is_held or tells_harm(sentence):
            moments.take("restored", *end_in(sentence.text, clock), TOLD)
            moments.take("started", *start_in(sentence.text, clock), TOLD)


def _begun_in_opening(text: str, clock: Clock) -> tuple[datetime | None, bool]:
    """`On May 3rd, at around 14:20 UTC, the mill stopped`: the day, the time, the harm.

    It counts before what a timeline calls the beginning of one of its parts.
    """
    times = find_times(text)
    days = find_days(text[: times[0].end + _BESIDE], year=2000) if times else []
    is_other = phrase("unreal").search(text) or phrase("of_talk").search(text)
    if len(days) != 1 or is_other:
        return None, False
    end = max(days[0].end, times[0].end)
    lead = text[:end].replace(days[0].words, " ")
    lead = lead.replace(text[times[0].start : times[0].end], " ")
    is_lead = not re.search(r"[^\W\d_]{3}", phrase("small_words").sub(" ", lead))
    told = text[end:].lower()
    is_harm = _is_of_harm(told) or (
        says("started", told) and not says("detected", told)
    )
    return clock.moment(text[:end]) if is_lead and is_harm else (None, False)


def _begin_in_title(title: str, clock: Clock) -> tuple[datetime | None, bool] | None:
    """`2023-07-11 at 09:33 - Slow uploads`, `Sep 3: Builds fail (13:00 EST)`."""
    days, times = find_days(title, year=2000), find_times(title)
    if len(days) != 1 or len(times) != 1 or not _leads(title[: days[0].start]):
        return None
    if re.fullmatch(r"\d+\.\d+", title[times[0].start : times[0].end]):
        return None  # a version of what was released that day
    between = title[days[0].end : times[0].start]
    is_beside = not phrase("at").sub("", between).strip(" T,:;–—-(|")
    is_last = between.endswith("(") and not title[times[0].end :].strip(" ).")
    return clock.moment(title) if is_beside or is_last else None


def _leads(before: str) -> bool:
    """Whether a day begins a title, but for `Incident on`."""
    return not before.strip(" #*[(") or bool(phrase("incident_on").match(before))


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
        moment = not_before(moment, moments.started or moments.detected)
        moments.take(kind, moment, has_zone, PERIOD)


def _take_period(moments: Moments, period: Period | None, source: int) -> None:
    """Unless it is another one than that which is known already."""
    if period and _is_near(moments.started, period.start):
        moments.started = moments.started and period.start  # maybe to the second
        moments.take("started", period.start, period.has_zone, source)
        moments.take("mitigated", period.eased, period.has_zone, source)
        moments.take("restored", period.end, period.has_zone, source)


def _is_near(known: datetime | None, start: datetime | None) -> bool:
    """Unknown, or the same but for the seconds."""
    if known is None or start is None:
        return known is None
    return known.replace(second=0) == start.replace(second=0)


def _take_events(
    moments: Moments, events: list[Event], source: int, whole: Sequence[Event] = ()
) -> None:
    """What events say; `whole` is the timeline, with the paperwork."""
    timed = [event for event in events if event.moment]
    for kind in ("started", "detected", "acknowledged"):
        said = _said(kind, timed)
        later = [e for e in said if not _comes_early(e, moments)]
        if kind == "acknowledged":
            said = []  # nobody answers before there is a sign
        said = later or said
        for event in (_shown(said, timed) or said)[:1]:
            moments.take(kind, event.moment, event.has_zone, source)
    _keep_order(moments, "started", "detected", "started")
    for kind in ("restored", "mitigated"):
        ends = [e for e in _said(kind, timed) if not _comes_early(e, moments)]
        if kind == "restored" and _begins_anew(ends, whole):
            ends = []
        if kind == "mitigated" and source == TOLD:
            ends = [e for e in ends if not says("restored", e.words)]
        if kind == "mitigated" and not ends:
            ends = [e for e in timed if says("eased", e.words)]
            ends = [e for e in ends if not _comes_early(e, moments)]
        if ends:
            named = [e for e in ends if phrase("mitigated").search(e.words)]
            last = ends[-1] if kind == "restored" else [*named, *ends][0]
            moments.take(kind, last.moment, last.has_zone, source)


def _begins_anew(ends: list[Event], events: Sequence[Event]) -> bool:
    """Whether the same trouble came after the last of what looks like its end.

    Not what came once the incident had been closed, nor another trouble, nor words of
    why it was.
    """
    end = ends[-1].moment if ends else None
    later = [e for e in events if end and e.moment and e.moment > end]
    unclosed = takewhile(lambda e: not says("paperwork", e.words), later)
    first = next((e for e in events if says("started", e.words)), None)
    return first is not None and any(_is_anew(e.words, first.words) for e in unclosed)


def _is_anew(words: str, first: str) -> bool:
    """`Shop goes down` a second time, or `shop down again`."""
    if not says("started", words) or phrase("looks_back").search(words):
        return False
    subject, *rest = _NAMED.findall(words.lower()) or [""]
    known, *told = _NAMED.findall(first.lower()) or [""]
    return subject == known and ("again" in rest or rest[:1] == told[:1])


def _shown(said: list[Event], events: list[Event]) -> list[Event]:
    """Without the change that led to it, if the harm came before anybody saw it."""
    seen = next((e.moment for e in _said("detected", events)), None)
    shown = (e for e in said if not says("introduced", e.words))
    return [e for e in shown if not (seen and e.moment and e.moment > seen)]


def _take_first_harm(moments: Moments, told: list[Event]) -> None:
    """The trouble that is told first began then, if all that is known came after it."""
    known = (moments.detected, moments.mitigated, moments.restored)
    first = next((e for e in told[:_FIRST] if _is_of_harm(e.words.lower())), None)
    if moments.started or first is None or first.moment is None:
        return
    if all(first.moment <= later for later in known if later):
        moments.take("started", first.moment, first.has_zone, TOLD)


def _is_of_harm(text: str) -> bool:
    """Of trouble that came, not of a sign of it, of work, or of its end."""
    data = load("events.yml")
    if not speaks_of_harm(text) or re.search(data["work"], text):
        return False
    if phrase("up_to").search(text) or re.search(data["unless"]["started"], text):
        return False
    return not any(says(kind, text) for kind in _NO_START)


def _said(kind: str, events: list[Event]) -> list[Event]:
    """Events that a label calls so, and those whose words say so."""
    labels = [label_of(e.words) for e in events]
    labelled = [e for e, label in zip(events, labels, strict=True) if label == kind]
    said = [
        e
        for e, label in zip(events, labels, strict=True)
        if label == kind or (label is None and says(kind, e.words))
    ]
    if kind == "restored":
        return labelled or said
    return _with_spans(said, events) if kind == "started" else said


def _with_spans(said: list[Event], events: list[Event]) -> list[Event]:
    """Events that say so, and spans of trouble that was not over before the first."""
    known = {id(event) for event in said}
    first = next((event.moment for event in said), None)
    ends = {id(event): _end_of_span(event) for event in events}
    kept = (
        event
        for event in events
        if id(event) in known
        or ((end := ends[id(event)]) and not (first and end < first))
    )
    return [*kept]


def _end_of_span(event: Event) -> datetime | None:
    """`14:00-21:30 - mail was not delivered`: a line of the trouble as a whole."""
    times = find_times(event.words[:_LEAD])
    if len(times) != 2 or times[0].start > 2 or event.moment is None:
        return None
    told = event.words[times[1].end :].lower()
    is_span = phrase("range").match(event.words[times[0].end : times[1].start])
    is_of_harm = _is_of_harm(told) and not phrase("tended").search(told)
    first, last = (datetime.combine(date.min, one.clock) for one in times)
    length = (last - first) % timedelta(days=1)
    return event.moment + length if is_span and is_of_harm else None


def _comes_early(event: Event, moments: Moments) -> bool:
    first = moments.started or moments.detected
    return bool(first and event.moment and event.moment < first)


_ORDER = (  # earlier, later, and which of them goes if both stand equally well
    ("started", "detected", "started"),
    ("started", "restored", "restored"),
    ("detected", "acknowledged", "detected"),
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
    if first and second and first.replace(second=0) > second:
        if moments.sources[earlier] != moments.sources[later]:
            weaker = max(earlier, later, key=moments.sources.__getitem__)
        setattr(moments, weaker, None)
