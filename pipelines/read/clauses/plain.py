"""Plain text as passages: paragraphs by blank lines, bullets, underlined titles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipelines.read.clauses.plain_tables import (
    ASCIIDOC,
    Row,
    asciidoc,
    columns,
    is_columns,
)
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.titles import calls_attention, is_short, line_title

_BULLET = re.compile(
    r"^(\s*)([-•+o]|\*{1,5}|\.{1,5}|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)"
)
_CLAUSE = re.compile(
    r"^(\s*)((?:\d{1,2}\.){1,4}\d{1,3}\.?)\s+(?=\S)"
)  # `4.2 A release`
_RULE = re.compile(r"^\s*([=\-~^*#_+])\1{2,}\s*$")
_ADOC_TITLE = re.compile(r"^(={1,6}|#{1,6})\s+(\S.*)$")
_NUMBERED_TITLE = re.compile(r"^\s*(?:\d{1,2}\.)+\d{0,2}\s+[A-Z]")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S*[.!]\W*$")  # no title, whatever line is below
_ATTRIBUTES = re.compile(  # of the AsciiDoc block below
    r"\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION|source|quote|listing|example)\b[^\]]*\]$"
)
_BLOCK_TITLE = re.compile(r"^\.(?P<title>[A-Z`][^\n]{1,80})$")  # of AsciiDoc
_BOLD_TITLE = re.compile(r"^\*{1,2}(?P<title>[^*\n]{2,80}?):?\*{1,2}:?$")
_CODE_INDENT = 4
_PROSE_WORDS = 8  # of a line that is no title
_MOSTLY = 0.6  # of the paragraphs stand as far in as each other


def plain_passages(text: str) -> Iterator[Passage]:
    """Yield the paragraphs, items and rows of a text without markup."""
    yield from _Walk(_flush(text.splitlines())).passages()


def _flush(lines: list[str]) -> list[str]:
    """The lines without the margin that nearly all paragraphs have."""
    starts: Counter[int] = Counter()
    for before, line in zip(["", *lines], lines, strict=False):
        is_start = not before.strip() or _BULLET.match(line) or _CLAUSE.match(line)
        if is_start and len(line.split()) >= _PROSE_WORDS:
            starts[len(line) - len(line.lstrip())] += 1
    margin, count = starts.most_common(1)[0] if starts else (0, 0)
    if not margin or count < _MOSTLY * starts.total():
        return lines
    return [line if line[:margin].strip() else line[margin:] for line in lines]


class _Walk:
    """One pass over the lines."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._title = ""
        self._named = ""  # a name alone on a line, for what follows in the section
        self._note = ""  # the title of the AsciiDoc block that is next, or open
        self._fence = ""  # what closes that block
        self._lead = ""
        self._list_id = 0
        self._in_list = False
        self._above = (0, "")  # the indent and the words of the last numbered clause

    def passages(self) -> Iterator[Passage]:
        at = 0
        while at < len(self._lines):
            if ASCIIDOC.match(self._lines[at]):
                rows, count = asciidoc(self._lines[at:])
                yield from (self._row(row, at) for row in rows)
                at += count
                continue
            line = self._lines[at].strip()
            if titled := _BLOCK_TITLE.match(line):
                self._note = "" if calls_attention(titled["title"]) else titled["title"]
            elif _RULE.match(line):
                is_end = self._fence == line
                self._note = "" if is_end else self._note
                self._fence = line if self._note else ""
            if not line or titled or _RULE.match(line) or _ATTRIBUTES.match(line):
                at += 1
                continue
            end = self._end(at)
            yield from self._block(at, end)
            self._note = self._note if self._fence else ""
            at = end

    def _end(self, at: int) -> int:
        """First line after the block that begins at `at`."""
        end = at + 1
        while end < len(self._lines):
            line = self._lines[end]
            if not line.strip() or _BULLET.match(line) or _RULE.match(line):
                break
            if _CLAUSE.match(line) or ASCIIDOC.match(line):
                break
            end += 1
        return end

    def _block(self, at: int, end: int) -> Iterator[Passage]:
        lines = self._lines[at:end]
        if is_columns(lines):
            yield from (self._row(row, at) for row in columns(lines))
            return
        if title := self._as_title(at, end):
            self._title, self._lead, self._in_list = title, "", False
            self._named, self._above = "", (0, "")
            return
        if name := self._as_name(at, end):
            self._named, self._lead, self._in_list = name, "", False
            return
        bullet = _CLAUSE.match(lines[0]) or _BULLET.match(lines[0])
        indent = len(lines[0]) - len(lines[0].lstrip())
        if not bullet and indent >= _CODE_INDENT and not self._in_list:
            return  # an indented example
        words = "\n".join(line.strip() for line in lines)
        if bullet:
            words = words[len(bullet[0].lstrip()) :]
            self._open(bullet, words)
        elif not indent:
            self._in_list, self._lead = False, words
        yield self._passage(bullet, words, at, end)

    def _open(self, bullet: re.Match[str], words: str) -> None:
        """Follow the list that the item stands in; a numbered clause opens its own."""
        indent, above = len(bullet[1]), self._above
        if bullet.re is _CLAUSE:
            self._above, self._in_list = (indent, words), False
            return
        is_under = above[1].endswith(":") and indent > above[0]
        if is_under and self._lead != above[1]:
            self._in_list, self._lead = False, above[1]
        if not self._in_list:
            self._list_id += 1
        self._in_list = True

    def _passage(
        self, bullet: re.Match[str] | None, words: str, at: int, end: int
    ) -> Passage:
        is_listed = bullet is not None and bullet.re is _BULLET
        first = self._lines[at][bullet.end() :] if bullet else self._lines[at]
        return Passage(
            kind="item" if is_listed else "paragraph",
            text=words,
            source="\n".join([first, *self._lines[at + 1 : end]]),
            line=at + 1,
            headings=self._headings(),
            leads=(self._lead,) if is_listed and self._lead else (),
            list_id=self._list_id if is_listed else 0,
            marker=bullet[2] if bullet else "",
        )

    def _row(self, row: Row, at: int) -> Passage:
        first, last = at + row.first, at + row.last
        return Passage(
            kind="row",
            text=" | ".join(row.cells),
            source="\n".join(self._lines[first : last + 1]),
            line=first + 1,
            headings=self._headings(),
            cells=row.cells,
            header=row.header,
        )

    def _headings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self._title, self._named, self._note)))

    def _as_name(self, at: int, end: int) -> str:
        """The name that the block is alone, for the paragraphs below it, else empty."""
        line = self._lines[at].strip()
        if end - at != 1:
            return ""
        bold = _BOLD_TITLE.match(line)
        if bold and is_short(bold["title"]):
            return "" if calls_attention(bold["title"]) else bold["title"]
        after = next((one for one in self._lines[end:] if one.strip()), "")
        return "" if _BULLET.match(after) else line_title(line)

    def _as_title(self, at: int, end: int) -> str:
        """The title that the block is, else empty."""
        line = self._lines[at].strip()
        if end - at != 1:
            return ""
        if marked := _ADOC_TITLE.match(line):
            return marked[2].strip(" =#")
        if end < len(self._lines) and _RULE.match(self._lines[end]):
            is_text = _SENTENCE.match(line) or _ATTRIBUTES.match(line)
            return "" if is_text else line
        short = len(line.split()) <= 8 and not line.endswith((".", ":", ";", ",", "?"))
        alone = end >= len(self._lines) or not self._lines[end].strip()
        numbered = _NUMBERED_TITLE.match(self._lines[at])
        if short and alone and (numbered or line.isupper()):
            return line
        return ""
