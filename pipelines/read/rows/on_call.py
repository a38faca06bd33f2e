"""The rotas of all on-call documents, by their whole history, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipelines.read.broken_data import why_broken
from pipelines.read.on_call import (
    RotaRevision,
    StandingShift,
    Unread,
    read_rotas,
    standing_shifts,
)
from pipelines.read.rows.ids import Ids, short_hash
from pipelines.read.store import Row, Store
from pipelines.read.tables import ON_CALL_SHIFTS, UNREADABLE

_REVISIONS = """
    select revisions.repository_id, revisions.document_id, revisions.path,
        revisions.kind, revisions.change = 'deleted' as is_deleted,
        revisions.commit_sha, revisions.committed_at, revisions.is_current, texts.text
    from raw.document_revisions as revisions
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.kind in ('oncall', 'on_call_rota', 'on_call_calendar')
    order by revisions.repository_id, revisions.document_id, revisions.position
"""
_CALENDAR = (
    "calendars are not read: write the rota as a table or a list, or into policies.yml"
)


def read_on_call(store: Store) -> None:
    """Read every revision of the documents in which a rota may stand."""
    ids = Ids()
    rows = store.rows(_REVISIONS)
    for (repository_id, _), group in groupby(
        rows, lambda row: (row["repository_id"], row["document_id"])
    ):
        revisions = list(group)
        newest = revisions[-1]
        if newest["kind"] != "on_call_calendar":
            standing = standing_shifts([_revision(row) for row in revisions])
            store.add(ON_CALL_SHIFTS, _shifts(repository_id, standing, ids))
        if newest["is_current"]:
            store.add(UNREADABLE, _unread(repository_id, newest))


def _revision(row: Row) -> RotaRevision:
    return RotaRevision(
        path=row["path"],
        text=None if row["is_deleted"] else row["text"],
        commit_sha=row["commit_sha"],
        committed_at=row["committed_at"],
    )


def _shifts(
    repository_id: str, standing: Iterator[StandingShift], ids: Ids
) -> Iterator[Row]:
    for one in standing:
        shift, revision = one.shift, one.revision
        name = (revision.path, shift.rota, shift.begins_at, shift.person.as_written)
        yield {
            "on_call_shift_id": ids(repository_id, *name),
            "repository_id": repository_id,
            "rota": shift.rota,
            "role": shift.person.role,
            "person_as_written": shift.person.as_written,
            "person_id": shift.person.person_id,
            "begins_at": shift.begins_at,
            "ends_at": shift.ends_at,
            "zone_is_assumed": shift.zone_is_assumed,
            "path": revision.path,
            "commit_sha": revision.commit_sha,
            "line": shift.line,
            "quote": shift.quote,
            "said_at": revision.committed_at,
        }


def _unread(repository_id: str, row: Row) -> Iterator[Row]:
    path = row["path"]
    if row["kind"] == "on_call_calendar":
        unread = [Unread(1, _CALENDAR, "")]
    elif broken := why_broken(row["text"] or "", path):
        unread = [Unread(broken.line or 1, broken.reason, "")]
    else:
        unread = read_rotas(row["text"] or "", path=path).unread
    for one in unread:
        yield {
            "repository_id": repository_id,
            "unreadable_id": short_hash(path, one.line, one.reason),
            "path": path,
            "line": one.line,
            "reason": f"rota: {one.reason}",
            "quote": one.quote or None,
        }
