"""Tables whose head has marks of its own, as those of markdown: Jira and DokuWiki."""

from __future__ import annotations

import re

from pipelines.markdown import table_row

_HEAD = re.compile(r"[ \t]*(?P<mark>\|\||\^)(?=[^|^\n]).{1,500}(?P=mark)[ \t]*")
_FIELD = re.compile(  # `||Severity|2|`, `^ Severity | 2 |`
    r"[ \t]*(?:\|\||\^)[ \t]*(?P<name>[^|^\n]{1,60}?)[ \t]*"
    r"\|(?P<value>[^|\n]{1,500})\|?[ \t]*"
)
_ROW = re.compile(r"[ \t]*\|(?!\|).*\|[ \t]*")


def with_marked_tables(text: str) -> str:
    """A head over rows gets its line of dashes, a named value becomes a field.

    The head moves to the line above, a heading there to the empty line above that: all
    other lines stay where they are.
    """
    if "||" not in text and "^ " not in text:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if field := _FIELD.fullmatch(line):
            lines[number] = f"- **{field['name']}**: {field['value'].strip()}"
        elif (head := _HEAD.fullmatch(line)) and _is_over_rows(lines, number):
            _set(lines, number, [c.strip() for c in _cells(line, head["mark"])])
    return "\n".join(lines)


def _cells(line: str, mark: str) -> list[str]:
    return line.strip().removeprefix(mark).removesuffix(mark).split(mark)


def _is_over_rows(lines: list[str], number: int) -> bool:
    return any(map(_ROW.fullmatch, lines[number + 1 : number + 2]))


def _set(lines: list[str], number: int, names: list[str]) -> None:
    above = lines[number - 1].strip() if number else "-"
    if above and not (above.startswith("#") and number > 1):
        return
    if above and lines[number - 2].strip():
        return
    if above:
        lines[number - 2] = lines[number - 1]
    lines[number - 1] = table_row(names)
    lines[number] = "|" + "---|" * len(names)
