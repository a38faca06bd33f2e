"""The tables and headings that stand as HTML in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Found:
    """A row (`cells`) with the header of its table, or a heading (`title`)."""

    line: int
    cells: list[str] = field(default_factory=list)
    header: tuple[str, ...] = ()
    title: str = ""
    level: int = 0


def rows_and_headings(html: str) -> list[Found]:
    """In the order of the text; `line` counts from 0."""
    reader = _Reader()
    reader.feed(html)
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Found] = []
        self._row: Found | None = None
        self._title: Found | None = None
        self._header: tuple[str, ...] | None = None
        self._is_cell = False

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        line = self.getpos()[0] - 1
        if tag == "table":
            self._header = None
        elif tag == "tr":
            self._close()
            self._row = Found(line)
        elif tag in ("td", "th") and self._row:
            self._row.cells.append("")
            self._is_cell = True
        elif tag == "br":
            self.handle_data("\n")
        elif tag in ("h1", "h2", "h3", "h4", "h5", "caption"):
            self._title = Found(line, level=int(tag[1]) if tag[1].isdigit() else 6)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tr", "table"):
            self._close()
        elif tag in ("td", "th"):
            self._is_cell = False
        elif self._title and tag in ("h1", "h2", "h3", "h4", "h5", "caption"):
            self._title.title = self._title.title.strip()
            self.found.append(self._title)
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._title:
            self._title.title += data
        elif self._row and self._is_cell:
            self._row.cells[-1] += data

    def _close(self) -> None:
        row, self._row, self._is_cell = self._row, None, False
        if not row or not row.cells:
            return
        row.cells = [" ".join(cell.split()) for cell in row.cells]
        if self._header is None:
            self._header = tuple(row.cells)
            return
        row.header = self._header
        self.found.append(row)
