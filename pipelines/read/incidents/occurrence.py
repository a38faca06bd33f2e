"""The day of an incident, by what states it most directly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.read.incidents.clock import has_zone_beside
from pipelines.read.incidents.context import Context, words_of
from pipelines.read.incidents.data import (
    harm_before_work,
    load,
    phrase,
    roles_of,
    speaks_of_harm,
)
from pipelines.read.incidents.days import (
    FoundDay,
    day_in_file_name,
    find_compact,
    find_days,
    latest_before,
)
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.headings import is_only_a_day, names_an_incident
from pipelines.read.incidents.notices import day_of_harm, is_of_telling, is_when
from pipelines.read.incidents.prose import Sentence, opening_of, sentences_of
from pipelines.read.incidents.relative_days import day_before, find_short
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.timeline import Event, says

_ITSELF = ("incident", "outage", "event")
_AT_START = 12  # characters; a value that begins with its day, not a story
_LATEST = 60  # days from an incident to its report
_LATEST_IN_FULL = 400  # where the year of its day is written, too
_TO_REPORT = 14  # days
_HEAD = 3_000  # characters
_STORY = 30  # sentences
_NEAR = 10  # days
_WEEK = 7  # days
_FEW = 5  # words of a greeting
_FIRST = 3  # sentences of trouble, of which one may say `yesterday`


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The stated day; `is_settled` if one was stated, even if it cannot be read.

    `is_of_text`: it may be that on which the text was written. `is_plain`: a field
    tells it that says no more than `Date`. `is_weak`: words tell it, or a title in the
    time of another place; the start that a timeline tells may be of the day before.
    """

    day: date | None
    is_settled: bool
    is_of_text: bool = False
    is_plain: bool = False
    is_weak: bool = False


def stated_day(
    context: Context, section: Section, heading: str, fields: list[Field]
) -> Occurrence:
    """The day of its own field, the title, a date field, its times, or the document.

    The document's own day (front matter, file name) may be that on which it was
    written: the first sentences count more. A day that does not exist is reported, and
    nothing weaker takes its place.
    """
    named = _stated_outright(context, section, heading, fields)
    if named is not None:
        return named
    titles = (section.title, heading)
    if any(is_of_telling(context, section, title) for title in titles):
        day = day_of_harm(context, section)
        return Occurrence(day, is_settled=True)
    if day := _day_of_a_flaw(context, section):
        return Occurrence(day, is_settled=True)
    for role in ("started", "detected", "window"):
        for field in _fields(fields, role)[:1]:  # later ones may be of a part of it
            found = context.first_day(field.value[:60], section.year)
            if found and found.day and found.start < _AT_START:
                is_weak = role == "detected"  # it may have begun before
                return Occurrence(found.day, is_settled=True, is_of_text=is_weak)
    written, line = _day_of_document(context, section, fields)
    if written is None:
        day = _day_before_byline(context, section)
        return Occurrence(day, is_settled=day is not None, is_weak=True)
    if written.day is None:
        context.report(line, written)
        return Occurrence(None, is_settled=True)
    told = _day_in_opening(context, section, written.day)
    is_weak = told is not None
    day = told or written.day
    return Occurrence(day, is_settled=True, is_of_text=not is_weak, is_weak=is_weak)


def _stated_outright(
    context: Context, section: Section, heading: str, fields: list[Field]
) -> Occurrence | None:
    """By its own field of a day, its title, or the day that it is listed below."""
    tried = [
        (f.value, f.line)
        for f in fields
        if "not_day" not in f.roles and ("day_strong" in f.roles or _is_its_day(f))
    ]
    strong = [words for words, _ in tried]
    tried += [(section.title, section.line), (heading, section.line)]
    if section.day is None:
        tried += [(f.value, f.line) for f in _fields(fields, "day") if not f.is_front]
    front = [f for f in fields if f.is_front and f.name == "title"]
    tried += [(f.value, f.line) for f in front if names_an_incident(f.value)]
    for words, line in tried:
        if words in (section.title, heading) and is_of_telling(context, section, words):
            continue
        if found := context.first_day(words, section.year):
            if found.day is None:
                context.report(line, found)
            is_plain = words not in (section.title, heading, *strong)
            told = _day_that_begins_it(section, found.day) if is_plain else None
            told = told or (_day_it_started(fields, found.day) if is_plain else None)
            if is_plain and found.day and (short := find_short(heading, found.day)):
                told = told or short.day
            if is_plain and told is None and found.day:
                told = _day_opened(context, section, found.day, fields)
            return Occurrence(
                told or found.day,
                is_settled=True,
                is_plain=is_plain and told is None,
                is_weak=has_zone_beside(words[found.end :]),
            )
    compact = find_compact(section.title)
    if compact is None and context.written:
        compact = find_short(heading, context.written)
    day = section.day or (compact.day if compact else None)
    return Occurrence(day, is_settled=True) if day else None


def _day_of_a_flaw(context: Context, section: Section) -> date | None:
    """`We found a bug ... It was introduced on 3 May`: the trouble began with it."""
    story = sentences_of(section)[:_STORY]
    if not any(phrase("finds_a_flaw").search(one.text) for one in story):
        return None
    for sentence in story:
        found = context.first_day(sentence.text, section.year)
        is_so = found and phrase("introduced_on").search(sentence.text[: found.start])
        if found and is_so:
            return found.day
    return None


def _day_opened(
    context: Context, section: Section, written: date, fields: list[Field]
) -> date | None:
    """The day that the first sentences tell in words, where `Date` is of the text."""
    if not any(field.name == "date" and find_days(field.value) for field in fields):
        return None
    for sentence in opening_of(section)[:_FIRST]:
        if speaks_of_harm(sentence.text):
            told = _day_told(context, sentence, written)
            is_before = told and 0 < (written - told).days <= _TO_REPORT
            return told if is_before else None
    return None


def _day_it_started(fields: list[Field], written: date | None) -> date | None:
    """`Start: 2020-01-13 22:40` below `Date: 2020-01-14`, which is of the text."""
    for field in _fields(fields, "started")[:1]:
        found = next(iter(find_days(field.value[:_AT_START])), None)
        began = found.day if found else None
        is_before = began and written and 0 < (written - began).days <= _TO_REPORT
        return began if is_before else None
    return None


def _is_its_day(field: Field) -> bool:
    """`Incident: 2020-01-08`, and no more."""
    return field.name in _ITSELF and is_only_a_day(field.value)


def _day_that_begins_it(section: Section, written: date | None) -> date | None:
    """`On Thursday 28 September 2023 ...` begins it: the field was of the text."""
    for sentence in opening_of(section)[:2] if written else ():
        found = next(iter(find_days(sentence.text[:60])), None)
        is_first = found and re.match(
            r"\W*On\b[\w ,]{0,15}$", sentence.text[: found.start]
        )
        if found and is_first and found.day and written and found.has_year:
            is_near = 0 < (written - found.day).days <= _TO_REPORT
            return found.day if is_near else None
    return None


def _day_of_document(
    context: Context, section: Section, fields: list[Field]
) -> tuple[FoundDay | None, int]:
    """The day in the front matter or the file's name: of the incident or its report."""
    for field in _fields(fields, "day"):
        if field.is_front and (found := context.first_day(field.value)):
            return found, field.line
    named = day_in_file_name(context.path) if context.is_whole(section) else None
    return named, 1


def _day_before_byline(context: Context, section: Section) -> date | None:
    """That which the first sentences tell below the day and name of who wrote it."""
    written = context.written if context.is_whole(section) else None
    return _day_in_opening(context, section, written) if written else None


def _day_in_opening(context: Context, section: Section, written: date) -> date | None:
    """The day on which trouble began by the first sentences, at most 60 days before."""
    work = load("events.yml")["work"]
    story = sentences_of(section)[:_STORY]
    first: list[Sentence] = []
    later: list[Sentence] = []  # `On Friday a storm ...`: of trouble, maybe
    opening = [one for one in opening_of(section) if not _is_greeting(one.text)]
    for position, sentence in enumerate([*opening, *story]):
        text = sentence.text.lower()
        if phrase("update").match(text):
            continue
        begins = phrase("starts_on").match(text)
        if harm_before_work(text) or (position < 2 and begins):
            first.append(sentence)
        elif begins and not re.search(work, text):
            later.append(sentence)
    for sentence in (*first, *later):
        if day := _day_told(context, sentence, written):
            return day
        if sentence in first[:_FIRST]:
            posted = max(_posted_days(context, section), default=written)
            if day := day_before(sentence.text, posted):
                is_itself = (posted - day).days == _WEEK and _is_told(section, posted)
                return posted if is_itself else day
    return None


def _is_greeting(text: str) -> bool:
    """`Hello, everyone!`, or the line of who wrote it, and when."""
    is_short = len(text.split()) < _FEW and text.endswith(("!", ","))
    return is_short or bool(phrase("byline").match(text))


def _is_told(section: Section, day: date) -> bool:
    """The text tells of it: `last Thursday` is that of its file, not a week before."""
    days = find_days(words_of(section)[:_HEAD], year=day.year)
    return any(one.day == day for one in days)


def _posted_days(context: Context, section: Section) -> list[date]:
    """Days on which updates were posted, by lines that say so."""
    lines = words_of(section)[:_HEAD].splitlines()
    posted = [line for line in lines if phrase("posted").match(line)]
    days = [found.day for line in posted if (found := context.first_day(line))]
    return [day for day in days if day]


def _day_told(context: Context, sentence: Sentence, written: date) -> date | None:
    """The first day that it tells of, at most 60 days before it was written."""
    for found in find_days(
        sentence.text, year=written.year, is_day_first=context.is_day_first
    ):
        day = found.day
        if day and not found.has_year:
            day = latest_before(day, written)
        before = sentence.text[: found.start]
        latest = _LATEST_IN_FULL if found.has_year else _LATEST
        if day and is_when(before) and 0 <= (written - day).days <= latest:
            return day
    return None


def day_of_trouble(
    context: Context, section: Section, first: date | None, events: list[Event]
) -> date | None:
    """The day on which trouble came, where the opening tells it and a timeline is near.

    A timeline may begin before it, but has the day with which the story begins.
    """
    days = [event.day for event in events if event.day]
    is_begun = bool(events) and says("started", events[0].words)
    for sentence in opening_of(section)[:3] if first else ():
        found = context.first_day(sentence.text, section.year)
        if found is None or found.day is None or first is None:
            continue
        begins = phrase("on_the_day").match(sentence.text[: found.start])
        is_of_start = not (is_begun and phrase("finds").search(sentence.text))
        if (
            begins
            and is_of_start
            and found.day in days
            and not phrase("of_this_text").search(sentence.text)
        ):
            return found.day
        if speaks_of_harm(sentence.text):
            is_near = 0 <= (found.day - first).days <= _NEAR
            if is_near and is_when(sentence.text[: found.start]):
                return found.day
    return None


def day_in_words(context: Context, section: Section) -> date | None:
    """The first day of trouble that a section speaks of, else its first day at all.

    Not that on which the text was written or reviewed.
    """
    if day := _day_it_took_place(context, section):
        return day
    for sentence in sentences_of(section):
        if _is_of_text(sentence.text):
            continue
        found = context.first_day(sentence.text, section.year)
        is_told = found and is_when(sentence.text[: found.start])
        if is_told and speaks_of_harm(sentence.text):
            return found.day if found else None
    for sentence in opening_of(section)[:_FIRST]:
        text = sentence.text
        found = context.first_day(text, section.year)
        begins = phrase("starts_on").match(text.lower())
        if found and begins and is_when(text[: found.start]):
            return found.day
    for place, sentence in enumerate(opening_of(section) if context.written else ()):
        told = day_before(sentence.text, context.written) if context.written else None
        is_first = place < _FIRST or phrase("starts_on").match(sentence.text)
        if told and is_first and speaks_of_harm(sentence.text):
            return told
    lines = words_of(section)[:_HEAD].splitlines()
    words = "\n".join(line for line in lines if not _is_of_text(line))
    first = context.first_day(words, section.year)
    if first is None:  # updates, each with the day on which it was posted
        return min(_posted_days(context, section), default=None)
    return first.day


def _day_it_took_place(context: Context, section: Section) -> date | None:
    """`Reported on the 15th of March, occurred on the 12th`: one of several days."""
    for sentence in opening_of(section):
        days = find_days(
            sentence.text,
            year=section.year or context.year,
            is_day_first=context.is_day_first,
        )
        is_found = phrase("finds").search(sentence.text)
        for found in days if len(days) > 1 else ():
            before = sentence.text[: found.start]
            if phrase("took_place_on").search(before) or (
                is_found and phrase("ever_since").search(before)
            ):
                return found.day
    return None


def _is_of_text(line: str) -> bool:
    """It says when the text was written, or by whom."""
    is_label = "not_day" in roles_of(line.partition(":")[0].strip(" *_-"))
    return is_label or bool(
        phrase("written").match(line) or phrase("byline").match(line)
    )


def _fields(fields: list[Field], role: str) -> list[Field]:
    return [f for f in fields if role in f.roles and "not_day" not in f.roles]
