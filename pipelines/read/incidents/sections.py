"""A document as a tree of sections.

A heading that names a part (Timeline) or something beside the parts (Attendees) belongs
to the incident before it, whatever its level: people mix levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice, takewhile

from pipelines.markdown import Block, parse
from pipelines.read.incidents.data import phrase
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.headings import (
    is_chapter,
    is_document_title,
    is_log_title,
    is_numbered,
    is_only_a_day,
    is_part_title,
    names_an_incident,
    parts_of_title,
)
from pipelines.read.incidents.markup import as_markdown
from pipelines.read.incidents.pseudo import entry_of_log, pseudo_heading, question

_YEAR = re.compile(r"(?<![\d.#])(?:19|20)\d\d(?![\d.])")
_ANSWER = re.compile(r"^\W{0,2}A(?:nswer)?[.:]\W{0,2}\s")
_NTH_OF_MONTH = re.compile(r"\W{0,3}(\d{1,2}(?:st|nd|rd|th))\b")
_FRONT_TITLE = re.compile(r"^title\s*[:=]\s*\S", re.MULTILINE | re.IGNORECASE)
_LEAST_PARTS = 2  # below the title of a write-up that could name a part, too (`RCA`)
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
    is_title: bool = False  # the title of the document stands here: never a part
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

    @property
    def tells_it_all(self) -> bool:
        """`Follow-up` over `What happened`: the write-up itself, not what is to do."""
        is_list = any(block.kind in ("item", "row") for block in self.blocks)
        parts = {part for child in self.children for part in child.parts}
        return not is_list and bool(parts & {"summary", "timeline"})

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
            sets_apart = not child.is_part and is_log_title(child.title)
            is_follow_up = "action_items" in child.parts and child.tells_it_all
            if sets_apart or is_follow_up:
                yield from child.story()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: its tree, its front matter block, and its lines verbatim.

    Attributes:
        stamps: What only says when its page was made and changed, in a line each.
    """

    root: Section
    front_matter: Block | None
    lines: list[str]
    stamps: tuple[str, ...] = ()


def read_document(text: str, path: str = "") -> Document:
    """Parse a document. Linear in its size."""
    parsed = [*parse(as_markdown(text, path))]
    stamps = [block for block in parsed if _is_stamp(block)]
    blocks = [block for block in parsed if block not in stamps] if stamps else parsed
    lines = text.splitlines()
    front = next((block for block in blocks if block.kind == "front_matter"), None)
    root = Section(None, "", 0, 1, end_line=max(1, len(lines)))
    root.is_title = front is not None and bool(_FRONT_TITLE.search(front.text))
    stack = [root]
    for position, block in enumerate(blocks):
        if block.kind in ("front_matter", "html"):
            continue
        title = block.text if block.kind == "heading" else pseudo_heading(block)
        title = title or question(block)
        if title and _is_its_day(title, blocks, position, stack[-1]):
            title = None
        if title is None and not any(s.is_part for s in stack[1:]):
            title = entry_of_log(block, [s.title for s in stack[1:]])
        if title is None:
            stack[-1].blocks.append(block)
            continue
        level = block.depth or _BELOW_HEADINGS
        section = Section(block, " ".join(title.split()), level, block.line)
        section.is_title = (
            level == 1
            and not root.children
            and (is_document_title(section.title) or _is_alone(block, blocks))
        )
        _open(stack, section)
        if block.kind != "heading" and len(block.text.strip()) > len(title) + 1:
            told = _ANSWER.sub("", block.text.strip()[len(title) :].lstrip(" .:–—-\n"))
            section.blocks.append(replace(block, text=told, bold=()))
    _close(root, len(lines))
    _inherit_years(root)
    return Document(root, front, lines, tuple(block.text for block in stamps))


def _is_stamp(block: Block) -> bool:
    return block.kind == "paragraph" and bool(phrase("stamp").match(block.text))


def _is_its_day(title: str, blocks: list[Block], place: int, above: Section) -> bool:
    """A day in bold right below a title, and no other before the next one.

    Or in a heading, if no other of the document is one.
    """
    if not is_only_a_day(title) or above.blocks or above.children:
        return False
    if blocks[place].kind == "heading":
        if above.level != 1 or is_log_title(above.title):
            return False
        days = (b for b in blocks if b.kind == "heading" and is_only_a_day(b.text))
        return len([*islice(days, 2)]) == 1
    if above.heading is None or above.heading.kind != "heading" or above.is_part:
        return False
    if above.is_title or is_log_title(above.title) or is_only_a_day(above.title):
        return False
    rest = islice(blocks, place + 1, None)
    below = takewhile(lambda one: one.kind != "heading", rest)
    bold = (one for one in below if one.kind == "paragraph" and one.bold)
    return not any(is_only_a_day(pseudo_heading(one) or "") for one in bold)


def _is_alone(title: Block, blocks: list[Block]) -> bool:
    """Whether a heading is the only one of its level, above parts of a write-up."""
    others = [b for b in blocks if b.kind == "heading" and b is not title]
    parts = [b for b in others if is_part_title(b.text)]
    return all(b.depth > 1 for b in others) and len(parts) >= _LEAST_PARTS


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
    if not section.is_part or _is_beside_a_log(stack, section):
        return None
    hosts = [
        s for s in stack[1:] if s.title and not s.is_part and not is_only_a_day(s.title)
    ]
    if not hosts:
        return None
    beside = stack[0].children
    if hosts[0].level >= section.level and (
        (beside[0].is_part and not names_an_incident(hosts[0].title))
        or (any(s.is_part for s in beside) and not _is_entry(hosts[0]))
    ):
        return None  # a document without a title of its own
    is_untitled = stack[0].is_title or is_chapter(hosts[0].title)
    is_beside = is_untitled and hosts[0].level == section.level > 1
    if is_beside and not any(_is_named(s) for s in hosts):
        return None  # chapters of a story whose title stands elsewhere
    named = [s for s in hosts[1:] if _is_named(s) and s.heading]
    if not named:
        return hosts[0]
    above = stack[1 : stack.index(named[0])]
    is_retold = any(s.is_part and s.level >= section.level for s in above)
    return hosts[0] if is_retold else named[0]


def _is_beside_a_log(stack: list[Section], section: Section) -> bool:
    """`Planned changes` as high as `Unplanned outages`, which has open entries."""
    logs = (one for one in stack[1:-1] if one.level == section.level)
    log = next((one for one in logs if not (one.is_part or _is_named(one))), None)
    is_log = log is not None and any(map(_is_named, stack[stack.index(log) + 1 :]))
    return is_log and bool(phrase("of_plans").match(section.title))


def _is_named(section: Section) -> bool:
    return names_an_incident(section.title) and not is_chapter(section.title)


def _is_entry(section: Section) -> bool:
    """By a day or a number in its title, rather than by a word such as outage."""
    return is_numbered(section.title) or bool(find_days(section.title, year=2000))


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


def _inherit_years(section: Section) -> None:
    for child in section.children:
        own = _YEAR.search(child.title)
        child.year = int(own[0]) if own else section.year
        if section.heading and is_only_a_day(section.title):
            days = find_days(section.title, year=section.year)
            child.day = days[0].day if days else None
        elif nth := _NTH_OF_MONTH.match(child.title):
            days = find_days(f"{nth[1]} {section.title}", year=child.year)
            child.day = days[0].day if days and days[0].start == 0 else None
        _inherit_years(child)
