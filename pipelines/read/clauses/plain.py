"""Plain text as passages: paragraphs by blank lines, bullets, underlined titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.clauses.records import Passage

_BULLET = re.compile(r"^(\s*)([-*•+o]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_RULE = re.compile(r"^\s*([=\-~^*#_+])\1{2,}\s*$")
_ADOC_TITLE = re.compile(r"^(={1,6}|#{1,6})\s+(\S.*)$")
_NUMBERED_TITLE = re.compile(r"^\s*(?:\d{1,2}\.)+\d{0,2}\s+[A-Z]")
_CODE_INDENT = 4


def plain_passages(text: str) -> Iterator[Passage]:
    """Yield the paragraphs and items of a text without markup."""
    walk = _Walk(text.splitlines())
    yield from walk.passages()


class _Walk:
    """One pass over the lines."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._title = ""
        self._lead = ""
        self._list_id = 0
        self._in_list = False

    def passages(self) -> Iterator[Passage]:
        at = 0
        while at < len(self._lines):
            if not self._lines[at].strip() or _RULE.match(self._lines[at]):
                at += 1
                continue
            end = self._end(at)
            yield from self._block(at, end)
            at = end

    def _end(self, at: int) -> int:
        """First line after the block that begins at `at`."""
        end = at + 1
        while end < len(self._lines):
            line = self._lines[end]
            if not line.strip() or _BULLET.match(line) or _RULE.match(line):
                break
            end += 1
        return end

    def _block(self, at: int, end: int) -> Iterator[Passage]:
        if title := self._as_title(at, end):
            self._title, self._lead, self._in_list = title, "", False
            return
        lines = self._lines[at:end]
        bullet = _BULLET.match(lines[0])
        indent = len(lines[0]) - len(lines[0].lstrip())
        if not bullet and indent >= _CODE_INDENT and not self._in_list:
            return  # an indented example
        words = "\n".join(line.strip() for line in lines)
        if bullet:
            words = words[len(bullet[0].lstrip()) :]
            if not self._in_list:
                self._list_id += 1
            self._in_list = True
        elif not indent:
            self._in_list, self._lead = False, words
        yield Passage(
            kind="item" if bullet else "paragraph",
            text=words,
            source="\n".join(lines),
            line=at + 1,
            headings=(self._title,) if self._title else (),
            leads=(self._lead,) if bullet and self._lead else (),
            list_id=self._list_id if bullet else 0,
            marker=bullet[2] if bullet else "",
        )

    def _as_title(self, at: int, end: int) -> str:
        """The title that the block is, else empty."""
        line = self._lines[at].strip()
        if end - at != 1:
            return ""
        if marked := _ADOC_TITLE.match(line):
            return marked[2].strip(" =#")
        if end < len(self._lines) and _RULE.match(self._lines[end]):
            return line
        short = len(line.split()) <= 8 and not line.endswith((".", ":", ";", ",", "?"))
        alone = end >= len(self._lines) or not self._lines[end].strip()
        numbered = _NUMBERED_TITLE.match(self._lines[at])
        if short and alone and (numbered or line.isupper()):
            return line
        return ""
