"""The short texts of a document that may say what it is: titles, fields, notes, lines.

What is no passage counts here, too: front matter, quotes, HTML. A badge does not: it
tells of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipelines import markdown
from pipelines.markdown import Block
from pipelines.read.clauses.admonitions import opened
from pipelines.read.clauses.records import Passage

Titles = tuple[str, ...]
NoticeKind = Literal["title", "text", "item", "row", "matter"]

_TAG = re.compile(r"<!--.{0,2000}?-->|<[^<>]{0,400}>", re.DOTALL)
_MARK = re.compile(r"^\[!\w+\][+-]?\s*")
_NAME_AND_VALUE = 2  # cells of a row


@dataclass(frozen=True, slots=True)
class Notice:
    """One text, and the section that it stands in.

    Attributes:
        kind: `title` is one of a section, `matter` a line of front matter.
        headings: Titles of the sections, outermost first; for a title with itself.
        text: In plain words; where a link is shown, what it leads to.
        marker: Of a list item, as in `Passage`.
    """

    kind: NoticeKind
    headings: Titles
    text: str
    marker: str = ""


def marked_notices(text: str) -> Iterator[Notice]:
    """Those of a markdown document, in its order."""
    plain, _ = opened(text)
    for block in markdown.parse(plain):
        is_badge = block.kind != "heading" and "![" in block.source
        if block.kind != "code" and not is_badge:
            yield from _of_block(block)


def plain_notices(parts: Iterable[Passage]) -> Iterator[Notice]:
    """Those of a document of another format, in its order."""
    told: Titles = ()
    for part in parts:
        if part.headings != told:
            told = part.headings
            yield Notice("title", told, told[-1] if told else "")
        if part.kind == "row":
            yield from _of_row(part.headings, part.header, part.cells)
        else:
            kind: NoticeKind = "item" if part.kind == "item" else "text"
            yield Notice(kind, part.headings, part.text, part.marker)


def _of_block(block: Block) -> Iterator[Notice]:
    titles = block.headings
    if block.kind == "heading":
        is_struck = block.text.strip() in (one.strip() for one in block.struck)
        text = f"{block.text} (obsolete)" if is_struck else block.text
        yield Notice("title", (*titles, block.text), text)
    elif block.kind == "front_matter":
        yield from (Notice("matter", (), one) for one in block.text.split("\n"))
    elif block.kind == "html":
        yield Notice("text", titles, _TAG.sub(" ", block.text).strip())
    elif block.kind == "row":
        yield from _of_row(titles, block.header, block.cells)
    elif block.kind == "item" and not block.is_quoted:
        yield Notice("item", titles, _leading(block), block.marker)
    else:
        yield Notice("text", titles, _MARK.sub("", _leading(block)))


def _leading(block: Block) -> str:
    """The text of a block, with the targets of its links for their words."""
    text = block.text
    for words, target in block.links:
        text = text.replace(words, target, 1) if words else text
    return text


def _of_row(titles: Titles, header: Titles, cells: Titles) -> Iterator[Notice]:
    """What a table of names with their values says; its header may be one of them."""
    for pair in (header, cells):
        if len(pair) == _NAME_AND_VALUE:
            yield Notice("row", titles, ": ".join(pair))
