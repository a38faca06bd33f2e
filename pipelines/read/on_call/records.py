"""What is read from a rota: who is on call when, and what cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever a rota names.

    Attributes:
        as_written: Login, address or name.
        person_id: The login or address, in lower case; None for a bare name, and where
            nobody can tell who it is.
        role: `primary`, `backup`, ... as written; None where nothing is said.
    """

    as_written: str
    person_id: str | None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A time in which one person is on call.

    Attributes:
        rota: The heading that it stands under, as written.
        begins_at, ends_at: UTC; the end is the first moment that is not of it.
        zone_is_assumed: Nothing in the document says which zone its times are in.
        line: 1-based.
        quote: The row or item, verbatim.
    """

    rota: str
    person: Person
    begins_at: datetime
    ends_at: datetime
    zone_is_assumed: bool
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of a rota that cannot be read, and why."""

    line: int
    reason: str
    quote: str


@dataclass(slots=True)
class RotaReading:
    """What one document says of who is on call."""

    shifts: list[Shift] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table or an item of a list that may be one of a rota.

    Attributes:
        cells: Of a row; of an item its words as the only one.
        header: Of the row's table; empty for an item.
        lead_in: The paragraph before a list.
        near: The paragraph before a table, which may be of something else.
        parents: Items of the lists that it stands in, outermost first.
        document: Words of the file's name and of its folder's.
    """

    cells: tuple[str, ...]
    header: tuple[str, ...]
    headings: tuple[str, ...]
    lead_in: str
    links: Sequence[tuple[str, str]]
    line: int
    quote: str
    near: str = ""
    parents: tuple[str, ...] = ()
    document: str = ""


class NotReadError(ValueError):
    """A day or a person of a rota cannot be read; says why."""
