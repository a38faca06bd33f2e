"""The state of an action item: open, done, or unknown, by marks and words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.markdown import Block
from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.records import Status
from pipelines.read.incidents.tasks import asks
from pipelines.read.incidents.tense import tells_that_done, tense_of

Read = tuple[Status, str | None]

_YES = {"yes", "y", "x", "[x]", "100%", "true"}
_NO = {"no", "n", "[ ]", "0%", "false"}
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,120})[)\]]")
_WORD = re.compile(r"[^\W\d_]{2}")
_REFERENCE = re.compile(
    r"https?://\S+|@[\w.-]+|[\w./-]*#\d+|\b(?:\w+:)?[A-Z]{1,10}-?\d+\b"
)
_READINGS: tuple[tuple[str, Status], ...] = (
    ("open", "open"),
    ("partly", "open"),
    ("open_mark", "open"),
    ("done", "done"),
    ("done_mark", "done"),
)
_SHORT = 4  # words of what stands apart


def says(key: str, text: str) -> re.Match[str] | None:
    """What one list of `status.yml` finds in a text."""
    return any_of("status.yml", key).search(text)


def status_of(words: str) -> Read:
    """Status, and the words that say so, of a cell, a bracket or a heading."""
    words = words if ":" in words else words.replace("_", " ")  # `in_progress`
    for key, status in _READINGS:
        if match := says(key, words):
            return status, match[0]
    plain = words.strip().lower()
    if plain in _YES:
        return "done", words.strip()
    return ("open", words.strip()) if plain in _NO else ("unknown", None)


def status_of_item(block: Block, text: str) -> Read:
    """Status of a whole item: its mark, else the words apart from its sentence."""
    tail = any_of("status.yml", "tail").search(text)
    apart = [*_BRACKET.findall(text), *([tail["after"]] if tail else [])]
    if text.lower().startswith("no "):
        apart.append(text)
    if dropped := says("dropped", text if block.struck else " ".join(apart)):
        return "unknown", dropped[0]
    read = by_mark(block, text) or by_place(block, text) or _by_tense(text)
    if read[0] == "unknown" and block.bold and text.startswith(block.bold[0]):
        return _by_tense(text[len(block.bold[0]) :].lstrip(" .:–—-"))
    return read


def by_mark(block: Block, text: str) -> Read | None:
    """A box, a line through it, or another mark."""
    if block.marker == "[x]":
        return "done", "[x]"
    if struck := _by_strike(block, text):
        return struck
    if block.marker == "[ ]":
        return "open", "[ ]"
    if block.struck and (read := _beside_struck(block, text)) is not None:
        return read
    if mark := says("done_mark", text):
        return "done", mark[0]
    if mark := says("open_mark", text):
        return "open", mark[0]
    return None


def _by_strike(block: Block, text: str) -> Read | None:
    """It is struck through as a whole, whatever is said behind it but an order."""
    struck = "".join(block.struck)
    if not struck:
        return None
    own = _BRACKET.sub("", text)  # a ticket or an owner stands beside it
    is_all = _WORD.search(struck) and not _WORD.search(_without_references(block, own))
    first = block.struck[0] or struck
    before, _, rest = text.partition(first)
    is_first = len(first.split()) > 1 and not _WORD.search(before)
    is_closed = is_first and not asks(rest) and status_of(rest)[0] != "open"
    if is_all or is_closed or len(struck) > len(own) * 0.6:
        return "done", f"~~{first}~~"
    return None


def _without_references(block: Block, text: str) -> str:
    """What is left beside what is struck through, its tickets and its people."""
    for words in (*block.struck, *(words for words, _ in block.links)):
        text = text.replace(words, " ")
    return _REFERENCE.sub(" ", text)


def _beside_struck(block: Block, text: str) -> Read | None:
    """`~~Retry sooner~~ shipped`."""
    for words in block.struck:
        text = text.replace(words, " ")
    read = status_of(text)
    return read if len(text.split()) < _SHORT and read[1] else None


def by_place(block: Block, text: str) -> Read | None:
    """Words before the item, in brackets, after its last stop, in bold, of a link."""
    if head := any_of("status.yml", "head").match(text):
        return status_of(head["word"])
    if read := _in_a_field(text) or _by_its_change(text):
        return read
    if read := _in_brackets(text):
        return read
    if last := says("last", text):
        return status_of(last["word"])
    if partly := says("partly_alone", text):
        return "open", partly[0]
    return _beside(block, text)


def _beside(block: Block, text: str) -> Read | None:
    """What stands apart says how far it is, or when it is expected."""
    for words in _apart(block, text):
        if done := says("done_by", words):
            return "done", done[0].strip()
        if promised := says("will_do", words):
            return "open", promised[0].strip()
        words = words if len(words.split()) <= _SHORT else _first_of(words)
        if not words:
            continue
        status, quote = status_of(words)
        if status != "unknown":
            return status, quote
        if says("eta", words) and text.rstrip(" .").endswith(words):
            return "open", words
    return None


def _first_of(words: str) -> str:
    """`In progress, by the end of May` begins with how far it is."""
    begun = says("partly_first", words)
    return begun["word"] if begun else ""


def _in_a_field(text: str) -> Read | None:
    """`Mend it. Status: done`."""
    stated = says("stated", text)
    read = status_of(stated["words"]) if stated else ("unknown", None)
    return read if stated and read[1] else None


def _by_its_change(text: str) -> Read | None:
    """`Mend it, done in #12`."""
    done = says("done_in", text)
    if done and not says("wish", text[: done.start()]):
        return "done", text[done.start() : done.start() + 80].strip()
    return None


def _in_brackets(text: str) -> Read | None:
    for bracket in _BRACKET.findall(text):
        will = tense_of(bracket) == "open" or says("will_do", bracket)
        if will or says("eta", bracket) or says("at_it", bracket):
            return "open", bracket
        status, quote = status_of(bracket)
        is_aside = quote is not None and quote.upper() in ("TBD", "NEW")
        if status != "unknown" and len(bracket.split()) <= (1 if is_aside else 8):
            return status, quote
    return None


def _apart(block: Block, text: str) -> Iterator[str]:
    """What is bold or a link, and what stands after a dash or the last stop."""
    yield from (words for words in block.bold if len(words.split()) < _SHORT)
    yield from (words for words, _ in block.links if len(words.split()) < _SHORT)
    if tail := says("tail", text):
        yield tail["after"]
    yield from re.split(r"\s(?:[-–—]+|→|->|=>)\s", text)[:0:-1]
    yield from re.split(r"[.;]\s+", text.rstrip(" ."))[1:][-1:]
    yield from re.split(r"[:;,]\s", text)[1:][-1:]


def _by_tense(text: str) -> Read:
    tense = tense_of(text)
    is_order = tense == "open" and asks(text)  # `Add a check that will run each night`
    if tense != "unknown" and not is_order:
        return tense, text[:80]
    if tells_that_done(text):
        return "done", text[:80]
    for sentence in re.split(r"[.!?:;]\s+", text)[1:]:
        if says("later_done", sentence):
            return "done", sentence[:80]
        if says("later_open", sentence):
            return "open", sentence[:80]
    return "unknown", None
