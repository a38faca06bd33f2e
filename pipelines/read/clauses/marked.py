"""Markdown as passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines import markdown
from pipelines.markdown import Block
from pipelines.read.clauses.admonitions import opened
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.titles import calls_attention, is_short, line_title

_ALERT = re.compile(r"^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*", re.IGNORECASE)
_ALERT_LABEL = re.compile(r"^(?:note|tip|important|warning|caution)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary>(?:<\w+>)?(?P<title>[^<\n]{2,80})", re.IGNORECASE)
_BREAK = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*")  # a line of a rule
_COMMENT = re.compile(r"[ \t]*<!--+|--+>[ \t]*")


def marked_passages(text: str) -> Iterator[Passage]:
    """Yield the paragraphs, items and rows of a markdown document.

    Code, HTML and front matter are left out, and block quotes too, but for alerts. A
    paragraph that is all bold, or a name and a colon, is a title, and so are such a
    first line of one, and what stands beside the mark of a note.
    """
    plain, titles = opened(text)
    walk = _Walk(plain.split("\n"), titles)
    for block in markdown.parse(plain):
        if passage := walk.passage(block):
            yield passage


def uncommented(text: str) -> str:
    """`text` with what its comments say as text: a form's comments ask for something.

    Each line keeps its number.
    """
    return _COMMENT.sub("", text)


class _Walk:
    """Keeps the lists that are open, and the title in the text that stands above."""

    def __init__(self, lines: list[str], notes: dict[int, str]) -> None:
        self._lines = lines
        self._notes = notes  # titles of notes, by line
        self._lists: list[tuple[int, tuple[str, ...]]] = []  # (id, what leads into it)
        self._count = 0
        self._title: tuple[tuple[str, ...], str] = ((), "")
        self._alert = False
        self._end = 0  # last line of the last item
        self._marked_to = 0  # last line so far of an alert with a mark, else 0
        self._alert_title = ""

    def passage(self, block: Block) -> Passage | None:
        if block.kind == "html":
            self._follow(block)
        if block.kind in ("code", "html", "front_matter"):
            return None
        if block.kind == "heading":
            self._lists, self._alert = [], False
            return None
        if block.is_quoted:
            if not self._is_alert(block):
                return None
            block = _without_mark(block)
        if block.kind == "paragraph" and not block.parents:
            self._lists = []
            title, block = _titled(block)
            if title and block.is_quoted:
                self._alert_title = "" if calls_attention(title) else title
            elif title:
                self._title = (block.headings, title)
            if not block.text:
                return None
        self._open(block)
        return self._make(block)

    def _follow(self, block: Block) -> None:
        """A summary is a title of what can be opened below it; a comment ends lists."""
        if not block.parents and block.source.lstrip().startswith("<!--"):
            self._lists = []
        if found := _SUMMARY.search(block.source):
            self._title = (block.headings, found["title"].strip())
        elif "</details>" in block.source:
            self._title = ((), "")

    def _is_alert(self, block: Block) -> bool:
        """Is it one that an alert begins with, or goes on with below its title."""
        if block.kind != "paragraph":
            return self._alert
        is_marked = bool(_ALERT.match(block.text))
        is_labelled = bool(_ALERT_LABEL.match(block.text))
        between = self._lines[self._marked_to : block.line - 1]
        goes_on = bool(self._marked_to) and all(
            line.lstrip().startswith(">") for line in between
        )
        if not goes_on:
            self._alert_title = ""
        self._marked_to = block.end_line if is_marked or goes_on else 0
        self._alert = is_marked or is_labelled or goes_on
        return self._alert

    def _open(self, block: Block) -> None:
        """Follow the list that `block` stands in."""
        if block.kind != "item":
            return
        if any(map(_BREAK.fullmatch, self._lines[self._end : block.line - 1])):
            self._lists = []
        self._end = block.end_line
        del self._lists[block.depth :]
        while len(self._lists) < block.depth:
            self._count += 1
            above = self._lists[-1][1] if self._lists else ()
            own = (block.lead_in,) if block.lead_in else ()
            self._lists.append((self._count, above + own))
            # `Desktop app:` is what leads into its list, and no title for what follows.
            if self._title[1] and line_title(block.lead_in) == self._title[1]:
                self._title = ((), "")

    def _make(self, block: Block) -> Passage:
        in_list = block.kind == "item" and bool(self._lists)
        list_id, lead = self._lists[-1] if in_list else (0, ())
        above = block.parents if in_list else ()
        headings = block.headings
        above_it = self._title[1] if self._title[0] == headings else ""
        note = self._alert_title if block.is_quoted else self._notes.get(block.line, "")
        headings = (*headings, *filter(None, (above_it, note)))
        return Passage(
            kind="paragraph" if block.kind == "heading" else block.kind,  # type: ignore[arg-type]
            text=block.text,
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


def _without_mark(block: Block) -> Block:
    """An alert without its `[!NOTE]`."""
    found = _ALERT.match(block.text)
    if not found:
        return block
    return _from(block, found.end(), found[0].count("\n"))


def _titled(block: Block) -> tuple[str, Block]:
    """The title that a paragraph is, or begins with, and what is left of it."""
    first, _, rest = block.text.partition("\n")
    title = _bold_title(first, block.bold) or line_title(first)
    runs_on = rest[:1].islower()  # `**Every pull request**` and its verb
    if not title or runs_on:
        return "", block
    is_call = bool(rest) and calls_attention(title)
    return "" if is_call else title, _from(block, len(first) + 1, 1)


def _from(block: Block, start: int, lines: int) -> Block:
    """The block from a place of its text on, which is so many lines below."""
    source = "\n".join(block.source.split("\n")[lines:])
    return replace(
        block, text=block.text[start:], source=source, line=block.line + lines
    )


def _bold_title(line: str, bold: tuple[str, ...]) -> str:
    """The short bold text that is all of a line and not a sentence, else empty."""
    words = line.strip()
    is_bold = bool(bold) and words.rstrip(":") == bold[0].strip().rstrip(":")
    return words.strip(" :") if is_bold and is_short(words) else ""
