"""Write-ups in tables of HTML: read as markdown, told by their own lines."""

from __future__ import annotations

from dataclasses import replace

from pipelines.read import html_markdown
from pipelines.read.incidents.data import roles_of
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.records import IncidentEntry, IncidentReading


def with_html_tables(text: str) -> tuple[str, list[int]]:
    """`text` with its tables as markdown, and where each of its lines comes from."""
    return html_markdown.with_html_tables(text, is_field=_is_field)


def _is_field(name: str) -> bool:
    return bool(roles_of(name) or parts_of_title(name))


def with_lines_of(
    text: str, places: list[int], reading: IncidentReading
) -> IncidentReading:
    """What was read from `text` with its tables as markdown, by its own lines."""
    lines = text.split("\n")  # as places count them
    unreadable = (replace(one, line=places[one.line - 1]) for one in reading.unreadable)
    entries = (_placed(one, places, lines) for one in reading.entries)
    return IncidentReading(tuple(entries), tuple(unreadable))


def _placed(entry: IncidentEntry, places: list[int], lines: list[str]) -> IncidentEntry:
    first = places[max(0, entry.end_line - 1 - entry.text.count("\n"))]
    last = places[entry.end_line - 1]
    durations = [
        replace(one, line=places[one.line - 1]) for one in entry.stated_durations
    ]
    return replace(
        entry,
        line=places[entry.line - 1],
        end_line=last,
        text="\n".join(lines[first - 1 : last]),
        stated_durations=tuple(
            replace(one, quote=lines[one.line - 1].strip()[:300]) for one in durations
        ),
        action_items=tuple(
            replace(one, line=places[one.line - 1]) for one in entry.action_items
        ),
        item_roles=tuple((places[line - 1], role) for line, role in entry.item_roles),
    )
