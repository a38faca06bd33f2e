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
class Row:
    """A row of a table, an item of a list or a paragraph, whatever the format.

    Attributes:
        cells: Of an item or a paragraph its words as the only one.
        header: Of the row's table; else empty.
        headings: Outermost first; of data the file's name and the keys.
        leads: What stands right before it as a title, and the items that it stands in.
        document: Words of the file's name and of its folder's.
        name: That of the file.
        is_prose: It is a paragraph.
        has_iso_weeks: The document says that its weeks are those of the year.
    """

    cells: tuple[str, ...]
    header: tuple[str, ...]
    headings: tuple[str, ...]
    leads: tuple[str, ...] = ()
    links: Sequence[tuple[str, str]] = ()
    line: int = 0
    quote: str = ""
    document: str = ""
    name: str = ""
    is_prose: bool = False
    has_iso_weeks: bool = False

    @property
    def titles(self) -> tuple[str, ...]:
        """All that stands above it, outermost first."""
        return (*(self.headings or (self.document,)), *self.leads)


class NotReadError(ValueError):
    """A day or a person of a rota cannot be read; says why."""
