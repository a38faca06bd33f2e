"""Write what was judged into schema `judged`, all of it or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from expectations.clauses import Clause
from expectations.conflicts import Conflict
from expectations.data_docs.shortened import Validation
from expectations.deciding import Decided
from expectations.decisions import Decision
from expectations.errors import JudgeError
from expectations.meaning import asked_of
from expectations.tables import (
    CLAUSE_CONFLICTS,
    DECISION_USES,
    JUDGED_TABLES,
    POLICIES,
    POLICY_BINDINGS,
    POLICY_RESULTS,
    POLICY_RESULTS_TODAY,
    SCHEMA,
)
from expectations.verdicts import SEVERITIES, Verdict
from expectations.versions import Policy, Version
from pipelines.tables import Table

_SQL_TYPES = {
    "text": "varchar",
    "bigint": "bigint",
    "double": "double",
    "bool": "boolean",
    "timestamp": "timestamp with time zone",
    "date": "date",
    "json": "json",
}
_ARROW_TYPES = {
    "text": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
    "json": pa.string(),
}


@dataclass(slots=True)
class Judged:
    """All that one run of the judge found; by policy id and version, most of it."""

    clauses: list[Clause]
    decided: Decided
    decisions: list[Decision]
    judged_at: datetime
    results: dict[tuple[str, int], list[Verdict]] = field(default_factory=dict)
    validations: dict[tuple[str, int], list[Validation]] = field(default_factory=dict)
    subject_counts: dict[tuple[str, int], int] = field(default_factory=dict)
    today: dict[str, list[Verdict]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def policies(self) -> list[Policy]:
        return self.decided.policies


def write(connection: duckdb.DuckDBPyConnection, judged: Judged) -> None:
    """Replace the tables of schema `judged`.

    Raises:
        JudgeError: The warehouse refused them; it is as it was.
    """
    rows = {
        POLICY_BINDINGS.name: list(_bindings(judged)),
        POLICIES.name: list(_policies(judged)),
        POLICY_RESULTS.name: list(_results(judged)),
        POLICY_RESULTS_TODAY.name: list(_results_today(judged)),
        DECISION_USES.name: list(_uses(judged)),
        CLAUSE_CONFLICTS.name: list(_conflicts(judged)),
    }
    try:
        connection.execute("begin")
        connection.execute(f"create schema if not exists {SCHEMA}")
        for table in JUDGED_TABLES:
            _write_table(connection, table, rows[table.name])
        connection.execute("commit")
    except duckdb.Error as error:
        connection.execute("rollback")
        raise JudgeError(
            f"The verdicts cannot be written: {error}",
            "This is a fault of the judge; nothing was changed.",
        ) from error


def _write_table(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[dict[str, Any]]
) -> None:
    declared = ", ".join(f"{n} {_SQL_TYPES[t]}" for n, t in table.columns.items())
    name = f"{SCHEMA}.{table.name}"
    key = ", ".join(table.key)
    connection.execute(
        f"create or replace table {name} ({declared}, primary key ({key}))"
    )
    if not rows:
        return
    schema = pa.schema([(n, _ARROW_TYPES[t]) for n, t in table.columns.items()])
    batch = pa.Table.from_pylist(list(rows), schema=schema)
    connection.register("rows_to_write", batch)
    chosen = ", ".join(table.columns)
    connection.execute(f"insert into {name} select {chosen} from rows_to_write")
    connection.unregister("rows_to_write")


def _bindings(judged: Judged) -> Iterator[dict[str, Any]]:
    for policy in judged.policies:
        for version in policy.versions:
            for clause in version.clauses:
                yield {"clause_id": clause.clause_id, "policy_id": policy.policy_id}


def _policies(judged: Judged) -> Iterator[dict[str, Any]]:
    for policy in judged.policies:
        off = policy.switched_off
        for version in policy.versions:
            yield {
                "policy_id": policy.policy_id,
                "version": version.number,
                "title": policy.entry.title,
                "topic": policy.entry.topic,
                "strength": version.clause.modal,
                "severity": SEVERITIES[version.clause.modal],
                "clause_id": version.clause.clause_id,
                "repository_id": policy.repository_id,
                "mart": policy.entry.mart,
                "expectation": _expectation(policy, version),
                "parameters": json.dumps(version.clause.parameters, sort_keys=True),
                "effective_from": version.effective_from,
                "effective_to": version.effective_to,
                "testability": "not_testable" if version.not_testable else "testable",
                "not_testable_reason": version.not_testable,
                "origin": version.origin,
                "decision_id": _decision_id(policy, version),
                "switched_off_reason": off.why if off else None,
                "subject_count": judged.subject_counts.get(
                    (policy.policy_id, version.number)
                ),
            }


def _decision_id(policy: Policy, version: Version) -> str | None:
    """The decision that made the version what it is, or that switched it off."""
    made = policy.decision if version.origin != "found" else None
    decision = policy.switched_off or made
    return decision.decision_id if decision else None


def _expectation(policy: Policy, version: Version) -> str | None:
    """The expectations in words: type, column and arguments of each."""
    asked = asked_of(policy.entry, version.parameters)
    return "; ".join(one.in_words() for one in asked if one.type) or None


def _results(judged: Judged) -> Iterator[dict[str, Any]]:
    policies = {one.policy_id: one for one in judged.policies}
    for (policy_id, number), found in judged.results.items():
        policy = policies[policy_id]
        for one in found:
            excuse = _excuse(judged, policy_id, one)
            yield {
                "policy_id": policy_id,
                "version": number,
                "repository_id": policy.repository_id,
                "subject_id": one.subject_id,
                "outcome": one.outcome,
                "observed": one.observed,
                "evidence_url": one.url,
                "quote": one.quote,
                "path": one.path,
                "line": one.line,
                "decided_at": one.decided_at,
                "judged_at": judged.judged_at,
                "reason": f"excused: {excuse.why}" if excuse else one.reason,
                "origin": policy.versions[number - 1].origin,
                "exception_id": excuse.decision_id if excuse else None,
            }


def _excuse(judged: Judged, policy_id: str, verdict: Verdict) -> Decision | None:
    """The exception that holds for a violation; the violation stays what it is."""
    if verdict.outcome != "fail":
        return None
    today = judged.judged_at.date()
    for one in judged.decided.exceptions.get(policy_id, ()):
        if one.covers(verdict.subject_id, verdict.decided_at, today):
            return one
    return None


def _results_today(judged: Judged) -> Iterator[dict[str, Any]]:
    for policy in judged.policies:
        for one in judged.today.get(policy.policy_id, ()):
            yield {
                "policy_id": policy.policy_id,
                "version": policy.versions[-1].number,
                "repository_id": policy.repository_id,
                "subject_id": one.subject_id,
                "outcome": one.outcome,
                "observed": one.observed,
                "reason": one.reason,
                "decided_at": one.decided_at,
            }


def _uses(judged: Judged) -> Iterator[dict[str, Any]]:
    problems = {one.decision_id: reason for one, reason in judged.decided.problems}
    today = judged.judged_at.date()
    for decision in judged.decisions:
        problem = problems.get(decision.decision_id)
        yield {
            "decision_id": decision.decision_id,
            "policy_id": judged.decided.policy_ids.get(decision.decision_id),
            "problem": problem,
            "is_in_force": problem is None and decision.is_in_force(today),
        }


def _conflicts(judged: Judged) -> Iterator[dict[str, Any]]:
    for one in judged.conflicts:
        yield {
            "repository_id": one.clause.repository_id,
            "clause_id": one.clause.clause_id,
            "other_clause_id": one.other.clause_id,
            "topic": one.topic,
            "difference": one.difference,
            "quote": one.clause.quote,
            "path": one.clause.path,
            "line": one.clause.line,
            "other_quote": one.other.quote,
            "other_path": one.other.path,
            "other_line": one.other.line,
        }
