"""The fields of label files, as YAML nodes: names, former names, maps of renames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import yaml

from pipelines.read.labels.spelling import load

_COLOR = re.compile(r"#?[0-9a-fA-F]{6}")


def old_and_new(
    fields: dict[str, yaml.Node],
) -> tuple[list[yaml.ScalarNode], str] | None:
    """A mapping that says nothing but an old name, or several, and the new one."""
    for old, new in load("declared.yml")["pairs"]:
        nodes, target = list(names_in(fields.get(old))), scalar(fields.get(new))
        if nodes and target:
            return (nodes, target) if "name" not in fields else None
    return None


def is_renames(word: str, value: yaml.Node) -> bool:
    """Whether a field maps names: `renames`, `renamed_labels`, `label-aliases`."""
    bare = re.sub(r"labels?|^old", "", word)
    if not {word, bare, bare.removesuffix("s")} & set(listed("renames")):
        return False
    if isinstance(value, yaml.SequenceNode):
        return bool(value.value) and all(map(_is_pair, value.value))
    return isinstance(value, yaml.MappingNode)


def _is_pair(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.SequenceNode)
        and len(node.value) == 2
        and all(isinstance(name, yaml.ScalarNode) and name.value for name in node.value)
    )


def is_label_by_key(word: str, value: yaml.Node, in_list: bool) -> bool:
    """`bug: {color: ..., description: ...}` or `bug: d73a4a`: the key is the label."""
    if isinstance(value, yaml.ScalarNode):
        is_color = bool(_COLOR.fullmatch(value.value))
        return in_list and is_color and "color" not in word and "colour" not in word
    fields = fields_of(value)
    return bool(
        in_list
        and word
        and ({"color", "colour"} & set(fields))
        and not {"name", "labels"} & set(fields)
    )


def fields_of(node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        folded(key.value): value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def name_of(fields: dict[str, yaml.Node]) -> yaml.Node | None:
    """Where the label's own name stands: `name`, or `title` beside what labels have."""
    if "name" in fields:
        return fields["name"]
    of_labels = {"color", "colour", *listed("former")} - {*listed("names")}
    if not of_labels & set(fields):
        return None
    return next((fields[key] for key in listed("names") if key in fields), None)


def folded(word: object) -> str:
    return re.sub(r"[\s_-]", "", str(word).lower())


@cache
def listed(kind: str) -> tuple[str, ...]:
    return tuple(load("declared.yml")[kind])


def values_of(fields: dict[str, yaml.Node], kind: str) -> list[yaml.Node | None]:
    return [fields.get(field) for field in listed(kind)]


def names_in(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Former names: a word, a list of words, or a list of mappings with a name."""
    if isinstance(node, yaml.ScalarNode):
        if node.value:
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value[:200]:
            if isinstance(item, yaml.MappingNode):
                yield from names_in(fields_of(item).get("name"))
                yield from names_in(fields_of(item).get("previously"))
            elif isinstance(item, yaml.ScalarNode):
                yield from names_in(item)


def scalar(node: yaml.Node | None) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.value in ("null", "~"):
        return ""
    return str(node.value).strip()
