"""MetricFlow over a DuckDB file, in this process: no dbt adapter, no network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from metricflow.data_table.mf_table import MetricFlowDataTable
from metricflow.engine.metricflow_engine import (
    MetricFlowEngine,
    MetricFlowQueryRequest,
)
from metricflow.protocols.sql_client import SqlEngine
from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer
from metricflow_semantics.model.dbt_manifest_parser import (
    parse_manifest_from_dbt_generated_manifest,
)
from metricflow_semantics.model.semantic_manifest_lookup import SemanticManifestLookup

from pipelines.errors import UsageError
from pipelines.metrics.reading import unreadable

Row = dict[str, Any]


class DuckDbClient:
    """What MetricFlow asks of a database (its protocol `SqlClient`)."""

    sql_engine_type = SqlEngine.DUCKDB
    sql_plan_renderer = DuckDbSqlPlanRenderer()

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def query(self, stmt: str, sql_bind_parameter_set: object = None) -> Any:  # noqa: ANN401
        """Return the rows of a statement, in MetricFlow's form."""
        cursor = self._connection.execute(stmt)
        names = [column[0] for column in cursor.description]
        return MetricFlowDataTable.create_from_rows(names, cursor.fetchall())

    def execute(self, stmt: str, sql_bind_parameter_set: object = None) -> None:
        self._connection.execute(stmt)

    def dry_run(self, stmt: str, sql_bind_parameter_set: object = None) -> None:
        self._connection.execute(f"explain {stmt}")

    def close(self) -> None:
        self._connection.close()

    def render_bind_parameter_key(self, bind_parameter_key: str) -> str:
        return f"${bind_parameter_key}"


class Metrics:
    """The metrics of a dbt project, asked of one warehouse.

    Attributes:
        manifest: dbt's `semantic_manifest.json`, parsed.
        connection: In memory; the warehouse is attached under the name that the
            manifest gives it.
        lookup: MetricFlow's own view of the manifest.
    """

    def __init__(
        self, manifest: dict[str, Any], connection: duckdb.DuckDBPyConnection
    ) -> None:
        self.manifest = manifest
        self.connection = connection
        self.lookup = SemanticManifestLookup(
            parse_manifest_from_dbt_generated_manifest(json.dumps(manifest))
        )
        self.client = DuckDbClient(connection)
        self.engine = MetricFlowEngine(self.lookup, self.client)

    def rows(self, metrics: Sequence[str], group_by: Sequence[str] = ()) -> list[Row]:
        """Ask MetricFlow; the names of metrics and groups are the keys of each row."""
        request = MetricFlowQueryRequest.create(
            metric_names=list(metrics), group_by_names=list(group_by)
        )
        plan = self.engine.explain(request)
        cursor = self.connection.execute(plan.sql_statement.without_descriptions.sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def open_metrics(warehouse: Path, semantic_manifest: Path) -> Iterator[Metrics]:
    """Attach `warehouse` read-only and ask it for metrics; close it again.

    Raises:
        UsageError: One of the two files is not there.
        WarehouseError: The warehouse cannot be opened.
    """
    for file in (warehouse, semantic_manifest):
        if not file.exists():
            raise UsageError(f"{file} is not there", "Run make refresh first.")
    manifest = json.loads(semantic_manifest.read_text(encoding="utf-8"))
    with duckdb.connect() as connection:
        place = str(warehouse).replace("'", "''")
        try:
            connection.execute(f"attach '{place}' as {_database(manifest)} (read_only)")
        except duckdb.Error as error:
            raise unreadable(warehouse, error) from error
        yield Metrics(manifest, connection)


def _database(manifest: dict[str, Any]) -> str:
    """Return the name by which the project's relations call their database."""
    names = {
        model["node_relation"]["database"] for model in manifest["semantic_models"]
    }
    (name,) = names
    quoted = str(name).replace('"', '""')
    return f'"{quoted}"'
