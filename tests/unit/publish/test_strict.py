"""Which violations of a must are new."""

from __future__ import annotations

import duckdb

from pipelines.publish.strict import violated_musts

POLICIES = """
create table policies as
from (values ('a', 1, 'must'), ('b', 1, 'should')) as t (policy_id, version, strength)
"""
RESULTS = """
create table policy_results as
from (
    values
    ('a', 1, 'x', 'fail'),
    ('a', 1, 'y', 'unknown'),
    ('a', 1, 'z', 'pass'),
    ('b', 1, 'x', 'fail')
) as t (policy_id, version, subject_id, outcome)
"""


def test_only_failed_musts_count(tmp_path):
    warehouse = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(POLICIES)
        connection.execute(RESULTS)
    assert violated_musts(warehouse) == {"a x"}


def test_before_the_first_publication_nothing_was_violated(tmp_path):
    assert violated_musts(tmp_path / "warehouse.duckdb") == frozenset()
