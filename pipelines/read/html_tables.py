"""The tables of HTML within another text: what their cells hold, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipelines.markdown import Block

_MOST_ROWS = 5_000
_DEEPEST = 20  # tables in each other
_PARTS = ("br", "p", "div", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6")
_MARKS = {"b": "**", "strong": "**", "s": "~~", "del": "~~", "strike": "~~"}
_PLACE = re.compile(
    r"^[ \t]*(?P<fence>```|~~~)|(?P<comment><!--)|(?P<told>-->)"
    r"|(?P<alone>^[ \t]*(?:</?\w[^<>\n]{0,200}>[ \t]*){0,5})?"
    r"<(?P<end>/?)table\b[^<>]{0,500}>",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class Piece:
    """A paragraph, a line or an item of a list (`-`, `- [x]`) in a cell."""

    line: int
    marker: str = ""
    text: str = ""


@dataclass(slots=True)
class Cell:
    """What stands in it: words in pieces, and tables."""

    is_header: bool
    holds: list[Piece | Table] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its words, also those of the tables in it, in one line."""
        return " ".join(" ".join(map(_words, self.holds)).split())

    @property
    def own_text(self) -> str:
        """Its words beside those of the tables in it."""
        pieces = (one.text for one in self.holds if isinstance(one, Piece))
        return " ".join(" ".join(pieces).split())

    def begin(self, line: int, marker: str = "") -> Piece:
        """A new piece, or the last if it is still empty."""
        last = next(reversed(self.holds), None)
        if not isinstance(last, Piece) or last.text.strip():
            last = Piece(line)
            self.holds.append(last)
        last.line, last.marker = line, marker or last.marker
        return last


@dataclass(slots=True)
class Row:
    """Its first line, and its cells."""

    line: int
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """Its rows, the first maybe with the names of the columns."""

    rows: list[Row] = field(default_factory=list)


def _words(held: Piece | Table) -> str:
    if isinstance(held, Piece):
        return held.text
    return " ".join(cell.text for row in held.rows for cell in row.cells)


class _Tables(HTMLParser):
    """Collects all tables; code stands in backticks.

    If `is_marked`, links, strokes, bold words and boxes are written as in markdown.
    """

    def __init__(self, *, is_marked: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Table] = []
        self.outermost: list[Table] = []
        self._is_marked = is_marked
        self._open: list[tuple[Table, Cell | None]] = []  # each with the cell around it
        self._cell: Cell | None = None
        self._marks: list[tuple[str, str, Piece, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self._open:
            self._open[-1][0].rows.append(Row(self.getpos()[0]))
            self._cell = None
        elif tag in ("td", "th") and self._open and self._open[-1][0].rows:
            self._cell = Cell(tag == "th")
            self._open[-1][0].rows[-1].cells.append(self._cell)
        elif self._cell:
            self._begin_words(self._cell, tag, {k: v or "" for k, v in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            _, self._cell = self._open.pop()
        elif tag in ("td", "th", "tr"):
            self._cell = None
        elif self._cell and tag in _PARTS:
            self._cell.begin(self.getpos()[0])
        elif tag == "code":
            self.handle_data("`")
        elif self._marks and self._marks[-1][0] == tag:
            self._end_mark()

    def handle_data(self, data: str) -> None:
        if self._cell:
            self._last(self._cell).text += data

    def _begin_table(self) -> None:
        table = Table()
        self.tables.append(table)
        around = self._cell if len(self._open) < _DEEPEST else None
        (around.holds if around else self.outermost).append(table)
        self._open.append((table, self._cell))
        self._cell = None

    def _begin_words(self, cell: Cell, tag: str, told: dict[str, str]) -> None:
        line = self.getpos()[0]
        if tag in _PARTS:
            box = "- [x]" if "checked" in told.get("class", "").split() else "- [ ]"
            is_task = "data-inline-task-id" in told
            cell.begin(line, (box if is_task else "-") if tag == "li" else "")
        elif tag == "code":
            self.handle_data("`")
        elif self._is_marked and tag == "input" and told.get("type") == "checkbox":
            self.handle_data("[x] " if "checked" in told else "[ ] ")
        elif self._is_marked and (tag in _MARKS or told.keys() & {"href", "datetime"}):
            said = told.get("datetime") or told.get("href") or _MARKS.get(tag, "")
            piece = self._last(cell)
            self._marks.append((tag, said, piece, len(piece.text)))

    def _last(self, cell: Cell) -> Piece:
        last = next(reversed(cell.holds), None)
        return last if isinstance(last, Piece) else cell.begin(self.getpos()[0])

    def _end_mark(self) -> None:
        """Marks stand at the words; a `time` without words says its attribute."""
        tag, said, piece, start = self._marks.pop()
        words = piece.text[start:].strip()
        if tag == "time":
            piece.text += "" if words else said
        elif words:
            before = " " * piece.text[start:][:1].isspace()
            after = " " * piece.text[-1:].isspace()
            done = f"[{words}]({said})" if tag == "a" else f"{said}{words}{said}"
            piece.text = f"{piece.text[:start]}{before}{done}{after}"


def html_rows(text: str) -> Iterator[Block]:
    """Rows of all tables with a header, in order; their sections are not known."""
    if "<table" not in text.lower():
        return
    lines = text.splitlines()
    count = 0
    for table in _read(text, is_marked=False).tables:
        header: tuple[str, ...] = ()
        for position, row in enumerate(table.rows):
            cells = tuple(cell.own_text for cell in row.cells)
            if position == 0 and row.cells and row.cells[0].is_header:
                header = cells
                continue
            if header and cells and count < _MOST_ROWS:
                count += 1
                yield Block(
                    kind="row", text=" | ".join(cells), source=lines[row.line - 1],
                    line=row.line, end_line=row.line, cells=cells, header=header,
                )  # fmt: skip


def html_tables(text: str) -> Iterator[tuple[int, int, Table]]:
    """Where each table that nothing is around begins and ends, and what it holds.

    Those whose line begins with words, in code and in comments are left out; marks
    within the cells are those of markdown. Lines count from that of its beginning, 1.
    """
    depth, start, cover = 0, 0, ""
    for place in _PLACE.finditer(text) if "<table" in text.lower() else ():
        if place["fence"]:
            cover = "" if cover == place["fence"] else cover or place["fence"]
        elif place["comment"]:
            cover = cover or place["comment"]
        elif place["told"]:
            cover = cover.removeprefix("<!--")
        elif not cover and (depth or (place["alone"] is not None and not place["end"])):
            start = start if depth else place.start()
            depth += -1 if place["end"] else 1
            if not depth:
                for table in _read(text[start : place.end()], is_marked=True).outermost:
                    yield start, place.end(), table


def _read(text: str, *, is_marked: bool) -> _Tables:
    reader = _Tables(is_marked=is_marked)
    reader.feed(text)
    reader.close()
    return reader
