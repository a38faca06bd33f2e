"""The verdicts of the warehouse, as the formats of other tools take them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publish.published import open_for_reading

_POLICIES = """
    select policies.policy_id, policies.version, policies.repository_id,
        policies.title, policies.strength, policies.origin,
        policies.not_testable_reason, policies.switched_off_reason,
        clauses.quote, clauses.path, clauses.line, clauses.url,
        repositories.url as repository_url, clauses.commit_sha
    from policies
    inner join repositories on policies.repository_id = repositories.repository_id
    left join policy_clauses as clauses on policies.clause_id = clauses.clause_id
    order by policies.repository_id, policies.policy_id, policies.version
"""
_RESULTS = """
    select results.policy_id, results.version, results.subject_id, results.outcome,
        results.observed, results.reason, results.evidence_url, results.path,
        results.line, results.exception_id,
        decisions.reason as excuse, decisions.owner_id as excused_by,
        decisions.until_on
    from policy_results as results
    left join team_decisions as decisions
        on results.exception_id = decisions.decision_id
    order by results.policy_id, results.version, results.subject_id
"""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was judged: policies by repository, and the results of each version."""

    policies: dict[str, list[dict[str, Any]]]
    results: dict[tuple[str, int], list[dict[str, Any]]]

    def of(self, policy: dict[str, Any]) -> list[dict[str, Any]]:
        return self.results.get((policy["policy_id"], policy["version"]), [])


def read_verdicts(warehouse: Path) -> Verdicts:
    """Read policies and results.

    Raises:
        WarehouseError: The file cannot be read.
    """
    with open_for_reading(warehouse, "Run make refresh again.") as connection:
        policies: dict[str, list[dict[str, Any]]] = {}
        for row in _rows(connection.execute(_POLICIES)):
            policies.setdefault(row["repository_id"], []).append(row)
        results: dict[tuple[str, int], list[dict[str, Any]]] = {}
        for row in _rows(connection.execute(_RESULTS)):
            key = row["policy_id"], row["version"]
            results.setdefault(key, []).append(row)
    return Verdicts(policies, results)


def _rows(cursor: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 duckdb's cursor
    names = [column[0] for column in cursor.description]
    while batch := cursor.fetchmany(5_000):
        for values in batch:
            yield dict(zip(names, values, strict=True))
