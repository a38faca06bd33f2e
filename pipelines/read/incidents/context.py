"""What all readers of one document share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.clock import sole_zone
from pipelines.read.incidents.days import (
    FoundDay,
    find_days,
    find_malformed,
    latest_before,
)
from pipelines.read.incidents.records import Unreadable
from pipelines.read.incidents.sections import Document, Section


@dataclass(slots=True)
class Context:
    """A document with what it says of its own days and times.

    Attributes:
        zone: Zone of all its times, as written; None if it states none.
        sole_zone: That of all times that have one; `zone_in` says where it holds.
        is_mostly_zoned: Whether most of its times have a zone.
        is_day_first: How it writes `3/4/2024`; None if it does not show.
        written: Its own day, by front matter or file name; year: that of its days that
            are written without one, if nothing nearer tells it.
        unreadable: Filled while it is read.
    """

    document: Document
    path: str
    zone: str | None
    is_day_first: bool | None
    written: date | None = None
    year: int | None = None
    sole_zone: str | None = None
    is_mostly_zoned: bool = False
    unreadable: list[Unreadable] = field(default_factory=list)

    def first_day(self, words: str, year: int | None = None) -> FoundDay | None:
        """The first day in `words`, or the first words that look like one.

        A day without a year has that of `year`, else of the document; what would then
        be after the document was written is of the year before.
        """
        found = find_days(words, year=year or self.year, is_day_first=self.is_day_first)
        first = next(iter([*found, *find_malformed(words)]), None)
        if first is None or first.has_year or year or not (first.day and self.written):
            return first
        return replace(first, day=latest_before(first.day, self.written))

    def report(self, line: int, found: FoundDay) -> None:
        """Count a day that cannot be read."""
        self.unreadable.append(Unreadable(line, found.reason or "", found.words))

    def report_malformed(self, section: Section) -> None:
        """Count the first words of a section that look like a day, but are none."""
        last = min(section.end_line, len(self.document.lines))
        for number in range(section.line, last + 1):
            if found := find_malformed(self.document.lines[number - 1]):
                self.report(number, found[0])
                return

    def is_whole(self, section: Section) -> bool:
        """Whether a section is all that the document holds."""
        root = self.document.root
        if section is root:
            return True
        others = (c for c in root.children if c is not section and not c.is_part)
        return next(others, None) is None and section in root.children

    def zone_in(self, section: Section) -> str | None:
        """The zone of its times that have none of their own.

        What one entry of a log says of its times says nothing of another's, unless most
        times of the log have that zone.
        """
        if self.zone or self.is_whole(section):
            return self.zone or self.sole_zone
        own = sole_zone(words_of(section))
        return own or (self.sole_zone if self.is_mostly_zoned else None)

    def source_of(self, section: Section) -> str:
        """Its lines, verbatim."""
        first = 1 if self.is_whole(section) else section.line
        return "\n".join(self.document.lines[first - 1 : section.end_line])


def words_of(section: Section) -> str:
    """All its words but code; of a table with its header, which may tell the zone."""
    return "\n".join(
        _words(block) for block in section.all_blocks() if block.kind != "code"
    )


def told_words(section: Section) -> str:
    """Its words without those of what is to be learnt and done."""
    later = {"action_items", "lessons"}
    kept = [_words(block) for block in section.blocks if block.kind != "code"]
    kept += [told_words(c) for c in section.children if not c.parts & later]
    return "\n".join(kept)


def _words(block: Block) -> str:
    return "\n".join([*dict.fromkeys(block.header), block.text])
