"""What a query costs by the formula that GitHub documents.

Every connection is asked for once per node of the connection above it; the sum of
these requests, divided by a hundred and rounded, is the cost: at least one point.
"""

from __future__ import annotations

from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    parse,
)


def points(text: str, variables: dict[str, Any] | None = None) -> int:
    """Return the points of a query with these variables."""
    return max(1, round(requests(parse(text), variables or {}) / 100))


def requests(document: DocumentNode, variables: dict[str, Any]) -> int:
    fragments = {
        one.name.value: one.selection_set
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }
    (operation,) = (
        one for one in document.definitions if isinstance(one, OperationDefinitionNode)
    )
    return _walk(operation.selection_set, fragments, variables, 1)


def _walk(
    selections: SelectionSetNode | None, fragments: dict, variables: dict, parents: int
) -> int:
    total = 0
    for one in selections.selections if selections else ():
        if isinstance(one, FragmentSpreadNode):
            total += _walk(fragments[one.name.value], fragments, variables, parents)
            continue
        inner = parents
        for argument in getattr(one, "arguments", None) or ():
            if argument.name.value in ("first", "last"):
                total += parents
                inner = parents * _value(argument.value, variables)
            elif argument.name.value == "ids":
                inner = parents * _value(argument.value, variables)
        total += _walk(one.selection_set, fragments, variables, inner)
    return total


def _value(node: Any, variables: dict[str, Any]) -> int:
    if isinstance(node, VariableNode):
        value = variables.get(node.name.value)
        return len(value) if isinstance(value, list) else int(value or 0)
    if isinstance(node, ListValueNode):
        return len(node.values)
    return int(node.value) if isinstance(node, IntValueNode) else 1
