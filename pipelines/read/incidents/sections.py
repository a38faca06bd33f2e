"""A document as a tree of sections, and the sections that are incidents.

A heading that names a part (Timeline) or something beside the parts (Attendees) belongs
to the incident before it, whatever its level: people mix levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipelines.markdown import Block, parse
from pipelines.read.incidents.data import bare, field_roles, load, patterns
from pipelines.read.incidents.days import find_days

_TEMPLATING = re.compile(
    r"<%.{0,2000}?%>|\{%.{0,2000}?%\}|\{\{.{0,2000}?\}\}", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_INCIDENT = re.compile(
    r"\b(?:incident|outage|post-?mortem|post mortem|downtime|degradation|degraded|disruption"
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
    """A heading (None: what stands before the first) with its blocks and subsections."""

    heading: Block | None
    title: str
    level: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)
    end_line: int = 0
    verdict: bool | None = None  # whether it is an incident, once that was asked

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


def blank_out(text: str) -> str:
    """Take templating and comments away; every line stays where it is."""
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    return _TEMPLATING.sub(lambda m: "\n" * m[0].count("\n"), text)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: its tree, its front matter block, and its lines verbatim."""

    root: Section
    front_matter: Block | None
    lines: list[str]


def read_document(text: str) -> Document:
    """Parse a document. Linear in its size."""
    blocks = parse(blank_out(text))
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
        _open(stack, Section(block, " ".join(title.split()), level, block.line))
    _close(root, len(lines))
    return Document(root, front, lines)


def _open(stack: list[Section], section: Section) -> None:
    """Close what is as deep; a part stays within the incident that it belongs to."""
    host = _host(stack, section)
    if host and section.level <= host.level:
        section.level = host.level + 1
    while len(stack) > 1 and stack[-1].level >= section.level:
        stack.pop()
    stack[-1].children.append(section)
    stack.append(section)


def _host(stack: list[Section], section: Section) -> Section | None:
    """The open section that a heading belongs to, even if its level denies it."""
    if _is_only_a_day(section.title):
        return next((s for s in stack if "timeline" in parts_of_title(s.title)), None)
    if not is_part_title(section.title):
        return None
    hosts = [s for s in stack[1:] if s.title and not is_part_title(s.title)]
    if not hosts:
        return None
    named = [s for s in hosts[1:] if names_an_incident(s.title) and s.heading]
    return named[0] if named else hosts[0]


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
    words = bare(title)
    if not words or len(words) > 90:
        return set()
    found: set[str] = set()
    for part, rules in load("parts.yml").items():
        if part != "beside" and _announces(words, rules):
            found.add(part)
    return found


def _announces(words: str, rules: dict[str, list[str]]) -> bool:
    named = {bare(str(name)) for name in rules["named"]}
    if words in named:
        return True
    for joint in (" and ", " of the ", " for ", " of "):
        head, mark, tail = words.partition(joint)
        if mark and (head in named or (joint == " and " and tail in named)):
            return True
    if len(words.split()) > 7:
        return False
    return any(f" {bare(str(word))} " in f" {words} " for word in rules["has"])


def is_part_title(title: str) -> bool:
    """Whether a heading names a part, or something beside the parts, of a write-up."""
    words = bare(title)
    if words in {bare(name) for name in load("parts.yml")["beside"]}:
        return True
    if find_days(title) and (_INCIDENT.search(title) or _NUMBER.search(title)):
        return False
    if _NUMBER.search(title) or _SEVERITY.search(title):
        return False
    return bool(parts_of_title(title))


def is_general_title(title: str) -> bool:
    """Whether a heading is about incidents in general: a log, a process, a guide."""
    text = " ".join(title.split()).strip(" :#*")
    return any(
        pattern.search(text)
        for key in ("process_titles", "log_titles")
        for pattern in patterns(key)
    )


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
    return list(_incidents_in(document.root))


def _incidents_in(section: Section) -> Iterator[Section]:
    for child in section.children:
        if is_part_title(child.title):
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
    is_general = is_general_title(title)
    own_parts = {p for c in section.children for p in parts_of_title(c.title)}
    roles = own_roles(section)
    strong = len(roles & _STRONG_ROLES)
    if is_general and (len(own_parts) < 2 or _has_incidents_below(section)):
        return False
    if _has_incidents_below(section) and len(own_parts) < 2 and not strong:
        return False
    if names_an_incident(title):
        return True
    return len(own_parts) + strong >= 2


def _has_incidents_below(section: Section) -> bool:
    return any(
        names_an_incident(child.title)
        or (not is_part_title(child.title) and _is_incident(child))
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
