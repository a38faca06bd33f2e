"""A document as a tree of sections.

A heading that names a part (Timeline) or something beside the parts (Attendees) belongs
to the incident before it, whatever its level: people mix levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.markdown import Block, parse
from pipelines.read.incidents.data import bare, field_roles
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import (
    is_document_title,
    is_log_title,
    is_numbered,
    is_only_a_day,
    is_part_title,
    names_an_incident,
    parts_of_title,
)
from pipelines.read.incidents.markup import as_markdown

_YEAR = re.compile(r"(?<![\d.#])(?:19|20)\d\d(?![\d.])")
_NTH_OF_MONTH = re.compile(r"\W{0,3}(\d{1,2}(?:st|nd|rd|th))\b")
_NAME = re.compile(r"[^\W\d_]{4,}")
_WHEN = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|\b[A-Z]{3,4}\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.:;]\s|,\s")
_BELOW_HEADINGS = 7  # level of a bold line that stands for a heading


@dataclass(slots=True, eq=False)
class Section:
    """A heading with its blocks and subsections; the root has no heading."""

    heading: Block | None
    title: str
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    end_line: int = 0
    verdict: bool | None = None  # whether it is an incident, once that was asked
    is_title: bool = False  # the heading of the whole document: never a part
    year: int | None = None  # in its title, or in that of a group that it stands in
    day: date | None = None  # of a group of incidents that it stands in

    @property
    def parts(self) -> set[str]:
        """The parts of a write-up that its heading announces."""
        return set() if self.is_title else parts_of_title(self.title)

    @property
    def is_part(self) -> bool:
        """Whether it is a part of a write-up, or stands beside the parts."""
        return not self.is_title and is_part_title(self.title)

    def all_blocks(self) -> Iterator[Block]:
        """Its blocks and those of its subsections with their headings, in order."""
        yield from self.blocks
        for child in self.children:
            if child.heading:
                yield child.heading
            yield from child.all_blocks()

    def story(self) -> Iterator[Section]:
        """Itself, and what a heading such as `Postmortem` only sets apart."""
        yield self
        for child in self.children:
            if not child.is_part and is_log_title(child.title):
                yield from child.story()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: its tree, its front matter block, and its lines verbatim."""

    root: Section
    front_matter: Block | None
    lines: list[str]


def read_document(text: str, path: str = "") -> Document:
    """Parse a document. Linear in its size."""
    blocks = parse(as_markdown(text, path))
    lines = text.splitlines()
    front = next((block for block in blocks if block.kind == "front_matter"), None)
    root = Section(None, "", 0, 1, end_line=max(1, len(lines)))
    stack = [root]
    for block in blocks:
        if block.kind in ("front_matter", "html"):
            continue
        title = block.text if block.kind == "heading" else _pseudo_heading(block)
        title = title or _question(block)
        if title is None and (lead := _entry_of_log(block, stack)):
            title = lead
        if title is None:
            stack[-1].blocks.append(block)
            continue
        level = block.depth or _BELOW_HEADINGS
        section = Section(block, " ".join(title.split()), level, block.line)
        section.is_title = (
            level == 1 and not root.children and is_document_title(section.title)
        )
        _open(stack, section)
        if block.kind != "heading" and len(block.text.strip()) > len(title) + 1:
            told = block.text.strip()[len(title) :].lstrip(" .:–—-")
            section.blocks.append(replace(block, text=told, bold=()))
    _close(root, len(lines))
    _inherit_years(root)
    return Document(root, front, lines)


def _open(stack: list[Section], section: Section) -> None:
    """Close what is as deep; a part stays within the incident that it belongs to."""
    host = _host(stack, section) or _whole(stack, section)
    if host and section.level <= host.level:
        section.level = host.level + 1
    if sibling := _sibling(stack, section):
        section.level = sibling.level
    while len(stack) > 1 and stack[-1].level >= section.level:
        stack.pop()
    stack[-1].children.append(section)
    stack.append(section)


def _host(stack: list[Section], section: Section) -> Section | None:
    """The open section that a heading belongs to, even if its level denies it."""
    if is_only_a_day(section.title):
        return next((s for s in stack if "timeline" in s.parts), None)
    if not section.is_part:
        return None
    hosts = [
        s for s in stack[1:] if s.title and not s.is_part and not is_only_a_day(s.title)
    ]
    if not hosts:
        return None
    first = stack[0].children[0]
    if (
        first.is_part
        and hosts[0].level >= section.level
        and not names_an_incident(hosts[0].title)
    ):
        return None  # a document without a title of its own
    named = [s for s in hosts[1:] if names_an_incident(s.title) and s.heading]
    if not named:
        return hosts[0]
    above = stack[1 : stack.index(named[0])]
    is_retold = any(s.is_part and s.level >= section.level for s in above)
    return hosts[0] if is_retold else named[0]


def _whole(stack: list[Section], section: Section) -> Section | None:
    """The write-up that a heading belongs to, which stands as high as its title.

    Once a title that names an incident has a part, what names no other incident is of
    the same write-up.
    """
    first = stack[1] if len(stack) > 1 else None
    if first is None or section.level > first.level or names_an_incident(section.title):
        return None
    is_incident = names_an_incident(first.title) and any(
        c.is_part for c in first.children
    )
    return first if is_incident and first is stack[0].children[0] else None


def _sibling(stack: list[Section], section: Section) -> Section | None:
    """The open incident that a heading stands beside, though its level is deeper.

    In a log whose entries have a day in their title, a deeper heading that begins with
    another day is another entry.
    """
    days = find_days(section.title)
    if not days or days[0].start > 12 or is_only_a_day(section.title):
        return None
    open_ones = [s for s in stack[1:] if not s.is_title]
    if not open_ones or any(s.is_part for s in open_ones):
        return None
    own = find_days(open_ones[-1].title)
    return open_ones[-1] if own and own[0].day != days[0].day else None


def _close(section: Section, end: int) -> None:
    section.end_line = end
    ends = [child.line - 1 for child in section.children[1:]] + [end]
    for child, child_end in zip(section.children, ends, strict=False):
        _close(child, child_end)


def _entry_of_log(block: Block, stack: list[Section]) -> str | None:
    """The bold words that begin a paragraph of a log, if they hold day and title."""
    if block.kind != "paragraph" or not block.bold or len(stack) < 2:
        return None
    lead = block.bold[0].strip()
    is_log = any(is_log_title(s.title) for s in stack[1:] if s.heading)
    is_log = is_log and not any(s.is_part for s in stack[1:])
    if not is_log or not block.text.startswith(lead) or is_only_a_day(lead):
        return None
    days = find_days(lead, year=2000)
    is_entry = days and (days[0].start < 2 or is_numbered(lead))
    if is_entry and not _NAME.search(_WHEN.sub(" ", lead)):  # only when it was
        first = _CLAUSE_END.search(block.text[:200], len(lead) + 3)
        return block.text[: first.start()] if first else lead
    return lead.rstrip(" .:") if is_entry else None


def _inherit_years(section: Section) -> None:
    for child in section.children:
        own = _YEAR.search(child.title)
        child.year = int(own[0]) if own else section.year
        if section.heading and is_only_a_day(section.title):
            days = find_days(section.title, year=section.year)
            child.day = days[0].day if days else None
        elif nth := _NTH_OF_MONTH.match(child.title):
            days = find_days(f"{nth[1]} {section.title}")
            child.day = days[0].day if days and days[0].start == 0 else None
        _inherit_years(child)


def _question(block: Block) -> str | None:
    """`*Q: What was the cause?*` as the first line of a paragraph heads the rest."""
    if block.kind != "paragraph" or block.is_quoted:
        return None
    first, mark, rest = block.text.partition("\n")
    is_set_apart = re.match(r"\s*(?:[*_]|Q\b)", block.source)
    is_asked = mark and rest.strip() and first.rstrip().endswith("?")
    return first if is_set_apart and is_asked and parts_of_title(first) else None


def _pseudo_heading(block: Block) -> str | None:
    """A paragraph that is nothing but bold words heads what follows."""
    if block.kind != "paragraph" or block.is_quoted or len(block.bold) != 1:
        return None
    text = block.text.strip()
    if bare(text) in field_roles() and text.endswith(":"):
        return None  # a field without a value
    if text.endswith(".") and len(text.split()) > 2:
        return None  # a sentence
    if text.rstrip(":").strip() != block.bold[0].rstrip(":").strip() or len(text) > 100:
        return None
    return text.rstrip(":").strip()
