"""Lineage goes through all models to the sources, and says what it cannot follow."""

from __future__ import annotations

import io
import json

import duckdb
import pytest
import yaml

from pipelines.extract.tables import RAW_TABLES
from pipelines.lineage.describe import sources_in_words
from pipelines.lineage.find import _READ_FROM as READ_FROM
from pipelines.lineage.find import _places, find_lineage
from pipelines.lineage.origins import Column
from pipelines.progress import Progress
from pipelines.read.tables import PARSED_TABLES

MODELS = {
    "stg": (
        "staging",
        "select id, upper(title) as title from raw_store.raw.issues",
        [],
    ),
    "mart": ("main", "select id, title from build.staging.stg", ["stg"]),
    "totals": ("main", "select count(*) as n from build.main.mart", ["mart"]),
}


@pytest.fixture
def project(tmp_path):
    with duckdb.connect(str(tmp_path / "extracted.duckdb")) as raw:
        raw.execute("create schema raw; create table raw.issues (id int, title text)")
    with duckdb.connect(str(tmp_path / "build.duckdb")) as build:
        place = tmp_path / "extracted.duckdb"
        build.execute(f"attach '{place}' as raw_store; create schema staging")
        for name, (schema, sql, _) in MODELS.items():
            build.execute(f"create table {schema}.{name} as {sql}")
    nodes = {}
    # In no order: a model may stand before those that it reads.
    for name, (schema, sql, reads) in reversed(MODELS.items()):
        (tmp_path / f"{name}.sql").write_text(sql)
        nodes[name] = {
            "resource_type": "model",
            "database": "build",
            "schema": schema,
            "alias": name,
            "original_file_path": f"{name}.sql",
            "depends_on": {"nodes": reads},
        }
    (tmp_path / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    return tmp_path


def lineage(project, said=None):
    return find_lineage(
        project / "manifest.json",
        project,
        {
            name: project / f"{file}.duckdb"
            for name, file in (("build", "build"), ("raw_store", "extracted"))
        },
        progress=Progress(said or io.StringIO()),
    )


def test_published_columns_lead_to_their_sources_and_inner_models_are_not_named(
    project,
):
    found = [tuple(row.values()) for row in lineage(project)]
    assert found == [
        ("mart", "id", "raw.issues", "id"),
        ("mart", "title", "raw.issues", "title"),
        ("totals", "n", "raw.issues", "*"),
    ]


def test_a_model_that_cannot_be_understood_is_named(project):
    (project / "stg.sql").write_text("select from where")
    said = io.StringIO()
    lineage(project, said)
    assert "no lineage of stg" in said.getvalue()


def test_what_this_step_shows_itself_is_left_out_whether_compiled_before_or_not(
    project,
):
    manifest = json.loads((project / "manifest.json").read_text())
    manifest["nodes"]["mart"]["depends_on"]["nodes"] += [
        "source.saydo.measured.metrics"
    ]
    (project / "manifest.json").write_text(json.dumps(manifest))
    assert not [row for row in lineage(project) if row["table_name"] == "mart"]


def test_a_warehouse_of_an_older_version_tells_no_sources(tmp_path):
    duckdb.connect(str(tmp_path / "old.duckdb")).close()
    assert sources_in_words(tmp_path / "old.duckdb") == {}


def test_sources_are_told_in_a_sentence_and_many_are_counted(tmp_path):
    file = tmp_path / "warehouse.duckdb"
    rows = [
        ("t", "one", "raw.a", "x"),
        *(("t", "many", "raw.a", f"c{n}") for n in range(8)),
    ]
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            "create table column_lineage (table_name text, column_name text,"
            " source_table text, source_column text)"
        )
        connection.executemany("insert into column_lineage values (?, ?, ?, ?)", rows)
    words = sources_in_words(file)
    assert words["t", "one"] == "From `raw.a.x`."
    assert words["t", "many"].endswith("`raw.a.c5` and 2 more.")


def test_every_table_that_python_reads_has_its_raw_texts():
    read_from = yaml.safe_load(READ_FROM.read_text(encoding="utf-8"))
    assert set(read_from) - {"said"} == {table.name for table in PARSED_TABLES}
    known = {f"raw.{t.name}.{column}" for t in RAW_TABLES for column in t.columns}
    assert {place for places in read_from.values() for place in places} <= known


def test_what_was_read_from_texts_leads_on_to_the_raw_ones():
    column = Column(("raw_store", "parsed", "spoken_approvals"), "word")
    assert set(_places(column)) == {
        ("parsed.spoken_approvals", "word"),
        ("raw.comments", "body"),
    }
