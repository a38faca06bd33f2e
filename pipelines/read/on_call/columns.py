"""The columns of a table that is a rota: where its days stand, and where its people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.read.incidents.data import bare, is_placeholder
from pipelines.read.on_call.records import Entry
from pipelines.read.on_call.words import words

_LOGINS = re.compile(r"(?:@[A-Za-z0-9][A-Za-z0-9-]{0,38}[\s,;/&+]*){1,6}")
_BEGINS = ("from", "period", "day", "week")  # the surest first
_OF_A_PART = "each has only a part of the time"


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a rota is for.

    Attributes:
        begins: Kind and place of those that say when a shift begins; the first that
            holds a day counts.
        end: Place of the one that says when it ends.
        people: Place and header of those that say who is on call.
        problem: Why nobody can tell when they are, though they are on call.
    """

    begins: tuple[tuple[str, int], ...]
    end: int | None
    people: dict[int, str]
    problem: str | None

    @property
    def is_sure(self) -> bool:
        """Whether they are days by the header alone; `Shift` or `When` may be more."""
        return any(kind != "period" for kind, _ in self.begins)


def columns_of(group: Sequence[Entry]) -> Columns | None:
    """Read the header of a table; None if it is no rota."""
    first = group[0]
    header = [bare(cell) for cell in first.header]
    begins = tuple(
        (kind, place)
        for kind in _BEGINS
        for place, cell in enumerate(header)
        if words(kind).search(cell)
    )
    ends = [place for place, cell in enumerate(header) if words("to").search(cell)]
    is_record = any(words("records").search(cell) for cell in header)
    if not begins or is_record or speaks("no_rota", first):
        return None
    days = {place for _, place in begins} | {*ends}
    people = _people(group, header, days)
    if not people:
        return None
    is_part = speaks("part", first) or any(
        words("part_column").search(first.header[place]) for place in people
    )
    return Columns(
        begins,
        ends[0] if ends else None,
        {place: first.header[place] for place in people},
        _OF_A_PART if is_part else None,
    )


def _people(group: Sequence[Entry], header: list[str], days: set[int]) -> list[int]:
    others = [place for place in range(len(header)) if place not in days]
    found = [place for place in others if words("on_call").search(header[place])]
    if speaks_of_a_rota(group[0]) and not speaks("other_list", group[0]):
        found += [
            place
            for place in others
            if place not in found
            and not words("aside").search(header[place])
            and (words("people").search(header[place]) or _holds_logins(group, place))
        ]
    return found


def _holds_logins(group: Sequence[Entry], place: int) -> bool:
    cells = [one.cells[place] for one in group if place < len(one.cells)]
    cells = [cell for cell in cells if not is_placeholder(cell)]
    return bool(cells) and all(_LOGINS.fullmatch(cell) for cell in cells)


def speaks(kind: str, entry: Entry) -> bool:
    """Whether a heading or the lead-in has one of the words of a list."""
    return any(words(kind).search(one) for one in (*entry.headings, entry.lead_in))


def speaks_of_a_rota(entry: Entry) -> bool:
    """By any heading or the lead-in; of being on call only by the nearest."""
    near = [*entry.headings[-1:], entry.lead_in]
    return speaks("rota", entry) or any(
        words("on_call_heading").search(one) for one in near
    )
