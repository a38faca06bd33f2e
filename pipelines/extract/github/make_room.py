"""Deletes from the raw tables what was read anew, and marks what was deleted."""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.extract.github.renames import rename_people
from pipelines.extract.github.spool import WHOLE_TABLE, Desk
from pipelines.extract.tables import RAW_TABLES

_OF_AN_ITEM = (
    "item_labels", "label_events", "timeline_events", "reviews", "review_requests",
    "pull_request_files",
)  # fmt: skip
_OF_GIT = ("commits", "document_revisions", "document_texts", "files")
_KINDS_OF_COMMENTS = {
    "item": ("comment", "review"),
    "review_comments": ("review_comment",),
}
_OWNERS = 1_000  # items of which rows are deleted at once


def make_room(
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
            for start in range(0, len(owners), _OWNERS):
                some = owners[start : start + _OWNERS]
                _make_room_for_items(connection, names, desk, part, some)
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
        if "url" in table.columns:
            connection.execute(
                f'update raw."{table.name}" set url = replace(url, ?, ?)'
                " where repository_id = ?",
                [f"/{old}/", f"/{new}/", new],
            )
    if "timeline_events" in names:
        connection.execute(
            "update raw.timeline_events set details = replace(details::varchar, ?, ?)"
            " where contains(details::varchar, ?)",
            [f'"repository":"{old}"', f'"repository":"{new}"', f'"repository":"{old}"'],
        )
