"""Turns that are only told by their order: "two weeks each from 6 May: Ada, Bob"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipelines.read.on_call.days import Days, days_in
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError, Person
from pipelines.read.on_call.words import words
from pipelines.read.on_call.years import years_of

_NUMBER = r"(?:one|an?|two|three|four|six|\d)"
_EACH = r"(?:each|apiece|per person|at a time|everyone|everybody)"
_LENGTH = re.compile(
    rf"\b(?P<n>{_NUMBER})[ -]?(?:full )?(?P<unit>week|day)s?\b"
    rf"(?=[^.]{{0,40}}\b{_EACH}\b)"
    rf"|\b{_EACH}\b[^.\d]{{0,40}}?\b(?P<n2>{_NUMBER})[ -]?(?P<unit2>week|day)s?\b"
    r"|\b(?:weekly|changes every week)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:from|start(?:s|ing)?|begin(?:s|ning)?|first)\b"
    r"(?: (?:on|from|with|in|the|week of|[a-z]{3,6}day),?)*"
    r"\s+(?P<when>[^:()\n;]{3,40}?)(?=[:;.,)]?\s*(?:$|[:;)\n]|[.,]\s))",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_NEXT = re.compile(r"\s*(?:->|→|⇒|>|,? then |,)\s*")
_LONGEST = 400
_MOST = 30  # people


def turns_in(
    group: Sequence[Entry], *, is_day_first: bool | None
) -> list[tuple[Entry, Days, list[Person]]]:
    """One pass of all whom the text names; nothing where it says anything else."""
    first = group[0]
    if len(first.cells) != 1:
        return []
    lead, names = first.lead_in, [(one, one.cells[0]) for one in group]
    if not lead:
        text = " ".join(one.cells[0] for one in group)
        lead, _, after = text.rpartition(": ")
        names = [(first, name) for name in _NEXT.split(after.strip(" ."))]
    if not 1 < len(names) <= _MOST or len(lead) > _LONGEST:
        return []
    try:
        begin, length = _told(lead, first, is_day_first)
        people = [people_in(name, entry.links) for entry, name in names]
    except NotReadError:
        return []
    found = []
    for (entry, _), named in zip(names, people, strict=True):
        end = begin + length - timedelta(days=1)
        found.append((entry, Days(begin, end=end), named))
        begin += length
    return found


def _told(lead: str, entry: Entry, is_day_first: bool | None) -> tuple[date, timedelta]:
    length, start = _LENGTH.search(lead), _START.search(lead)
    if not length or not start or words("no_turn").search(lead):
        raise NotReadError("no turns")
    number = (length["n"] or length["n2"] or "one").lower()
    unit = (length["unit"] or length["unit2"] or "week").lower()
    count = _NUMBERS.get(number) or int(number)
    years = years_of(entry)
    year = years[0] if len(years) == 1 else None
    days = days_in(start["when"], year=year, is_day_first=is_day_first)
    return days.begin, timedelta(days=count * (7 if unit == "week" else 1))
