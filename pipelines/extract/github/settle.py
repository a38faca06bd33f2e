"""Brings what was loaded earlier into line with what is known now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

import duckdb

from pipelines.extract.github.completeness import NOT_READ
from pipelines.extract.github.renames import rename_milestones
from pipelines.extract.github.spool import Desk


def milestones_of(
    connection: duckdb.DuckDBPyConnection, names: set[str], desk: Desk
) -> dict[int, str]:
    """Return the titles of milestones by number, as they are loaded."""
    if "milestones" not in names:
        return {}
    rows = connection.execute(
        "select number, title from raw.milestones where repository_id in (?, ?)",
        [desk.repository, desk.marked("renamed_from") or desk.repository],
    ).fetchall()
    return dict(rows)


def settle(
    connection: duckdb.DuckDBPyConnection, desk: Desk, milestones: dict[int, str]
) -> None:
    """Bring what was loaded earlier into line with what is known now."""
    connection.execute("begin")
    connection.execute(
        "update raw.completeness set reason = null"
        " where repository_id = ? and starts_with(reason, ?)",
        [desk.repository, NOT_READ],
    )
    if "milestones" in (desk.marked("readable") or []):
        rename_milestones(connection, milestones, desk)
    if "labels" in (desk.marked("readable") or []):
        _settle_labels(connection, desk)
    for _, detail in desk.work("tombstone", 1_000_000):
        _bury(connection, desk.repository, detail)
    _settle_required_checks(connection, desk.repository)
    connection.execute("commit")


def _bury(
    connection: duckdb.DuckDBPyConnection, repository: str, detail: Mapping[str, Any]
) -> None:
    """Mark an item and what was said under it as deleted; it carries no labels now."""
    table = "issues" if detail["kind"] == "issue" else "pull_requests"
    for name in (table, "comments"):
        connection.execute(
            f"update raw.{name} set deleted_at = ?::timestamptz"
            " where repository_id = ? and number = ? and deleted_at is null",
            [detail["at"], repository, detail["number"]],
        )
    connection.execute(
        "delete from raw.item_labels where repository_id = ? and number = ?",
        [repository, detail["number"]],
    )


def _settle_labels(connection: duckdb.DuckDBPyConnection, desk: Desk) -> None:
    """A label renamed or deleted moves no item: names follow the label's own id."""
    repository = desk.repository
    section = desk.marked("section:labels") or {}
    living = {row["node_id"]: row["name"] for row in desk.rows("labels")}
    if not living and (section.get("counts") or {}).get("labels"):
        return  # unchanged since the last reading
    connection.execute(
        "create or replace temp table living as select unnest(?::varchar[]) as node_id,"
        " unnest(?::varchar[]) as name",
        [list(living), list(living.values())],
    )
    connection.execute(
        "delete from raw.labels using living where labels.repository_id = ?"
        " and labels.node_id = living.node_id and labels.name <> living.name",
        [repository],
    )
    connection.execute(
        "update raw.labels set deleted_at = ?::timestamptz where repository_id = ?"
        " and deleted_at is null and node_id not in (select node_id from living)",
        [desk.marked("started_at"), repository],
    )
    for table in ("item_labels", "label_events"):
        connection.execute(
            f"update raw.{table} set label = living.name from living"
            f" where {table}.repository_id = ? and {table}.label <> living.name"
            f" and {table}.label_node_id = living.node_id",
            [repository],
        )
    connection.execute(
        "delete from raw.item_labels where repository_id = ?"
        " and label_node_id is not null"
        " and label_node_id not in (select node_id from living)",
        [repository],
    )


def _settle_required_checks(
    connection: duckdb.DuckDBPyConnection, repository: str
) -> None:
    """Say which checks the rules of today require on the branch merged into."""
    rules = connection.execute(
        "select branch, parameters from raw.branch_rules where repository_id = ?",
        [repository],
    ).fetchall()
    wanted = [
        (branch, _required(json.loads(packed) if packed else {}))
        for branch, packed in rules
    ]
    branches = connection.execute(
        "select distinct base_branch from raw.pull_requests where repository_id = ?"
        " and base_branch is not null", [repository],
    ).fetchall()  # fmt: skip
    for (branch,) in branches:
        names = {
            name
            for pattern, required in wanted
            if fnmatchcase(branch, pattern)
            for name in required
        }
        connection.execute(
            "update raw.checks set is_required = list_contains(?::varchar[], name)"
            " from raw.pull_requests as merged where checks.repository_id = ?"
            " and merged.repository_id = checks.repository_id"
            " and merged.number = checks.number and merged.base_branch = ?"
            " and checks.name is not null and is_required is distinct from"
            " list_contains(?::varchar[], name)",
            [sorted(names), repository, branch, sorted(names)],
        )


def _required(parameters: Mapping[str, Any]) -> list[str]:
    """Return the checks that a rule requires, of a ruleset or classic protection."""
    if parameters.get("requiresStatusChecks"):
        return [one for one in parameters["requiredStatusCheckContexts"] or [] if one]
    return [
        str(one.get("context"))
        for one in parameters.get("required_status_checks") or []
    ]
