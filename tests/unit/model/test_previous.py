"""The history goes on, whatever the last publication had for columns."""

from __future__ import annotations

import duckdb

from pipelines.model.previous import hand_on


def rows(path, statement):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def test_without_a_publication_the_tables_are_there_and_empty(tmp_path):
    hand_on(tmp_path / "none.duckdb", tmp_path / "previous.duckdb")
    for table in ("runs", "policy_conformance", "policy_results"):
        assert rows(tmp_path / "previous.duckdb", f"from {table}") == []


def test_known_columns_are_carried_on_and_missing_ones_are_unknown(tmp_path):
    published = tmp_path / "it's published.duckdb"
    with duckdb.connect(str(published)) as connection:
        connection.execute(
            "create table runs as select 'one' as run_id, 'x' as no_longer_known"
        )
    hand_on(published, tmp_path / "previous.duckdb")
    found = rows(tmp_path / "previous.duckdb", "select run_id, inputs from runs")
    assert found == [("one", None)]


def test_an_older_file_is_replaced(tmp_path):
    target = tmp_path / "previous.duckdb"
    target.write_text("left by an interrupted run")
    hand_on(tmp_path / "none.duckdb", target)
    assert rows(target, "from runs") == []
