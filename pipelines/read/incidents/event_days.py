"""The day of an incident, by its events, where the document has that of its writing."""

from __future__ import annotations

from datetime import date

from pipelines.read.incidents.timeline import Event, says

_SIGNS = ("started", "detected")
_LATEST = 60  # days from an incident to its report
_TO_REPORT = 14  # days, where nothing says that the report is late
_SEVERAL = 3  # days of a timeline


def day_of_events(day: date, events: list[Event]) -> date:
    """That of the trouble, if its events all came before the day of the text.

    The first of what began it or showed it; a timeline may begin before that.
    """
    days = {e.day for e in events if e.moment and not says("paperwork", e.words)}
    if not days or day in days:
        return day
    known = sorted(one for one in days if one)
    if known and 1 < (known[0] - day).days <= _TO_REPORT:
        return known[0]  # of what was announced before it happened
    signs = (e for e in events if any(says(one, e.words) for one in _SIGNS))
    first = next((e.day for e in (*signs, *events) if e.day and e.moment), day)
    return first if 0 < (day - first).days <= _LATEST else day


def day_it_showed(day: date | None, events: list[Event]) -> date | None:
    """That of the first harm, where a timeline begins with what led to it."""
    for event in events:
        if says("detected", event.words):
            return day  # it was there before
        if says("started", event.words) and not says("introduced", event.words):
            return event.day if day and event.day and event.day > day else day
    return day


def day_it_began(day: date, began: date | None) -> date:
    """That of its stated start, where the day is only that of its text or its file."""
    is_near = began is not None and 0 < (day - began).days <= _TO_REPORT
    return began if began and is_near else day


def is_after_it_all(day: date | None, events: list[Event]) -> bool:
    """A day that comes after all but the last of a timeline of days: of the text."""
    days = sorted({event.day for event in events if event.day})
    return (
        len(days) > _SEVERAL and day is not None and day > days[-2] and day not in days
    )
