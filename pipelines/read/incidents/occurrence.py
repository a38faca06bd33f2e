"""The day of an incident, by what states it most directly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipelines.read.incidents.context import Context, words_of
from pipelines.read.incidents.days import day_in_file_name, find_compact, find_days
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.sections import Section


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The stated day; `is_settled` if one was stated, even if it cannot be read."""

    day: date | None
    is_settled: bool


def stated_day(context: Context, section: Section, fields: list[Field]) -> Occurrence:
    """The day of its own field, of the title, of any date field, of the file's name.

    A day that does not exist is reported, and nothing weaker takes its place.
    """
    compact = find_compact(section.title)
    tried = [(f.value, f.line) for f in _fields(fields, "day_strong")]
    tried.append((section.title, section.line))
    tried += [(f.value, f.line) for f in _fields(fields, "day")]
    for words, line in tried:
        if found := context.first_day(words):
            if found.day is None:
                context.report(line, found)
            return Occurrence(found.day, is_settled=True)
    if compact:
        return Occurrence(compact.day, is_settled=True)
    if context.is_whole(section) and (named := day_in_file_name(context.path)):
        if named.day is None:
            context.report(1, named)
        return Occurrence(named.day, is_settled=True)
    for field in (*_fields(fields, "started"), *_fields(fields, "detected")):
        found = context.first_day(field.value[:60])
        if found and found.day:
            return Occurrence(found.day, is_settled=True)
    return Occurrence(None, is_settled=False)


def day_in_words(context: Context, section: Section) -> date | None:
    """The first day that the text of a section speaks of."""
    found = find_days(words_of(section)[:3_000], is_day_first=context.is_day_first)
    return next((day.day for day in found if day.day), None)


def _fields(fields: list[Field], role: str) -> list[Field]:
    return [f for f in fields if role in f.roles and "not_day" not in f.roles]
