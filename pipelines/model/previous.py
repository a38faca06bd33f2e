"""What the last publication hands on to the next: its runs and their verdicts.

The models read these tables from a small file of their own, always there and always
with the columns of today, so that neither the first run nor the first one after an
upgrade is a special case, and the published file is not held open meanwhile.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

_TABLES = {
    "runs": """
        run_id varchar, inputs json, row_counts json, versions json,
        cost json, started_at timestamp, finished_at timestamp""",
    "policy_conformance": """
        policy_id varchar, run_id varchar, pass_count bigint, fail_count bigint,
        unknown_count bigint, not_applicable_count bigint, excused_count bigint,
        conformance_rate double""",
    "policy_results": """
        policy_id varchar, version integer, subject_id varchar, outcome varchar,
        observed varchar, judged_at timestamp""",
}


def hand_on(published: Path, target: Path) -> None:
    """Write `target` anew: what `published` has for these tables, or empty ones."""
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target)) as connection:
        for name, columns in _TABLES.items():
            connection.execute(f"create table {name} ({columns})")
        if published.exists():
            place = str(published).replace("'", "''")
            connection.execute(f"attach '{place}' as published (read_only)")
            for name in _TABLES:
                _copy(connection, name)
            connection.execute("detach published")
        connection.execute("checkpoint")


def _copy(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Copy the columns that both sides know; the others stay NULL."""
    shared = connection.execute(
        "select ours.column_name from duckdb_columns() as ours"
        " inner join duckdb_columns() as theirs using (table_name, column_name)"
        " where ours.database_name = current_database() and ours.table_name = ?"
        " and theirs.database_name = 'published' and theirs.schema_name = 'main'",
        [table],
    ).fetchall()
    names = ", ".join(str(name) for (name,) in shared)
    if names:
        connection.execute(
            f"insert into {table} ({names}) select {names} from published.main.{table}"
        )
