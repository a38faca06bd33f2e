"""Tables with a column for each day or week, turned into one with a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.on_call.calendar_words import weekday_of
from pipelines.read.on_call.days import are_days
from pipelines.read.on_call.records import Entry
from pipelines.read.on_call.words import words

_MARK = re.compile(
    r"x|✓|✔️?|✅|yes|on ?call|p|1st|primary|(?P<second>s|b|2nd|secondary|backup)",
    re.IGNORECASE,
)


def turned(group: Sequence[Entry]) -> Sequence[Entry]:
    """With rows of roles, or of people with a mark at their days; else as it is."""
    header = group[0].header
    days = header[1:]
    are_weekdays = all(weekday_of(cell) is not None for cell in days)
    if len(days) < 2 or not (are_weekdays or all(map(are_days, days))):
        return group
    rows = [(one, one.cells + ("",) * (len(header) - len(one.cells))) for one in group]
    if all(words("on_call").search(bare(cells[0])) for _, cells in rows):
        names = ("when", *(cells[0] for _, cells in rows))
        return [
            _entry(group[0], names, (day, *(cells[n] for _, cells in rows)))
            for n, day in enumerate(header)
            if n
        ]
    marks = [
        cell for _, cells in rows for cell in cells[1:] if not is_placeholder(cell)
    ]
    if not marks or not all(_MARK.fullmatch(cell) for cell in marks):
        return group
    return [
        _entry(group[0], ("when", "on call", "backup"), (day, *_marked(rows, n)))
        for n, day in enumerate(header)
        if n
    ]


def _marked(
    rows: Sequence[tuple[Entry, tuple[str, ...]]], place: int
) -> tuple[str, str]:
    first: list[str] = []
    second: list[str] = []
    for _, cells in rows:
        if mark := _MARK.fullmatch(cells[place]):
            (second if mark["second"] else first).append(cells[0])
    return ", ".join(first), ", ".join(second)


def _entry(like: Entry, header: tuple[str, ...], cells: tuple[str, ...]) -> Entry:
    return replace(like, header=header, cells=cells)
