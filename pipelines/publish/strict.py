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


def violated_musts(warehouse: Path) -> frozenset[str]:
    """Return `policy subject` for every violation of a *must*; none if no file."""
    if not warehouse.exists():
        return frozenset()
    with open_for_reading(warehouse, "Run make refresh again.") as connection:
        return frozenset(
            str(row[0]) for row in connection.execute(_VIOLATED).fetchall()
        )
