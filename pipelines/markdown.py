"""Markdown as a flat list of blocks that know their line, heading and depth.

CommonMark with tables, strike-through and front matter, by markdown-it-py. Templating
around the markdown (ERB, Jinja, Liquid) is left as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

BlockKind = Literal[
    "heading", "paragraph", "item", "row", "code", "html", "front_matter"
]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    Attributes:
        kind: `item` is the first paragraph of a list item, `row` a table row.
        text: Its words; emphasis and link marks gone, code spans kept in backticks,
            soft breaks as newlines. Cells of a row are joined by ` | `.
        source: The lines as written, verbatim.
        line: 1-based first line.
        end_line: 1-based last line.
        headings: Titles of the sections it stands in, outermost first (for a heading:
            without itself).
        depth: Level of a heading, nesting of a list item (1 = outermost), else 0.
        is_quoted: It stands in a block quote.
        marker: `[ ]` or `[x]` of a task, `1.` or `-` of a list item, else empty.
        cells: Cells of a row. links: (text, target) pairs in it.
        header: Cells of the table's header, for a row.
        spans: Code spans in it.  struck: Texts that are struck through.
        bold: Texts that are strong.
        parents: Texts of the list items that it stands in, outermost first.
        lead_in: The paragraph right before the list it stands in, else empty.
    """

    kind: BlockKind
    text: str
    source: str
    line: int
    end_line: int
    headings: tuple[str, ...] = ()
    depth: int = 0
    is_quoted: bool = False
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    spans: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    bold: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    lead_in: str = ""

    def links_in(self, words: str) -> tuple[tuple[str, str], ...]:
        """The links that stand in some of its words."""
        return tuple(link for link in self.links if link[0] in words)


_TASK = re.compile(r"^\[( |x|X)\]\s+")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin)


@lru_cache(maxsize=1)  # several readers take the same text, one after the other
def parse(text: str) -> tuple[Block, ...]:
    """Split markdown into blocks, in the order of the text. Linear in its size."""
    return tuple(_Walk(text).blocks())


class _Walk:
    """One pass over the tokens, keeping where we are."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._tokens = _parser().parse(text)
        self._headings: list[tuple[int, str]] = []
        self._items: list[list[str]] = []  # open list items: [marker, text]
        self._lead_ins: list[str] = []
        self._last_paragraph = ""
        self._quotes = 0
        self._header: tuple[str, ...] = ()
        self._row: list[Token] = []
        self._row_opener = Token("tr_open", "tr", 1)
        self._row_is_header = False

    def blocks(self) -> Iterator[Block]:
        for index, token in enumerate(self._tokens):
            yield from self._step(index, token)

    def _step(self, index: int, token: Token) -> Iterator[Block]:  # noqa: C901 one case a token
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                self._lead_ins.append(self._last_paragraph)
                self._last_paragraph = ""
            case "bullet_list_close" | "ordered_list_close":
                self._lead_ins.pop()
            case "list_item_open":
                self._items.append([_marker(token), ""])
            case "list_item_close":
                self._items.pop()
            case "thead_open":
                self._row_is_header = True
            case "tbody_open":
                self._row_is_header = False
            case "tr_open":
                self._row, self._row_opener = [], token
            case "tr_close":
                yield from self._close_row()
            case "inline":
                yield from self._inline(index, token)
            case "fence" | "code_block":
                self._last_paragraph = ""
                yield self._block("code", token, token.content.rstrip("\n"))
            case "html_block":
                yield self._block("html", token, token.content.rstrip("\n"))
            case "front_matter":
                yield self._block("front_matter", token, token.content)

    def _inline(self, index: int, token: Token) -> Iterator[Block]:
        opener = self._tokens[index - 1]
        text = plain(token)
        if opener.type in ("td_open", "th_open"):
            self._row.append(token)
        elif opener.type == "heading_open":
            level = int(opener.tag[1])
            while self._headings and self._headings[-1][0] >= level:
                self._headings.pop()
            yield self._block("heading", token, text, depth=level)
            self._headings.append((level, text))
            self._last_paragraph = ""
        elif self._items and not self._items[-1][1]:
            yield self._item(token, text)
        else:
            yield self._block("paragraph", token, text)
            self._last_paragraph = text

    def _item(self, token: Token, text: str) -> Block:
        marker = self._items[-1][0]
        if task := _TASK.match(text):
            marker, text = f"[{task[1].lower()}]", text[task.end() :]
        self._items[-1][1] = text or " "
        return self._block("item", token, text, depth=len(self._items), marker=marker)

    def _close_row(self) -> Iterator[Block]:
        cells = tuple(plain(cell).strip() for cell in self._row)
        if self._row_is_header:
            self._header = cells
            return
        yield self._block(
            "row",
            self._row_opener,
            " | ".join(cells),
            cells=cells,
            inlines=tuple(self._row),
        )

    def _block(
        self,
        kind: BlockKind,
        token: Token,
        text: str,
        *,
        depth: int = 0,
        marker: str = "",
        cells: tuple[str, ...] = (),
        inlines: tuple[Token, ...] = (),
    ) -> Block:
        first, last = token.map or [0, 0]
        inlines = inlines or ((token,) if token.type == "inline" else ())
        children = [child for inline in inlines for child in inline.children or []]
        parents = self._items[:-1] if kind == "item" else self._items
        return Block(
            kind=kind,
            text=text,
            source="\n".join(self._lines[first:last]),
            line=first + 1,
            end_line=max(last, first + 1),
            headings=tuple(title for _, title in self._headings),
            depth=depth,
            is_quoted=self._quotes > 0,
            marker=marker,
            cells=cells,
            header=self._header if kind == "row" else (),
            links=tuple(_links(children)),
            spans=tuple(c.content for c in children if c.type == "code_inline"),
            struck=tuple(_marked(children, "s")),
            bold=tuple(_marked(children, "strong")),
            parents=tuple(words for _, words in parents),
            lead_in=self._lead_ins[-1] if self._lead_ins else "",
        )


def table_row(cells: Iterable[str]) -> str:
    """Cells as a row of a table in markdown."""
    return f"| {' | '.join(cells)} |"


def plain(inline: Token) -> str:
    """The words of an inline token, without marks; code spans keep their backticks."""
    return "".join(_words(child) for child in inline.children or [])


def _words(token: Token) -> str:
    match token.type:
        case "text":
            return token.content
        case "code_inline":
            return f"`{token.content}`"
        case "softbreak" | "hardbreak":
            return "\n"
        case "image":
            return token.content
        case _:
            return ""


def _marker(token: Token) -> str:
    return f"{token.info}{token.markup}" if token.info else token.markup


def _links(children: list[Token]) -> Iterator[tuple[str, str]]:
    for position, child in enumerate(children):
        if child.type == "link_open":
            inner = []
            for other in children[position + 1 :]:
                if other.type == "link_close":
                    break
                inner.append(_words(other))
            yield "".join(inner), str(child.attrs.get("href", ""))


def _marked(children: list[Token], mark: str) -> Iterator[str]:
    inner: list[str] | None = None
    for child in children:
        if child.type == f"{mark}_open":
            inner = []
        elif child.type == f"{mark}_close" and inner is not None:
            yield "".join(inner)
            inner = None
        elif inner is not None:
            inner.append(_words(child))
