"""Where the sentences of a plain text end: one answer for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?…]{1,5}[\"'”’)\]]{0,3}(?=\s)"
    r"|(?<=[a-z)])[.!?](?=[A-Z][a-z])"
    r"|;(?=\s)"
    r"|\n(?=\n|\s*\(?[a-z0-9]{1,2}[.)]\s)"
)
_ABBREVIATION = re.compile(
    r"(?:e\.g|i\.e|eg|ie|vs|cf|approx|resp|incl|excl|figs?|nos?|nr|vol|al|dr|mrs?|ms|st"
    r"|inc|ltd|corp|dept|est|min|max|ca|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|a\.m|p\.m|a\.k\.a|w\.r\.t|aka|wrt|pp?|sec|ver|rev|etc)\Z"
)
# These end sentences as well: before a capital letter they are words.
_ALSO_WORDS = frozenset(("min", "max", "no", "p", "st", "etc", "inc", "ltd", "sec"))
_OPENS = re.compile(r"\s+[\"'“‘(\[*_`@#]*[A-Z0-9`@]")
# A full stop after it ends a sentence even where the next one begins small.
_WORD_BEFORE = re.compile(r"[^\W\d_]{2,}[\"'”’)\]]{0,3}\Z")
_SHORT = re.compile(
    r"\s*(?:those|the (?:others?|rest|ones)|(?:all )?(?:the )?others"
    r"|everything else)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"(?<![\w\"])\"[^\"\n]{1,60}\"(?!\w)|“[^”\n]{1,60}”")
_GOES_ON = re.compile(r"\s+[a-z]")
_NAMED_SO = re.compile(r"(?:\w-\w{1,30}|\w`)\?$")  # a flag such as `legal-review?`
_NAME = 40  # ... is as long as that
_BRACKET = 600  # characters in which a bracket closes
_CODE = 200  # ... and a code span


def split(text: str, *, at_semicolons: bool = True) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of `text`. Linear.

    Code spans, brackets and short quotations are never cut.

    Args:
        text: Plain words; code spans keep their marks.
        at_semicolons: A semicolon parts two sentences where both sides can stand
            alone (four words or more before it, three after it).
    """
    depths = _depths(text)
    start = 0
    for end in _END.finditer(text):
        stop = end.end()
        if depths[stop - 1] or not _is_break(text, start, end, at_semicolons):
            continue
        if text[start:stop].strip():
            yield start, stop
        start = stop
    if text[start:].strip():
        yield start, len(text)


def _is_break(text: str, start: int, end: re.Match[str], at_semicolons: bool) -> bool:
    mark = text[end.start()]
    if mark == ";":
        following = text[end.end() : end.end() + 60]
        before = text[start : end.start()]
        if not at_semicolons or _SHORT.match(following):
            return False
        return len(before.split()) >= 4 and len(following.split()) >= 3
    near = max(start, end.end() - _NAME)
    if mark == "?" and _NAMED_SO.search(text, near, end.end()):
        return not _GOES_ON.match(text, end.end())
    if mark == "\n" or mark in "!?":
        is_quoted = end[0][-1:] in ('"', "”")
        return not (is_quoted and _GOES_ON.match(text, end.end()))
    if mark == "." and is_abbreviation(text, end.start()):
        return False
    is_closed = not text[end.end() : end.end() + 1].isspace()
    before = text[max(0, end.start() - 20) : end.start()]
    is_word = end[0][:2] != ".." and bool(_WORD_BEFORE.search(before))
    return is_closed or is_word or bool(_OPENS.match(text, end.end()))


def is_abbreviation(text: str, stop: int) -> bool:
    """Does the full stop at `stop` shorten a word, or number an item."""
    word = text[max(0, stop - 12) : stop].rsplit(None, 1)[-1:]
    last = word[0].lstrip("([\"'“‘") if word else ""
    follows = text[stop + 1 : stop + 3].strip()[:1]
    if _ABBREVIATION.match(last.lower()):
        return not (last.lower() in _ALSO_WORDS and follows.isupper())
    is_initial = len(last) == 1 and last.isalpha() and last.isupper()
    return is_initial or (last.isdigit() and stop < 4)


def _depths(text: str) -> list[bool]:
    """For each character: does it stand in code, in brackets or in a quotation.

    The mark that closes does not.
    """
    inside, depth, code = [], 0, False
    for position, character in enumerate(text):
        if character == "`":
            code = not code and "`" in text[position + 1 : position + _CODE]
        elif not code and character == "(":
            closes = ")" in text[position : position + _BRACKET]
            depth = depth + 1 if closes else depth
        elif not code and character == ")":
            depth = max(0, depth - 1)
            inside.append(False)
            continue
        inside.append(code or depth > 0)
    for quotation in _QUOTATION.finditer(text):
        first, last = quotation.start(), quotation.end() - 1
        inside[first:last] = [True] * (last - first)
    return inside
