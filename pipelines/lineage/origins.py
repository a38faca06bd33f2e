"""Which columns of which tables a SELECT takes each of its columns from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlglot import exp, parse_one
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope
from sqlglot.schema import MappingSchema

DIALECT = "duckdb"
EVERY_COLUMN = "*"


class Column(NamedTuple):
    """A column of a relation; its name is `*` where rows are counted.

    Attributes:
        relation: Database, schema and table.
    """

    relation: tuple[str, str, str]
    name: str


Origins = dict[str, frozenset[Column]]
# Database -> schema -> table -> column -> type.
Schema = Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]


def prepared(schema: Schema) -> MappingSchema:
    """The tables as `column_origins` wants them; takes longer than a query does."""
    return MappingSchema(dict(schema), dialect=DIALECT)


def column_origins(sql: str, schema: MappingSchema) -> Origins:
    """Return, for each column of a query, the columns that its value is made from.

    Only what goes into the value counts: not filters, joins or groups.

    Raises:
        sqlglot.errors.SqlglotError: The query cannot be understood.
    """
    tree = qualify(
        parse_one(sql, dialect=DIALECT),
        dialect=DIALECT,
        schema=schema,
        validate_qualify_columns=False,
        identify=False,
    )
    scope = build_scope(tree)
    return _Reader().of(scope) if scope else {}


class _Reader:
    """Reads scopes from the inside out, each once."""

    def __init__(self) -> None:
        self._known: dict[int, Origins] = {}

    def of(self, scope: Scope) -> Origins:
        key = id(scope.expression)
        if key not in self._known:
            self._known[key] = {}  # a recursive query adds nothing to itself
            self._known[key] = self._read(scope)
        return self._known[key]

    def _read(self, scope: Scope) -> Origins:
        if isinstance(scope.expression, exp.SetOperation):
            first, second = (self.of(one) for one in scope.set_operation_scopes)
            if scope.expression.args.get("by_name"):
                names = {**first, **second}
                return {
                    n: first.get(n, frozenset()) | second.get(n, frozenset())
                    for n in names
                }
            pairs = zip(first.items(), second.values(), strict=False)
            return {name: origins | others for (name, origins), others in pairs}
        if isinstance(scope.expression, exp.Query):
            return {
                select.alias_or_name: self._of_expression(select, scope)
                for select in scope.expression.selects
            }
        return {}

    def _of_expression(self, expression: exp.Expr, scope: Scope) -> frozenset[Column]:
        found: set[Column] = set()
        inner = {id(one.expression): one for one in scope.subquery_scopes}
        for part in expression.walk(prune=lambda node: id(node) in inner):
            if id(part) in inner:  # only what it selects, not by what it selects
                found.update(*self.of(inner[id(part)]).values())
            elif isinstance(part, exp.Column):
                found |= self._of_column(part, scope)
            elif isinstance(part, exp.Star):
                found |= {Column(one, EVERY_COLUMN) for one in _tables(scope, set())}
        return frozenset(found)

    def _of_column(self, column: exp.Column, scope: Scope) -> frozenset[Column]:
        source = scope.sources.get(column.table)
        if isinstance(source, exp.Table):
            return frozenset({Column(_relation(source), column.name)})
        if isinstance(source, Scope):
            if source.is_udtf:  # a list that was made into rows
                return self._of_expression(source.expression, scope)
            return self.of(source).get(column.name, frozenset())
        return frozenset()


def _tables(scope: Scope, seen: set[int]) -> set[tuple[str, str, str]]:
    """Return the tables at the bottom of a scope."""
    if id(scope.expression) in seen:
        return set()
    seen.add(id(scope.expression))
    found = set()
    for source in scope.sources.values():
        if isinstance(source, exp.Table):
            found.add(_relation(source))
        elif _is_read(source, scope):
            found |= _tables(source, seen)
    for part in scope.set_operation_scopes or ():
        found |= _tables(part, seen)
    return found


def _is_read(source: Any, scope: Scope) -> bool:  # noqa: ANN401
    """Whether a scope selects from `source`, not merely knows it by WITH."""
    return any(one is source for _, one in scope.selected_sources.values())


def _relation(table: exp.Table) -> tuple[str, str, str]:
    return table.catalog, table.db, table.name
