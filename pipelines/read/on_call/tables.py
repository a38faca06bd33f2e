"""Tables of other markups as those of markdown, with the line of the file for each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from pipelines.markdown import Block, table_row
from pipelines.read.html_tables import html_rows
from pipelines.read.incidents.list_tables import with_grids
from pipelines.read.labels.asciidoc_tables import asciidoc_rows
from pipelines.read.on_call.days import are_days

_Rows = list[tuple[tuple[str, ...], int]]  # the cells of each, and its line
_STRUCK = re.compile(
    r"(?<!`)<(?P<tag>s|del|strike)(?: [^<>]{0,200})?>.{0,300}?</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)  # out: who was on call before a change
_FRAMED: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Block]]], ...] = (
    (
        re.compile(
            r"^[ \t]*<table\b(?:(?!<table\b).){0,20000}?</table>",
            re.IGNORECASE | re.DOTALL | re.MULTILINE,
        ),
        html_rows,
    ),
    (
        re.compile(
            r"^(?:\[[^\n]{0,200}\][ \t]*\n)?\|={3,}[ \t]*\n"
            r"(?:(?!\|===)[^\n]*\n){0,2000}\|={3,}[ \t]*$",
            re.MULTILINE,
        ),
        asciidoc_rows,
    ),
)
# A run of lines between bars, as in Textile, Trac, Jira, Creole, Moin and DokuWiki.
_PIPED = re.compile(r"^(?:[ \t]*[|^][^\n]+[|^][ \t]*(?:\n|\Z)){2,2000}", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{1,300}>")
_TITLE = re.compile(
    r"^[ \t]*(?:<[^<>\n]{1,100}>[ \t]*){0,3}"
    r"<(?P<tag>title|h(?P<level>[1-6]))\b[^<>]{0,200}>(?P<words>.{1,300}?)"
    r"</(?P=tag)>[ \t]*(?:<[^<>\n]{1,100}>[ \t]*){0,3}$",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_CAPTION = re.compile(
    r"(?P<table><table\b[^<>]{0,300}>)(?P<lines>[ \t]*\n\s{0,40})"
    r"<caption\b[^<>]{0,200}>(?P<words>[^<>\n]{1,200})</caption>",
    re.IGNORECASE,
)
_BOXED = re.compile(
    r"^[ \t]*(?P<rule>\+[-+]{3,300}\+)[ \t]*\n(?P<head>[ \t]*\|[^\n]*\|[ \t]*\n)"
    r"[ \t]*\+[-=+]{3,300}\+[ \t]*\n(?P<rows>(?:[ \t]*\|[^\n]*\|[ \t]*\n){1,2000})"
    r"[ \t]*\+[-+]{3,300}\+[ \t]*$",
    re.MULTILINE,
)
_LEAST = 2  # rows
_BARS = {"|": r"(?<!\\)\|", "^": r"[|^]"}
_DASHES = re.compile(r"[-|:+\s]+")
_DRESS = re.compile(  # of a cell: `_.` of Textile, `=` of Creole and Trac, Moin's `<^>`
    r"^\s*(?:<[^<>]{1,80}>|[_<>=^~]{0,4}\.(?=\s)|=)?\s*|\s*=?\s*$"
)


def with_tables(text: str) -> tuple[str, list[int]]:
    """All text with its tables as in markdown, and where each line comes from."""
    text = _STRUCK.sub(_lines_of, text)
    text = _CAPTION.sub(r"\g<words>\g<lines>\g<table>", _TITLE.sub(_title, text))
    text = with_grids(_BOXED.sub(_boxed, text))
    lines = text.split("\n")
    tables = {place: (rows, last) for place, last, rows in _tables(text) if rows}
    found: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(lines):
        rows, last = tables.get(at, ([], at))
        written = [*_written(rows)] if rows else [(lines[at], at + 1)]
        found += [line for line, _ in written]
        places += [place for _, place in written]
        at = last + 1
    return "\n".join(found), places


def _title(html: re.Match[str]) -> str:
    """A heading of HTML, or the title of the page, as one of markdown."""
    words = " ".join(_TAG.sub("", html["words"]).split())
    level = int(html["level"] or 0) + 1
    return f"{'#' * min(level, 6)} {words}" + "\n" * html[0].count("\n")


def _lines_of(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _boxed(table: re.Match[str]) -> str:
    """A box with a line for each row, of which no other line parts them."""
    rows = table["rows"].count("\n")
    columns = table["rule"].count("+") - 1
    if rows < _LEAST:
        return table[0]
    return f"\n{table['head']}|{'---|' * columns}\n{table['rows']}"


def _tables(text: str) -> Iterator[tuple[int, int, _Rows]]:
    """First and last line of each, from 0, and its rows, the first with the names."""
    ends = [end.start() for end in re.finditer("\n", text)]
    for pattern, read in _FRAMED:
        for table in pattern.finditer(text):
            first = bisect_left(ends, table.start())
            blocks = list(read(table[0]))
            rows = [(one.cells, first + one.line) for one in blocks]
            head = [(one.header, first + one.line) for one in blocks[:1]]
            yield first, first + table[0].count("\n"), head + rows
    for run in _PIPED.finditer(text):
        first = bisect_left(ends, run.start())
        lines = run[0].rstrip("\n").split("\n")
        if not _DASHES.fullmatch(lines[1]):
            rows = [(_cells(line), first + n) for n, line in enumerate(lines, 1)]
            yield first, first + len(lines) - 1, rows


def _cells(line: str) -> tuple[str, ...]:
    line = line.strip()
    mark = r"\|\|" if line.startswith("||") else _BARS[line[0]]
    return tuple(_DRESS.sub("", cell) for cell in re.split(mark, line)[1:-1])


def _written(rows: _Rows) -> Iterator[tuple[str, int]]:
    """Below a line of dashes; rows of days that nothing heads are items of a list."""
    (names, place), *others = rows
    is_headed = bool(others) and not any(map(are_days, names))
    yield "", place
    if is_headed:
        yield table_row(names), place
        yield "|" + "---|" * len(names), place
    for cells, line in others if is_headed else rows:
        yield table_row(cells) if is_headed else f"- {' | '.join(cells)}", line
    yield "", rows[-1][1]
