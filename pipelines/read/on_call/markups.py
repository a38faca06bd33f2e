"""Org and AsciiDoc as markdown, line by line, so that every line keeps its number."""

from __future__ import annotations

import re

_ORG_HEADING = re.compile(r"^(\*{1,6}) (?:(?:TODO|DONE|WAITING) )?")
_ORG_TITLE = re.compile(r"^#\+title:\s*(.*)", re.IGNORECASE)
_ORG_RULE = re.compile(r"^\s*\|[-+]{2,}\|?\s*$")
_ORG_STAMP = re.compile(
    r"[<\[](\d{4}-\d\d-\d\d)(?: [^\W\d]{2,5}\.?)?( \d\d?:\d\d)?[>\]]"
)
_ORG_LINK = re.compile(r"\[\[([^\]\n]{1,300})\]\[([^\]\n]{1,200})\]\]")
_TITLE_LINE = re.compile(
    r"\A(\s*)([^\W\d_][^\n:]{2,60}[^\n.:])$(?=\n\s*\n)", re.MULTILINE
)
_UNDERLINES = re.compile(r"^ *-+(?: +-+)+ *$", re.MULTILINE)
_ADOC_HEADING = re.compile(r"^(={1,6}) ")


def as_markdown(text: str, ending: str) -> str:
    """The text of a document in the dialect that its name's ending says."""
    if ending == ".org":
        return "\n".join(_org(text.splitlines()))
    if ending in (".adoc", ".asciidoc"):
        return "\n".join(_asciidoc(text.splitlines()))
    if ending in (".txt", ".text"):
        text = _TITLE_LINE.sub(r"\1# \2", text, count=1)
    # Dashes below columns would be read as a line across, that parts them.
    return _UNDERLINES.sub(lambda found: found[0].replace("-", "="), text)


def _org(lines: list[str]) -> list[str]:
    found = []
    for line in lines:
        if title := _ORG_TITLE.match(line):
            line = f"# {title[1]}"
        elif _ORG_RULE.match(line):
            line = line.strip().replace("+", "|")
        elif line.lstrip().startswith("|"):
            line = line.strip()
        elif heading := _ORG_HEADING.match(line):
            line = f"#{'#' * len(heading[1])} {line[heading.end() :]}"
        line = _ORG_STAMP.sub(r"\1\2", line)
        found.append(_ORG_LINK.sub(r"[\2](\1)", line))
    return found


def _asciidoc(lines: list[str]) -> list[str]:
    """Of tables, those with a row on each line."""
    found: list[str] = []
    is_table = has_header = False
    for line in lines:
        if heading := _ADOC_HEADING.match(line):
            line = f"{'#' * len(heading[1])} {line[heading.end() :]}"
        elif line.startswith("|==="):
            is_table, has_header, line = not is_table, False, ""
        elif is_table and line.startswith("|"):
            line = line.strip() + ("" if line.rstrip().endswith("|") else " |")
        elif is_table and found and found[-1].startswith("|") and not has_header:
            has_header, line = True, "|---" * (found[-1].count("|") - 1) + "|"
        found.append(line)
    return found
