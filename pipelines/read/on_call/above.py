"""What the headings above a line say of its days."""

from __future__ import annotations

import re
from datetime import timedelta

from pipelines.read.on_call.calendar_words import MONTH_ALONE, in_english, weekday_of
from pipelines.read.on_call.days import are_days, days_in
from pipelines.read.on_call.records import Entry, NotReadError
from pipelines.read.on_call.years import years_of

_DAY_NUMBER = r"(?:[^\W\d_]{2,10}\.? )?([0-3]?\d)(?:st|nd|rd|th)?\.?"
_NUMBERS = re.compile(
    rf"{_DAY_NUMBER}(?:\s?(?P<joint>-|–|—|to|/|&|\+|and)\s?{_DAY_NUMBER})?"
)
_OF_A_WEEK = re.compile(
    r"\b(?:week|w/c|kw|woche|semaine|semana|settimana|vecka|uge|uke)\b\W{0,2}"
    r"(?:(?:of|starting|commencing|beginning|from|vom|du|del|dal|van) )?\W?"
    r"(?:[^\W\d_]{2,9}\.? )?\d",
    re.IGNORECASE,
)
_FAR = 80  # characters of a title


def days_above(entry: Entry) -> str | None:
    above = (*entry.headings[-1:], *entry.parents[-1:], entry.lead_in)
    for title in reversed(above):
        if len(title) <= _FAR and are_days(title):
            return title.strip(" :")
    return None


def weekday_below(entry: Entry, weekday: str) -> str | None:
    """The day of the week that a heading or the item above names, as in ISO."""
    number = weekday_of(weekday)
    assert number is not None
    for title in (entry.lead_in, entry.near, *reversed(entry.parents + entry.headings)):
        years = years_of(entry)
        year = years[0] if len(years) == 1 else None
        if not (_OF_A_WEEK.search(title) or are_days(title)):
            continue  # the day of an update, say
        try:
            begin = days_in(title.strip(" :"), year=year, is_day_first=None).begin
        except NotReadError:
            continue
        return (begin + timedelta(days=(number - begin.weekday()) % 7)).isoformat()
    return None


def in_month(entry: Entry, when: str) -> str | None:
    """`6–12` below `May 2024`."""
    if not (written := _NUMBERS.fullmatch(when.strip(" *_:"))):
        return None
    for title in (entry.lead_in, entry.near, *reversed(entry.headings)):
        name = in_english(title.strip(" *_:."), is_day_first=None)
        if month := MONTH_ALONE.search(name):
            ends = month.group() if MONTH_ALONE.fullmatch(name) else month["month"]
            if len(name) > _FAR:
                return None
            joint = "–" if written["joint"] in ("–", "—", "-", "to") else "and"
            return (
                f"{written[1]} {f'{joint} {written[3]} ' if written[3] else ''}{ends}"
            )
    return None
