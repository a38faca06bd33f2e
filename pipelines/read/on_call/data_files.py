"""Rotas in files of data: rows of CSV, records of YAML and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import yaml

from pipelines.read.on_call.days import are_days
from pipelines.read.on_call.records import Entry

_LONGEST = 2_000_000  # characters of a file
_DEEPEST = 12  # mappings and lists in each other


def rows_of_csv(text: str, *, mark: str, document: str) -> Iterator[list[Entry]]:
    """The rows below the first one, if that is a header."""
    lines = text.splitlines()
    if mark == "," and lines and lines[0].count(";") > lines[0].count(mark):
        mark = ";"
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    header: tuple[str, ...] = ()
    found: list[Entry] = []
    try:
        for cells in reader:
            stripped = tuple(cell.strip() for cell in cells)
            if not any(stripped) or stripped[0].startswith("#"):
                continue
            if not header:
                header = stripped
                continue
            quote = lines[reader.line_num - 1].strip()
            found.append(_entry(stripped, header, (document,), reader.line_num, quote))
    except csv.Error:
        pass  # what stands before it has been read
    if found:
        yield found


def records_of_yaml(text: str, *, document: str) -> Iterator[list[Entry]]:
    """The lists of mappings, and the mappings of days, wherever they stand."""
    if len(text) > _LONGEST:
        return
    try:
        trees = list(yaml.compose_all(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return
    lines = text.splitlines()
    for tree in trees:
        yield from _groups(tree, (document,), lines)


def _groups(
    node: yaml.Node | None,
    headings: tuple[str, ...],
    lines: list[str],
    *,
    is_record: bool = False,
) -> Iterator[list[Entry]]:
    if len(headings) > _DEEPEST or node is None:
        return
    if isinstance(node, yaml.SequenceNode):
        records = [
            (one, dict(_flat(one)))
            for one in node.value
            if isinstance(one, yaml.MappingNode)
        ]
        if records:
            yield _records(records, headings, lines)
        for one in node.value:
            yield from _groups(one, headings, lines, is_record=True)
    elif isinstance(node, yaml.MappingNode):
        if not is_record:
            yield from _by_key(node, headings, lines)
        for key, value in node.value:
            name = str(key.value)
            if not are_days(name):  # else it is a record
                yield from _groups(value, (*headings, name), lines)


def _records(
    nodes: Sequence[tuple[yaml.Node, dict[str, str]]],
    headings: tuple[str, ...],
    lines: list[str],
) -> list[Entry]:
    """One entry a record: the keys of all of them are the header."""
    header = tuple(dict.fromkeys(key for _, record in nodes for key in record))
    return [
        _of_node(
            node, tuple(record.get(key, "") for key in header), header, headings, lines
        )
        for node, record in nodes
    ]


def _by_key(
    node: yaml.MappingNode, headings: tuple[str, ...], lines: list[str]
) -> Iterator[list[Entry]]:
    """`2024-05-06: ada`, and `2024-05-06: {primary: ada}` as a record with its day."""
    records = [
        (key, {"when": str(key.value), **dict(_flat(value))})
        for key, value in node.value
        if isinstance(value, yaml.MappingNode) and are_days(str(key.value))
    ]
    if records:
        yield _records(records, headings, lines)
    items = [
        _of_node(key, (f"{key.value}: {words}",), (), headings, lines)
        for key, value in node.value
        if (words := _words(value))
    ]
    if items:
        yield items


def _flat(node: yaml.MappingNode, before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in node.value:
        name = f"{before}{key.value}"
        if isinstance(value, yaml.MappingNode) and not before:
            yield from _flat(value, f"{name} ")
        else:
            yield name, _words(value)


def _words(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        is_null = node.tag == "tag:yaml.org,2002:null"
        return "" if is_null else str(node.value).strip()
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, map(_words, node.value)))
    return ""


def _of_node(
    node: yaml.Node,
    cells: tuple[str, ...],
    header: tuple[str, ...],
    headings: tuple[str, ...],
    lines: list[str],
) -> Entry:
    number = node.start_mark.line
    return _entry(cells, header, headings, number + 1, lines[number].strip())


def _entry(
    cells: tuple[str, ...],
    header: tuple[str, ...],
    headings: tuple[str, ...],
    line: int,
    quote: str,
) -> Entry:
    return Entry(cells, header, headings, "", (), line, quote, document=headings[0])
