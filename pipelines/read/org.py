"""Org mode as markdown, line by line."""

from __future__ import annotations

import re

from pipelines.markdown import table_row

_KEYWORD = re.compile(r"#\+(?P<key>[A-Za-z_]{2,20}):[ \t]*(?P<value>.*)$")
_FENCE = re.compile(r"[ \t]*#\+(?:begin|end)_(?:src|example)\b.*$", re.IGNORECASE)
_HEADING = re.compile(
    r"(?P<stars>\*{1,6})[ \t]+"
    r"(?:(?P<state>TODO|NEXT|DOING|STARTED|WAITING|HOLD|INPROGRESS|IN-PROGRESS|DONE"
    r"|CANCELL?ED|WONTFIX)[ \t]+)?(?:\[#[A-Z]\][ \t]+)?(?P<words>\S.*)$"
)
_TAGS = re.compile(r"[ \t]{1,80}:(?:[\w@#%]{1,40}:){1,10}[ \t]*$")
_PLANNED = re.compile(
    r"[ \t]*(?P<what>DEADLINE|SCHEDULED|CLOSED):[ \t]*[<\[](?P<day>\d{4}-\d\d-\d\d)"
)
_DRAWER = re.compile(r"[ \t]*:(?:PROPERTIES|LOGBOOK|END):[ \t]*$", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?:(?<![ \t])[ \t]+)?:(?P<name>[A-Za-z][\w-]{1,40}):[ \t]+(?=\S)"
)
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d) [A-Za-z]{2,3}\.?( \d\d?:\d\d)?[>\]]")
_LINK = re.compile(r"\[\[([^\[\]\n]{1,300})\]\[([^\[\]\n]{1,200})\]\]")
_BARE_LINK = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_CODE = re.compile(r"(?<![\w`])[=~](?=\S)([^=~\n]{1,200}?)(?<=\S)[=~](?![\w`])")
_BOLD = re.compile(r"(?<![\w*])\*(?![\s*])([^*\n]{1,200}?)(?<![\s*])\*(?![\w*])")
_RULE = re.compile(r"[ \t]*\|-[-+|: \t]*$")
_ROW = re.compile(r"[ \t]*\|.*$")
_DROPPED = ("CANCELED", "CANCELLED", "WONTFIX")


def from_org(text: str) -> str:
    """Headings, tasks, tables, properties, links and emphasis of Org mode.

    A heading that begins with a state (`** TODO Add an alert`) is a task, and becomes
    an item of a list; its deadline goes on with it.
    """
    lines = text.split("\n")
    has_title = any(line.lower().startswith("#+title:") for line in lines[:50])
    is_code = False
    found: list[str] = []
    for line in _with_tables(lines):
        if _FENCE.match(line):
            is_code = not is_code
            found.append("```")
        elif is_code:
            found.append(line)
        else:
            found.append(_line(line, below=1 if has_title else 0))
    return "\n".join(found)


def _line(line: str, *, below: int) -> str:
    if keyword := _KEYWORD.match(line):
        return _keyword(keyword["key"].lower(), keyword["value"])
    if _DRAWER.match(line):
        return ""
    if heading := _HEADING.match(line):
        return _heading(heading, below)
    if planned := _PLANNED.match(line):
        is_due = planned["what"] != "CLOSED"
        return f"  ({'due' if is_due else 'done'} {planned['day']})"
    return _inline(_PROPERTY.sub(r"- **\g<name>**: ", line))


def _keyword(key: str, value: str) -> str:
    if key == "title":
        return f"# {_inline(value)}"
    is_told = key in ("date", "author", "subtitle", "description")
    return f"{key.capitalize()}: {_inline(value)}" if is_told else ""


def _heading(heading: re.Match[str], below: int) -> str:
    words = _inline(_TAGS.sub("", heading["words"]))
    state = heading["state"]
    if state in _DROPPED:
        return f"- {words} (won't do)"
    if state:
        return f"- [{'x' if state == 'DONE' else ' '}] {words}"
    return f"{'#' * min(6, len(heading['stars']) + below)} {words}"


def _inline(words: str) -> str:
    words = _BARE_LINK.sub(r"\1", _LINK.sub(r"[\2](\1)", _STAMP.sub(r"\1\2", words)))
    return _BOLD.sub(r"**\1**", _CODE.sub(r"`\1`", words))


def _with_tables(lines: list[str]) -> list[str]:
    """Tables with a header as in markdown; the rows of others are items of a list."""
    found = list(lines)
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and _ROW.match(found[end]):
            end += 1
        if end > start:
            found[start:end] = _table(found[start:end])
        start = end + 1
    return found


def _table(rows: list[str]) -> list[str]:
    rules = {n for n, row in enumerate(rows) if _RULE.match(row)}
    first = 1 if 0 in rules else 0  # below a rule above the header
    has_header = first + 1 in rules and len(rows) > first + 2
    found = []
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if number in rules:
            is_head = has_header and number == first + 1
            width = rows[first].strip().strip("|").count("|") + 1
            found.append("|" + "---|" * width if is_head else "")
        elif has_header:
            found.append(table_row(cells))
        else:
            found.append(f"- {' '.join(cell for cell in cells if cell)}")
    return found
