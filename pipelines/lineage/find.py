"""Follow the columns of the published tables through all models to their sources."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from sqlglot.errors import SqlglotError

from pipelines.data_files import read_yaml
from pipelines.lineage.origins import (
    Column,
    Origins,
    Schema,
    column_origins,
    prepared,
)
from pipelines.progress import Progress

_PUBLIC, _OURS, _PARSED = "main", "measured", "parsed"
_READ_FROM = Path(__file__).with_name("read_from.yml")
Relation = tuple[str, str, str]
Row = dict[str, Any]


def find_lineage(
    manifest: Path, compiled: Path, databases: Mapping[str, Path], *, progress: Progress
) -> list[Row]:
    """Return the rows of table `column_lineage`.

    Args:
        manifest: dbt's `manifest.json`.
        compiled: Folder of the compiled models, as dbt lays it out.
        databases: The files that the models read and write, by the names that the
            dbt profile gives them.
        progress: Told which model cannot be understood; it has no lineage then.
    """
    models = _models(json.loads(manifest.read_text(encoding="utf-8")), compiled)
    schema = prepared(_schema(databases))
    known: dict[Relation, Origins] = {}
    for relation, file in models:
        try:
            sql = file.read_text(encoding="utf-8")
            known[relation] = _through(column_origins(sql, schema), known)
        except SqlglotError as error:
            first = str(error).splitlines()[0]
            progress.say(f"  no lineage of {relation[2]}: {first}")
    return sorted(_rows(known), key=lambda row: tuple(row.values()))


def _models(
    manifest: Mapping[str, Any], compiled: Path
) -> Iterator[tuple[Relation, Path]]:
    """Yield the models that were compiled, each after those that it reads."""
    nodes = {
        name: node
        for name, node in manifest["nodes"].items()
        if node["resource_type"] == "model"
    }
    done: set[str] = set()

    def visit(name: str) -> Iterator[tuple[Relation, Path]]:
        if name in done or name not in nodes:
            return
        done.add(name)
        node = nodes[name]
        for other in node["depends_on"]["nodes"]:
            yield from visit(other)
        file = compiled / node["original_file_path"]
        if file.is_file() and not _comes_later(node):
            yield (node["database"], node["schema"], node["alias"]), file

    for name in nodes:
        yield from visit(name)


def _comes_later(node: Mapping[str, Any]) -> bool:
    """Whether a model shows what this step writes: its SQL is one of an earlier run."""
    sources = (one.split(".") for one in node["depends_on"]["nodes"])
    return any(parts[0] == "source" and _OURS in parts for parts in sources)


def _through(origins: Origins, known: Mapping[Relation, Origins]) -> Origins:
    """Replace columns of models by what those are made from themselves."""
    return {
        name: frozenset(
            source for column in columns for source in _sources(column, known)
        )
        for name, columns in origins.items()
    }


def _sources(column: Column, known: Mapping[Relation, Origins]) -> Iterator[Column]:
    if column.relation not in known:
        yield column
    elif column.name in known[column.relation]:
        yield from known[column.relation][column.name]
    else:  # rows of a model are counted: they come from the tables beneath it
        beneath = known[column.relation].values()
        for relation in {source.relation for one in beneath for source in one}:
            yield Column(relation, column.name)


def _rows(known: Mapping[Relation, Origins]) -> Iterator[Row]:
    for (_, schema, table), origins in known.items():
        if schema != _PUBLIC:
            continue
        for name, columns in origins.items():
            for source, column in {pair for one in columns for pair in _places(one)}:
                yield {
                    "table_name": table,
                    "column_name": name,
                    "source_table": source,
                    "source_column": column,
                }


def _places(column: Column) -> Iterator[tuple[str, str]]:
    """Where a column stands, and the raw texts that Python read it from."""
    table = _written(column.relation)
    yield table, column.name
    schema, _, name = table.partition(".")
    for place in _read_from().get(name, []) if schema == _PARSED else []:
        source, _, text = place.rpartition(".")
        yield source, text


@cache
def _read_from() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_yaml(_READ_FROM)
    return found


def _written(relation: Relation) -> str:
    """`raw.issues`; a table of the run before goes by the name of its file."""
    database, schema, table = relation
    return f"{database if schema == _PUBLIC else schema}.{table}"


def _schema(databases: Mapping[str, Path]) -> Schema:
    found: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    with duckdb.connect() as connection:
        for name, file in databases.items():
            place = str(file).replace("'", "''")
            connection.execute(f"attach '{place}' as {name} (read_only)")
        rows = connection.execute(
            "select database_name, schema_name, table_name, column_name, data_type"
            " from duckdb_columns() where not internal"
        ).fetchall()
    for database, schema, table, column, kind in rows:
        tables = found.setdefault(database, {}).setdefault(schema, {})
        tables.setdefault(table, {})[column] = kind
    return found
