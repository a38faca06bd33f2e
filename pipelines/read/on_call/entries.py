"""The tables and lists of a document, each with its rows or items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import PurePosixPath
from textwrap import dedent

from pipelines.markdown import Block, parse
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.restructured import restructured_passages
from pipelines.read.on_call.data_files import records_of_yaml, rows_of_csv
from pipelines.read.on_call.hypertext import Found, rows_and_headings
from pipelines.read.on_call.markups import as_markdown
from pipelines.read.on_call.records import Entry

_MARKS = {".csv": ",", ".tsv": "\t"}
_TREES = (".yml", ".yaml", ".json")
_COLUMNS = re.compile(r"\t+| {2,}")
_RULE = re.compile(r"[\s|+=-]+")
_DEFINES = re.compile(r"\s{0,3}:\s+\S")
_DRESS = re.compile(r"~~[^~\n]{1,200}~~|(?<!\w)[*_`]{1,3}|[*_`]{1,3}(?!\w)")
_TITLE = re.compile(r"^title:\s*[\"']?([^\n\"']{1,200})", re.MULTILINE)


def is_data(path: str) -> bool:
    """Whether it is a file of data, not a text."""
    return path.lower().endswith((*_MARKS, *_TREES))


def entry_groups(text: str, path: str) -> Iterator[list[Entry]]:
    """Yield each table and each list, whatever the format of the document."""
    name = PurePosixPath(path)
    ending = name.suffix.lower()
    document = re.sub(r"[_.]+|(?<!\d)-|-(?!\d)", " ", f"{name.parent.name} {name.stem}")
    if mark := _MARKS.get(ending):
        yield from rows_of_csv(text, mark=mark, document=document)
        return
    if ending in _TREES:
        yield from records_of_yaml(text, document=document)
        return
    found = _passages(text) if ending == ".rst" else _blocks(text, ending)
    for group in _together(found):
        yield [replace(one, document=document) for one in group]


def _together(found: Iterator[Keyed]) -> Iterator[list[Entry]]:
    """What follows each other; the items of a list also over what is nested in them."""
    titles: dict[object, list[Entry]] = {}
    for kind, run in groupby(found, key=lambda pair: (pair[0] or ("",))[0]):
        is_list = kind in ("item", "heading")
        groups: dict[object, list[Entry]] = titles if kind == "heading" else {}
        last: object = None
        for key, entry in run:
            if key != last and not is_list:
                yield from groups.values()
                groups = {}
            last = key
            if entry is not None:
                groups.setdefault(key, []).append(entry)
        if groups is not titles:
            yield from groups.values()
    yield from titles.values()  # a shift may have a section of its own


Keyed = tuple[tuple[object, ...] | None, Entry | None]


def _blocks(text: str, ending: str) -> Iterator[Keyed]:
    lines = text.splitlines()
    title: tuple[str, ...] = ()
    markup = _Hypertext()
    near = ""
    for block in parse(as_markdown(text, ending)):
        if block.kind == "front_matter":
            found = _TITLE.search(block.text)
            title = (found[1].strip(),) if found else ()
            continue
        headings = (*title, *markup.headings(block))
        if block.kind == "html":
            yield from markup.rows(block, title)
        elif block.kind == "heading":
            near = ""
            yield ("heading", headings, block.depth), _entry(block, headings, "", "")
        elif block.is_quoted:
            near = ""
            yield None, None
        elif block.kind in ("row", "item"):
            above = near if block.kind == "row" else ""
            entry = _entry(block, headings, block.lead_in, above)
            entry = replace(
                entry,
                quote="\n".join(lines[block.line - 1 : block.end_line]).strip(),
                parents=block.parents,
            )
            same = (block.header, block.lead_in, block.parents)
            yield (block.kind, headings, *same), _without(entry, block.struck)
        elif block.kind == "paragraph" or ending in (".txt", ".text"):
            yield from _lines(block, headings, near)
            near = block.text
        else:
            yield None, None


def _passages(text: str) -> Iterator[Keyed]:
    near = ""
    for passage in restructured_passages(text):
        if passage.kind in ("row", "item"):
            lead = passage.leads[-1] if passage.leads else ""
            key = (passage.kind, passage.headings, passage.header, passage.list_id)
            yield key, _entry(passage, passage.headings, lead, near)
        else:
            yield from _lines(passage, passage.headings, near)
            near = passage.text


def _entry(
    one: Block | Passage, headings: tuple[str, ...], lead_in: str, near: str
) -> Entry:
    return Entry(
        cells=one.cells if one.kind == "row" else (one.text,),
        header=one.header,
        headings=headings,
        lead_in=lead_in,
        links=one.links,
        line=one.line,
        quote=one.source.strip(),
        near=near,
    )


def _without(entry: Entry, struck: tuple[str, ...]) -> Entry:
    """Who is struck out has swapped."""
    cells = entry.cells
    for words in struck:
        cells = tuple(cell.replace(words, " ").strip() for cell in cells)
    return replace(entry, cells=cells)


def _lines(
    block: Block | Passage, headings: tuple[str, ...], near: str
) -> Iterator[Keyed]:
    """The lines of a paragraph: columns below a header, or each as an item."""
    written: list[tuple[int, str]] = []
    source = dedent(block.source).splitlines()
    for number, line in enumerate(source, block.line):
        if written and _DEFINES.match(line):
            written[-1] = written[-1][0], f"{written[-1][1].rstrip()}{line.lstrip()}"
        elif not _RULE.fullmatch(line):
            written.append((number, line))
    rows = list(_columns([line for _, line in written]))
    header = rows[0] if rows and not re.search(r"\d", rows[0][0]) else ()
    is_table = len(header) > 1
    lead = near if is_table or len(written) > 1 else ""
    for (number, written_line), cells in list(zip(written, rows, strict=True))[
        is_table:
    ]:
        line = _DRESS.sub("", written_line).strip()
        if line:
            yield (
                ("line", headings, block.line),
                Entry(
                    cells=cells if is_table else (line,),
                    header=header if is_table else (),
                    headings=headings,
                    lead_in="",
                    links=block.links,
                    line=number,
                    quote=written_line.strip(),
                    near=lead,
                ),
            )


def _columns(lines: list[str]) -> Iterator[tuple[str, ...]]:
    """Cells by where those of the first line begin, if all lines keep to them."""
    if not lines:
        return
    starts = [0, *(gap.end() for gap in _COLUMNS.finditer(lines[0].rstrip()))]
    starts = [start for start in starts if start < len(lines[0])]
    is_aligned = "\t" not in "".join(lines) and all(
        not line[start - 1 : start].strip() for line in lines for start in starts[1:]
    )
    for line in lines:
        if is_aligned:
            ends = [*starts[1:], len(line)]
            yield tuple(line[a:b].strip() for a, b in zip(starts, ends, strict=True))
        else:
            yield tuple(_COLUMNS.split(line.strip()))


@dataclass(slots=True)
class _Hypertext:
    """The HTML of a document, whose headings hold until the next of their level."""

    heading: tuple[int, str] | None = None
    over: tuple[str, ...] = ()

    def headings(self, block: Block) -> tuple[str, ...]:
        if self.heading and block.headings == self.over:
            return (*self.over, self.heading[1])
        return block.headings

    def rows(self, block: Block, title: tuple[str, ...]) -> Iterator[Keyed]:
        source = block.source.splitlines()
        for found in rows_and_headings(block.source):
            if found.title:
                self.heading, self.over = (found.level, found.title), block.headings
                continue
            entry = self._entry(found, (*title, *self.headings(block)), block, source)
            yield ("html", entry.headings, entry.header), entry

    @staticmethod
    def _entry(
        found: Found, headings: tuple[str, ...], block: Block, source: list[str]
    ) -> Entry:
        quote = source[found.line].strip() if found.line < len(source) else ""
        line = block.line + found.line
        return Entry(tuple(found.cells), found.header, headings, "", (), line, quote)
