"""A document as a tree of sections, and the sections that are incidents.

A heading that names a part (Timeline) or something beside the parts (Attendees) belongs
to the incident before it, whatever its level: people mix levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipelines.markdown import Block, parse
from pipelines.read.incidents.data import bare, field_roles, load, patterns
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.markup import as_markdown

_INCIDENT = re.compile(
    r"\b(?:incident|outage|post-?mortem|post mortem|downtime|degradation|degraded"
    r"|disruption"
    r"|unavailab\w+|service interruption|root cause analysis|rca|pir|retrospective)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^\W*(?:(?:incident|inc|pm|postmortem|sev\d?|rca|pir|cir|issue|case|ir)"
    r"[ #:_-]*\d[\w-]*)\b|^#\d+\b",
    re.IGNORECASE,
)
_SEVERITY = re.compile(
    r"\bSEV(?:ERITY)?[ -]?[0-5]\b|\[[SP][0-5]\]|\([SP][0-5]\)", re.IGNORECASE
)
_FIELD = re.compile(
    r"^(?P<name>[^\W\d_][^\n:|]{0,59}?)\s*(?::|：)\s*(?P<value>.*)$", re.DOTALL
)
_BELOW_HEADINGS = 7
_STRONG_ROLES = {
    "day_strong", "day", "severity", "started", "detected", "restored", "mitigated",
    "minutes_restore", "minutes_resolve", "minutes_repair", "minutes_duration",
}  # fmt: skip


@dataclass(slots=True)
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
        if title is None:
            stack[-1].blocks.append(block)
            continue
        level = block.depth or _BELOW_HEADINGS
        section = Section(block, " ".join(title.split()), level, block.line)
        section.is_title = level == 1 and not root.children and _is_title(section.title)
        _open(stack, section)
    _close(root, len(lines))
    return Document(root, front, lines)


def _open(stack: list[Section], section: Section) -> None:
    """Close what is as deep; a part stays within the incident that it belongs to."""
    host = _host(stack, section)
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
    if _is_only_a_day(section.title):
        return next((s for s in stack if "timeline" in s.parts), None)
    if not section.is_part:
        return None
    hosts = [s for s in stack[1:] if s.title and not s.is_part]
    if not hosts:
        return None
    named = [s for s in hosts[1:] if names_an_incident(s.title) and s.heading]
    return named[0] if named else hosts[0]


def _sibling(stack: list[Section], section: Section) -> Section | None:
    """The open incident that a heading stands beside, though its level is deeper.

    In a log whose entries have a day in their title, a deeper heading that begins with
    another day is another entry.
    """
    days = find_days(section.title)
    if not days or days[0].start > 12 or _is_only_a_day(section.title):
        return None
    open_ones = [s for s in stack[1:] if not s.is_title]
    if not open_ones or any(s.is_part for s in open_ones):
        return None
    own = find_days(open_ones[-1].title)
    return open_ones[-1] if own and own[0].day != days[0].day else None


def _is_title(title: str) -> bool:
    """Whether the first heading of a document is its title, rather than a part."""
    words = bare(title)
    is_named = any(words in named for named, _ in _part_names().values())
    return is_general_title(title) or not is_named


def _is_only_a_day(title: str) -> bool:
    days = find_days(title)
    return len(days) == 1 and len(title.strip()) - len(days[0].words) < 12


def _close(section: Section, end: int) -> None:
    section.end_line = end
    ends = [child.line - 1 for child in section.children[1:]] + [end]
    for child, child_end in zip(section.children, ends, strict=False):
        _close(child, child_end)


def _pseudo_heading(block: Block) -> str | None:
    """A paragraph that is nothing but bold words heads what follows."""
    if block.kind != "paragraph" or block.is_quoted or len(block.bold) != 1:
        return None
    text = block.text.strip()
    if text.rstrip(":").strip() != block.bold[0].rstrip(":").strip() or len(text) > 100:
        return None
    return text.rstrip(":").strip()


# -- what a title is ----------------------------------------------------------------


def parts_of_title(title: str) -> set[str]:
    """The parts of a write-up that a heading announces."""
    return set(_parts_of_words(bare(title)))


@lru_cache(maxsize=8192)
def _parts_of_words(words: str) -> frozenset[str]:
    if not words or len(words) > 90:
        return frozenset()
    return frozenset(
        part
        for part, (named, has) in _part_names().items()
        if part != "beside" and _announces(words, named, has)
    )


@cache
def _part_names() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """Part to whole names and to words that a name may have anywhere."""
    names: dict[str, tuple[frozenset[str], tuple[str, ...]]] = {}
    for part, rules in load("parts.yml").items():
        named = rules if part == "beside" else rules["named"]
        has = [] if part == "beside" else rules["has"]
        names[part] = (
            frozenset(bare(str(name)) for name in named),
            tuple(f" {bare(str(word))} " for word in has),
        )
    return names


def _announces(words: str, named: frozenset[str], has: tuple[str, ...]) -> bool:
    if words in named:
        return True
    for joint in (" and ", " of the ", " for ", " of "):
        head, mark, tail = words.partition(joint)
        if mark and (head in named or (joint == " and " and tail in named)):
            return True
    if any(words.startswith(name + " ") for name in named if name.count(" ") > 1):
        return True
    if any(f"{words} ".startswith(word[1:]) for word in has):
        return True
    return len(words.split()) <= 7 and any(word in f" {words} " for word in has)


def is_part_title(title: str) -> bool:
    """Whether a heading names a part, or something beside the parts, of a write-up."""
    words = bare(title)
    if words in _part_names()["beside"][0]:
        return True
    if find_days(title) and (_INCIDENT.search(title) or _NUMBER.search(title)):
        return False
    if _NUMBER.search(title) or _SEVERITY.search(title):
        return False
    return bool(parts_of_title(title))


def is_general_title(title: str) -> bool:
    """Whether a heading is about incidents in general: a log, a process, a guide."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(
        pattern.search(text)
        for key in ("process_titles", "log_titles")
        for pattern in patterns(key)
    )


def is_process_title(title: str) -> bool:
    """Whether a heading is that of a guide or process, not of a log."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(p.search(text) for p in patterns("process_titles"))


def is_log_title(title: str) -> bool:
    """Whether a heading is that of a log, or of a group of incidents in one."""
    text = " ".join(title.split()).strip(" :#*")
    return bool(text) and any(p.search(text) for p in patterns("log_titles"))


def names_an_incident(title: str) -> bool:
    """Whether a heading by itself says that its section is an incident."""
    if is_general_title(title) or is_part_title(title):
        return False
    return bool(
        _NUMBER.search(title)
        or _SEVERITY.search(title)
        or find_days(title)
        or any(day.reason for day in find_days(title))
        or (_INCIDENT.search(title) and len(title.split()) > 1)
    )


# -- which sections are incidents ---------------------------------------------------


def incident_sections(document: Document) -> list[Section]:
    """The sections that are incidents, in order; none if the document has none."""
    first = next(iter(document.root.children), None)
    if first and is_process_title(first.title) and not _is_incident(first):
        return [s for s in _incidents_in(document.root) if _is_dated_or_numbered(s)]
    return list(_incidents_in(document.root))


def _is_dated_or_numbered(section: Section) -> bool:
    title = section.title
    return bool(_NUMBER.search(title) or _SEVERITY.search(title) or find_days(title))


def _incidents_in(section: Section) -> Iterator[Section]:
    for child in section.children:
        if child.is_part:
            continue
        if _is_incident(child):
            yield child
        else:
            yield from _incidents_in(child)


def _is_incident(section: Section) -> bool:
    if section.verdict is None:
        section.verdict = _judge(section)
    return section.verdict


def _judge(section: Section) -> bool:
    """By its own parts and fields, not those of incidents below it."""
    title = section.title
    own_parts = {p for s in section.walk() if s is not section for p in s.parts}
    told = len(own_parts) + len(own_roles(section) & _STRONG_ROLES)
    if _has_incidents_below(section):
        return (
            False if is_general_title(title) else names_an_incident(title) and told > 1
        )
    if is_process_title(title):
        return told > 1 and _has_a_day(section)
    return told > 1 or names_an_incident(title)


def _has_a_day(section: Section) -> bool:
    texts = [section.title, *(block.text for block in section.all_blocks())]
    return any(find_days(text[:2_000]) for text in texts[:200])


def _has_incidents_below(section: Section) -> bool:
    return any(
        names_an_incident(child.title) or (not child.is_part and _is_incident(child))
        for child in section.children
    )


def own_roles(section: Section) -> set[str]:
    """Roles of the fields that stand in a section itself."""
    roles: set[str] = set()
    for block in section.blocks[:200]:
        for line in block.text.splitlines()[:50]:
            if match := _FIELD.match(line.strip()):
                roles |= field_roles().get(bare(match["name"]), frozenset())
        if block.kind == "row" and len(block.cells) == 2:
            roles |= field_roles().get(bare(block.cells[0]), frozenset())
    return roles
