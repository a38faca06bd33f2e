"""Cuts GitHub's published GraphQL schema down to what the queries use.

Run it with the path of `schema.graphql` from the package `@octokit/graphql-schema`:

    python -m tests.github_server.extract_schema package/schema.graphql
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    parse,
    print_type,
    visit,
)

from tests.github_server.documents import all_documents

EXTRACT = Path(__file__).with_name("schema.graphql")
_ACTORS = {"User", "Bot", "Mannequin", "Organization"}


class _Use(Visitor):
    """Collects which fields of which types the queries ask for."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.fields: dict[str, set[str]] = defaultdict(set)
        self.inputs: set[str] = set()

    def enter_field(self, *_):
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        name = _[0].name.value
        if name != "__typename":
            self.fields[parent.name].add(name)
            self.fields[get_named_type(field.type).name] |= set()
            for argument in field.args.values():
                self.inputs.add(get_named_type(argument.type).name)

    def enter_inline_fragment(self, node, *_):
        self.fields[node.type_condition.name.value] |= set()

    def enter_fragment_definition(self, node, *_):
        self.fields[node.type_condition.name.value] |= set()


def extract(schema: GraphQLSchema) -> str:
    """Return the schema in SDL, with the used types and fields alone."""
    info = TypeInfo(schema)
    use = _Use(info)
    for text in all_documents().values():
        visit(parse(text), TypeInfoVisitor(info, use))
    use.fields |= {name: use.fields[name] for name in _ACTORS}
    names = set(use.fields) | use.inputs
    _add_inputs(schema, names)
    for name in sorted(use.fields):
        kind = schema.type_map[name]
        if isinstance(kind, GraphQLObjectType):
            for interface in kind.interfaces:
                use.fields[name] |= use.fields.get(interface.name, set())
    blocks = []
    for name in sorted(names):
        kind = schema.type_map[name]
        if is_specified_scalar_type(kind) or is_introspection_type(kind):
            continue
        blocks.append(print_type(_cut(kind, use.fields, names)))
    return "\n\n".join(blocks) + "\n"


def _add_inputs(schema: GraphQLSchema, names: set[str]) -> None:
    waiting = list(names)
    while waiting:
        kind = schema.type_map[waiting.pop()]
        if isinstance(kind, GraphQLInputObjectType):
            for field in kind.fields.values():
                inner = get_named_type(field.type).name
                if inner not in names:
                    names.add(inner)
                    waiting.append(inner)


def _cut(kind, fields: dict[str, set[str]], names: set[str]):
    kind.description = None
    if isinstance(kind, GraphQLEnumType):
        for value in kind.values.values():
            value.description = None
    if isinstance(kind, GraphQLInputObjectType):
        for field in kind.fields.values():
            field.description = None
    if isinstance(kind, GraphQLUnionType):
        members = tuple(one for one in kind.types if one.name in names)
        return GraphQLUnionType(kind.name, members)
    if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        kept = {
            name: field for name, field in kind.fields.items()
            if name in fields[kind.name]
        }  # fmt: skip
        for field in kept.values():
            field.description = None
            for argument in field.args.values():
                argument.description = None
                names.add(get_named_type(argument.type).name)
        interfaces = [
            one for one in kind.interfaces if one.name in names and fields.get(one.name)
        ]
        return type(kind)(kind.name, kept, interfaces)
    return kind


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    full = build_schema(text, assume_valid=True)  # it repeats a field
    EXTRACT.write_text(extract(full), encoding="utf-8")
