"""The notebooks as an analyst runs them: from top to bottom, on the published file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from pipelines.settings import PROJECT_ROOT
from tests.flow.conftest import Refreshed

NOTEBOOKS = sorted((PROJECT_ROOT / "notebooks").glob("*.ipynb"))


def run(notebook: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Execute a copy of `notebook` with its data in `data`, and return the copy."""
    monkeypatch.setenv("SAYDO_DATA", str(data))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    cells = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        cells, timeout=120, resources={"metadata": {"path": str(notebook.parent)}}
    )
    client.execute()
    return cells


def outputs(cells: Any) -> list[Any]:
    return [
        output
        for cell in cells.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]


def pictures(shown: list[Any]) -> int:
    return sum("image/png" in out.get("data", {}) for out in shown)


def said(shown: list[Any]) -> str:
    return "".join(out.get("text", "") for out in shown)


def test_there_are_four_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "01_start_here",
        "02_incidents_and_recovery",
        "03_labels_and_drift",
        "04_reviews_overrides_and_ownership",
    ]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4)
    nbformat.validate(cells)
    assert outputs(cells) == []
    assert {cell.get("execution_count") for cell in cells.cells} == {None}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_the_published_warehouse(
    notebook: Path, published_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = published_warehouse.read_bytes()

    shown = outputs(run(notebook, published_warehouse.parent, monkeypatch))

    assert [out for out in shown if "image/png" in out.get("data", {})]
    tables = [out for out in shown if "text/html" in out.get("data", {})]
    assert len(tables) >= 5
    assert published_warehouse.read_bytes() == before
    assert not published_warehouse.with_name("warehouse.duckdb.wal").exists()


def test_the_first_notebook_shows_the_incidents_of_the_warehouse(
    published_warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with duckdb.connect(str(published_warehouse), read_only=True) as warehouse:
        ids = warehouse.execute("select incident_id from incidents").fetchall()
    notebook = PROJECT_ROOT / "notebooks" / "01_start_here.ipynb"

    shown = outputs(run(notebook, published_warehouse.parent, monkeypatch))

    text = "".join(out.get("data", {}).get("text/html", "") for out in shown)
    assert ids
    assert all(incident_id in text for (incident_id,) in ids)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_without_a_warehouse_says_what_to_do(
    notebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CellExecutionError, match="There is no warehouse at") as error:
        run(notebook, tmp_path, monkeypatch)
    assert "make refresh" in str(error.value)


@pytest.fixture(scope="module")
def nothing(
    published_warehouse: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder whose warehouse has every table and no row."""
    data = tmp_path_factory.mktemp("nothing")
    file = shutil.copyfile(published_warehouse, data / "warehouse.duckdb")
    with duckdb.connect(str(file)) as warehouse:
        tables = warehouse.sql("select table_name from duckdb_tables()").fetchall()
        for (table,) in tables:
            warehouse.execute(f"delete from {table}")
        warehouse.execute("checkpoint")
    return data


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_where_there_is_nothing_a_notebook_says_so(
    notebook: Path, nothing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = outputs(run(notebook, nothing, monkeypatch))

    assert pictures(shown) == 0
    assert "There is nothing to draw" in said(shown)


@pytest.fixture(scope="module")
def busy(published_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose warehouse has what GitHub has: dates and reviews."""
    data = tmp_path_factory.mktemp("busy")
    file = shutil.copyfile(published_warehouse, data / "warehouse.duckdb")
    with duckdb.connect(str(file)) as warehouse:
        for statement in FILLED.split(";"):
            warehouse.execute(statement)
        warehouse.execute("checkpoint")
    return data


FILLED = """
update review_coverage set is_merged = true, is_reviewed = length(area) % 2 = 0;
update first_responses set hours_to_first_response = length(item_id) * 7.5;
update pull_requests set approval_count = number % 3, is_self_merged = false;
insert into metric_values
    select metric || month, metric, null, month, 1, 4, 0, 0.25
    from metrics,
        generate_series(date '2025-01-01', date '2025-06-01', interval 1 month)
            as months (month)
"""


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_with_dates_and_reviews_a_notebook_draws_all_its_pictures(
    notebook: Path, busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn_by = notebook.read_text(encoding="utf-8").count("plt.show()")

    shown = outputs(run(notebook, busy, monkeypatch))

    assert pictures(shown) == drawn_by
    assert "There is nothing to draw" not in said(shown)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_a_repository_of_github(
    notebook: Path, on_github: Refreshed, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = outputs(run(notebook, on_github.settings.data, monkeypatch))

    assert pictures(shown) >= 1
