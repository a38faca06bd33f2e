"""An archive cut into the sections and table rows that its items stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipelines.extract.archive.forms import as_sections, fields_in_line, split_title
from pipelines.extract.archive.headings import Named, item_named, milestone_named
from pipelines.extract.archive.lines import Line, LineKind, Section, number_column
from pipelines.extract.archive.vocabulary import (
    ItemKind,
    field_of,
    fold,
    section_kind,
)
from pipelines.markdown import Block, parse

_HTML_ONLY = re.compile(
    r"^\s*(?:<!--(?:(?!-->).)*-->\s*|</?[A-Za-z][^<>]*>\s*)*$", re.S
)


def cut(text: str, document_kind: str) -> list[Section]:
    """Cut an archive into sections, in the order of the text. Never raises.

    Args:
        text: The archive's markdown.
        document_kind: Decides what a bare `#101` is: see `document_kinds.yml`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _Cutter(text, document_kind).sections()


class _Cutter:
    def __init__(self, text: str, document_kind: str) -> None:
        if document_kind != "milestone_archive":
            text = as_sections(text)
        self._source = text.split("\n")
        self._blocks = parse(text)
        self._default: ItemKind = (
            "pull_request" if document_kind == "pull_request_archive" else "issue"
        )
        self._holds_milestones = document_kind == "milestone_archive"
        self._milestone_level = self._level_of_milestones()
        # Loose forms (`101: title`) only where no heading has a strict one.
        self._item_levels = {
            block.depth
            for block in self._blocks
            if block.kind == "heading" and item_named(self._heading(block))
        }
        self._loosely = not self._item_levels

    def sections(self) -> list[Section]:
        found: list[Section] = []
        current: Section | None = None
        for index, block in enumerate(self._blocks):
            if block.kind == "heading":
                opened = self._open(block, current) or self._open_loosely(index)
                if opened:
                    current = opened
                    found.append(opened)
                elif current and block.depth <= current.level:
                    current = None
                elif current:
                    current.lines += self._lines_of(block)
            elif current:
                current.lines += self._lines_of(block)
            elif block.kind == "row" and (row := self._item_row(block)):
                found.append(row)
        return [one for one in found if not self._is_doubtful(one)]

    def _is_doubtful(self, section: Section) -> bool:
        """Drop what only a loose form made an item, unless a field is in it."""
        if not self._loosely or section.level == 0 or section.kind == "milestone":
            return False
        return not any(_has_field(line) for line in section.lines)

    def _level_of_milestones(self) -> int:
        """Return the level at which the headings of a milestone archive name them."""
        if not self._holds_milestones:
            return 0
        levels = [block.depth for block in self._blocks if block.kind == "heading"]
        explicit = [
            block.depth
            for block in self._blocks
            if block.kind == "heading" and milestone_named(self._heading(block))
        ]
        if explicit:
            return min(explicit)
        if levels and levels.count(min(levels)) == 1 and len(levels) > 1:
            levels.remove(min(levels))  # the title of the document
            return min(levels)
        return 0

    def _heading(self, block: Block) -> str:
        lines = self._source[block.line - 1 : block.end_line]
        if lines and lines[0].lstrip(" >").startswith("#"):
            return re.sub(r"\s+#+\s*$", "", lines[0].lstrip(" >").lstrip("#")).strip()
        return " ".join(line.strip() for line in lines[:-1]) or block.text

    def _open(self, block: Block, current: Section | None) -> Section | None:
        heading = self._heading(block)
        milestone = milestone_named(heading)
        if self._holds_milestones:
            if block.depth != self._milestone_level:
                return None
            return Section(
                block.line,
                block.depth,
                heading,
                "milestone",
                title=milestone or heading,
            )
        if milestone and not (current and block.depth > current.level):
            return Section(
                block.line, block.depth, heading, "milestone", title=milestone
            )
        named = item_named(heading, loosely=self._loosely)
        if named is None:
            return None
        return self._section(block, heading, named)

    def _open_loosely(self, index: int) -> Section | None:
        """Open what has an item's fields, at a level where other headings name items.

        Its number may stand in another form than theirs, or be wanting.
        """
        block = self._blocks[index]
        if block.depth not in self._item_levels or self._holds_milestones:
            return None
        heading = self._heading(block)
        if field_of(heading) or section_kind(heading) or not self._fields_at(index + 1):
            return None
        named = item_named(heading, loosely=True)
        if named is None:
            return Section(block.line, block.depth, heading, self._kind_around(block))
        return self._section(block, heading, named)

    def _fields_at(self, index: int) -> bool:
        """Tell whether a field stands between a heading and the next."""
        for block in islice(self._blocks, index, None):
            if block.kind == "heading":
                return False
            if any(_has_field(line) for line in self._lines_of(block)):
                return True
        return False

    def _section(self, block: Block, heading: str, named: Named) -> Section:
        title, fields = split_title(named.title) if named.title else (None, [])
        return Section(
            block.line,
            block.depth,
            heading,
            named.kind or self._kind_around(block),
            named.number,
            title,
            named.url,
            lines=[Line(block.line, one, "text", 0, True) for one in fields],
            around=block.headings,
        )

    def _kind_around(self, block: Block) -> ItemKind:
        for title in reversed(block.headings):
            if kind := section_kind(title):
                return kind
        return self._default

    def _item_row(self, block: Block) -> Section | None:
        """Read a row of a table that has one item per row."""
        line = Line(block.line, block.source, "row", 0, True, block.cells, block.header)
        if self._holds_milestones:
            title = _milestone_cell(line)
            return (
                Section(block.line, 0, title, "milestone", title=title, row=line)
                if title
                else None
            )
        column, kind = number_column(block.header)
        if column is None or column >= len(block.cells):
            return None
        cell = block.cells[column].strip()
        named = item_named(cell)
        if named is None and cell.isdecimal() and len(cell) < 10:
            named = Named(None, int(cell), None, None)
        if named is None:
            return None
        url = next((t for _, t in block.links if t.startswith("http")), None)
        row_kind = named.kind or kind or self._kind_around(block)
        return Section(
            block.line,
            0,
            cell,
            row_kind,
            named.number,
            named.title,
            url,
            row=line,
            around=block.headings,
        )

    def _lines_of(self, block: Block) -> Iterator[Line]:
        if block.kind == "row":
            source = self._source[block.line - 1]
            yield Line(block.line, source, "row", 0, True, block.cells, block.header)
            return
        if block.kind == "heading":
            yield Line(block.line, self._heading(block), "heading", block.depth, True)
            return
        if block.kind == "html" and _HTML_ONLY.match(block.text[:20_000]):
            return
        is_verbatim = block.kind in ("code", "html", "front_matter")
        depth = block.depth if block.kind == "item" else len(block.parents)
        for offset, text in enumerate(self._source[block.line - 1 : block.end_line]):
            if block.kind == "paragraph" and (remarks := fields_in_line(text)):
                for one in remarks:
                    yield Line(block.line + offset, one, "text", depth, True)
                continue
            kind: LineKind = "text"
            if is_verbatim:
                kind = "verbatim"
            elif block.kind == "item" and offset == 0:
                kind = "item"
            yield Line(block.line + offset, text, kind, depth, offset == 0)


def _milestone_cell(line: Line) -> str | None:
    for name, cell in zip(line.header, line.cells, strict=False):
        if fold(name) in ("milestone", "milestones", "title", "name"):
            return cell.strip() or None
    return None


def _has_field(line: Line) -> bool:
    if line.kind == "heading":
        return field_of(line.text) is not None
    if line.kind == "row":
        return any(field_of(cell) for cell in (*line.cells[:1], *line.header))
    if line.kind == "verbatim":
        return False
    if fields_in_line(line.text):
        return True
    name, found, _ = line.text.strip(" \t>-*+_").partition(":")
    return bool(found) and field_of(name) is not None
