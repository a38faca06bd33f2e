"""The labels that a team lists in a file: `labels.yml` and its like, or a labels page.

Only what stands as a definition counts: a mapping with a name, a code span that opens a
table row or a list item. What sentences say of labels is read from the text later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from pipelines import foreign_yaml
from pipelines.extract.records import Row
from pipelines.markdown import Block, parse

_OPENING = re.compile(r"^`([^`\n]{1,100})`\s*[:–—-]?\s*")
_WILD = ("*", "<", "…")  # a family of labels (`area:*`) is none itself
_MOST = 5_000


def label_rows(repository_id: str, path: str, text: str) -> Iterator[tuple[str, Row]]:
    """Yield a row of `labels` for every label that the document defines, once."""
    suffix = PurePosixPath(path).suffix.lower()
    is_data = suffix in (".yml", ".yaml", ".json")
    found = _from_data(text) if is_data else _from_page(text)
    seen: set[str] = set()
    for name, description, color in found:
        if name in seen or any(sign in name for sign in _WILD) or len(seen) >= _MOST:
            continue
        seen.add(name)
        yield (
            "labels",
            {
                "repository_id": repository_id,
                "name": name,
                "description": description,
                "color": color,
            },
        )


_Found = Iterator[tuple[str, str | None, str | None]]


def _from_page(text: str) -> _Found:
    for block in parse(text):
        if block.is_quoted or block.kind not in ("item", "row"):
            continue
        words = block.cells[0] if block.kind == "row" and block.cells else block.text
        if opening := _OPENING.match(words):
            yield opening[1], _description(block, words[opening.end() :]), None


def _description(block: Block, rest: str) -> str | None:
    cells = (
        [cell for cell in block.cells[1:] if cell] if block.kind == "row" else [rest]
    )
    return " ".join(" ".join(cells).split()) or None


def _from_data(text: str) -> _Found:
    try:
        root = foreign_yaml.load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return
    yield from _definitions(root, set())


def _definitions(node: Any, met: set[int]) -> _Found:  # noqa: ANN401 as YAML has it
    """Yield the mappings with a name and a colour or a description."""
    if id(node) in met:  # an alias of YAML could repeat a node without end
        return
    met.add(id(node))
    if isinstance(node, Mapping):
        name = node.get("name")
        if isinstance(name, str) and ({"color", "colour", "description"} & set(node)):
            color = node.get("color", node.get("colour"))
            yield name, _text(node.get("description")), _text(color)
            return
        for value in node.values():
            yield from _definitions(value, met)
    elif isinstance(node, list):
        for value in node[:_MOST]:
            yield from _definitions(value, met)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
