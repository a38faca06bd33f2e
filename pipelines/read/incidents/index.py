"""Tables and lists that hold one incident per line, or point to its write-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, field_roles
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.sections import Section

_ROLES = (
    "day_strong",
    "day",
    "severity",
    "status",
    "minutes_duration",
    "minutes_restore",
    "minutes_resolve",
    "title",
)


@dataclass(frozen=True, slots=True)
class IndexLine:
    """One incident in a table or list; `target` is the write-up that it links to."""

    title: str
    day_words: str
    severity: str | None
    status: str
    duration: str
    target: str | None
    block: Block


def index_lines(section: Section) -> Iterator[IndexLine]:
    """Lines of a section (and of those below that are no incident) that list"
    " incidents.
    """
    for part in section.walk():
        if part is not section and part.is_part:
            continue
        for block in part.blocks:
            line = _from_row(block) if block.kind == "row" else _from_item(block)
            if line:
                yield line


def _from_row(block: Block) -> IndexLine | None:
    cells: dict[str, str] = {}
    for title, cell in zip(block.header, block.cells, strict=False):
        roles = field_roles().get(bare(title), frozenset())
        role = next((r for r in _ROLES if r in roles), None)
        if role and role not in cells:
            cells[role] = cell.strip()
    day_words = cells.get("day_strong") or cells.get("day") or ""
    if not find_days(day_words, year=2000) or "title" not in cells:
        return None
    duration = next(
        (cells[r] for r in _ROLES if r.startswith("minutes") and r in cells), ""
    )
    return IndexLine(
        title=cells["title"],
        day_words=day_words,
        severity=cells.get("severity"),
        status=cells.get("status", ""),
        duration=duration,
        target=_target(block),
        block=block,
    )


def _from_item(block: Block) -> IndexLine | None:
    """`- [2024-10-01 Queue stuck](2024-10-01.md)`, `- 2024-10-01: [Queue"
    " stuck](...)`.
    """
    if block.kind != "item":
        return None
    first = block.text.splitlines()[0] if block.text else ""
    target = _target(block)
    days = find_days(first)
    in_target = find_days(target.replace("/", " ").replace("_", "-")) if target else []
    if not target or not (days or in_target):
        return None
    if days and days[0].start > 12 and len(first) - days[0].end > 12:
        return None  # a sentence that mentions a day
    words = next((text for text, link in block.links if link == target), first)
    title = words if re.search(r"[^\W\d_]{3,}", words) else first
    return IndexLine(
        title,
        days[0].words if days else in_target[0].words,
        None,
        "",
        "",
        target,
        block,
    )


def _target(block: Block) -> str | None:
    """The first link to another document of the repository or to a write-up."""
    for _, target in block.links:
        if re.search(
            r"\.(?:md|markdown|mdx|adoc|rst|html?)(?:$|[#?])", target, re.IGNORECASE
        ):
            return target
    return next(
        (
            t
            for _, t in block.links
            if not re.search(r"/(?:issues|pull)/\d+", t) and not t.startswith("#")
        ),
        None,
    )
