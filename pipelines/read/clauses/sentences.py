"""Sentences of a passage, each with its verbatim words and its line."""

from __future__ import annotations

import re

from pipelines.read.clauses.records import Passage, Sentence
from pipelines.read.clauses.shares import shares
from pipelines.read.splitting import split

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"\s*[^\w\s]+")
_MARKS_IN_CODE = 12  # characters that a code span may end with after its last word
_MARKS_BEFORE = "*_`\"'“‘([<~"
_MARKS_AFTER = "*_`\"'”’)]>~.,:;!?…"
_LINK_END = re.compile(r"\]\([^)\s]{0,2000}(?:\s[^)]{0,200})?\)|\]\[[^\]]{0,200}\]")


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return _SPACE.sub(" ", text).strip()


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
        at = _find_word(source, word, cursor)
        if at < 0:
            continue
        first = at if first is None else first
        cursor = at + len(word)
    if first is None:
        return None
    signs = _SIGNS.match(sentence)  # `-1`
    if signs and source.endswith(signs[0], 0, first):
        first -= len(signs[0])
    while first and source[first - 1] in _MARKS_BEFORE:
        first -= 1
    return first, _close(source, first, cursor)


def _find_word(source: str, word: str, cursor: int) -> int:
    """Where `word` stands by itself, not inside of another; -1 where it does not."""
    at = source.find(word, cursor)
    while at >= 0:
        end = at + len(word)
        if not (source[at - 1 : at].isalnum() or source[end : end + 1].isalnum()):
            return at
        at = source.find(word, end)
    return -1


def _close_code(source: str, start: int, cursor: int) -> int:
    """End of the code span that the last word stands in: `` `changes/` ``."""
    for mark in ("``", "`"):
        if source.count(mark, start, cursor) % 2:
            end = source.find(mark, cursor, cursor + _MARKS_IN_CODE)
            return cursor if end < 0 else end + len(mark)
    return cursor


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
