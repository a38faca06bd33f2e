"""Takes what was spooled into schema `raw`, as a whole or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import duckdb

from pipelines.extract.github.completeness import NOT_READ, completeness_rows
from pipelines.extract.github.renames import rename_milestones, rename_people
from pipelines.extract.github.spool import WHOLE_TABLE, Desk
from pipelines.extract.loading import LIMITS, forget, has_all_columns, load
from pipelines.extract.records import Row, batches, counted
from pipelines.extract.staging import staged
from pipelines.extract.tables import RAW_TABLES

GitRows = Callable[[Desk], Iterator[tuple[str, Row]]]

_OF_AN_ITEM = (
    "item_labels", "label_events", "timeline_events", "reviews", "review_requests",
    "pull_request_files",
)  # fmt: skip
_OF_GIT = ("commits", "document_revisions", "document_texts", "files")
_KINDS_OF_COMMENTS = {
    "item": ("comment", "review"),
    "review_comments": ("review_comment",),
}


def load_desks(
    raw_path: Path, desks: Sequence[Desk], git_rows: GitRows
) -> Counter[str]:
    """Load what is spooled of these repositories; return the rows per table.

    Raises:
        WarehouseError: The rows cannot be written.
    """
    counts: Counter[str] = Counter()
    with staged(raw_path) as copy:
        forget(copy, [one.repository for one in desks if one.marked("is_first")])
        milestones: dict[str, dict[int, str]] = {}
        with duckdb.connect(str(copy), config=LIMITS) as connection:
            names = _loaded(connection)
            for desk in desks:
                connection.execute("begin")
                milestones[desk.repository] = _milestones(connection, names, desk)
                _make_room(connection, names, desk)
                connection.execute("commit")
            connection.execute("checkpoint")
        stream = counted(_stream(desks, git_rows), counts)
        load(copy, stream, disposition="merge", source_name="github")
        with duckdb.connect(str(copy), config=LIMITS) as connection:
            connection.execute("set timezone = 'UTC'")
            told: list[Row] = []
            for desk in desks:
                _settle(connection, desk, milestones[desk.repository])
                told += completeness_rows(connection, desk)
            connection.execute("checkpoint")
        if told:
            rows = [("completeness", row) for row in told]
            load(copy, batches(rows), disposition="merge", source_name="github")
    return counts


def bring_forward(raw_path: Path) -> None:
    """Give a file of an earlier version the tables and columns that it lacks.

    Raises:
        WarehouseError: It cannot be written.
    """
    if raw_path.exists() and not has_all_columns(raw_path):
        with staged(raw_path) as copy:
            load(copy, [], disposition="merge", source_name="github")


def tell_failures(raw_path: Path, failures: Mapping[str, str]) -> None:
    """Say in `completeness` which repositories are as of an earlier reading, and why.

    Raises:
        WarehouseError: The rows cannot be written.
    """
    if not failures or not raw_path.exists():
        return
    with (
        staged(raw_path) as copy,
        duckdb.connect(str(copy), config=LIMITS) as connection,
    ):
        for name, why in failures.items():
            connection.execute(
                "update raw.completeness set reason = ? where lower(repository_id) = ?"
                " and (reason is null or starts_with(reason, ?))",
                [f"{NOT_READ}: {why[:200]}", name.lower(), NOT_READ],
            )
        connection.execute("checkpoint")


def _stream(desks: Sequence[Desk], git_rows: GitRows) -> Iterator[Any]:
    tables = [table.name for table in RAW_TABLES if table.name != "completeness"]
    for name in tables:
        for desk in desks:
            yield from batches((name, row) for row in desk.rows(name))
    for desk in desks:
        if desk.marked("git"):
            yield from batches(git_rows(desk))


def _loaded(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'raw'"
    ).fetchall()
    return {name for (name,) in found}


def _make_room(
    connection: duckdb.DuckDBPyConnection, names: set[str], desk: Desk
) -> None:
    """Delete what is read anew; what is said no more stays, marked as deleted."""
    if old := desk.marked("renamed_from"):
        _rename(connection, names, old, desk.repository)
    if desk.marked("is_first"):
        return
    if renamed := desk.marked("renamed_people"):
        rename_people(connection, names, desk.repository, renamed)
    parts: dict[str, list[int]] = {}
    for part, owner in desk.replaced():
        parts.setdefault(part, []).append(owner)
    for part, owners in parts.items():
        if owners != [WHOLE_TABLE]:
            _make_room_for_items(connection, names, desk, part, owners)
        elif part in names and part != "labels":
            _delete(connection, part, "true", [desk.repository])
    _make_room_for_git(connection, names, desk)


def _make_room_for_git(
    connection: duckdb.DuckDBPyConnection, names: set[str], desk: Desk
) -> None:
    if desk.marked("git"):
        for table in names.intersection(_OF_GIT):
            _delete(connection, table, "true", [desk.repository])
        if "unreadable" in names:
            _delete(connection, "unreadable", "path is not null", [desk.repository])


def _make_room_for_items(
    connection: duckdb.DuckDBPyConnection,
    names: set[str],
    desk: Desk,
    part: str,
    owners: list[int],
) -> None:
    repository, theirs = desk.repository, "list_contains(?::bigint[], number)"
    if part in _KINDS_OF_COMMENTS and "comments" in names:
        _mark_deleted_comments(connection, desk, part, owners)
    if part == "item":
        for table in names.intersection(_OF_AN_ITEM):
            _delete(connection, table, theirs, [repository, owners])
        if "item_links" in names:
            _delete_links(connection, repository, owners)
    elif part == "checks" and part in names:
        _delete(connection, part, theirs, [repository, owners])
    elif part == "unreadable" and part in names:
        items = [f"{repository}#{owner}" for owner in owners]
        condition = "list_contains(?::varchar[], item_id)"
        _delete(connection, part, condition, [repository, items])


def _delete(
    connection: duckdb.DuckDBPyConnection, table: str, condition: str, values: list[Any]
) -> None:
    connection.execute(
        f'delete from raw."{table}" where repository_id = ? and {condition}', values
    )


def _delete_links(
    connection: duckdb.DuckDBPyConnection, repository: str, owners: list[int]
) -> None:
    """An item's own links, and the mentions of it, which stand in its timeline."""
    connection.execute(
        "delete from raw.item_links where (repository_id = ?"
        " and kind in ('closes', 'connected')"
        " and list_contains(?::bigint[], number)) or (target_repository_id = ?"
        " and kind = 'cross_referenced'"
        " and list_contains(?::bigint[], target_number))",
        [repository, owners, repository, owners],
    )


def _mark_deleted_comments(
    connection: duckdb.DuckDBPyConnection, desk: Desk, part: str, owners: list[int]
) -> None:
    alive = [name for owner in owners for name in desk.keys("comments", part, owner)]
    kinds = _KINDS_OF_COMMENTS[part]
    connection.execute(
        "update raw.comments set deleted_at = ?::timestamptz where repository_id = ?"
        " and list_contains(?::varchar[], kind) and deleted_at is null"
        " and number in (select unnest(?::bigint[]))"
        " and comment_id not in (select unnest(?::varchar[]))",
        [desk.marked("started_at"), desk.repository, list(kinds), owners, alive],
    )


def _rename(
    connection: duckdb.DuckDBPyConnection, names: set[str], old: str, new: str
) -> None:
    for table in RAW_TABLES:
        if table.name not in names:
            continue
        for column in ("repository_id", "target_repository_id"):
            if column in table.columns:
                connection.execute(
                    f'update raw."{table.name}" set {column} = ? where {column} = ?',
                    [new, old],
                )


def _milestones(
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


def _settle(
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
