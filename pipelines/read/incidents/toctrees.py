"""The lists of pages that Sphinx makes a table of contents of, as lists of links."""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"^(?P<indent>[ \t]*)(?:\.\. toctree::|(?P<fence>`{3,}|:{3,})\{toctree\})[ \t]*$"
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:")
_NAMED = re.compile(r"(?P<name>[^<>]{1,200}?)\s*<(?P<page>[^<>\s]{1,300})>")
_PAGE = re.compile(r"[\w./-]{1,300}")
_DOC = re.compile(  # `- :doc:`2021-03-04-mail``, and no more before it
    r"^([ \t]*[-*] ):doc:`(?:([^`<>\n]{1,200}?)\s*<)?([\w./-]{1,300})>?`", re.MULTILINE
)


def with_toctrees(text: str) -> str:
    """Each page of such a list as an item; every line stays where it is.

    Its link has no extension, as the list names none: the page may be of another
    markup than the list.
    """
    text = _DOC.sub(lambda m: f"{m[1]}[{m[2] or m[3]}]({m[3]})", text)
    if "toctree" not in text:
        return text
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opened = _OPENS.match(lines[number])
        number += 1
        if opened is None:
            continue
        lines[number - 1] = ""
        while number < len(lines) and _is_inside(lines[number], opened):
            lines[number] = _item(lines[number].strip())
            number += 1
        if number < len(lines) and opened["fence"]:
            lines[number] = ""
    return "\n".join(lines)


def _is_inside(line: str, opened: re.Match[str]) -> bool:
    """Up to the fence, or to the first line that is not set in."""
    if opened["fence"]:
        return line.strip() != opened["fence"]
    is_deeper = line.startswith((opened["indent"] + " ", opened["indent"] + "\t"))
    return not line.strip() or is_deeper


def _item(line: str) -> str:
    if not line or _OPTION.match(line):
        return ""
    if named := _NAMED.fullmatch(line):
        return f"- [{named['name']}]({named['page']})"
    return f"- [{line}]({line})" if _PAGE.fullmatch(line) and line != "self" else ""
