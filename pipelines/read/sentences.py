"""A markdown text as sentences that know their line, their place and their context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipelines.markdown import Block, parse
from pipelines.read.splitting import split

_LONGEST = 2_000  # characters of a sentence; a longer one is cut, not lost
_MARKUP = re.compile(
    r"(?P<code>`[^`\n]{1,400}`)"
    r"|!?\[(?P<label>[^\[\]]{0,400})\](?:\([^()\s]{0,800}(?:\([^()\s]{0,80}\)"
    r"[^()\s]{0,200})?(?: +\"[^\"\n]{0,200}\")?\)|\[[^\[\]\n]{0,80}\])"
    r"|(?P<drop><!--[\s\S]{0,4000}?-->|</?(?!https?:)[A-Za-z][^<>\n]{0,300}>|\*{1,3}|~~|__"
    r"|(?<![\w/])_(?=\w)|(?<=[\w.!?])_(?!\w)|\\(?=[*_#\[\]`<>]))"
    r"|(?P<edge>(?:\s*\n[ \t>]*)|[ \t]{2,}|\t|\xa0)"
)
_ITEM_MARK = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_HEADING_MARK = re.compile(r"[ \t>]*#{1,6}[ \t]+")
_QUOTE_MARK = re.compile(r"[ \t>]*")
_NEW_LINE_STARTS = re.compile(
    r"(?:[-–—•*+✅☑✔❌⚠🔴🟢🟡►▶→]|[\[(]?(?:\d{4}-\d\d-\d\d[ T])?\d{1,2}:\d{2}\b"
    r"|\d{1,3}[.)] |\[[ xX]\]"
    r"|(?:TODO|DONE|WIP|FIXED|CLOSED)\b"
    r"|[A-Z][\w /&'()-]{1,40}:(?: |$)|[a-z][\w-]{2,20}: \S"
    r"|\*\*[^*\n]{1,60}:?\*\*|#{1,6} |\|)"
)
# What projects that read their release notes from pull requests have them written in.
_FENCED_NOTE = re.compile(r"[ >\t]*(?:```|~~~) *release-?notes?\b", re.IGNORECASE)
_PLAIN = str.maketrans("\n’‘“”", " ''\"\"")  # one for one: places stay true
_LINE_IS_CLOSED = re.compile(r"(?:  |\\|<br ?/?>)$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item part or table row.

    Attributes:
        text: Its words, without marks of emphasis or link targets, one space between.
        quote: The same as written, verbatim (it may span lines).
        line: 1-based line that it begins on.
        block: The block that it stands in.
        block_text: Words of the whole block.
        is_first: It opens its block.
        is_template: It stands in an HTML comment or other text of a template.
    """

    text: str
    quote: str
    line: int
    block: Block
    block_text: str
    is_first: bool = True
    is_template: bool = False


def split_sentences(text: str) -> list[Sentence]:
    """Split markdown into sentences, in the order of the text. Linear in its size."""
    return [sentence for block in _blocks(text) for sentence in _of_block(block)]


def _blocks(text: str) -> Iterator[Block]:
    header: tuple[str, ...] = ()
    lines: list[str] = []
    above = ""  # the paragraph that a table follows leads in its rows
    for block in parse(text):
        if block.header and not block.lead_in:
            block = replace(block, lead_in=above)
        if block.header and block.header != header:
            lines = lines or text.splitlines()
            yield from _header_row(block, lines)
        header = block.header
        if not block.header:
            above = block.text if block.kind == "paragraph" else ""
        if block.kind == "code" and _FENCED_NOTE.match(block.source):
            yield from _fenced_note(block)
        elif block.kind == "code" and not _is_fenced(block):
            yield from _indented_text(block)
        elif block.kind != "code":
            yield block


def _header_row(first_row: Block, lines: list[str]) -> Iterator[Block]:
    """The header of a table, which may be a row of values like any other."""
    line = first_row.line - 2  # the ruler stands between them
    if line >= 1 and "|" in lines[line - 1]:
        yield replace(
            first_row,
            text=" | ".join(first_row.header),
            source=lines[line - 1],
            line=line,
            end_line=line,
            cells=first_row.header,
            links=(),
            struck=(),
        )


def _is_fenced(block: Block) -> bool:
    return block.source.lstrip(" >\t").startswith(("```", "~~~"))


def _fenced_note(block: Block) -> Iterator[Block]:
    """A note for the release stands in a fence of its own, but is a text."""
    lines = block.source.splitlines()
    end = len(lines) - lines[-1].lstrip(" >\t").startswith(("```", "~~~"))
    for inner in parse("\n".join(lines[1:end])):
        if inner.kind != "code":
            yield replace(
                inner,
                line=block.line + inner.line,
                end_line=block.line + inner.end_line,
                headings=block.headings + inner.headings,
                is_quoted=block.is_quoted or inner.is_quoted,
            )


def _indented_text(block: Block) -> Iterator[Block]:
    """Text that is indented by a commit log or an excerpt is text, not code."""
    lines = block.source.splitlines()
    prose = [line for line in lines if len(line.split()) > 3 and line[-1:] not in "{;"]
    if not prose or len(prose) * 2 < len(lines):
        return
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    for inner in parse("\n".join(line[margin:] for line in lines)):
        if inner.kind == "code":
            continue
        first = block.line + inner.line - 1
        source = "\n".join(lines[inner.line - 1 : inner.end_line])
        yield Block(
            kind=inner.kind,
            text=inner.text,
            source=source,
            line=first,
            end_line=block.line + inner.end_line - 1,
            headings=block.headings + inner.headings,
            depth=inner.depth,
            is_quoted=block.is_quoted or inner.is_quoted,
            marker=inner.marker,
            struck=inner.struck,
            links=inner.links,
            lead_in=inner.lead_in or block.lead_in,
        )


def _of_block(block: Block) -> Iterator[Sentence]:
    plain, places = plain_text(block.source, _mark_of(block))
    starts = _starts(plain, places, block)
    for start, end in pairwise([*starts, len(plain)]):
        words = plain[start:end].strip()
        if not words:
            continue
        left = start + len(plain[start:end]) - len(plain[start:end].lstrip())
        right = left + len(words) - 1
        begin, finish = places[left], places[right] + 1
        yield Sentence(
            text=words[:_LONGEST],
            quote=_widened(block.source, begin, finish),
            line=block.line + block.source.count("\n", 0, begin),
            block=block,
            block_text=plain,
            is_first=start == 0,
            is_template=block.kind == "html" and "<!--" in block.source,
        )


def _widened(source: str, begin: int, finish: int) -> str:
    """The span with the marks that belong to it: a link's target, closing emphasis."""
    if begin and source[begin - 1] in "[*_~":
        while begin and source[begin - 1] in "[*_~!":
            begin -= 1
    if tail := re.compile(r"[*_~]{0,3}\]?(?:\([^()\s]{0,800}\))?[*_~]{0,3}[.)]?").match(
        source, finish
    ):
        finish = tail.end() if source[begin:finish].count("[") else finish
        if source[finish : finish + 2] == "**":
            finish += 2
    return source[begin:finish].strip()


def _mark_of(block: Block) -> re.Pattern[str]:
    if block.kind == "item":
        return _ITEM_MARK
    return _HEADING_MARK if block.kind == "heading" else _QUOTE_MARK


def plain_text(source: str, mark: re.Pattern[str]) -> tuple[str, list[int]]:
    """Words of `source` after its leading `mark`, and where each character stands."""
    opening = mark.match(source)
    at = opening.end() if opening else 0
    is_comment = source.lstrip().startswith("<!--")
    letters: list[str] = []
    places: list[int] = []

    def keep(start: int, end: int) -> None:
        letters.append(source[start:end])
        places.extend(range(start, end))

    for found in _MARKUP.finditer(source, at):
        keep(at, found.start())
        at = found.end()
        if found["code"] is not None:
            keep(found.start(), found.end())
        elif found["label"] is not None:
            keep(found.start("label"), found.end("label"))
        elif found["edge"] is not None:
            letters.append(" ")
            places.append(found.start())
        elif is_comment and found["drop"].startswith("<!--"):
            keep(found.start() + 4, found.end() - 3)
    keep(at, len(source))
    return "".join(letters).translate(_PLAIN), places


def _starts(plain: str, places: list[int], block: Block) -> list[int]:
    if block.kind in ("heading", "row"):
        return [0]
    starts = {start for start, _ in split(plain, at_semicolons=False)} | {0}
    starts.update(_line_starts(places, block.source))
    return sorted(start for start in starts if start < len(plain))


def _line_starts(places: list[int], source: str) -> Iterator[int]:
    """Where a new line begins something new rather than wrapping the sentence."""
    if "\n" not in source:
        return
    position = 0
    offset = 0
    lines = source.split("\n")
    for before, line in pairwise(lines):
        offset += len(before) + 1
        stripped = line.lstrip(" \t>")
        if not (_NEW_LINE_STARTS.match(stripped) or _LINE_IS_CLOSED.search(before)):
            continue
        begin = offset + len(line) - len(stripped)
        while position < len(places) and places[position] < begin:
            position += 1
        yield position
