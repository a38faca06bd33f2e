"""Which violations of a must are new."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.publish.strict import violated_musts

POLICIES = """
create table policies as
from (values ('a', 1, 'must'), ('b', 1, 'should')) as t (policy_id, version, strength)
"""
RESULTS = """
create table policy_results as
from (
    values
    ('a', 1, 'x', 'fail', null),
    ('a', 1, 'w', 'fail', 'until next year'),
    ('a', 1, 'y', 'unknown', null),
    ('a', 1, 'z', 'pass', null),
    ('b', 1, 'x', 'fail', null)
) as t (policy_id, version, subject_id, outcome, exception_id)
"""


@pytest.fixture
def warehouse(tmp_path):
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(POLICIES)
        connection.execute(RESULTS)
    return path


def test_only_failed_musts_that_nobody_excused_count(warehouse):
    assert violated_musts(warehouse) == {"a x"}


def test_a_file_from_before_there_were_exceptions_has_none(warehouse):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("alter table policy_results drop column exception_id")
    assert violated_musts(warehouse) == {"a x", "a w"}


def test_before_the_first_publication_nothing_was_violated(tmp_path):
    assert violated_musts(tmp_path / "warehouse.duckdb") == frozenset()
