"""Markdown as passages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines import markdown
from pipelines.markdown import Block
from pipelines.read.clauses.admonitions import opened
from pipelines.read.clauses.records import Passage

_ALERT = re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_ALERT_LABEL = re.compile(r"^(?:note|tip|important|warning|caution)\b", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*<!--+|--+>[ \t]*")
_TITLE_WORDS = 8


def marked_passages(text: str) -> Iterator[Passage]:
    """Yield the paragraphs, items and rows of a markdown document.

    Code, HTML and front matter are left out, and block quotes too, but for alerts. A
    paragraph that is all bold is a title.
    """
    walk = _Walk()
    for block in markdown.parse(opened(text)):
        if passage := walk.passage(block):
            yield passage


def uncommented(text: str) -> str:
    """`text` with what its comments say as text: a form's comments ask for something.

    Each line keeps its number.
    """
    return _COMMENT.sub("", text)


class _Walk:
    """Keeps the lists that are open, and the bold title that stands above."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, tuple[str, ...]]] = []  # (id, what leads into it)
        self._count = 0
        self._title: tuple[tuple[str, ...], str] = ((), "")
        self._alert = False

    def passage(self, block: Block) -> Passage | None:
        if block.kind in ("code", "html", "front_matter"):
            return None
        if block.kind == "heading":
            self._lists, self._alert = [], False
            return None
        if block.is_quoted and not self._is_alert(block):
            return None
        if block.kind == "paragraph" and not block.parents:
            self._lists = []
            if _is_title(block):
                self._title = (block.headings, block.bold[0].strip(" :"))
                return None
        self._open(block)
        return self._make(block)

    def _is_alert(self, block: Block) -> bool:
        if block.kind == "paragraph":
            self._alert = bool(
                _ALERT.match(block.text) or _ALERT_LABEL.match(block.text)
            )
        return self._alert

    def _open(self, block: Block) -> None:
        """Follow the list that `block` stands in."""
        if block.kind != "item":
            return
        del self._lists[block.depth :]
        while len(self._lists) < block.depth:
            self._count += 1
            above = self._lists[-1][1] if self._lists else ()
            own = (block.lead_in,) if block.lead_in else ()
            self._lists.append((self._count, above + own))

    def _make(self, block: Block) -> Passage:
        in_list = block.kind == "item" and bool(self._lists)
        list_id, lead = self._lists[-1] if in_list else (0, ())
        above = block.parents if in_list else ()
        headings = block.headings
        if self._title[0] == headings and self._title[1]:
            headings = (*headings, self._title[1])
        return Passage(
            kind="paragraph" if block.kind == "heading" else block.kind,  # type: ignore[arg-type]
            text=_ALERT.sub("", block.text),
            source=block.source,
            line=block.line,
            headings=headings,
            leads=tuple(x.strip() for x in (*lead, *above) if x.strip()),
            list_id=list_id,
            marker=block.marker,
            cells=block.cells,
            header=block.header,
            links=block.links,
            bold=block.bold,
            struck=block.struck,
        )


def _is_title(block: Block) -> bool:
    """Is the whole paragraph one short bold text that is not a sentence."""
    words = block.text.strip()
    return (
        len(block.bold) == 1
        and words.rstrip(":") == block.bold[0].strip().rstrip(":")
        and len(words.split()) <= _TITLE_WORDS
        and not words.endswith((".", "!", "?"))
    )
