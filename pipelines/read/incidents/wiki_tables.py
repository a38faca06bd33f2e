"""Tables of MediaWiki as those of markdown, on as many lines."""

from __future__ import annotations

import re

from pipelines.markdown import table_row

_TABLE = re.compile(
    r"^\{\|[^\n]*\n(?P<body>.{0,20000}?)\n\|\}[ \t]*$", re.MULTILINE | re.DOTALL
)
_JOINT = re.compile(r"\|\||!!")
_STYLE = re.compile(r"^\s*(?:[\w-]+\s*=\s*(?:\"[^\"]*\"|\w++)\s*)+\|(?!\|)")
_LEAST = 2  # cells of a row


def with_wiki_tables(text: str) -> str:
    """Its tables with rows in a line each; lines that are no row become empty rows."""
    return _TABLE.sub(_table, text)


def _table(match: re.Match[str]) -> str:
    rows: list[list[str]] = []  # the lines of each
    for line in match["body"].split("\n"):
        if line.startswith(("|-", "|+")) or not rows:
            rows.append([])
        rows[-1].append(line)
    head, *others = [group for group in rows if _cells(group)] or [[]]
    width = len(_cells(head))
    if width < _LEAST or not others:
        return match[0]
    has_names = any(line.startswith("!") for line in head)
    if not has_names:
        head, others = [], [head, *others]
    first = rows.index(others[0])
    if not has_names and not (others[0][0].startswith("|-") or first):
        return match[0]  # no line is free for the one below the names
    above = 1 + sum(len(group) for group in rows[:first])  # the first of all, too
    told = [table_row(_cells(head) or [""] * width)]
    lines = [*[""] * (above - 1), *told]
    for group in rows[first:]:
        blank = [table_row([""] * width)] * (len(group) - 1)
        own = [table_row(_cells(group))]
        is_led = group[0].startswith("|-")
        lines += [*blank[:1], *own, *blank[1:]] if is_led else [*own, *blank]
    lines[above] = f"|{'---|' * width}"
    return "\n".join([*lines, ""])


def _cells(group: list[str]) -> list[str]:
    """What its lines hold, each of one cell or more."""
    cells: list[str] = []
    for line in group:
        if line.startswith(("|-", "|+")):
            continue
        if line.startswith(("|", "!")):
            found = _JOINT.split(line[1:])
            cells += [_STYLE.sub("", cell).replace("|", "/").strip() for cell in found]
        elif cells:
            cells[-1] = f"{cells[-1]} {line.strip(' *#')}".strip()
    return cells
