"""Action items that stand in the front matter of a write-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from pipelines import foreign_yaml
from pipelines.markdown import Block
from pipelines.read.incidents.data import bare, field_roles
from pipelines.read.incidents.headings import parts_of_title
from pipelines.read.incidents.references import marked

_MOST = 500
_SIDES = ("state", "owner", "due", "reference", "action")


def rows_in_front(front: Block) -> Iterator[Block]:
    """Each entry of a list such as `action_items:` as a row of a table.

    An entry is a text, or has keys for text, owner, day, state and ticket.
    """
    try:
        data = foreign_yaml.load(front.text[:20_000], only_words=True)
    except (yaml.YAMLError, RecursionError):
        return
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        names = parts_of_title(spaced(str(key)))
        if "action_items" in names and isinstance(value, list):
            for entry in value[:_MOST]:
                yield _row(front, entry)


def spaced(key: str) -> str:
    """`resolvedAt`, `action-items` and `due_on` in words."""
    letters = (
        [f" {c}" if c.isupper() else c for c in key] if key != key.upper() else key
    )
    return " ".join("".join(letters).replace("_", " ").replace("-", " ").split())


def _row(front: Block, entry: Any) -> Block:  # noqa: ANN401 plain data
    """A row that has its columns by what they are for."""
    cells = {"action": str(entry)}
    if isinstance(entry, dict):
        cells = {}
        for key, value in entry.items():
            roles = field_roles().get(bare(spaced(str(key))), frozenset())
            name = "action" if key in ("text", "title", "name", "summary") else key
            role = next((side for side in _SIDES if side in roles), str(name))
            cells.setdefault(role, marked(spaced(str(key)), str(value)))
    words = cells.get("action", "")
    return Block(
        kind="row",
        text=" | ".join(cells.values()),
        source=words,
        line=_line_of(front, words),
        end_line=front.end_line,
        cells=tuple(cells.values()),
        header=tuple(cells),
    )


def _line_of(front: Block, words: str) -> int:
    start = words.splitlines()[0][:40] if words.strip() else ""
    for offset, line in enumerate(front.source.splitlines()):
        if start and start in line:
            return front.line + offset
    return front.line
