"""The sentences beside a rota that may tell of a swap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.read.on_call.words import words

_LONGEST = 500  # characters of a note
_STRUCK = re.compile(r"~~[^~\n]{1,300}~~")
_TITLE = re.compile(r" {0,3}#+ .*|\s*[\w* -]{2,40}:\**\s*")
_SHORT_LINE = re.compile(r"\s{0,3}[^\W\d][^\d@.,!?|]{2,30}")
_MARKER = re.compile(r"\s*(?:[-*+|>]|\d{1,3}[.)])(?:\s|$)")
_DRESS = re.compile(r"(?<![\w])[*_`]{1,3}|[*_`]{1,3}(?!\w)")
_SENTENCE = re.compile(r"(?<=[^\W\d][.!?])\s+|(?<=\d[.!?])\s+(?=[A-Z@])")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that may tell of a swap; `is_headed`: its title says that it does."""

    line: int
    text: str
    is_headed: bool = False


def notes_in(text: str, rota_lines: Iterable[int], *, is_data: bool) -> Iterator[Note]:
    """The sentences outside of rotas that tell of swaps, or stand below such a title.

    Args:
        text: The document.
        rota_lines: Numbers of its lines that have been read as a rota.
        is_data: Its `#` begins a comment.
    """
    taken = {*rota_lines}
    text = _FENCE.sub(lambda found: "\n" * found[0].count("\n"), text)
    if is_data:
        text = re.sub(r"^\s*#+ ?", "", text, flags=re.MULTILINE)
    found: list[tuple[int, str]] = []
    is_headed = False
    for number, line in enumerate([*text.splitlines(), ""], 1):
        is_title = bool(_TITLE.fullmatch(line)) or (
            bool(_SHORT_LINE.fullmatch(line)) and bool(words("swap_title").search(line))
        )
        if found and (is_title or not line.strip() or _MARKER.match(line)):
            yield from _sentences(found, is_headed=is_headed)
            found = []
        if is_title:
            is_headed = bool(words("swap_title").search(line))
        elif line.strip() and number not in taken:
            found.append((number, line))


def _sentences(lines: Sequence[tuple[int, str]], *, is_headed: bool) -> Iterator[Note]:
    text = " ".join(line.strip() for _, line in lines)
    plain = _DRESS.sub("", _STRUCK.sub("", text))
    for sentence in _SENTENCE.split(plain):
        is_meant = is_headed or words("swap").search(sentence)
        if is_meant and len(sentence) <= _LONGEST:
            yield Note(lines[0][0], sentence.lstrip("-*+|> "), is_headed)
