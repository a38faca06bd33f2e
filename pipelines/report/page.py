"""Turn the report's Markdown into HTML in which nothing of others' texts acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3, for the table of contents."""

    level: int
    anchor: str
    words: str
    children: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The report as parts of a page.

    Attributes:
        title: Words of its first heading.
        parts: Its other headings, for the table of contents.
        body: All of it, as HTML.
    """

    title: str
    parts: list[Heading]
    body: Markup


def read_sheet(markdown: str) -> Sheet:
    """Return the report as parts of a page. Raw HTML in the Markdown stays text.

    Args:
        markdown: The whole report; its first heading is the title.
    """
    reader = _reader()
    tokens = reader.parse(markdown)
    headings = _anchor(tokens)
    _frame_tables(tokens)
    return Sheet(
        title=next((each.words for each in headings if each.level == 1), "Report"),
        parts=_tree(headings),
        body=Markup(reader.renderer.render(tokens, reader.options, {})),
    )


def read_part(markdown: str, *, report: str) -> Markup:
    """Return a part of the report as HTML, to stand on another page.

    Args:
        markdown: The part.
        report: Address of the whole report, where links within it lead.
    """
    reader = _reader()
    tokens = reader.parse(markdown)
    _frame_tables(tokens)
    for inline in tokens:
        for child in inline.children or []:
            if str(child.attrs.get("href", "")).startswith("#"):
                child.attrs["href"] = f"{report}{child.attrs['href']}"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "typographer": False})
    return reader.enable("table")


def plain_text(markdown: str) -> str:
    """Return one line of Markdown as the words that a reader sees."""
    (inline,) = MarkdownIt("commonmark", {"html": False}).parseInline(markdown)
    return _plain(inline)


def _anchor(tokens: Sequence[Token]) -> list[Heading]:
    """Give every heading an id, spelled as GitHub spells it."""
    headings: list[Heading] = []
    taken = {"content": 0, "contents": 0, "menu": 0}  # ids that the page itself uses
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        words = _plain(inline)
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") or "section"
        taken[anchor] = taken.get(anchor, -1) + 1
        if taken[anchor]:
            anchor = f"{anchor}-{taken[anchor]}"
        opening.attrSet("id", anchor)
        headings.append(Heading(int(opening.tag[1]), anchor, words))
    return headings


def _tree(headings: Sequence[Heading]) -> list[Heading]:
    """Hang headings of level 3 under the one of level 2 before them."""
    parts: list[Heading] = []
    for heading in headings:
        if heading.level == 2:
            parts.append(heading)
        elif heading.level > 2 and parts:
            parts[-1].children.append(heading)
    return parts


def _plain(inline: Token) -> str:
    return "".join(
        child.content
        for child in inline.children or []
        if child.type in ("text", "code_inline", "text_special")
    )


def _frame_tables(tokens: list[Token]) -> None:
    """Put each table into a frame that scrolls by itself, named by its heading."""
    heading, count = "", 0
    framed: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            heading, count = _plain(tokens[index + 1]), 0
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in ("th_open", "td_open"):
            _align(token)
        if token.type == "table_open":
            count += 1
            name = f"Table: {heading}" + (f" ({count})" if count > 1 else "")
            attributes: dict[str, Any] = {
                "class": "frame",
                "role": "group",
                "tabindex": "0",
                "aria-label": name,
            }
            framed.append(Token("frame_open", "div", 1, attrs=attributes, block=True))
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("frame_close", "div", -1, block=True))
    tokens[:] = framed


def _align(cell: Token) -> None:
    """Say by a class what Markdown says by a style, which the page's policy forbids."""
    if "right" in str(cell.attrs.pop("style", "")):
        cell.attrSet("class", "number")
