"""Where the columns of a query come from, whatever lies between."""

from __future__ import annotations

import pytest

from pipelines.lineage.origins import Column, column_origins, prepared

ISSUES, LABELS = ("db", "raw", "issues"), ("db", "raw", "labels")
SCHEMA = prepared(
    {
        "db": {
            "raw": {
                "issues": {"id": "BIGINT", "title": "VARCHAR", "tags": "VARCHAR[]"},
                "labels": {"issue_id": "BIGINT", "name": "VARCHAR"},
            }
        }
    }
)


def origins(sql):
    return {
        name: {(column.relation[2], column.name) for column in columns}
        for name, columns in column_origins(sql, SCHEMA).items()
    }


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "with i as (select * from db.raw.issues) select title as name from i",
            {"name": {("issues", "title")}},
        ),
        (
            "select i.id || l.name as key from db.raw.issues i"
            " join db.raw.labels l on i.id = l.issue_id where i.title <> ''",
            {"key": {("issues", "id"), ("labels", "name")}},
        ),
        (
            "with u as (select title as t from db.raw.issues union all"
            " select name from db.raw.labels) select t from u",
            {"t": {("issues", "title"), ("labels", "name")}},
        ),
        (
            "select 'github' as source, case when title is null then 1 end as flag"
            " from db.raw.issues",
            {"source": set(), "flag": {("issues", "title")}},
        ),
        (
            "with i as (select id from db.raw.issues)"
            " select count(*) as n, count(*) filter (where id > 1) as m from i",
            {"n": {("issues", "*")}, "m": {("issues", "*"), ("issues", "id")}},
        ),
        (
            "select id, (select max(name) from db.raw.labels where issue_id = id)"
            " as top from db.raw.issues",
            {"id": {("issues", "id")}, "top": {("labels", "name")}},
        ),
        (
            "with t as (select id, unnest(tags) as tag from db.raw.issues)"
            " select tag from t",
            {"tag": {("issues", "tags")}},
        ),
        (
            "select row_number() over (partition by title order by id) as n"
            " from db.raw.issues",
            {"n": {("issues", "title"), ("issues", "id")}},
        ),
    ],
)
def test_a_value_is_made_from_the_columns_in_its_expression(sql, expected):
    assert origins(sql) == expected


def test_a_relation_is_named_in_full():
    found = column_origins("select name from db.raw.labels", SCHEMA)
    assert found == {"name": {Column(LABELS, "name")}}
