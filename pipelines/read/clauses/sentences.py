"""Sentences of a passage, each with its verbatim words and its line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.clauses.records import Passage, Sentence
from pipelines.read.clauses.shares import shares

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(
    r"[.!?…](?:[\"'”’)\]]{0,3})(?=\s)|;(?=\s)|\n(?=\n|\s*\(?[a-z0-9]{1,2}[.)]\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|approx|incl|resp|min|max|no|nr|fig|sec|dr|mr|ms|st)"
    r"|(?<![\w'’])(?-i:[A-Z]))\.$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\s+[\"'“‘(\[*_`@#]*[A-Z0-9`@]")
_SHORT = re.compile(
    r"\s*(?:those|the (?:others?|rest|ones)|(?:all )?(?:the )?others"
    r"|everything else)\b",
    re.IGNORECASE,
)
_MARKS_IN_CODE = 12  # characters that a code span may end with after its last word
_MARKS_BEFORE = "*_`\"'“‘([<~"
_MARKS_AFTER = "*_`\"'”’)]>~.,:;!?…"
_LINK_END = re.compile(r"\]\([^)\s]{0,2000}(?:\s[^)]{0,200})?\)|\]\[[^\]]{0,200}\]")


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return _SPACE.sub(" ", text).strip()


def split(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`. Linear.

    Code spans and brackets are never cut. A semicolon parts two sentences only where
    both sides can stand alone (four words or more).
    """
    depths = _depths(text)
    start = 0
    for end in _END.finditer(text):
        stop = end.end()
        if depths[end.start()] or not _is_break(text, start, end):
            continue
        if text[start:stop].strip():
            yield start, stop
        start = stop
    if text[start:].strip():
        yield start, len(text)


def _is_break(text: str, start: int, end: re.Match[str]) -> bool:
    mark = text[end.start()]
    if mark == ";":
        following = text[end.end() : end.end() + 60]
        before = text[start : end.start()]
        if _SHORT.match(following):
            return False
        return len(before.split()) >= 4 and len(following.split()) >= 3
    if mark == "\n":
        return True
    if mark == "." and _ABBREVIATION.search(text[max(0, end.start() - 8) : end.end()]):
        return False
    return mark in "!?" or bool(_OPENS.match(text, end.end()))


def _depths(text: str) -> list[bool]:
    """For each character: does it stand in a code span or in round brackets."""
    inside, depth, code = [], 0, False
    for position, character in enumerate(text):
        if character == "`":
            code = not code and "`" in text[position + 1 : position + 200]
        elif not code and character == "(":
            depth = depth + 1 if ")" in text[position : position + 600] else depth
        elif not code and character == ")":
            depth = max(0, depth - 1)
            inside.append(False)
            continue
        inside.append(code or depth > 0)
    return inside


def sentences(passage: Passage, *, text: str | None = None) -> list[Sentence]:
    """The sentences of `passage` in their order.

    Args:
        passage: Where they stand.
        text: A part of the passage's text, such as a cell; by default, all of it.
    """
    words = passage.text if text is None else text
    found = []
    cursor = max(passage.source.find(words.split("\n")[0][:60]), 0) if text else 0
    for position, (start, stop) in enumerate(split(words)):
        for part, sense in shares(words[start:stop]):
            span = _locate(passage.source, part, cursor)
            if span is None:
                continue
            first, cursor = span
            line = passage.line + passage.source.count("\n", 0, first)
            quote = fold(passage.source[first:cursor])
            plain = fold(sense).replace("’", "'")
            found.append(Sentence(plain, quote, line, position))
    return found


def _locate(source: str, sentence: str, cursor: int) -> tuple[int, int] | None:
    """Where the words of `sentence` stand in `source`, marks around them included."""
    first = None
    for word in _WORD.findall(sentence):
        at = source.find(word, cursor)
        if at < 0:
            continue
        first = at if first is None else first
        cursor = at + len(word)
    if first is None:
        return None
    while first and source[first - 1] in _MARKS_BEFORE:
        first -= 1
    return first, _close(source, first, cursor)


def _close_code(source: str, start: int, cursor: int) -> int:
    """End of the code span that the last word stands in: `` `changes/` ``."""
    if source.count("`", start, cursor) % 2 == 0:
        return cursor
    end = source.find("`", cursor, cursor + _MARKS_IN_CODE)
    return cursor if end < 0 else end + 1


def _close(source: str, start: int, cursor: int) -> int:
    """End of the marks, punctuation and link target that follow a sentence's words."""
    cursor = _close_code(source, start, cursor)
    while cursor < len(source):
        if link := _LINK_END.match(source, cursor):
            cursor = link.end()
        elif source[cursor] in _MARKS_AFTER:
            cursor += 1
        else:
            break
    return cursor
