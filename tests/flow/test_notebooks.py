"""The notebooks as an analyst runs them: from top to bottom, on the published file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from pipelines.settings import PROJECT_ROOT

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


def test_there_is_a_notebook_to_start_from() -> None:
    assert "01_start_here.ipynb" in [path.name for path in NOTEBOOKS]


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
