"""GitHub's schema as an older Enterprise server has it: without some of its parts."""

from __future__ import annotations

from functools import cache

from graphql import (
    REMOVE,
    GraphQLSchema,
    NamedTypeNode,
    Visitor,
    build_ast_schema,
    parse,
    visit,
)


@cache
def older_schema(text: str, lacking: frozenset[str]) -> GraphQLSchema:
    """Return the schema without types (`Bot`), fields, or values (`Type.field`)."""
    return build_ast_schema(visit(parse(text), _Older(lacking)))


class _Older(Visitor):
    def __init__(self, lacking: frozenset[str]) -> None:
        super().__init__()
        self._lacking = lacking

    def enter(self, node, _key, _parent, _path, ancestors):
        if isinstance(node, NamedTypeNode):
            return REMOVE if node.name.value in self._lacking else None
        name = getattr(getattr(node, "name", None), "value", None)
        if not node.kind.endswith("_definition"):
            return None
        above = [one for one in ancestors if not isinstance(one, list | tuple)]
        owner = above[-1] if above else None
        outer = getattr(getattr(owner, "name", None), "value", "")
        full = f"{outer}.{name}" if outer else name
        return REMOVE if full in self._lacking else None
