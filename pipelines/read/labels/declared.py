"""Label files: `labels.yml`, `labels.json`, label_sync and their declared former names.

Read as a tree of YAML nodes (JSON is YAML, TOML is made so), so that every label knows
its line. A node is a label when it is a mapping with a name and something else that
labels have, or an entry of a list called `labels`. Fields are named in `declared.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import yaml

from pipelines.read.labels.descriptions import Descriptions
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.spelling import load
from pipelines.read.labels.toml_nodes import toml_nodes

_DEPTH = 12
_MOST_NODES = 200_000


def read_declarations(text: str, *, path: str) -> list[DocumentedLabel]:
    """Read a label file; an empty list if it is none, or not readable as YAML."""
    return _as_described(_read(text, path))


def _as_described(labels: list[DocumentedLabel]) -> list[DocumentedLabel]:
    """With what the descriptions say of the labels beside them."""
    descriptions = Descriptions(label.name for label in labels)
    found: list[DocumentedLabel] = []
    for label in labels:
        said = descriptions.read(label.name, label.description)
        if label.alias_of is None and said.is_retired:
            label = replace(label, standing="deprecated", alias_of=said.stands_for)
        found.append(label)
        if said.formerly:
            old = replace(label, name=said.formerly, alias_of=label.name)
            found.append(replace(old, standing="deprecated", description=""))
    return found


def _read(text: str, path: str) -> list[DocumentedLabel]:
    reader = _Reader(text.splitlines(), path)
    file_name = path.lower().rpartition("/")[2]
    found: list[DocumentedLabel] = []
    try:
        if file_name.endswith(".toml"):
            roots = toml_nodes(text)
        else:
            roots = yaml.compose_all(text, Loader=yaml.CSafeLoader)
        for root in roots:
            if file_name.startswith("labeler."):
                found += reader.keys(root)
            else:
                found += reader.walk(root, is_list_of_labels="label" in file_name)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    return found


class _Reader:
    def __init__(self, lines: list[str], path: str) -> None:
        self._lines = lines
        self._path = path
        self._left = _MOST_NODES  # an alias of YAML could repeat a node without end

    def keys(self, node: yaml.Node) -> Iterator[DocumentedLabel]:
        """The labels of a file that maps each label to the paths that earn it."""
        if isinstance(node, yaml.MappingNode):
            for key, _ in node.value[:5_000]:
                if isinstance(key, yaml.ScalarNode):
                    yield self._label(key, str(key.value), "", None)

    def walk(
        self, node: yaml.Node, *, is_list_of_labels: bool, depth: int = 0
    ) -> Iterator[DocumentedLabel]:
        self._left -= 1
        if depth > _DEPTH or self._left < 0:
            return
        if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                if is_list_of_labels and isinstance(item, yaml.ScalarNode):
                    yield self._label(item, item.value, "", None)
                else:
                    yield from self.walk(
                        item, is_list_of_labels=is_list_of_labels, depth=depth + 1
                    )
        elif isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, is_list_of_labels, depth)

    def _mapping(
        self, node: yaml.MappingNode, in_list: bool, depth: int
    ) -> Iterator[DocumentedLabel]:
        fields = _fields(node)
        if in_list and (pair := _pair(fields)):
            yield self._label(pair[0], pair[0].value, "", pair[1])
            return
        name = fields.get("name")
        is_label = in_list or {"color", "colour"} & set(fields)
        if isinstance(name, yaml.ScalarNode) and is_label:
            yield from self._declared(name, fields)
            return
        for key, value in node.value:
            word = _folded(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if _is_label_mapping(word, value, in_list):
                yield from self._declared(key, _fields(value))
                continue
            if (
                in_list
                and word in _words("renames")
                and isinstance(value, yaml.MappingNode)
            ):
                yield from self._renamed(value)
                continue
            yield from self.walk(
                value,
                is_list_of_labels=in_list or word in ("labels", "label"),
                depth=depth + 1,
            )

    def _renamed(self, node: yaml.MappingNode) -> Iterator[DocumentedLabel]:
        """`renames: {old: new}`, or `aliases: {new: [old, older]}`."""
        for key, value in node.value[:5_000]:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if isinstance(value, yaml.ScalarNode) and value.value:
                yield self._label(key, key.value, "", value.value.strip())
            elif isinstance(value, yaml.SequenceNode):
                for old in _names(value):
                    yield self._label(old, old.value, "", key.value.strip())

    def _declared(
        self, name: yaml.ScalarNode, fields: dict[str, yaml.Node]
    ) -> Iterator[DocumentedLabel]:
        new_name = next(filter(None, map(_scalar, _values(fields, "current"))), "")
        current = new_name or name.value
        description = _scalar(fields.get("description"))
        is_dying = "deleteafter" in fields or _scalar(fields.get("delete")) == "true"
        if new_name:
            yield self._label(name, name.value, "", current)
        yield self._label(name, current, description, None, is_old=is_dying)
        for field in _words("former"):
            may_be_several = field in _words("lists")
            for old in _names(fields.get(field)):
                for one in (
                    re.split(r"[,;]", old.value) if may_be_several else [old.value]
                ):
                    if one.strip():
                        yield self._label(old, one, "", current)

    def _label(
        self,
        node: yaml.Node,
        name: str,
        description: str,
        alias_of: str | None,
        *,
        is_old: bool = False,
    ) -> DocumentedLabel:
        line = node.start_mark.line
        return DocumentedLabel(
            name=name.strip(),
            facet=facet_of(alias_of or name, description=description),
            standing="deprecated" if alias_of or is_old else "preferred",
            alias_of=alias_of,
            description=description,
            line=line + 1,
            quote=self._lines[line].strip()[:500] if line < len(self._lines) else name,
            path=self._path,
        )


def _pair(fields: dict[str, yaml.Node]) -> tuple[yaml.ScalarNode, str] | None:
    """A mapping that says nothing but an old name and its new one."""
    for old, new in load("declared.yml")["pairs"]:
        node, target = fields.get(old), _scalar(fields.get(new))
        if isinstance(node, yaml.ScalarNode) and node.value and target:
            return (node, target) if "name" not in fields else None
    return None


def _is_label_mapping(word: str, value: yaml.Node, in_list: bool) -> bool:
    """`bug: {color: ..., description: ...}`: the key is the label."""
    fields = _fields(value)
    return bool(
        in_list
        and word
        and ({"color", "colour"} & set(fields))
        and "name" not in fields
    )


def _fields(node: yaml.Node) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        _folded(key.value): value
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _folded(word: object) -> str:
    return re.sub(r"[\s_-]", "", str(word).lower())


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(load("declared.yml")[kind])


def _values(fields: dict[str, yaml.Node], kind: str) -> list[yaml.Node | None]:
    return [fields.get(field) for field in _words(kind)]


def _names(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Former names: a word, a list of words, or a list of mappings with a name."""
    if isinstance(node, yaml.ScalarNode):
        if node.value:
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value[:200]:
            if isinstance(item, yaml.MappingNode):
                yield from _names(_fields(item).get("name"))
                yield from _names(_fields(item).get("previously"))
            elif isinstance(item, yaml.ScalarNode):
                yield from _names(item)


def _scalar(node: yaml.Node | None) -> str:
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
