"""The Parquet files hold what the warehouse holds, in types that others understand."""

from __future__ import annotations

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.publish.parquet import copy_to_parquet


@pytest.fixture
def folder(tmp_path):
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table issues as select 'o/r#1' as issue_id, ['a', 'b'] as labels,"
            " '{\"n\": 1}'::json as parameters,"
            " timestamp '2024-05-01 10:00' as created_at,"
            " date '2024-05-01' as due_on, null::bigint as comment_count"
        )
        connection.execute(
            "create table incidents (incident_id varchar, labels varchar[])"
        )
        connection.execute(
            "create schema private; create table private.secrets (x int)"
        )
    copy_to_parquet(file, tmp_path / "parquet")
    return tmp_path / "parquet"


def test_each_published_table_is_a_file_of_its_name(folder):
    assert {file.name for file in folder.iterdir()} == {
        "issues.parquet",
        "incidents.parquet",
    }


def test_lists_are_lists_json_is_json_and_times_have_no_zone(folder):
    schema = pq.read_schema(folder / "issues.parquet")
    assert schema.field("labels").type == pa.list_(pa.string())
    assert "json" in str(schema.field("parameters").type)
    assert schema.field("created_at").type == pa.timestamp("us")
    assert schema.field("due_on").type == pa.date32()
    assert schema.field("comment_count").type == pa.int64()
    described = duckdb.sql(f"describe from '{folder / 'issues.parquet'}'").fetchall()
    assert [row[1] for row in described] == [
        "VARCHAR",
        "VARCHAR[]",
        "JSON",
        "TIMESTAMP",
        "DATE",
        "BIGINT",
    ]


def test_pandas_reads_them_and_an_empty_table_keeps_its_columns(folder):
    issue = pd.read_parquet(folder / "issues.parquet").iloc[0]
    assert list(issue["labels"]) == ["a", "b"]
    assert issue["created_at"] == pd.Timestamp("2024-05-01 10:00")
    nothing = pd.read_parquet(folder / "incidents.parquet")
    assert list(nothing.columns) == ["incident_id", "labels"]
    assert nothing.empty
