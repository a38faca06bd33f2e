"""Warehouses to report on, and what was written of them."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.progress import Progress
from pipelines.report.run import ReportSummary, write_report
from tests.unit.report import cases
from tests.unit.report.warehouses import Rows, make_warehouse


@dataclass(frozen=True)
class Written:
    """A warehouse and the report of it."""

    warehouse: Path
    summary: ReportSummary
    markdown: str
    page: str

    def section(self, heading: str) -> str:
        """The Markdown under a heading of level 2, up to the next one."""
        _, found, rest = self.markdown.partition(f"\n## {heading}\n")
        assert found, f"no section {heading}"
        return rest.split("\n## ")[0]


def write(folder: Path, rows: Rows, **options: bool) -> Written:
    warehouse = make_warehouse(folder / "warehouse.duckdb", rows)
    progress = Progress(io.StringIO())
    summary = write_report(warehouse, out_dir=folder, progress=progress, **options)
    return Written(
        warehouse,
        summary,
        summary.report.read_text(encoding="utf-8"),
        summary.page.read_text(encoding="utf-8"),
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Written:
    """A team with one finding of each kind."""
    return write(tmp_path_factory.mktemp("filled"), cases.filled())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Written:
    """The same, where every text and address of others is an attack."""
    return write(tmp_path_factory.mktemp("hostile"), cases.hostile())


@pytest.fixture(scope="session")
def empty(tmp_path_factory) -> Written:
    """A run that read nothing."""
    return write(tmp_path_factory.mktemp("empty"), cases.EMPTY)
