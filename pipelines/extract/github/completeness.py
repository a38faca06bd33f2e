"""Proof that nothing was lost: expected against loaded, per kind of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from pipelines.extract.github.spool import Desk
from pipelines.extract.records import Row

# Kind: how many are loaded, and how many GitHub counts (by what it told of each item).
_SYNCED = "from raw.synced_items join (select repository_id, number from raw.issues" \
    " where deleted_at is null union all select repository_id, number" \
    " from raw.pull_requests where deleted_at is null) as living" \
    " using (repository_id, number) where repository_id = ?"  # fmt: skip
_LIVING = (
    " and number in (select number from raw.issues where deleted_at is null"
    " and repository_id = t.repository_id union all select number from"
    " raw.pull_requests where deleted_at is null and repository_id = t.repository_id)"
)
_COUNTED = {
    "comments": (
        "select count(*) from raw.comments as t where repository_id = ?"
        f" and kind = 'comment' and deleted_at is null{_LIVING}",
        f"select coalesce(sum(comment_count), 0) {_SYNCED}",
    ),
    "reviews": (
        f"select count(*) from raw.reviews as t where repository_id = ?{_LIVING}",
        f"select coalesce(sum(review_count), 0) {_SYNCED}",
    ),
    "events": (
        "select count(*) from (select repository_id, number from raw.label_events"
        " union all select repository_id, number from raw.timeline_events) as t"
        f" where repository_id = ?{_LIVING}",
        f"select coalesce(sum(coalesce(event_count, timeline_count)), 0) {_SYNCED}",
    ),
    "checks": (
        f"select count(*) {_SYNCED} and has_checks",
        "select count(*) from raw.pull_requests where repository_id = ?"
        " and merged_at is not null and deleted_at is null",
    ),
}
NOT_READ = "the last run could not read the repository, this is as of before"
IN_TURN = (
    "while nothing else happens in a repository, edits of review comments are looked"
    " for in every run if it is small, else in turn, within 17 runs"
)
_SURPLUS = f"select coalesce(sum(unexplained_comment_count), 0) {_SYNCED}"
_UNCOUNTED = (
    "pull_request_files", "review_requests", "teams", "team_members",
    "branch_rules", "pushes", "rule_bypasses",
)  # fmt: skip


def count_loaded(connection: duckdb.DuckDBPyConnection, desk: Desk) -> None:
    """Bring table `completeness` up to what is loaded of the repository now.

    In SQL, as the counts are: another load of dlt's would cost more than the night's
    rows. The rows bear the mark of the load that they count.
    """
    for row in _changed_rows(connection, desk):
        key = [row["repository_id"], row["kind"]]
        connection.execute(
            "delete from raw.completeness where repository_id = ? and kind = ?", key
        )
        connection.execute(
            f"insert into raw.completeness ({', '.join(row)}, _dlt_load_id, _dlt_id)"
            f" values ({', '.join('?' for _ in row)},"
            " (select max(load_id) from raw._dlt_loads), uuid()::varchar)",
            list(row.values()),
        )


def _changed_rows(connection: duckdb.DuckDBPyConnection, desk: Desk) -> list[Row]:
    """Return the rows of `completeness` that differ from those that are loaded."""
    withheld = desk.marked("withheld_all") or {}
    found = {row["kind"]: row for row in _rows(connection, desk, withheld)}
    for kind, reason in withheld.items():
        row = found.setdefault(kind, _row(desk, kind, 0, None))
        row |= {"reason": reason}
        if kind not in ("issues", "pull_requests"):
            row["expected_count"] = None
    before = {
        kind: (expected, loaded, reason)
        for kind, expected, loaded, reason in connection.execute(
            "select kind, expected_count, loaded_count, reason from raw.completeness"
            " where repository_id = ?",
            [desk.repository],
        ).fetchall()
    }
    return [
        row
        for kind, row in found.items()
        if before.get(kind)
        != (row["expected_count"], row["loaded_count"], row["reason"])
    ]


def _rows(
    connection: duckdb.DuckDBPyConnection, desk: Desk, withheld: Mapping[str, str]
) -> Iterator[Row]:
    def count(sql: str) -> int:
        found = connection.execute(sql, [desk.repository]).fetchone()
        return int(found[0]) if found else 0

    for kind, total in (desk.marked("totals") or {}).items():
        living = (
            "" if kind in ("milestones", "releases", "deployments")
            else " and deleted_at is null"
        )  # fmt: skip
        yield _row(
            desk,
            kind,
            count(f"select count(*) from raw.{kind} where repository_id = ?{living}"),
            int(total),
        )
    for kind, (loaded, expected) in _COUNTED.items():
        yield _row(desk, kind, count(loaded), count(expected))
    comments = count(
        "select count(*) from raw.comments where repository_id = ?"
        " and kind = 'review_comment' and deleted_at is null"
    )
    surplus = count(_SURPLUS)
    row = _row(desk, "review_comments", comments, comments)
    if desk.marked("is_one_of_many"):
        row["reason"] = IN_TURN
    if surplus:
        row["reason"] = f"GitHub's counts of all comments hold {surplus:+d} more"
    yield row
    for kind in _UNCOUNTED:
        if kind not in withheld:
            loaded_count = count(
                f"select count(*) from raw.{kind} where repository_id = ?"
            )
            yield _row(desk, kind, loaded_count, loaded_count)


def _row(desk: Desk, kind: str, loaded: int, expected: int | None) -> Row:
    as_of: Any = desk.marked("started_at")
    return {
        "repository_id": desk.repository,
        "kind": kind,
        "expected_count": expected,
        "loaded_count": loaded,
        "reason": None,
        "as_of": as_of,
    }
