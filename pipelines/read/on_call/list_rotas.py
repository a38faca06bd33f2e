"""The items of a list, or the lines of a text, that are a rota."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from pipelines.read.incidents.data import bare
from pipelines.read.on_call.above import days_above, in_month, weekday_below
from pipelines.read.on_call.calendar_words import in_english, weekday_of
from pipelines.read.on_call.days import are_days, days_in
from pipelines.read.on_call.lines import (
    Dated,
    Line,
    Rota,
    leave,
    line_of,
    take,
    years_for,
)
from pipelines.read.on_call.people import people_in
from pipelines.read.on_call.records import Entry, NotReadError
from pipelines.read.on_call.turns import turns_in
from pipelines.read.on_call.words import words

_APART = re.compile(r":\s+|\s+(?:–|—|-|→|->|=>|\|)\s+|\s(?=@)|\s{2,}|\t|\s*\.{3,}\s*")
_LONGEST = 300  # characters of an item
_FAR = 80  # characters of the days in front of it
_DATED = re.compile(r"\W{0,3}(?:20\d\d-\d\d|\d\d?[./]\d\d?[./]\d\d|W\d)")
_DAYS_FIRST = re.compile(r"\W{0,3}(?:[^\W\d_]{1,9}\.? ){0,3}\d")
_BEFORE_A_NAME = re.compile(
    r"(?<=\d)\s(?=[^\W\d_@:])|(?<=[^\W\d_]) (?=[^\W\d_])|(?<=[)\]]) "
)
_FEW = 6
_AND = re.compile(r"\s*[,;&+]\s*|\s+and\s+")
# What a list may name in front of days, instead of a person.
_NO_PEOPLE = ("week", "day", "from", "to", "period", "aside", "not_people", "records")


def read_list(rota: Rota, group: Sequence[Entry], is_day_first: bool | None) -> None:
    if turns := turns_in(group, is_day_first=is_day_first):
        for entry, days, people in turns:
            take(rota, Line(entry, days, people, None))
        return
    items = [item for entry in group for item in _items(entry)]
    items = items or _alone(group)
    known = {item.entry.line for item in items}
    if len(known) * 2 < len(group) and not group[0].lead_in:
        return  # a text in which some lines begin with a day
    for entry in group:
        text = in_english(entry.cells[0], is_day_first=None)
        if entry.line not in known and _DATED.match(text):
            leave(rota, entry, NotReadError("days and people cannot be told apart"))
    rota.is_below = len(group) == 1 or any(item.is_below for item in items)
    for item, year in zip(items, years_for(items, is_day_first), strict=True):
        try:
            days = days_in(item.when, year=year, is_day_first=is_day_first)
        except NotReadError as error:
            leave(rota, item.entry, error)
            rota.names_people |= _names_people(item)
        else:
            if not item.is_reversed or days.end or days.is_week:
                take(rota, line_of(item.entry, days, [(item.who, item.role)], None))


def _names_people(item: Dated) -> bool:
    try:
        return bool(people_in(item.who, item.entry.links))
    except NotReadError:
        return False


def _items(entry: Entry) -> list[Dated]:
    """`2024-05-06: @alice`; `Mon: @alice`, `Primary: @alice` below a week or a day."""
    text = entry.cells[0]
    if len(text) > _LONGEST:
        return []
    if halves := _halves(entry):
        return [Dated(entry, *halves)]
    head, mark, who = text.partition(":") if ":" in text else text.partition(" ")
    who = who.strip(" -–—")
    if weekday_of(head) is not None and mark:
        when = weekday_below(entry, head)
        return [Dated(entry, when, who)] if when else []
    if words("on_call").search(bare(head)) and ":" in text:
        when = days_above(entry)
        role = bare(head)
        return [Dated(entry, when, who, role=role, is_below=True)] if when else []
    return _reversed(entry)


def _reversed(entry: Entry) -> list[Dated]:
    """`@alice: 6–12 May, 3–9 June`, `Alice (6 May – 12 May)`."""
    text = entry.cells[0]
    for mark in re.finditer(r"[:,]\s+|\s+(?:–|—|-|→|->|=>)\s+|\s+(?=\()", text):
        who, when = text[: mark.start()], text[mark.end() :].strip("() ")
        times = _AND.split(when)
        if len(times) == 1 or not all(map(are_days, times)):
            times = [when]
        if len(when) <= _FAR and are_days(times[0]):
            is_column = any(words(kind).search(bare(who)) for kind in _NO_PEOPLE)
            return [
                Dated(entry, one, who, is_reversed=True)
                for one in times
                if not is_column
            ]
    return []


def _alone(group: Sequence[Entry]) -> list[Dated]:
    """People and nothing else, below a day or a week; a bare name only in a rota."""
    when = days_above(group[0])
    is_rota = any(words("rota").search(one) for one in group[0].headings)
    try:
        people = [people_in(one.cells[0], one.links) for one in group]
    except NotReadError:
        return []
    if not when or not all(is_rota or p.person_id for found in people for p in found):
        return []
    return [
        Dated(entry, when, entry.cells[0], is_below=True)
        for entry, found in zip(group, people, strict=True)
        if found
    ]


def _halves(entry: Entry) -> tuple[str, str] | None:
    """`2024-05-06: @alice`: days, and what stands after them."""
    text = entry.cells[0]
    found = None
    for mark in _APART.finditer(text):
        when = text[: mark.start()]
        if len(when) > _FAR:
            break
        if are_days(when):
            found = when, text[mark.end() :]  # the dash of a range is no mark
        elif below := in_month(entry, when):
            found = below, text[mark.end() :]
    other = _parted_by_a_blank(entry)
    if found and other and len(other[0]) > len(found[0]):
        return other  # "6 May – 12 May ada"
    return found or other


def _parted_by_a_blank(entry: Entry) -> tuple[str, str] | None:
    """`2024-05-06 ada`: the longest days in front of what are people for sure."""
    text = entry.cells[0]
    found = None
    if not _DAYS_FIRST.match(text):
        return None
    for mark in islice(_BEFORE_A_NAME.finditer(text[:_FAR]), _FEW):
        if are_days(text[: mark.start()]):
            found = text[: mark.start()], text[mark.end() :]
    try:
        return found if found and people_in(found[1], entry.links) else None
    except NotReadError:
        return None
