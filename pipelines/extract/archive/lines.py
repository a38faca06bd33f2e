"""Lines of an archive, and the sections that they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipelines.extract.archive.vocabulary import ItemKind, fold, section_kind, words

LineKind = Literal["text", "item", "verbatim", "heading", "row"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a section as written; `depth` is its nesting in lists (0: none).

    `verbatim` is code or HTML, in which no field begins. `starts` is True for the
    first line of a paragraph or list item. A row has its `cells` and the `header`.
    """

    number: int
    text: str
    kind: LineKind
    depth: int = 0
    starts: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()


@dataclass(slots=True)
class Section:
    """What stands under the heading of one item or milestone (`milestone` its title).

    An item without a `number` has the fields of one, but a heading that names none.
    `level` is the heading's; a row of a table that holds one item per row has 0 and
    its cells as `row`. `around` are the headings that it stands below, outermost first.
    """

    line: int
    level: int
    heading: str
    kind: ItemKind | Literal["milestone"]
    number: int | None = None
    title: str | None = None
    url: str | None = None
    lines: list[Line] = field(default_factory=list)
    row: Line | None = None
    around: tuple[str, ...] = ()


def number_column(header: tuple[str, ...]) -> tuple[int | None, ItemKind | None]:
    """Find the column of a table that numbers its items, and what it says they are."""
    if len(header) < 2:
        return None, None
    for index, name in enumerate(header):
        if kind := section_kind(name):
            return index, kind
        if fold(name) in words()["number_columns"] or name.strip() == "#":
            return index, None
    return None, None
