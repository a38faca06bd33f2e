"""For teams that want a gate: which *must* is violated that was not before?"""

from __future__ import annotations

from pathlib import Path

from pipelines.publish.published import open_for_reading

_VIOLATED = """
select result.policy_id || ' ' || result.subject_id

from main.policy_results as result
inner join main.policies as policy using (policy_id, version)
where result.outcome = 'fail' and policy.strength = 'must'
"""
_CAN_BE_EXCUSED = """
select count(*)

from duckdb_columns()
where table_name = 'policy_results' and column_name = 'exception_id'
"""


def violated_musts(warehouse: Path) -> frozenset[str]:
    """Return `policy subject` for every violation of a *must* that nobody excused.

    None, if there is no file. When an exception ends, its violation is there again.
    """
    if not warehouse.exists():
        return frozenset()
    with open_for_reading(warehouse, "Run make refresh again.") as connection:
        # An older version may have made the file, before there were exceptions.
        known = connection.execute(_CAN_BE_EXCUSED).fetchone()
        excused = " and result.exception_id is null" if known and known[0] else ""
        rows = connection.execute(_VIOLATED + excused).fetchall()
        return frozenset(str(row[0]) for row in rows)
