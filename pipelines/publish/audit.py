"""The last look at the build file: is it whole, and can it stand by itself?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipelines.errors import AuditError

PUBLIC_TABLES = (
    "repositories",
    "people",
    "issues",
    "pull_requests",
    "incidents",
    "write_ups",
    "action_items",
    "merge_overrides",
    "breaking_changes",
    "review_coverage",
    "labels",
    "label_usage",
    "label_drift",
    "label_pairs",
    "commits",
    "deployments",
    "releases",
    "text_signals",
    "authority_statements",
    "on_call_shifts",
    "governance_gaps",
    "documents",
    "policy_clauses",
    "policies",
    "policy_results",
    "policy_results_today",
    "policy_conformance",
    "team_decisions",
    "evidence",
    "completeness",
    "unreadable",
    "merged_changes",
    "first_responses",
    "deployment_months",
    "days",
    "metrics",
    "metric_values",
    "column_lineage",
    "runs",
)
NEVER_EMPTY = (
    "repositories",
    "completeness",
    "runs",
    "metrics",
    "metric_values",
    "column_lineage",
)
_PUBLIC_SCHEMA = "main"
_NOTHING_PUBLISHED = (
    "Nothing was published: what was published before stands as it was. "
    "This is a fault of saydo, not of the input; the build file is kept for a look."
)


def audit(build: Path, run_id: str, *, finished_at: datetime) -> None:
    """Drop what is private, check what is public, and complete the run's record.

    Raises:
        AuditError: A public table is missing or wrongly empty, or a view cannot
            stand without files that are not published.
    """
    with duckdb.connect(str(build)) as connection:
        _drop_private_schemas(connection)
        faults = _faults(connection)
        if faults:
            raise AuditError(f"{build}: {'; '.join(faults)}", _NOTHING_PUBLISHED)
        _complete_run(connection, run_id, finished_at)


def _drop_private_schemas(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        "select schema_name from duckdb_schemas()"
        " where not internal and database_name = current_database()"
        " and schema_name <> ?",
        [_PUBLIC_SCHEMA],
    ).fetchall()
    for (schema,) in rows:
        quoted = str(schema).replace('"', '""')
        connection.execute(f'drop schema "{quoted}" cascade')


def _faults(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name, table_type from information_schema.tables"
        " where table_schema = ?",
        [_PUBLIC_SCHEMA],
    ).fetchall()
    there = {str(name): str(kind) for name, kind in rows}
    faults = [f"no table {name}" for name in PUBLIC_TABLES if name not in there]
    faults += [
        f"{name} is a view: it would need files that are not published"
        for name, kind in sorted(there.items())
        if kind == "VIEW"
    ]
    faults += [
        f"{name} has no rows"
        for name in NEVER_EMPTY
        if name in there and not _count(connection, name)
    ]
    return faults


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def _complete_run(
    connection: duckdb.DuckDBPyConnection, run_id: str, finished_at: datetime
) -> None:
    """Write what only the end of a run knows."""
    changed = connection.execute(
        "update runs set finished_at = ? where run_id = ?",
        [finished_at.astimezone(UTC).replace(microsecond=0, tzinfo=None), run_id],
    ).fetchone()
    if not changed or changed[0] != 1:
        raise AuditError(f"runs has not one row of {run_id}", _NOTHING_PUBLISHED)
