"""Label files in TOML, as the YAML nodes of which label files are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import yaml

_TOKEN = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[\w-]+")


def toml_nodes(text: str) -> Iterator[yaml.Node]:
    """Yield a node per section.

    `[bug]` with `name = "type:bug"`: the section is the old name, if they differ.

    Raises:
        ValueError: It is no TOML.
    """
    data = tomllib.loads(text)
    places: dict[str, int] = {}
    for number, line in enumerate(text.splitlines()):
        for token in _TOKEN.findall(line):
            places.setdefault(token.strip("\"'"), number)
    for section, fields in data.items():
        node = _as_node(fields, places)
        is_table = isinstance(fields, dict) and not {"color", "colour"} & set(fields)
        if isinstance(fields, dict) and not is_table:
            is_renamed = fields.get("name", section) != section
            field = "previously" if is_renamed else "name"
            node.value.append((_as_node(field, places), _as_node(section, places)))
        named = (_as_node(section, places), node)
        yield yaml.MappingNode("", [named], _mark(0)) if is_table else node


def _as_node(value: object, places: dict[str, int]) -> yaml.Node:
    """A TOML value as a node; its line is the first that has its words."""
    if isinstance(value, dict):
        pairs = [(_as_node(k, places), _as_node(v, places)) for k, v in value.items()]
        return yaml.MappingNode("", pairs, _mark(0))
    if isinstance(value, list):
        return yaml.SequenceNode("", [_as_node(one, places) for one in value], _mark(0))
    return yaml.ScalarNode("", str(value), _mark(places.get(str(value), 0)))


def _mark(line: int) -> yaml.Mark:
    return yaml.Mark("", 0, line, 0, None, 0)
