"""How a line names a field: by a mark around the name, or plainly."""

from __future__ import annotations

import re

from pipelines.extract.archive.vocabulary import field_of, is_long

_MARKER = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?)?")
_MARK = re.compile(r"\*\*|__|\*|_|`")
_PLAIN = re.compile(
    r"^(?P<name>[^\W\d_][^:=.!?\"“”\n]{0,40}?)\s*:(?:\s+(?P<value>.*)|)$"
)
_DASHED = re.compile(
    r"^(?P<name>[^\W\d_][^\W\d_ ]{0,20}(?: [^\W\d_ ]{1,20}){0,2})\s+[-–—]\s+"
    r"(?P<value>\S[^\n]{0,60})$"
)
_DASH = re.compile(r"^\s*[-–—]+>?\s+")


def strip_marker(text: str) -> str:
    """Take a list marker, a task box and quote marks off the front of a line."""
    return _MARKER.sub("", text, count=1)


def named_by_mark(text: str) -> tuple[str, str] | None:
    """Split `**Name:** value`, `**Name**: value`, `**Name** - value`, `**Name**`."""
    text = strip_marker(text[:20_000]).strip()
    found = _MARK.match(text)
    if found is None:
        return None
    mark = found[0]
    end = text.find(mark, len(mark))
    if end < 0 or end > 80:
        return None
    name, rest = text[len(mark) : end].strip(), text[end + len(mark) :]
    if name.endswith(":"):
        return name[:-1].strip(), rest.strip()
    # `**Name: value**`
    inner, colon, value = name.partition(":")
    if colon and not rest.strip() and field_of(inner):
        return inner.strip(), value.strip()
    if rest.lstrip().startswith(":"):
        return name, rest.lstrip()[1:].strip()
    remark = re.match(r"^\s*(\([^()]{0,60}\))\s*:", rest)
    if remark and name:
        return f"{name} {remark[1]}", rest[remark.end() :].strip()
    if field_of(name) and mark in ("**", "__"):
        if not rest.strip():
            return name, ""
        if _DASH.match(rest):
            return name, _DASH.sub("", rest).strip()
    return None


def named_plainly(text: str) -> tuple[str, str] | None:
    """Split `Name: value`, and `Name - value` where the name is known."""
    text = strip_marker(text[:20_000]).strip()
    found = _PLAIN.match(text)
    if found is None and (dashed := _DASHED.match(text)):
        name = field_of(dashed["name"])
        found = dashed if name and not is_long(name) else None
    if found is None or found["name"].lower().startswith(("http", "note that")):
        return None
    return found["name"].strip(), (found["value"] or "").strip()
