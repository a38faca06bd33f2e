"""What was loaded earlier follows a change of name: of a login, or of a milestone.

GitHub shows the new name everywhere, and moves no item's time for it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

import duckdb

from pipelines.extract.github.spool import Desk
from pipelines.extract.tables import RAW_TABLES

# Commits keep the author that git has.
_PERSONAL = (
    "author_id", "closed_by_id", "merged_by_id", "reviewer_id", "actor_id",
    "creator_id", "person_id",
)  # fmt: skip
_NOT_OURS = ("commits",)


def rename_people(
    connection: duckdb.DuckDBPyConnection,
    names: Collection[str],
    repository_id: str,
    renamed: Mapping[str, str],
) -> None:
    """Give accounts their new login (old to new) in all tables of a repository."""
    connection.execute(
        "create or replace temp table renamed as select unnest(?::varchar[]) as old,"
        " unnest(?::varchar[]) as new",
        [list(renamed), list(renamed.values())],
    )
    for table in RAW_TABLES:
        if table.name not in names or table.name in _NOT_OURS:
            continue
        for column in set(_PERSONAL).intersection(table.columns):
            if column in table.key:
                _make_way(connection, table.name, table.key, column, repository_id)
            connection.execute(
                f'update raw."{table.name}" as one set {column} = renamed.new'
                f" from renamed where one.repository_id = ? and one.{column} = old",
                [repository_id],
            )
    connection.execute(
        "update raw.people as one set display_name = new from renamed"
        " where repository_id = ? and person_id = new and lower(display_name) = old",
        [repository_id],
    )
    if "timeline_events" in names:
        _rename_in_details(connection, repository_id, renamed)


def _make_way(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    key: Collection[str],
    column: str,
    repository_id: str,
) -> None:
    """Delete the rows that a renamed row would stand beside with the same key."""
    others = " and ".join(f"other.{one} = one.{one}" for one in key if one != column)
    connection.execute(
        f'delete from raw."{table}" as one using raw."{table}" as other, renamed'
        f" where one.repository_id = ? and {others} and other.{column} = renamed.old"
        f" and one.{column} = renamed.new"
        f" and one.{column} not in (select old from renamed)",
        [repository_id],
    )


def _rename_in_details(
    connection: duckdb.DuckDBPyConnection,
    repository_id: str,
    renamed: Mapping[str, str],
) -> None:
    rows = connection.execute(
        "select event_id, details from raw.timeline_events where repository_id = ?"
        " and ((details->>'$.reviewer') in (select old from renamed)"
        " or (details->>'$.deleted_author') in (select old from renamed))",
        [repository_id],
    ).fetchall()
    for event_id, packed in rows:
        details: dict[str, Any] = json.loads(packed)
        for name in ("reviewer", "deleted_author"):
            if details.get(name) in renamed:
                details[name] = renamed[details[name]]
        connection.execute(
            "update raw.timeline_events set details = ?"
            " where repository_id = ? and event_id = ?",
            [json.dumps(details, separators=(",", ":")), repository_id, event_id],
        )


def rename_milestones(
    connection: duckdb.DuckDBPyConnection,
    before: Mapping[int, str],
    desk: Desk,
) -> None:
    """Give items their milestone's new title; none where it was deleted.

    `before` holds the titles by number as they were before this load.
    """
    rows = connection.execute(
        "select number, title from raw.milestones where repository_id = ?",
        [desk.repository],
    ).fetchall()
    now = dict(rows)
    changed = {
        title: now.get(number)
        for number, title in before.items()
        if now.get(number) != title
    }
    read = desk.owners("item")
    for table in ("issues", "pull_requests"):
        connection.execute(
            f"update raw.{table} as one set milestone = changed.new from"
            " (select unnest(?::varchar[]) as old, unnest(?::varchar[]) as new)"
            " as changed where repository_id = ? and milestone = changed.old"
            " and number not in (select unnest(?::bigint[]))",
            [list(changed), list(changed.values()), desk.repository, read],
        )
