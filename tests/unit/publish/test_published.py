"""A file that is not ours, or not of our time, is never built upon nor replaced."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pytest

from pipelines.errors import WarehouseError
from pipelines.publish.published import check_own_file, published_runs

WRITER = """
import sys
import duckdb

connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


def test_nothing_published_means_no_runs(tmp_path):
    assert published_runs(tmp_path / "warehouse.duckdb") == frozenset()


def test_the_runs_of_a_published_warehouse_are_known(tmp_path, make_warehouse):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb", run_id="one")
    assert published_runs(warehouse) == {"one"}


def test_a_file_that_is_no_database(tmp_path):
    warehouse = tmp_path / "warehouse.duckdb"
    warehouse.write_text("my notes, which nobody should lose\n" * 500)
    with pytest.raises(
        WarehouseError, match=f"{warehouse} is not a DuckDB file"
    ) as told:
        published_runs(warehouse)
    assert "Move it away" in told.value.remedy


def test_a_database_of_somebody_else(tmp_path):
    warehouse = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("create table runs (kilometres integer)")
    with pytest.raises(WarehouseError, match="not a warehouse of saydo"):
        published_runs(warehouse)


def test_a_warehouse_of_a_newer_saydo(tmp_path, make_warehouse):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb", version="99.1.0")
    with pytest.raises(WarehouseError, match=r"made by saydo 99\.1\.0, this is"):
        published_runs(warehouse)


def test_a_warehouse_of_an_older_saydo_is_carried_on(tmp_path, make_warehouse):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb", version="0.0.9")
    assert len(published_runs(warehouse)) == 1


def test_a_warehouse_of_a_newer_duckdb(tmp_path, make_warehouse):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb")
    data = bytearray(warehouse.read_bytes())
    at = data.index(b"DUCK") + 4  # the version of the storage, 8 bytes
    data[at : at + 8] = (999).to_bytes(8, "little")
    warehouse.write_bytes(data)
    with pytest.raises(
        WarehouseError, match=f"{warehouse} .*newer DuckDB|cannot be read"
    ):
        published_runs(warehouse)


def test_a_log_beside_the_published_file_is_refused_and_kept(tmp_path, make_warehouse):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb")
    log = tmp_path / "warehouse.duckdb.wal"
    log.write_bytes(b"unfinished")
    with pytest.raises(WarehouseError, match="stands beside the published warehouse"):
        published_runs(warehouse)
    assert log.read_bytes() == b"unfinished"


def test_a_published_file_that_is_open_for_writing_names_the_process(
    tmp_path, make_warehouse
):
    warehouse = make_warehouse(tmp_path / "warehouse.duckdb")
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "open\n"
        with pytest.raises(WarehouseError, match=f"writing in process {writer.pid}"):
            published_runs(warehouse)
    finally:
        writer.kill()
        writer.communicate()


def test_a_damaged_private_file_may_be_deleted(tmp_path):
    raw = tmp_path / "raw.duckdb"
    raw.write_bytes(b"\0" * 20_000)
    with pytest.raises(WarehouseError, match="not a DuckDB file") as told:
        check_own_file(raw)
    assert "Delete it" in told.value.remedy
