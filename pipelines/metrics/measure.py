"""Compute every published metric and write it into the build file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.metrics.definitions import Definition, published_metrics
from pipelines.metrics.engine import Metrics, open_metrics
from pipelines.metrics.store import write_table
from pipelines.metrics.tables import COLUMN_LINEAGE, METRIC_VALUES, METRICS, SCHEMA

_REPOSITORY, _MONTH = "repository", "metric_time__month"
# All, each repository, each month, each month of each repository.
_GROUPINGS = ((), (_REPOSITORY,), (_MONTH,), (_REPOSITORY, _MONTH))

Row = dict[str, Any]


def measure(warehouse: Path, semantic_manifest: Path, *, lineage: Sequence[Row]) -> int:
    """Write schema `measured` of `warehouse` anew.

    Args:
        warehouse: DuckDB file with the published tables in `main`.
        semantic_manifest: dbt's description of the metrics, made by the same run.
        lineage: Rows of table `column_lineage`.

    Returns:
        How many metrics have a value for the whole.
    """
    with open_metrics(warehouse, semantic_manifest) as metrics:
        definitions = published_metrics(metrics.manifest)
        values = list(_values(metrics, definitions))
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(f"create schema if not exists {SCHEMA}")
        write_table(connection, METRICS, [_described(one) for one in definitions])
        write_table(connection, METRIC_VALUES, values)
        write_table(connection, COLUMN_LINEAGE, lineage)
    return sum(
        row["value"] is not None
        for row in values
        if row["repository_id"] is None and row["month_on"] is None
    )


def _described(definition: Definition) -> Row:
    return {
        "metric": definition.name,
        "title": definition.title,
        "unit": definition.unit,
        "definition": definition.definition,
        "source_name": definition.source_name,
        "source_url": definition.source_url,
        "measured_on": json.dumps(definition.measured_on),
    }


def _values(metrics: Metrics, definitions: Sequence[Definition]) -> Iterator[Row]:
    """Yield a value per metric for all and for each repository, known or not.

    Months have a value only where something was counted in them; what has no date is
    in no month.
    """
    asked = list(dict.fromkeys(name for one in definitions for name in one.names))
    repositories = _repositories(metrics)
    for grouping in _GROUPINGS:
        found = {_key(row): row for row in metrics.rows(asked, grouping)}
        if _MONTH in grouping:
            keys = sorted((key for key in found if key[1]), key=str)
        else:
            keys = [(one, None) for one in repositories] if grouping else [(None, None)]
        for key in keys:
            for definition in definitions:
                row = _value(definition, key, found.get(key, {}))
                if _MONTH not in grouping or row["denominator"]:
                    yield row


def _repositories(metrics: Metrics) -> list[str]:
    relation = next(
        model["node_relation"]["relation_name"]
        for model in metrics.manifest["semantic_models"]
        if model["node_relation"]["alias"] == "repositories"
    )
    found = metrics.connection.execute(
        f"select repository_id from {relation} order by all"
    ).fetchall()
    return [str(repository_id) for (repository_id,) in found]


def _key(row: Row) -> tuple[str | None, date | None]:
    month = row.get(_MONTH)
    return row.get(_REPOSITORY), month.date() if isinstance(month, datetime) else month


def _value(
    definition: Definition, key: tuple[str | None, date | None], row: Row
) -> Row:
    repository_id, month_on = key
    value = row.get(definition.name)
    return {
        "metric_value_id": ":".join(
            (
                definition.name,
                repository_id or "all",
                f"{month_on:%Y-%m}" if month_on else "all",
            )
        ),
        "metric": definition.name,
        "repository_id": repository_id,
        "month_on": month_on,
        "numerator": _count(row, definition.numerator),
        "denominator": _count(row, definition.denominator),
        "unknown_count": _count(row, definition.unknown),
        "value": None if value is None else float(value),
    }


def _count(row: Row, name: str | None) -> int | None:
    count = row.get(name) if name else None
    return None if count is None else int(count)
