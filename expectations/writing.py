"""Write what was judged into schema `judged`, all of it or nothing.

The verdicts are most of it, and are written policy by policy, in the transaction that
the rest ends: only those of one policy are in the memory at a time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
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
from expectations.verdicts import SEVERITIES, Verdict, necessary_alone
from expectations.versions import Policy, Version
from pipelines.tables import SQL_TYPES, Table

_ARROW_TYPES = {
    "text": pa.string(),
    "bigint": pa.int64(),
    "double": pa.float64(),
    "bool": pa.bool_(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "date": pa.date32(),
    "json": pa.string(),
}

_ROWS_AT_ONCE = 10_000


@dataclass(slots=True)
class Judged:
    """What one run of the judge found, the verdicts apart; most of it by policy."""

    clauses: list[Clause]
    decided: Decided
    decisions: list[Decision]
    judged_at: datetime
    outcome_counts: Counter[str] = field(default_factory=Counter)
    validations: dict[tuple[str, int], list[Validation]] = field(default_factory=dict)
    subject_counts: dict[tuple[str, int], int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def policies(self) -> list[Policy]:
        return self.decided.policies


@contextmanager
def writing(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Make the tables of schema `judged` anew; keep what the block writes if it ends.

    Raises:
        JudgeError: The warehouse refused them; it is as it was.
    """
    try:
        connection.execute("begin")
        connection.execute(f"create schema if not exists {SCHEMA}")
        for table in JUDGED_TABLES:
            _create(connection, table)
        yield
        connection.execute("commit")
    except duckdb.Error as error:
        connection.execute("rollback")
        raise JudgeError(
            f"The verdicts cannot be written: {error}",
            "This is a fault of the judge; nothing was changed.",
        ) from error
    except BaseException:
        connection.execute("rollback")
        raise


def write_verdicts(
    connection: duckdb.DuckDBPyConnection,
    judged: Judged,
    policy: Policy,
    results: Mapping[int, list[Verdict]],
    today: list[Verdict],
) -> None:
    """Write what was found on one policy: by version, and by today's wording."""
    for number, found in results.items():
        _insert(connection, POLICY_RESULTS, _results(judged, policy, number, found))
        judged.outcome_counts.update(one.outcome for one in found)
    _insert(connection, POLICY_RESULTS_TODAY, _results_today(policy, today))


def write_policies(connection: duckdb.DuckDBPyConnection, judged: Judged) -> None:
    """Write all but the verdicts."""
    _insert(connection, POLICY_BINDINGS, _bindings(judged))
    _insert(connection, POLICIES, _policies(judged))
    _insert(connection, DECISION_USES, _uses(judged))
    _insert(connection, CLAUSE_CONFLICTS, _conflicts(judged))


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    declared = ", ".join(f"{n} {SQL_TYPES[t]}" for n, t in table.columns.items())
    key = ", ".join(table.key)
    connection.execute(
        f"create or replace table {SCHEMA}.{table.name}"
        f" ({declared}, primary key ({key}))"
    )


def _insert(
    connection: duckdb.DuckDBPyConnection, table: Table, rows: Iterable[dict[str, Any]]
) -> None:
    schema = pa.schema([(n, _ARROW_TYPES[t]) for n, t in table.columns.items()])
    chosen = ", ".join(table.columns)
    for some in _batches(rows):
        connection.register("rows_to_write", pa.Table.from_pylist(some, schema=schema))
        connection.execute(
            f"insert into {SCHEMA}.{table.name} select {chosen} from rows_to_write"
        )
        connection.unregister("rows_to_write")


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, _ROWS_AT_ONCE)):
        yield some


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
                "is_one_sided": necessary_alone(policy, version) is not None,
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


def _results(
    judged: Judged, policy: Policy, number: int, found: list[Verdict]
) -> Iterator[dict[str, Any]]:
    policy_id = policy.policy_id
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


def _results_today(policy: Policy, found: list[Verdict]) -> Iterator[dict[str, Any]]:
    for one in found:
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
