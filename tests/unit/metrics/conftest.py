"""The metrics of the project itself, over small warehouses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from metricflow.engine.metricflow_engine import MetricFlowEngine

from pipelines.metrics.measure import measure
from pipelines.model.dbt import PROJECT
from tests.unit.report.warehouses import Rows, make_warehouse

Values = dict[tuple[str, str | None, str | None], dict[str, Any]]


@pytest.fixture(scope="session")
def semantic_manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What dbt reads in the project's YAML."""
    from dbt.cli.main import dbtRunner

    target = tmp_path_factory.mktemp("dbt")
    outcome = dbtRunner().invoke(
        [
            *("parse", "--log-level", "none", "--target", "build"),
            *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(target), "--log-path", str(target)),
        ]
    )
    assert outcome.success, outcome.exception
    return target / "semantic_manifest.json"


@pytest.fixture(scope="session")
def plans() -> dict[Any, Any]:
    """What MetricFlow planned so far, by what it was asked."""
    return {}


@pytest.fixture
def measured(
    tmp_path: Path,
    semantic_manifest: Path,
    plans: dict[Any, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Rows], Values]:
    """`measured(rows)` gives the values by metric, repository and month."""
    explain = MetricFlowEngine.explain

    def explain_once(engine: MetricFlowEngine, request: Any) -> Any:
        asked = (tuple(request.metric_names), tuple(request.group_by_names))
        if asked not in plans:  # the SQL is the same whatever the rows
            plans[asked] = explain(engine, request)
        return plans[asked]

    monkeypatch.setattr(MetricFlowEngine, "explain", explain_once)

    def values(rows: Rows) -> Values:
        warehouse = make_warehouse(tmp_path / "build.duckdb", rows)
        measure(warehouse, semantic_manifest, lineage=[])
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            cursor = connection.execute(
                "select *, strftime(month_on, '%Y-%m') as month"
                " from measured.metric_values"
            )
            names = [column[0] for column in cursor.description]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return {
            (one["metric"], one["repository_id"], one["month"]): one for one in found
        }

    return values
