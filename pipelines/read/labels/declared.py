"""Label files: `labels.yml`, `labels.json`, label_sync and their declared former names.

Read as a tree of YAML nodes (JSON, TOML and code are made so), so that every label
knows its line. A node is a label when it is a mapping with a name and something else
that labels have, or an entry of a list called `labels`. Fields are named in
`declared.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import yaml

from pipelines import foreign_yaml
from pipelines.read.labels.descriptions import Descriptions
from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.fields import (
    fields_of,
    folded,
    is_label_by_key,
    is_renames,
    listed,
    name_of,
    names_in,
    old_and_new,
    scalar,
    values_of,
)
from pipelines.read.labels.literals import literal_nodes
from pipelines.read.labels.remarked import read_remarks
from pipelines.read.labels.toml_nodes import toml_nodes

CODE = (
    ".json",
    ".js",
    ".cjs",
    ".mjs",
    ".ts",
    ".json5",
    ".jsonc",
    ".tf",
    ".hcl",
    ".jsonnet",
    ".libsonnet",
    ".nix",
)
_DEPTH = 12
_MOST_NODES = 200_000


def read_declarations(text: str, *, path: str) -> list[DocumentedLabel]:
    """Read a label file; an empty list if it is none, or not readable as such."""
    labels = _read(text, path)
    lines = text.splitlines()
    for label, former, line in list(read_remarks(labels, lines)):
        quote = lines[line - 1].strip()[:500]
        old = replace(label, name=former, alias_of=label.name, line=line, quote=quote)
        labels.append(replace(old, standing="deprecated", description=""))
    return _as_described(labels)


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
        for root in _roots(text, file_name):
            if _is_map(file_name) and _maps_words(root):
                found += reader.renamed(root)
            elif file_name.startswith("labeler."):
                found += reader.keys(root)
            else:
                found += reader.walk(root, is_list_of_labels="label" in file_name)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    return found


def _is_map(file_name: str) -> bool:
    """`label-renames.yml`, `labels-map.json`: the file is one mapping of names."""
    said = set(re.split(r"[^a-z]+", file_name.rpartition(".")[0]))
    return "label" in file_name and bool(said & set(listed("renames")))


def _maps_words(node: yaml.Node) -> bool:
    return isinstance(node, yaml.MappingNode) and all(
        isinstance(one, yaml.ScalarNode)
        for _, value in node.value
        for one in (value.value if isinstance(value, yaml.SequenceNode) else [value])
    )


def _roots(text: str, file_name: str) -> Iterable[yaml.Node]:
    if file_name.endswith(CODE):
        return literal_nodes(text)
    if file_name.endswith(".toml"):
        return toml_nodes(text)
    return foreign_yaml.compose_all(text)


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
        fields = fields_of(node)
        if in_list and (pair := old_and_new(fields)):
            for old in pair[0]:
                yield self._label(old, old.value, "", pair[1])
            return
        name = name_of(fields)
        is_label = {"color", "colour"} & set(fields) or (
            in_list and not isinstance(fields.get("labels"), yaml.SequenceNode)
        )
        if isinstance(name, yaml.ScalarNode) and name.value.startswith("^"):
            return  # a pattern of what to leave alone
        if isinstance(name, yaml.ScalarNode) and is_label:
            yield from self._declared(name, fields)
            return
        for key, value in node.value:
            word = folded(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if is_label_by_key(word, value, in_list):
                yield from self._declared(key, fields_of(value))
                continue
            if in_list and is_renames(word, value):
                yield from self.renamed(value)
                continue
            if in_list and word in listed("gone"):
                for old in names_in(value):
                    yield self._label(old, old.value, "", None, is_old=True)
                continue
            yield from self.walk(
                value,
                is_list_of_labels=in_list or word in ("labels", "label"),
                depth=depth + 1,
            )

    def renamed(self, node: yaml.Node) -> Iterator[DocumentedLabel]:
        """`renames: {old: new}`, `[[old, new]]`, or `aliases: {new: [old, older]}`."""
        if isinstance(node, yaml.SequenceNode):
            for pair in node.value[:5_000]:
                old, new = pair.value
                yield self._label(old, old.value, "", new.value.strip())
            return
        for key, value in node.value[:5_000]:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if isinstance(value, yaml.ScalarNode) and value.value:
                yield self._label(key, key.value, "", value.value.strip())
            elif isinstance(value, yaml.SequenceNode):
                for old in names_in(value):
                    yield self._label(old, old.value, "", key.value.strip())

    def _declared(
        self, name: yaml.ScalarNode, fields: dict[str, yaml.Node]
    ) -> Iterator[DocumentedLabel]:
        if other := next(filter(None, map(scalar, values_of(fields, "successor"))), ""):
            yield self._label(name, name.value, "", other)
            return
        new_name = next(filter(None, map(scalar, values_of(fields, "current"))), "")
        current = new_name or name.value
        description = scalar(fields.get("description"))
        is_dying = "deleteafter" in fields or scalar(fields.get("delete")) == "true"
        if new_name:
            yield self._label(name, name.value, "", current)
        yield self._label(name, current, description, None, is_old=is_dying)
        for field in listed("former"):
            may_be_several = field in listed("lists")
            for old in names_in(fields.get(field)):
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
