"""Paths that a CODEOWNERS pattern covers, as a regex for SQL and as a matcher.

The rules of gitignore, but `docs/*` covers only the files right in `docs`, and there
is no negation and no character range.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ANY = "**"


def pattern_regex(pattern: str) -> str:
    """Anchored regex, in the syntax of RE2, of the paths that `pattern` covers.

    A path is relative to the root of the repository and has no leading slash. Meant
    for engines that match in linear time; in Python, use `pattern_matches`.
    """
    segments = _segments(pattern)
    if not segments:
        return "^$"  # `/` covers nothing
    if segments == [_ANY]:
        return "^.+$"
    last = len(segments) - 1
    parts: list[str] = []
    needs_slash = False
    for index, segment in enumerate(segments):
        if segment == _ANY and index == 0:
            parts.append("(?:.+/)?")
        elif segment == _ANY:
            parts.append("/.+" if index == last else "(?:/.+)?")
            needs_slash = True
        else:
            parts.append("/" * needs_slash + _segment_regex(segment))
            needs_slash = True
    if segments[last] not in (_ANY, "*"):
        parts.append("(?:/.+)?")  # the name may be that of a directory
    return "^" + "".join(parts) + "$"


def pattern_matches(pattern: str, path: str) -> bool:
    """Whether `pattern` covers `path`. Takes time linear in each, whatever they are."""
    segments = _segments(pattern)
    names = path.removeprefix("/").split("/")
    if not segments or not path:
        return False
    if segments[-1] not in (_ANY, "*"):
        return _covers(segments, names) or _covers([*segments, _ANY], names)
    return _covers(segments, names)


def _covers(segments: list[str], names: list[str]) -> bool:
    """Match all names; a `**` at the end takes one or more, elsewhere any number."""
    reached = {0}
    last = len(segments) - 1
    for index, segment in enumerate(segments):
        if segment == _ANY:
            first = min(reached) + (index == last)
            reached = set(range(first, len(names) + 1))
        else:
            reached = {
                at + 1
                for at in reached
                if at < len(names) and _name_matches(segment, names[at])
            }
        if not reached:
            return False
    return len(names) in reached


def _name_matches(segment: str, name: str) -> bool:
    """Match one name: the last `*` is tried again further on, never an earlier one."""
    glyphs = _glyphs(segment)
    if segment == "*":
        return bool(name)
    at = position = 0
    star, resume = -1, 0
    while position < len(name):
        if at < len(glyphs) and glyphs[at] == "*":
            star, resume = at, position
            at += 1
        elif at < len(glyphs) and glyphs[at] in ("?", "=" + name[position]):
            at += 1
            position += 1
        elif star >= 0:
            resume += 1
            at, position = star + 1, resume
        else:
            return False
    return all(glyph == "*" for glyph in glyphs[at:])


def _segment_regex(segment: str) -> str:
    if segment == "*":
        return "[^/]+"
    wild = {"*": "[^/]*", "?": "[^/]"}
    return "".join(wild.get(g) or re.escape(g[1:]) for g in _glyphs(segment))


@lru_cache(maxsize=4096)
def _glyphs(segment: str) -> tuple[str, ...]:
    """`*`, `?`, or `=x` for the character x itself."""
    glyphs: list[str] = []
    is_escaped = False
    for character in segment:
        if is_escaped:
            glyphs.append("=" + character)
            is_escaped = False
        elif character == "\\":
            is_escaped = True
        elif character in "*?":
            if not (character == "*" and glyphs and glyphs[-1] == "*"):
                glyphs.append(character)
        else:
            glyphs.append("=" + character)
    return tuple(glyphs)


def _segments(pattern: str) -> list[str]:
    """Split a pattern; a name without a slash before it is looked for everywhere."""
    segments = pattern.split("/")
    if segments[0] == "":
        segments = segments[1:]
    elif len(segments) == 1 or (len(segments) == 2 and segments[1] == ""):
        segments = [_ANY, *segments]
    if segments and segments[-1] == "":
        segments[-1] = _ANY
    if segments == [_ANY] and pattern == "/":
        return []
    kept: list[str] = []
    for segment in segments:
        if not (segment == _ANY and kept and kept[-1] == _ANY):
            kept.append(segment)
    return kept
