"""Rows reach their table whole, in batches, or not at all."""

from datetime import UTC, date, datetime

import duckdb
import pytest

from pipelines.read.store import Store
from pipelines.read.tables import ACTION_ITEMS, CLAUSES, PARSED_TABLES


@pytest.fixture
def connection():
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as raw_store; use raw_store")
    yield connection
    connection.close()


def test_every_table_exists_even_when_it_is_empty(connection):
    Store(connection).create()
    found = connection.sql(
        "select table_name from information_schema.tables where table_schema = 'parsed'"
    ).fetchall()
    assert {name for (name,) in found} == {table.name for table in PARSED_TABLES}


def test_lists_dates_and_times_keep_their_kind(connection):
    store = Store(connection)
    store.create()
    store.add(
        ACTION_ITEMS,
        [
            {
                "action_item_id": "a",
                "due_on": date(2024, 5, 1),
                "linked_items": ["o/r#1"],
            }
        ],
    )
    store.add(
        CLAUSES,
        [
            {
                "clause_id": "c",
                "parameters": {"n": 1, "words": "naïve"},
                "effective_from": datetime(2024, 5, 1, 12, tzinfo=UTC),
                "effective_to": datetime(2024, 5, 2, 12),  # noqa: DTZ001 dbt gives such
            }
        ],
    )
    store.flush()
    assert connection.sql(
        "select due_on, linked_items::varchar[], owner_id from parsed.action_items"
    ).fetchone() == (date(2024, 5, 1), ["o/r#1"], None)
    row = connection.sql(
        "select parameters->>'$.words', epoch(effective_from), epoch(effective_to)"
        " from parsed.clauses"
    ).fetchone()
    assert row == ("naïve", 1714564800, 1714651200)


def test_more_rows_than_a_batch_all_arrive(connection):
    store = Store(connection)
    store.create()
    store.add(ACTION_ITEMS, ({"action_item_id": str(n)} for n in range(12_345)))
    store.flush()
    assert store.counts["action_items"] == 12_345
    assert connection.sql("select count(*) from parsed.action_items").fetchone() == (
        12_345,
    )
