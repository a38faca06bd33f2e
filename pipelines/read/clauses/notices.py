"""The short texts of a document that may say what it is: titles, fields, notes, lines.

What is no passage counts here, too: front matter, quotes, badges, HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipelines import markdown
from pipelines.markdown import Block
from pipelines.read.clauses.admonitions import opened
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.records import Passage

Titles = tuple[str, ...]
NoticeKind = Literal["title", "text", "note", "item", "row"]

_TAG = re.compile(r"<!--.{0,2000}?-->|<[^<>]{0,400}>", re.DOTALL)
_ALT = re.compile(
    r"<img\b[^<>]{0,300}?\balt=[\"'](?P<alt>[^\"'<>]{2,80})", re.IGNORECASE
)
_MARK = re.compile(r"^\[!\w+\][+-]?\s*")
_NAME_AND_VALUE = 2  # cells of a row


@dataclass(frozen=True, slots=True)
class Notice:
    """One text, and the section that it stands in.

    Attributes:
        kind: `title` is one of a section, `note` what stands apart from the text.
        headings: Titles of the sections, outermost first; for a title with itself.
        marker: Of a list item, as in `Passage`.
    """

    kind: NoticeKind
    headings: Titles
    text: str
    marker: str = ""


def marked_notices(text: str) -> Iterator[Notice]:
    """Those of a markdown document, in its order."""
    plain, titles = opened(text)
    shown: set[str] = set()
    rows = _Rows()
    for block in markdown.parse(plain):
        if block.kind == "code":
            continue
        note = titles.get(block.line, "")
        if note and note not in shown:
            shown.add(note)
            yield Notice("note", block.headings, note)
        yield from _of_block(block, rows, is_note=bool(note))


def plain_notices(parts: Iterable[Passage]) -> Iterator[Notice]:
    """Those of a document of another format, in its order."""
    told: Titles = ()
    rows = _Rows()
    for part in parts:
        if part.headings != told:
            told = part.headings
            yield Notice("title", told, told[-1] if told else "")
        if part.kind == "row":
            yield from rows.told(part.headings, part.header, part.cells)
        else:
            kind: NoticeKind = "item" if part.kind == "item" else "text"
            yield Notice(kind, part.headings, part.text, part.marker)


def _of_block(block: Block, rows: _Rows, *, is_note: bool) -> Iterator[Notice]:
    titles = block.headings
    for found in _badge().finditer(block.source):
        yield Notice("row", titles, f"status: {found['value']}")
    if block.kind == "heading":
        own = (*titles, block.text)
        is_struck = block.text.strip() in (one.strip() for one in block.struck)
        yield Notice(
            "title", own, f"obsolete: {block.text}" if is_struck else block.text
        )
    elif block.kind == "front_matter":
        yield from (Notice("row", (), one) for one in block.text.split("\n"))
    elif block.kind == "html":
        alternatives = "\n".join(one["alt"] for one in _ALT.finditer(block.text))
        words = f"{alternatives}\n{_TAG.sub(' ', block.text)}"
        yield Notice("note", titles, words.strip())
    elif block.kind == "row":
        yield from rows.told(titles, block.header, block.cells)
    elif block.kind == "item" and not block.is_quoted:
        yield Notice("item", titles, block.text, block.marker)
    else:
        words = _MARK.sub("", block.text)
        is_apart = is_note or block.is_quoted
        yield Notice("note" if is_apart else "text", titles, words)


class _Rows:
    """Tells what tables say of the document: names with values, or columns of them."""

    def __init__(self) -> None:
        self._seen: set[tuple[Titles, Titles]] = set()

    def told(self, titles: Titles, header: Titles, cells: Titles) -> Iterator[Notice]:
        is_first = (titles, header) not in self._seen
        self._seen.add((titles, header))
        if len(cells) == _NAME_AND_VALUE and len(header) in (0, _NAME_AND_VALUE):
            pairs = [cells, header] if is_first and header else [cells]
            yield from (Notice("row", titles, ": ".join(pair)) for pair in pairs)
        if is_first and header and all(map(_property().fullmatch, header)):
            named = zip(header, cells, strict=False)
            yield from (Notice("row", titles, ": ".join(pair)) for pair in named)


@cache
def _badge() -> re.Pattern[str]:
    return re.compile(section("force", "badge"), re.IGNORECASE)


@cache
def _property() -> re.Pattern[str]:
    words = "|".join(section("documents", "properties"))
    return re.compile(rf"\W*(?:{words}|date)\W*", re.IGNORECASE)
