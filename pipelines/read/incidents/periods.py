"""Periods of trouble that a field or a sentence states: from when until when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from pipelines.read.incidents.clock import FoundTime, find_times, to_utc
from pipelines.read.incidents.data import load, phrase, speaks_of_harm
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.durations import DURATION, sum_of
from pipelines.read.incidents.prose import Sentence, is_field
from pipelines.read.incidents.timeline import Clock
from pipelines.read.weekdays import FULL_WEEKDAY, weekday_number

_WEEKDAY = re.compile(rf"\b({FULL_WEEKDAY})\W*(?:at )?$", re.IGNORECASE)
_BETWEEN = 80  # characters between the two times of a period
_LASTS = re.compile(rf"\bfor (?:[\w-]+ )?{DURATION}\W*$", re.IGNORECASE)
_LONG = re.compile(r"[^\W\d_]{4,}")
_STATED = re.compile(DURATION, re.IGNORECASE)
_SHARE = 0.1  # by which a stated length may be off
_OPENING = 4  # sentences
_FIRST = 15  # characters at the beginning of a sentence
_NEAR = 10  # days; a period further from the incident's day is another one's


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, in UTC; `has_zone`: a zone was stated.

    `eased`: from then on it was less bad.
    """

    start: datetime | None
    end: datetime | None
    has_zone: bool
    eased: datetime | None = None


def told_periods(sentences: list[Sentence], clock: Clock) -> Iterator[Period]:
    """Periods of trouble in sentences, of which the first is the title.

    A day that a sentence tells of holds for those after it.
    """
    day = clock.day
    position = -1  # among the sentences that are no fields
    for number, sentence in enumerate(sentences):
        day = _day_told(sentence.text, clock) or day
        position += not is_field(sentence.text)
        is_span = number == 0 or phrase("span").search(sentence.text)
        is_work = re.search(load("events.yml")["work"], sentence.text.lower())
        begins = phrase("begins").match(sentence.text)
        is_past = _is_of_the_past(sentence.text)
        is_first = position < _OPENING and (begins or is_past) and not is_work
        is_told = is_first or (is_span and tells_harm(sentence))
        is_told = is_told or (position < _OPENING and _is_of_two(sentence.text, clock))
        period = _period_told(sentence.text, replace(clock, day=day))
        if period and (
            is_told
            or _is_bare_period(sentence.text)
            or (_has_its_length(sentence.text, period) and not is_work)
        ):
            yield period


def _is_of_two(text: str, clock: Clock) -> bool:
    """`At first 16:36–17:02 UTC, and again 21:14–22:47`."""
    is_again = phrase("twice").search(text) and not phrase("unreal").search(text)
    return bool(is_again) and len([*periods_in(text, clock)]) > 1


def _is_of_the_past(text: str) -> bool:
    """`Clocks were an hour off between 01:00 and 07:30`."""
    first = next(iter(find_times(text)), None)
    before = text[: first.start] if first else ""
    is_told = phrase("tells").search(text) and not _of_lost_work(text)
    return bool(is_told and phrase("since_then").search(before))


def _period_told(text: str, clock: Clock) -> Period | None:
    """That of a sentence; `down twice, from 9 to 10 and again from 12 to 13` is one.

    So is `down from 9 to 10, and slow from 10 to 12`.
    """
    periods = list(periods_in(text, clock))
    if len(periods) == 2 and periods[0].end == periods[1].start:
        return replace(periods[0], end=periods[1].end, eased=periods[0].end)
    if len(periods) > 1 and phrase("twice").search(text):
        return replace(periods[0], end=periods[-1].end)
    return next(iter(periods), None)


def _has_its_length(text: str, period: Period) -> bool:
    """`For about 26 hours (Sat 16:00 to Sun 18:10)`: the length is told, too."""
    if period.start is None or period.end is None:
        return False
    minutes = (period.end - period.start).total_seconds() / 60
    return any(
        abs(sum_of(match[0]) - minutes) <= max(2, _SHARE * minutes)
        for match in _STATED.finditer(text)
    )


def period_in(text: str, clock: Clock) -> Period | None:
    """The first two times in `text` that a dash, `to`, `until` or `and` joins."""
    return next(periods_in(text, clock), None)


def periods_in(text: str, clock: Clock) -> Iterator[Period]:
    """Every two times in `text` that are joined so."""
    for first, second in pairwise(find_times(text)):
        between = text[first.end : second.start]
        if len(between) > _BETWEEN:
            continue
        for found in find_days(between, year=_year(clock)):
            between = re.sub(rf"{re.escape(found.words)}T?", "", between)
        if not phrase("range").match(between.replace(",", " ")):
            continue
        day, end_day = _days_of_period(text, first, second, clock)
        if day is None or _is_far(day, clock.day):
            continue
        start = to_utc(day, first, first.zone or second.zone or clock.zone)
        end = to_utc(end_day or day, second, second.zone or first.zone or clock.zone)
        if start and end and end < start:
            end += timedelta(days=1)
        yield Period(start, end, bool(first.zone or second.zone or clock.zone))


def end_in(sentence: str, clock: Clock) -> tuple[datetime | None, bool]:
    """The end in `requests failed until 14:30 UTC`, and whether it has a zone."""
    match = phrase("until").search(sentence)
    before = sentence[: match.start()] if match else ""
    if match is None or not (
        speaks_of_harm(before) or phrase("went_on").search(before)
    ):
        return None, False
    if phrase("unknown_until").search(sentence[: match.end()]):
        return None, False
    days = find_days(sentence[: match.start()], year=_year(clock))
    rest = sentence[match.end() : match.end() + 60]
    moment, has_zone = clock.moment(rest, next((d.day for d in days if d.day), None))
    if moment and find_times(rest)[0].start < 3:
        return moment, has_zone
    return None, False


def start_in(sentence: str, clock: Clock) -> tuple[datetime | None, bool]:
    """The start in `errors from about 13:10 UTC onwards`, and whether it has a zone."""
    for match in phrase("since").finditer(sentence):
        rest = sentence[match.end() : match.end() + 60]
        times = find_times(rest)
        if not times:
            continue
        before = sentence[max(0, match.start() - _BETWEEN) : match.start()].lower()
        is_only_when = _is_only_a_day(sentence[: match.start()], _year(clock))
        is_harm = is_only_when or speaks_of_harm(before)
        if match.start() > _FIRST and not (is_harm or _LASTS.search(before)):
            continue
        lead = rest[: times[0].start]
        for found in find_days(lead, year=_year(clock)):
            lead = lead.replace(found.words, "")
        after = rest[times[0].end :]
        is_open = match["since"] or phrase("onwards").match(after)
        is_open = is_open or _is_only_a_day(after.strip(" ."), _year(clock))
        is_open = is_open or (is_only_when and phrase("had_trouble").match(after))
        is_open = is_open or (is_only_when and _goes_on_in_harm(after))
        if is_open and not re.search(r"[^\W\d_]{3}", phrase("about").sub("", lead)):
            days = find_days(sentence[: match.start()], year=_year(clock))
            near = next((d.day for d in days if d.day), None)
            return clock.moment(rest, near)
    return None, False


def _goes_on_in_harm(after: str) -> bool:
    """`From 20:02 orders lagged`: its end is not told."""
    is_harm = speaks_of_harm(after)
    return is_harm and not find_times(after)


def _is_only_a_day(before: str, year: int | None) -> bool:
    """`On Monday 29th July, ` before the time from which it failed."""
    for found in find_days(before, year=year):
        before = before.replace(found.words, " ")
    words = phrase("small_words").sub(" ", before)
    return not _LONG.search(words) and len(before) < _BETWEEN


def _of_lost_work(text: str) -> bool:
    """`Everything that was pushed between 02:00 and 07:35 is lost`."""
    return bool(re.search(load("events.yml")["work_of"], text.lower()))


def tells_harm(sentence: Sentence) -> bool:
    """A period of trouble, rather than of a deployment."""
    text = sentence.text.lower()
    is_harm = sentence.part == "impact" or speaks_of_harm(text)
    is_work = re.search(load("events.yml")["work"], text) or _of_lost_work(text)
    return bool(is_harm) and not is_work


def _day_told(sentence: str, clock: Clock) -> date | None:
    """The day of which a sentence tells: not that of a review or of what is to come."""
    if phrase("not_told").search(sentence):
        return None
    for found in find_days(sentence, year=_year(clock)):
        is_near = not _is_far(found.day, clock.day)
        if is_near and phrase("on_day").search(sentence[: found.start]):
            return found.day
    return None


def _is_bare_period(sentence: str) -> bool:
    """Nothing but a day and two times: `16 August 2016, 03:12–09:40 (EDT)`."""
    times = find_times(sentence[:100])
    if len(times) != 2 or len(sentence) > 100:
        return False
    rest = sentence
    spans = [(one.start, one.end) for one in times]
    spans += [(one.start, one.end) for one in find_days(sentence, year=2000)]
    for start, end in spans:
        rest = rest.replace(sentence[start:end], " ")
    bare = phrase("small_words").sub(" ", rest)
    return len(_LONG.findall(rest)) <= 2 or not _LONG.search(bare)


def _days_of_period(
    text: str, first: FoundTime, second: FoundTime, clock: Clock
) -> tuple[date | None, date | None]:
    """The day before the first time, and that between or right after the times."""

    def days(start: int, end: int, *, is_end: bool = False) -> list[date]:
        found = find_days(
            text[start:end], year=_year(clock), is_day_first=clock.is_day_first
        )
        words = text[start:end]
        return [
            one.day
            for one in found
            if one.day and (is_end or not phrase("limit").search(words[: one.start]))
        ]

    before = days(0, first.start)
    between = days(first.end, second.start, is_end=True)
    after = days(second.end, second.end + 24)
    if clock.day and not (before or between or after):
        return clock.day, _later_weekday(text, first, second, clock.day)
    if between and after and not before:
        return between[0], after[0]
    is_night = len(before) > 1 and before[-1] - before[-2] == timedelta(days=1)
    if is_night and second.clock < first.clock and not (between or after):
        return before[-2], before[-1]  # `the night from 3 to 4 May`
    day = next(iter([*before[-1:], *([] if between else after), clock.day]), None)
    end = next(iter([*between, *([] if before else after)]), None)
    return day, end or _weekday_after(text, first, second, day)


def _later_weekday(
    text: str, first: FoundTime, second: FoundTime, day: date
) -> date | None:
    """The last day of `between Tuesday 10:40 and Wednesday 16:15`."""
    one = _WEEKDAY.search(text[: first.start])
    other = _WEEKDAY.search(text[first.end : second.start])
    if not (one and other):
        return None
    begin, end = (weekday_number(match[1]) for match in (one, other))
    return day + timedelta(days=(end - begin) % 7)


def _weekday_after(
    text: str, first: FoundTime, second: FoundTime, day: date | None
) -> date | None:
    """The last day of `from Sept 19 at 14:30 to Wednesday at 09:12`."""
    named = _WEEKDAY.search(text[first.end : second.start])
    if named is None or day is None:
        return None
    return day + timedelta(days=(weekday_number(named[1]) - day.weekday()) % 7)


def _year(clock: Clock) -> int | None:
    return clock.day.year if clock.day else None


def _is_far(day: date | None, other: date | None) -> bool:
    if day is None:
        return True
    return other is not None and abs((day - other).days) > _NEAR
