"""Events that the sentences of a story tell with their time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pipelines.read.incidents.clock import FoundTime, find_times, to_utc
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import FoundDay, day_of, find_days
from pipelines.read.incidents.durations import DURATION, sum_of
from pipelines.read.incidents.periods import period_in
from pipelines.read.incidents.prose import Sentence
from pipelines.read.incidents.timeline import Clock, Event
from pipelines.read.weekdays import FULL_WEEKDAY, weekday_number

_MOST_TIMES = 20  # of a sentence
_LATER = re.compile(
    rf"\W*(?:just |only |and )?(?P<d>{DURATION}) later\b", re.IGNORECASE
)
_HALF_A_DAY = timedelta(hours=12)
_MONTH = timedelta(days=31)
_WEEKDAY = re.compile(  # `on Friday`, `at 9:15am Friday`
    rf"(?:^\W*|\bon |(?<=[ap]m )|(?<=:[0-5]\d ))({FULL_WEEKDAY})\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(  # `on 12-27`, `Sunday 4/24`
    rf"\b(?:on|{FULL_WEEKDAY},?) ([0-3]?\d)[-/]([0-3]?\d)(?![\d/-])",
    re.IGNORECASE,
)
_NTH = re.compile(r"\bon the (\d{1,2})(?:st|nd|rd|th)\b")
_AT = re.compile(r"(?:\b(?:at|by|around|about|approximately|roughly|on)\W+)+$", re.I)
_JOINED = re.compile(r"^(?:and|but|then|so) (?=\w)", re.IGNORECASE)
_AND_WE = re.compile(r"\band (?=(?:i|we|they|he|she)\b)", re.IGNORECASE)
_JOINT = re.compile(r"(,\s+|\s+and\s+)")
_WORD = re.compile(r"[^\W\d_]{3,}")


def told_events(sentences: Iterable[Sentence], clock: Clock) -> Iterator[Event]:
    """What happened at a time, sentence by sentence; a day holds in its chapter."""
    story = _Story(clock, clock.day)
    chapter: int | None = None
    for sentence in sentences:
        if sentence.chapter != chapter:
            story = _Story(clock, clock.day_in_title(sentence.title))
            chapter = sentence.chapter
        for clause in _goes_on(sentence.text, [*_clauses(sentence.text)]):
            yield from story.told(_without_later_of(clause), sentence)


@dataclass(slots=True)
class _Story:
    """The day that a story has come to, and what it told last."""

    clock: Clock
    day: date | None
    last: Event | None = None

    def told(self, clause: str, sentence: Sentence) -> Iterator[Event]:
        """The event of a clause, if it tells one."""
        times = _times_in(clause)
        if later := _later(clause, sentence, self.last):
            self.last = later
            yield later
        if self.last and not times and phrase("at_that_time").match(clause):
            yield replace(self.last, words=clause, line=sentence.line)
        if len(times) > 1:
            self.last = _begun(clause, sentence, self.clock) or self.last
        if len(times) == 1 and not phrase("unreal").search(clause):
            yield from self._at(times[0], clause, sentence)

    def _at(self, time: FoundTime, clause: str, sentence: Sentence) -> Iterator[Event]:
        days = find_days(clause, year=self.day.year if self.day else None)
        if not phrase("at").search(_without(days, clause[: time.start])):
            return
        self.day = self._day_of(clause, days)
        moment, has_zone = self.clock.moment(clause, self.day)
        if moment and self.last and not days and _is_past_midnight(moment, self.last):
            moment += timedelta(days=1)
        if moment:
            is_sign = bool(phrase("unknown_until").search(clause))
            words = _without_time(clause, time)
            if is_sign or (sentence.part == "detection" and _WORD.search(words)):
                words = f"Detection: {words}"
            self.last = Event(self.day, moment, words, sentence.line, has_zone)
            yield self.last

    def _day_of(self, clause: str, days: list[FoundDay]) -> date | None:
        day = next((d.day for d in days if d.day), None) or _on_day(clause, self.day)
        day = day if days else _on_weekday(clause, day)
        is_next = day and not days and phrase("next_day").search(clause)
        return day + timedelta(days=1) if day and is_next else day


def _without_later_of(clause: str) -> str:
    """`Came back at 7:45 with the state of 2:55` happened at 7:45."""
    times = find_times(clause[:200])
    if len(times) > 1:
        before = clause[times[0].end : times[1].start]
        if re.search(r"\bof \W*$", before):
            return clause[: times[1].start]
    return clause


def _without_time(clause: str, time: FoundTime) -> str:
    """What happened: `the hub was back` of `the hub was back at 10:45 CET`."""
    before = _AT.sub("", _AND_WE.split(clause[: time.start])[-1])
    if not _WORD.search(_without(find_days(before, year=2000), before)):
        before = ""  # its day, and no more
    words = f"{before.rstrip(' ,')} {clause[time.end :].lstrip(' ,')}".strip()
    return _JOINED.sub("", words)


def _begun(clause: str, sentence: Sentence, clock: Clock) -> Event | None:
    """The beginning of `from 23:15 until 04:05`, after which the story goes on."""
    found = period_in(clause, clock)
    if found is None or found.start is None:
        return None
    return Event(clock.day, found.start, clause, sentence.line, found.has_zone)


def _goes_on(text: str, clauses: list[str]) -> list[str]:
    """`At 16:30, images were live, and we closed the incident`: it has one time."""
    timed = [one for one in clauses if _times_in(one)]
    is_one = len(timed) == 1 and len(clauses) > 1 and len(_times_in(text)) == 1
    return [text] if is_one and not phrase("another_time").search(text) else clauses


def _times_in(clause: str) -> list[FoundTime]:
    """`At 1:35 PDT (08:35 UTC)` tells one time."""
    times = find_times(clause[:200])
    if len(times) != 2:
        return times
    between = clause[times[0].end : times[1].start]
    return times[:1] if between.strip() in ("(", "[", "/", "=") else times


def _is_past_midnight(moment: datetime, last: Event) -> bool:
    """A time of the small hours after one of the evening, in a story."""
    return last.moment is not None and last.moment - moment > _HALF_A_DAY


def _later(clause: str, sentence: Sentence, last: Event | None) -> Event | None:
    """`Three minutes later the first page went out`, after what was told last."""
    match = _LATER.match(clause)
    if match is None or last is None or last.moment is None:
        return None
    moment = last.moment + timedelta(minutes=sum_of(match["d"]))
    return Event(last.day, moment, clause, sentence.line, last.has_zone)


def _without(days: list[FoundDay], words: str) -> str:
    """`at 2024-05-01 10:00` is a time, too."""
    for found in days:
        words = re.sub(rf"{re.escape(found.words)}T?", "", words)
    return phrase("weekday").sub(" ", words)


def _on_day(words: str, near: date | None) -> date | None:
    """`on 12-27 at 09:05`, in the year of the incident; else the day before."""
    match = _MONTH_DAY.search(words)
    if near is None or match is None:
        return _nth(words, near) if near else None
    first, second = int(match[1]), int(match[2])
    found = (day_of(near.year, *pair) for pair in ((first, second), (second, first)))
    return next((day for day in found if day and abs(day - near) <= _MONTH), near)


def _nth(words: str, near: date) -> date:
    """`on the 17th at 09:00`, in the month of the incident or the next one."""
    match = _NTH.search(words)
    days = (near + timedelta(days=n) for n in range(-3, 28))
    return next((d for d in days if match and d.day == int(match[1])), near)


def _on_weekday(words: str, near: date | None) -> date | None:
    """`On Friday at 15:10`, in a story that has come to Thursday."""
    match = _WEEKDAY.search(words)
    if match is None or near is None:
        return near
    return near + timedelta(days=(weekday_number(match[1]) - near.weekday()) % 7)


def times_told(sentences: Iterable[Sentence], clock: Clock) -> Iterator[Event]:
    """Every time in the sentences, whatever it is of; a day holds as it does above."""
    day = clock.day
    chapter: int | None = None
    for sentence in sentences:
        if sentence.chapter != chapter:
            day, chapter = clock.day_in_title(sentence.title), sentence.chapter
        times = find_times(sentence.text)[:_MOST_TIMES]
        ends = [time.start for time in times[1:]] + [len(sentence.text)]
        begin = 0
        for time, end in zip(times, ends, strict=False):
            days = find_days(
                sentence.text[begin:end],
                year=day.year if day else None,
                is_day_first=clock.is_day_first,
            )
            own = next((d.day for d in days if d.day), None)
            zone = time.zone or next((t.zone for t in times if t.zone), clock.zone)
            day = own or _on_day(sentence.text[begin:end], day)
            if day and not own and phrase("next_day").search(sentence.text[begin:end]):
                day += timedelta(days=1)
            if day and (moment := to_utc(day, time, zone)):
                words = sentence.text[begin:end]
                yield Event(day, moment, words, sentence.line, zone is not None)
            begin = time.end


def _clauses(sentence: str) -> Iterator[str]:
    """Pieces of a sentence that tell of one time each, where it can be cut so."""
    pending = ""
    for piece in phrase("clause").split(sentence):
        if _times_in(pending) and _times_in(piece):
            yield pending  # `Began at 19:00; at 08:30 it was over`
            pending = ""
        clause = f"{pending} {piece}".strip()
        if len(_WORD.findall(clause)) < 3:  # "At 16:10, when ..."
            pending = clause
            continue
        pending = ""
        if len(_times_in(clause)) > 1:
            yield from _one_time_each(clause)
        else:
            yield clause
    if pending:
        yield pending


def _one_time_each(clause: str) -> Iterator[str]:
    """Cut at commas and `and`, but not within what leads to a time."""
    told = ""
    pending = ""
    for piece in _JOINT.split(clause):
        pending += piece
        if not find_times(pending):
            continue
        if told:
            yield told.strip(" ,")
        told, pending = pending, ""
    yield f"{told}{pending}".strip(" ,")
