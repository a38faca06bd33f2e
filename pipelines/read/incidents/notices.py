"""Days on which a house told others of its trouble, apart from that of the trouble."""

from __future__ import annotations

from datetime import date

from pipelines.read.incidents.context import Context
from pipelines.read.incidents.data import phrase, speaks_of_harm
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.prose import opening_of, sentences_of
from pipelines.read.incidents.sections import Section

_FIRST = 4  # sentences, the name of who wrote the text among them


def is_of_telling(context: Context, section: Section, title: str) -> bool:
    """`On January 4 we alerted customers`: the title's day is that of the notice."""
    named = context.first_day(title, section.year)
    if named and phrase("of_a_notice").search(title):
        return day_of_harm(context, section) is not None
    for sentence in opening_of(section)[:_FIRST] if named and named.day else ():
        days = find_days(sentence.text, year=section.year or context.year)
        is_told = phrase("told_others").search(sentence.text)
        if is_told and named and [one.day for one in days] == [named.day]:
            return True
    return False


def day_of_harm(context: Context, section: Section) -> date | None:
    """The first day of harm itself, else that on which it was found; not told."""
    learned_on: date | None = None
    for sentence in sentences_of(section):
        found = context.first_day(sentence.text, section.year)
        learned = phrase("finds").search(sentence.text)
        if found is None or phrase("told_others").search(sentence.text):
            continue
        is_harm = speaks_of_harm(sentence.text)
        is_later = learned is not None and found.start < learned.start()
        if is_harm and not is_later and is_when(sentence.text[: found.start]):
            return found.day
        if is_later:
            learned_on = learned_on or found.day
    return learned_on


def is_when(before: str) -> bool:
    """Whether words lead to the day of what they tell, not to one that limits it."""
    is_limit = phrase("limit").search(before)
    return bool(phrase("before_day").search(before)) and not is_limit
