"""Bytes of a document to text, and where they are not UTF-8."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded document.

    Attributes:
        content_id: SHA-256 of the text (in UTF-8), hexadecimal.
        problem: Why a part could not be read, with the byte offset (0-based); else
            None. The unreadable bytes stand as U+FFFD in `text`.
        line: 1-based line of the first such byte.
    """

    text: str
    content_id: str
    problem: str | None = None
    line: int | None = None


def decode(data: bytes) -> Text:
    """Read UTF-8, or UTF-16 that says so by its first bytes. Never raises."""
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    skipped = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    data = data[skipped:]
    problem, line = None, None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        offset, byte = error.start + skipped, data[error.start]
        problem = f"not {encoding.upper()}: byte {offset:,} (0x{byte:02x})"
    if "\0" in text:
        if problem is None:
            line = text.count("\n", 0, text.index("\0")) + 1
            problem = "a NUL character: not a text file?"
        text = text.replace("\0", "\ufffd")
    return Text(text, content_id(text), problem, line)


def content_id(text: str) -> str:
    """Name a text by its words: the SHA-256 of its UTF-8 bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
