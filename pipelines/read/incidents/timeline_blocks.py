"""The blocks of a timeline in order, their times and weekdays as they are meant."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from pipelines.markdown import Block
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.data import phrase

LEAD = 45  # an event begins with its time; a few marks may stand before it
_DOTTED = re.compile(
    r"^([01]?\d|2[0-3])\.([0-5]\d)(?=\s?[–—|:-]|(?: h| Uhr| hrs)?\s)", re.MULTILINE
)
_SEVERAL_TIMES = 3
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def with_colons(blocks: list[Block]) -> list[Block]:
    """`21.40 – deploy` is a line of a timeline if several begin so."""
    if sum(len(_DOTTED.findall(block.text)) for block in blocks) < _SEVERAL_TIMES:
        return blocks
    return [replace(b, text=_DOTTED.sub(r"\1:\2", b.text)) for b in blocks]


def oldest_first(blocks: list[Block]) -> list[Block]:
    """Lines of a timeline in the order of time, if it is kept newest first."""
    lines = [b for b in blocks if b.kind in ("item", "row")]
    if len(lines) < len(blocks):
        return blocks  # headings or paragraphs with days lead what follows them
    clocks = [t[0].clock for b in lines if (t := find_times(b.text[:LEAD]))]
    falls = sum(later < earlier for earlier, later in pairwise(clocks))
    return blocks[::-1] if falls >= 2 and falls > len(clocks) / 2 else blocks


def weekday_after(title: str, day: date | None) -> date | None:
    """`Saturday` as a heading, in a timeline that has come to Friday."""
    name = title.strip(" :*_").lower()
    if day is None or not phrase("short_weekday").fullmatch(name):
        return None
    return day + timedelta(days=(_WEEKDAYS.index(name[:3]) - day.weekday()) % 7)
