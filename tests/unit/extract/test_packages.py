"""A load holds a package of rows at a time, however many there are."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.extract import loading
from pipelines.extract.loading import load
from pipelines.extract.records import batches
from pipelines.extract.staging import staged
from pipelines.extract.tables import RAW_TABLES


def comments(numbers, text="said"):
    for number in numbers:
        yield (
            "comments",
            {
                "repository_id": "o/n",
                "comment_id": f"IC_{number}",
                "number": number,
                "body": text(number) if callable(text) else text,
            },
        )


@pytest.fixture
def raw_path(tmp_path):
    return tmp_path / "store.duckdb"


@pytest.fixture
def packages(monkeypatch):
    """Load packages of few rows."""
    monkeypatch.setattr(loading, "ROWS_IN_A_PACKAGE", 1_000)


def loads(raw_path):
    with duckdb.connect(str(raw_path), read_only=True) as connection:
        return connection.execute(
            "select count(*) from raw.comments group by _dlt_load_id order by 1"
        ).fetchall()


def test_no_load_is_larger_than_a_package(raw_path, packages):
    with staged(raw_path) as copy:
        load(copy, batches(comments(range(3_700))), disposition="merge")
    assert loads(raw_path) == [(700,), (1_000,), (1_000,), (1_000,)]


def test_long_texts_make_small_packages(raw_path, monkeypatch):
    monkeypatch.setattr(loading, "CHARACTERS_IN_A_PACKAGE", 5_000_000)
    rows = comments(range(10), "x" * 2_000_000)
    with staged(raw_path) as copy:
        load(copy, batches(rows), disposition="append")
    assert loads(raw_path) == [(2,), (4,), (4,)]


def test_a_row_of_a_later_package_replaces_an_earlier_one(raw_path, packages):
    rows = [*comments(range(1_500)), *comments([3], "said otherwise")]
    with staged(raw_path) as copy:
        load(copy, batches(rows), disposition="merge")
    with duckdb.connect(str(raw_path), read_only=True) as connection:
        found = connection.execute(
            "select body, count(*) from raw.comments group by body order by 2"
        ).fetchall()
    assert found == [("said otherwise", 1), ("said", 1_499)]


def test_every_table_is_there_without_a_row(raw_path):
    with staged(raw_path) as copy:
        load(copy, [], disposition="merge")
    with duckdb.connect(str(raw_path), read_only=True) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'raw'"
        ).fetchall()
    assert {table.name for table in RAW_TABLES} <= {name for (name,) in names}


def test_a_load_takes_the_memory_of_a_package(raw_path, monkeypatch):
    # As one package, these rows are more than DuckDB may hold.
    monkeypatch.setitem(loading.LIMITS, "memory_limit", "64MB")
    monkeypatch.setattr(loading, "ROWS_IN_A_PACKAGE", 5_000)
    rows = comments(range(60_000), lambda number: f"{number} " * 100)
    with staged(raw_path) as copy:
        load(copy, batches(rows), disposition="merge")
    assert sum(count for (count,) in loads(raw_path)) == 60_000
