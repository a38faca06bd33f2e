"""Warehouses to report on, and what was written of them."""

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from pipelines.progress import Progress
from pipelines.report.run import ReportSummary, write_report
from tests.unit.report import cases
from tests.unit.report.warehouses import Rows, make_warehouse


@dataclass
class Written:
    """A warehouse and the report of it."""

    warehouse: Path
    summary: ReportSummary
    markdown: str

    @property
    def site(self) -> Path:
        return self.summary.page.parent

    @cached_property
    def pages(self) -> dict[str, str]:
        """Every page of the site, by its path in it."""
        return {
            str(file.relative_to(self.site)): file.read_text(encoding="utf-8")
            for file in sorted(self.site.rglob("*.html"))
        }

    def section(self, heading: str) -> str:
        """The Markdown under a heading of level 2, up to the next one."""
        _, found, rest = self.markdown.partition(f"\n## {heading}\n")
        assert found, f"no section {heading}"
        return rest.split("\n## ")[0]


def write(folder: Path, rows: Rows) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    warehouse = make_warehouse(folder / "warehouse.duckdb", rows)
    progress = Progress(io.StringIO())
    summary = write_report(warehouse, out_dir=folder, progress=progress)
    return Written(
        warehouse,
        summary,
        summary.report.read_text(encoding="utf-8"),
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


@pytest.fixture(scope="session")
def large(tmp_path_factory) -> Written:
    """The filled one with hundreds of records more, too many for a page."""
    return write(tmp_path_factory.mktemp("large"), cases.large(900))
