"""YAML as somebody wrote it: values with their lines, and nothing that it could do.

Hostile by assumption: no tags, no anchors (a few lines of them unfold to gigabytes), no
key twice, not deep, not long.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

MAX_CHARACTERS = 200_000
_MAX_DEPTH = 12
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)


@dataclass(frozen=True, slots=True)
class Written:
    """One value of the file.

    Attributes:
        line: From 1.
        text: Of a scalar, as written; None where nothing or a collection is.
        items, fields: Of a list and of a mapping; None for what is not one.
    """

    line: int
    text: str | None = None
    items: list[Written] | None = None
    fields: dict[str, Written] | None = None
    key_lines: dict[str, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return self.text is None and self.items is None and self.fields is None


class UnreadableError(ValueError):
    """The file is no YAML that is read here."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


def read_written(text: str) -> Written:
    """Read one YAML document.

    Raises:
        UnreadableError: It is not YAML, or uses more of YAML than it needs.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(1, f"longer than {MAX_CHARACTERS:,} characters")
    try:
        _refuse_anchors_and_depth(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableError(line, f"no YAML: {_problem(error)}") from None
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(1, f"no YAML: {str(error)[:200]}") from None
    return _written(node) if node is not None else Written(1)


def _problem(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "not understood")[:200]
    if "'@'" in problem or "'`'" in problem:
        return f"{problem}; put quotes around it"
    return problem


def _refuse_anchors_and_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableError(line, "an anchor or alias (& or *): write it out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise UnreadableError(line, "nested too deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _written(node: yaml.Node) -> Written:
    line = node.start_mark.line + 1
    if node.tag not in _PLAIN_TAGS:
        raise UnreadableError(line, f"a tag ({node.tag[:60]}): not read")
    if isinstance(node, yaml.SequenceNode):
        return Written(line, items=[_written(item) for item in node.value])
    if isinstance(node, yaml.MappingNode):
        fields: dict[str, Written] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            name, place = str(key.value), key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableError(place, "a key that is no name")
            if name in fields:
                raise UnreadableError(place, f"the key {name[:60]} stands twice")
            fields[name], lines[name] = _written(value), place
        return Written(line, fields=fields, key_lines=lines)
    is_null = node.tag.endswith(":null")
    return Written(line, text=None if is_null else str(node.value))
