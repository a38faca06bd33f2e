"""What a server's schema lacks: learnt from its refusals, and left out from then on.

An older Enterprise server does not know the newest fields. Nothing is asked beforehand
(introspection may be switched off): the first refusal names what is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graphql import (
    REMOVE,
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    visit,
)

# Values of enums in the order in which servers learnt them, the newest last.
NEWER_VALUES = (
    "AUTO_MERGE_ENABLED_EVENT", "AUTO_MERGE_DISABLED_EVENT",
    "ADDED_TO_MERGE_QUEUE_EVENT", "REMOVED_FROM_MERGE_QUEUE_EVENT",
)  # fmt: skip

_FIELD = re.compile(
    r"(?:cannot query field|field) [`'\"]?(?P<name>\w+)[`'\"]?"
    r" (?:on type|doesn't exist on type|does not exist on type)"
    r" [`'\"]?(?P<type>\w+)", re.IGNORECASE,
)  # fmt: skip
_ARGUMENT = re.compile(
    r"unknown argument [`'\"](?P<name>\w+)[`'\"] on field"
    r" [`'\"](?:\w+\.)?(?P<field>\w+)[`'\"]"
    r"|field [`'\"](?P<field_>\w+)[`'\"] doesn't accept argument"
    r" [`'\"](?P<name_>\w+)[`'\"]", re.IGNORECASE,
)  # fmt: skip
_TYPE = re.compile(
    r"(?:unknown type|no such type) [`'\"]?(?P<name>\w+)"
    r"|can never be of type [`'\"](?P<name_>\w+)"
    r"|fragment on (?P<name__>\w+) can't be spread", re.IGNORECASE,
)  # fmt: skip
_VALUE = re.compile(r"value [`'\"](?P<name>\w+)[`'\"] does not exist in", re.IGNORECASE)
_VALUES = re.compile(
    r"argument [`'\"]\w+[`'\"] on field [`'\"]\w+[`'\"] has an invalid value"
    r".{0,4000}expected type [`'\"]\[(?P<type>\w+)", re.IGNORECASE | re.DOTALL,
)  # fmt: skip


class Lack(NamedTuple):
    """Something that the server's schema does not have.

    Attributes:
        kind: field, argument, type or value.
        place: The type (`Commit`), or the field of one (`PullRequest.commits.nodes`),
            that it would stand in; empty for types and values.
        name: What it is called.
    """

    kind: str
    place: str
    name: str

    def __str__(self) -> str:
        return f"{self.place}.{self.name}" if self.place else self.name


class Dialect:
    """Which parts of our queries a server does not understand."""

    def __init__(self) -> None:
        self.lacks: set[Lack] = set()
        self._adapted: dict[str, str] = {}

    def has_field(self, place: str, name: str) -> bool:
        """Tell whether a field may be asked for, as far as is known."""
        return Lack("field", place, name) not in self.lacks

    def adapt(self, query: str) -> str:
        """Return the query without what the server lacks."""
        if not self.lacks:
            return query
        if query not in self._adapted:
            if len(self._adapted) > 100:  # composed queries are many
                self._adapted.clear()
            self._adapted[query] = _without(query, self.lacks)
        return self._adapted[query]

    def learn(self, query: str, errors: Iterable[Any]) -> tuple[set[Lack], set[str]]:
        """Take in why a query was refused.

        Returns:
            What is newly known to be missing, and the enums of which some value is.
        """
        document = parse(query)
        found: set[Lack] = set()
        enums: set[str] = set()
        for error in errors:
            words = str(error.get("message") or "") if isinstance(error, dict) else ""
            if matched := _VALUES.search(words):
                enums.add(matched["type"])
            else:
                found |= _lacks_in(words, error, document)
        found -= self.lacks
        self.add(found)
        return found, enums

    def add(self, lacks: Iterable[Lack]) -> None:
        self.lacks |= set(lacks)
        self._adapted.clear()


def listed_values(query: str) -> set[str]:
    """Return the values that a query lists in brackets."""
    return set(re.findall(r"\b[A-Z][A-Z_]+_EVENT\b", query))


def _lacks_in(
    words: str, error: Mapping[str, Any], document: DocumentNode
) -> set[Lack]:
    if matched := _FIELD.search(words):
        return {
            Lack("field", place, matched["name"])
            for place in _places(document, matched["type"], matched["name"], error)
        }
    if matched := _ARGUMENT.search(words):
        field = matched["field"] or matched["field_"]
        return {Lack("argument", field, matched["name"] or matched["name_"])}
    if matched := _TYPE.search(words):
        name = matched["name"] or matched["name_"] or matched["name__"]
        return {Lack("type", "", name)}
    if matched := _VALUE.search(words):
        return {Lack("value", "", matched["name"])}
    return set()


def _places(
    document: DocumentNode, type_name: str, name: str, error: Mapping[str, Any]
) -> set[str]:
    """Return what the refused field stands in: a type, or a field of that type."""
    spots = {
        (spot.get("line"), spot.get("column"))
        for spot in error.get("locations") or []
        if isinstance(spot, dict)
    }
    exact: set[str] = set()
    certain: set[str] = set()
    likely: set[str] = set()

    class Finder(Visitor):
        def enter_field(
            self,
            node: FieldNode,
            _key: object,
            _up: object,
            _path: object,
            above: list[Node],
        ) -> None:
            if node.name.value != name:
                return
            place, is_type = _context(above)
            token = node.loc.start_token if node.loc else None
            if token and (token.line, token.column) in spots:
                exact.add(place)
            if place == type_name:
                certain.add(place)
            elif not is_type:
                likely.add(place)

    visit(document, Finder())
    return exact or certain or likely


def _context(above: list[Any]) -> tuple[str, bool]:
    """Return where a field stands (`Commit`, `PullRequest.commits.nodes`).

    And whether that is a type, not a field of which the type is not known here.
    """
    fields: list[str] = []
    place = "Query"
    for node in reversed(above):
        if isinstance(node, FragmentDefinitionNode | InlineFragmentNode):
            if node.type_condition is not None:
                place = node.type_condition.name.value
                break
        elif isinstance(node, FieldNode):
            fields.append(node.name.value)
    return ".".join([place, *reversed(fields)]), not fields


def _without(query: str, lacks: set[Lack]) -> str:
    try:
        document: Node = visit(parse(query), _Pruner(lacks))
    except GraphQLError:
        return query
    while True:
        tidy = _Tidy(document)
        document = visit(document, tidy)
        if not tidy.has_changed:
            return print_ast(document)


class _Pruner(Visitor):
    """Removes what is missing."""

    def __init__(self, lacks: set[Lack]) -> None:
        super().__init__()
        self._lacks = lacks

    def enter_field(
        self,
        node: FieldNode,
        _key: object,
        _up: object,
        _path: object,
        above: list[Node],
    ) -> object:
        place, _ = _context(above)
        return _removed(Lack("field", place, node.name.value) in self._lacks)

    def enter_argument(
        self,
        node: ArgumentNode,
        _key: object,
        _up: object,
        _path: object,
        above: list[Node],
    ) -> object:
        field = next(one for one in above[::-1] if isinstance(one, Node))
        name = field.name.value if isinstance(field, FieldNode) else ""
        return _removed(Lack("argument", name, node.name.value) in self._lacks)

    def enter_inline_fragment(self, node: InlineFragmentNode, *_: object) -> object:
        name = node.type_condition.name.value if node.type_condition else ""
        return _removed(Lack("type", "", name) in self._lacks)

    def enter_enum_value(self, node: EnumValueNode, *_: object) -> object:
        return _removed(Lack("value", "", node.value) in self._lacks)


class _Tidy(Visitor):
    """Removes what is empty or no longer used after something was removed."""

    def __init__(self, document: Node) -> None:
        super().__init__()
        self.has_changed = False
        self._variables: set[str] = set()
        self._spread: set[str] = set()
        self._defined: set[str] = set()
        tidy = self

        class Uses(Visitor):
            def enter_variable(
                self, node: VariableNode, _key: object, up: object, *_: object
            ) -> None:
                if not isinstance(up, VariableDefinitionNode):
                    tidy._variables.add(node.name.value)

            def enter_fragment_spread(
                self, node: FragmentSpreadNode, *_: object
            ) -> None:
                tidy._spread.add(node.name.value)

            def enter_fragment_definition(
                self, node: FragmentDefinitionNode, *_: object
            ) -> None:
                if node.selection_set.selections:
                    tidy._defined.add(node.name.value)

        visit(document, Uses())

    def leave_field(self, node: FieldNode, *_: object) -> object:
        return self._drop(
            node.selection_set is not None and not node.selection_set.selections
        )

    def leave_inline_fragment(self, node: InlineFragmentNode, *_: object) -> object:
        return self._drop(not node.selection_set.selections)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> object:
        return self._drop(node.name.value not in self._defined)

    def enter_fragment_definition(
        self, node: FragmentDefinitionNode, *_: object
    ) -> object:
        name = node.name.value
        return self._drop(name not in self._defined or name not in self._spread)

    def enter_variable_definition(
        self, node: VariableDefinitionNode, *_: object
    ) -> object:
        return self._drop(node.variable.name.value not in self._variables)

    def _drop(self, is_dropped: bool) -> object:
        self.has_changed = self.has_changed or is_dropped
        return _removed(is_dropped)


def _removed(is_removed: bool) -> object:
    return REMOVE if is_removed else None
