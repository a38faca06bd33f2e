"""A build warehouse to judge, and the judge itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from expectations.judge import JudgeSummary, judge
from pipelines.progress import Progress
from tests.unit.expectations.build_warehouse import BuildWarehouse

RUN_AT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def warehouse(tmp_path: Path) -> BuildWarehouse:
    built = BuildWarehouse(tmp_path / "build.duckdb")
    for team in ("core", "sre", "platform"):
        built.person(team, f"@acme/{team}")
    return built


@pytest.fixture
def run_judge(warehouse: BuildWarehouse) -> Callable[[], JudgeSummary]:
    def run() -> JudgeSummary:
        return judge(warehouse.path, progress=Progress(io.StringIO()), judged_at=RUN_AT)

    return run
