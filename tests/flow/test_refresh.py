"""The whole job on the sample: what is published, and that it stays so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.publish.audit import PUBLIC_TABLES
from pipelines.settings import PROJECT_ROOT

READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
print(connection.execute("select count(*) from runs").fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute("select count(*) from runs").fetchone()[0], flush=True)
"""
# What a run says of itself is new each time.
OF_THE_RUN = {"runs", "policy_conformance"}


def contents(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return {
            table: sorted(connection.execute(f"from {table}").fetchall(), key=repr)
            for table in PUBLIC_TABLES
        }


def test_everything_is_where_readers_look(sample):
    data = sample.settings.data
    assert sample.settings.warehouse.is_file()
    assert sample.settings.report.is_file()
    assert (sample.settings.site / "index.html").is_file()
    assert (sample.settings.site / "docs" / "index.html").is_file()
    assert {path.name for path in data.iterdir()} == {
        "warehouse.duckdb",
        "parquet",
        "report.md",
        "results.junit.xml",
        "results.sarif",
        "site",
        "state",
    }
    assert not list(data.rglob("*.wal"))


def test_the_closing_screenful_says_what_was_found_and_where_to_look(sample):
    assert len(sample.out.splitlines()) <= 24
    assert "incidents 2" in " ".join(sample.out.split())
    assert "report.md" in sample.out
    assert "make policies" in sample.out


def test_every_step_says_that_it_works(sample):
    for step in ("sample", "extract", "read", "model", "judge", "audit", "report"):
        assert f"\n{step}: " in f"\n{sample.err}"


def test_the_register_cites_the_sentence_of_each_policy(sample):
    command = [sys.executable, "-m", "pipelines", "policies"]
    printed = subprocess.run(
        [*command, "--data", str(sample.settings.data)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    places = sample.rows(
        "select distinct path || ':' || line from policies"
        " inner join policy_clauses using (clause_id)"
    )
    assert places
    for (place,) in places:
        assert f", {place}, since 20" in printed


def test_nobody_is_called_and_nothing_is_left_at_home(sample):
    assert sample.attempts == []
    assert list((sample.settings.data.parent / "home").rglob("*")) == []


def test_the_published_warehouse_stands_by_itself(sample, tmp_path):
    alone = shutil.copyfile(sample.settings.warehouse, tmp_path / "alone.duckdb")
    assert contents(alone).keys() == set(PUBLIC_TABLES)
    with duckdb.connect(str(alone), read_only=True) as connection:
        schemas = connection.execute(
            "select distinct schema_name from duckdb_tables()"
        ).fetchall()
    assert schemas == [("main",)]


@pytest.fixture(scope="module")
def refreshed_again(sample, refresh, tmp_path_factory):
    """Refresh a copy of the sample's publication, beside an open notebook.

    Returns the data folder, the finished run, and how many runs the notebook saw
    before and after.
    """
    data = tmp_path_factory.mktemp("again") / "data"
    shutil.copytree(sample.settings.data, data)
    notebook = subprocess.Popen(
        [sys.executable, "-c", READER, str(data / "warehouse.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert notebook.stdout
    before = notebook.stdout.readline()
    done = refresh(data)
    after, _ = notebook.communicate("go on\n")
    assert done.status == 0, done.err
    return data, (int(before), int(after))


def test_a_second_refresh_changes_no_row_but_the_runs_own_record(
    sample, refreshed_again
):
    data, _ = refreshed_again
    before = contents(sample.settings.warehouse)
    after = contents(data / "warehouse.duckdb")
    for table in sorted(set(PUBLIC_TABLES) - OF_THE_RUN):
        assert after[table] == before[table], table
    assert len(after["runs"]) == 2
    assert len(after["policy_conformance"]) == 2 * len(before["policy_conformance"])


def test_an_open_notebook_goes_on_with_the_warehouse_that_it_opened(refreshed_again):
    data, seen = refreshed_again
    assert seen == (1, 1)
    assert len(contents(data / "warehouse.duckdb")["runs"]) == 2


def test_another_input_leaves_nothing_of_the_one_before(sample, refresh, tmp_path):
    published = shutil.copytree(sample.settings.data, tmp_path / "data")
    folder = tmp_path / "service"
    folder.mkdir()
    (folder / "CONTRIBUTING.md").write_text(
        "# Contributing\n\nPull requests must have at least one approval.\n"
    )
    done = refresh(published, folder)
    assert done.status == 0, done.err
    with duckdb.connect(str(published / "warehouse.duckdb"), read_only=True) as found:
        ids = found.execute("select repository_id from repositories").fetchall()
        assert ids == [("local/service",)]
        assert found.execute("select count(*) from incidents").fetchone() == (0,)
        assert found.execute("select count(*) from policy_clauses").fetchone() == (1,)
