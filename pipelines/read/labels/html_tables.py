"""The tables of HTML within markdown, as rows like those of a markdown table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipelines.markdown import Block

_MOST_ROWS = 5_000


@dataclass(slots=True)
class _Row:
    line: int
    cells: list[str] = field(default_factory=list)
    is_header: bool = False


class _Tables(HTMLParser):
    """Collects the rows of all tables; code stands in backticks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Row]] = []
        self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append(_Row(self.getpos()[0]))
            self._is_in_cell = False
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            row = self.tables[-1][-1]
            row.is_header = row.is_header or (tag == "th" and not row.cells)
            row.cells.append("")
            self._is_in_cell = True
        elif tag == "code":
            self.handle_data("`")
        elif tag in ("br", "li", "p"):
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "code":
            self.handle_data("`")
        elif tag in ("td", "th", "tr", "table"):
            self._is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            self.tables[-1][-1].cells[-1] += data


def html_rows(text: str) -> Iterator[Block]:
    """Rows of all tables with a header, in order; their sections are not known."""
    if "<table" not in text.lower():
        return
    reader = _Tables()
    reader.feed(text)
    reader.close()
    lines = text.splitlines()
    count = 0
    for table in reader.tables:
        header: tuple[str, ...] = ()
        for position, row in enumerate(table):
            cells = tuple(" ".join(cell.split()) for cell in row.cells)
            if row.is_header and position == 0:
                header = cells
                continue
            if header and cells and count < _MOST_ROWS:
                count += 1
                yield Block(
                    kind="row", text=" | ".join(cells), source=lines[row.line - 1],
                    line=row.line, end_line=row.line, cells=cells, header=header,
                )  # fmt: skip
