"""Small warehouses: enough of one to be audited and published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines import VERSION
from pipelines.publish.audit import NEVER_EMPTY, PUBLIC_TABLES

RUN = "2026-01-31T02:00:00Z"


@pytest.fixture
def make_warehouse() -> Callable[..., Path]:
    """Write a file with all public tables, and a private schema beside them."""

    def make(path: Path, *, run_id: str = RUN, version: str = VERSION) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(path)) as connection:
            for table in PUBLIC_TABLES:
                connection.execute(f"create table {table} (name varchar)")
                if table in NEVER_EMPTY:
                    connection.execute(f"insert into {table} values ('one')")
            connection.execute(
                "create or replace table runs"
                " (run_id varchar, versions json, finished_at timestamp)"
            )
            connection.execute(
                "insert into runs values (?, ?, null)",
                [run_id, json.dumps({"saydo": version})],
            )
            connection.execute("create schema staging")
            connection.execute("create table staging.private as select 1 as one")
        return path

    return make
