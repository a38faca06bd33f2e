"""Only a whole warehouse that stands by itself passes."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest

from pipelines.errors import AuditError
from pipelines.publish.audit import audit

RUN = "2026-01-31T02:00:00Z"
LATER = datetime(2026, 1, 31, 2, 1, tzinfo=UTC)


def execute(path, *statements):
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            rows = connection.execute(statement).fetchall()
    return rows


def test_a_whole_warehouse_loses_what_is_private_and_gets_its_end(
    tmp_path, make_warehouse
):
    build = make_warehouse(tmp_path / "build.duckdb")
    audit(build, RUN, finished_at=LATER)
    assert execute(build, "select finished_at from runs") == [
        (LATER.replace(tzinfo=None),)
    ]
    assert execute(build, "select distinct schema_name from duckdb_tables()") == [
        ("main",)
    ]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("drop table incidents", "no table incidents"),
        ("delete from repositories", "repositories has no rows"),
        ("delete from runs", "runs has no rows"),
        ("create view v as select * from staging.private", "v is a view"),
        ("update runs set run_id = 'other'", f"not one row of {RUN}"),
    ],
)
def test_a_broken_warehouse_is_refused(tmp_path, make_warehouse, statement, said):
    build = make_warehouse(tmp_path / "build.duckdb")
    execute(build, statement)
    with pytest.raises(AuditError, match=said):
        audit(build, RUN, finished_at=LATER)
