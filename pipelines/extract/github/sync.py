"""Repositories of GitHub into schema `raw`: whole the first time, then what changed.

One look at all repositories says which of them changed. What is read goes to a spool
beside the raw tables, page by page, and from there into the tables at the end, as a
whole; only then does the place move from which the next run goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import SaydoError
from pipelines.extract.github.check_lists import read_checks
from pipelines.extract.github.client import Client
from pipelines.extract.github.comment_counts import settle_comments
from pipelines.extract.github.comments import read_edits, read_vanished
from pipelines.extract.github.ending import finish, move_on
from pipelines.extract.github.errors import BadCredentialsError, MalformedError
from pipelines.extract.github.git import Clones
from pipelines.extract.github.glances import Glance, fingerprint, look, look_at
from pipelines.extract.github.idle import free_idle
from pipelines.extract.github.item_lists import (
    read_by_id,
    read_issues,
    read_pull_requests,
)
from pipelines.extract.github.known import Known
from pipelines.extract.github.load import bring_forward, load_desks, tell_failures
from pipelines.extract.github.mentions import follow_references
from pipelines.extract.github.pushed import git_rows, read_pushed
from pipelines.extract.github.reading import Reading, Shared
from pipelines.extract.github.reconcile import (
    SILENT_EVENTS,
    again,
    reconcile,
    sweep,
)
from pipelines.extract.github.rest_lists import read_events, read_review_comments
from pipelines.extract.github.sections import is_stirred, read_sections
from pipelines.extract.github.spool import Desk, Spool
from pipelines.extract.github.teams import read_teams
from pipelines.extract.github.transport import Cost
from pipelines.extract.records import Row
from pipelines.progress import Progress


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """What a run did.

    Attributes:
        repository_ids: The repositories that are up to date now.
        failures: Per repository that is not, why.
        withheld: Per repository and kind of record, what permission is missing.
        row_counts: Rows loaded per table.
        cost: Requests, points and bytes.
    """

    repository_ids: tuple[str, ...]
    failures: Mapping[str, SaydoError]
    withheld: Mapping[str, Mapping[str, str]]
    row_counts: Mapping[str, int]
    cost: Cost


@dataclass(slots=True)
class _Run:
    client: Client
    progress: Progress
    spool: Spool
    raw_path: Path
    clones: Clones | None
    shared: Shared = field(default_factory=Shared)
    failures: dict[str, SaydoError] = field(default_factory=dict)
    withheld: dict[str, dict[str, str]] = field(default_factory=dict)
    done: dict[str, None] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


def sync_repositories(
    names: Sequence[str],
    *,
    raw_path: Path,
    client: Client,
    progress: Progress,
    settings: Mapping[str, Any] | None = None,
    has_git: bool = True,
) -> SyncSummary:
    """Bring the repositories (`owner/name`) up to date in the DuckDB file `raw_path`.

    A repository that fails does not stop the others; what was read of it is kept, and
    the next run goes on there.

    Args:
        names: Which repositories.
        raw_path: The raw tables; the spool and the clones lie beside it.
        client: The way to GitHub; its cost goes on counting.
        progress: Hears of counts, waits and what may not be read.
        settings: `documents`, `max_document_bytes`, as for checkouts.
        has_git: Whether documents and commits are read too.

    Raises:
        WarehouseError: The raw tables cannot be read or written.
        BadCredentialsError: The token is not accepted.
    """
    spool = Spool(raw_path.with_name(f"{raw_path.stem}.github.sqlite"))
    clones = Clones(raw_path.with_name("git"), client, settings) if has_git else None
    run = _Run(client, progress, spool, raw_path, clones)
    try:
        bring_forward(raw_path)
        resumed = _sync_round(run, list(dict.fromkeys(names)))
        if resumed:  # they are as of when the last run began: once more
            _sync_round(run, resumed)
        tell_failures(
            raw_path, {name: error.what for name, error in run.failures.items()}
        )
    finally:
        spool.close()
    return SyncSummary(
        tuple(run.done), run.failures, run.withheld, dict(run.counts), client.cost
    )


def _sync_round(run: _Run, names: list[str]) -> list[str]:
    """Read and load the repositories; return those that went on from an earlier run."""
    glances = look_at(
        run.client, run.shared.glances, names, lambda *failed: _fail(run, *failed)
    )
    known = Known(run.raw_path)
    ready: list[Desk] = []
    resumed: list[str] = []
    try:
        readings = [_begin(run, known, glance) for glance in glances]
        free_idle([reading for reading, _ in readings], known)
        for reading, is_resumed in readings:
            name = reading.name
            try:
                _read(run, reading)
            except BadCredentialsError:
                raise
            except SaydoError as error:
                _fail(run, name, error)
                continue
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                what = f"an answer of another form: {type(error).__name__}: {error}"
                _fail(run, name, MalformedError(what[:300]))
                continue
            run.done[name] = None
            run.withheld[name] = reading.desk.marked("withheld_all") or dict(
                reading.state.get("withheld") or {}
            )
            if reading.desk.marked("state"):
                ready.append(reading.desk)
            if is_resumed:
                resumed.append(name)
    finally:
        known.close()

    def rows_of_git(desk: Desk) -> Iterator[tuple[str, Row]]:
        return git_rows(desk, run.clones, run.raw_path, run.progress)

    if ready:
        run.counts += load_desks(run.raw_path, ready, rows_of_git)
        for desk in ready:
            desk.clear()
    return resumed


def _fail(run: _Run, name: str, error: SaydoError) -> None:
    run.failures[name] = error
    run.progress.say(f"  {name}: failed: {error.what}")


def _begin(run: _Run, known: Known, glance: Glance) -> tuple[Reading, bool]:
    """Take a repository up: anew, or where a run that was stopped left it."""
    name = glance["nameWithOwner"]
    last = known.state(glance["id"])
    state = dict(last[1]) if last else {}
    desk = run.spool.desk(name)
    base = fingerprint(state)
    is_resumed = desk.marked("base") == base
    if is_resumed:
        glance = desk.marked("glance")
    else:
        desk.clear()
        with desk.page():
            desk.mark("base", base)
            desk.mark("glance", glance)
            desk.mark("started_at", run.client.now().isoformat())
            desk.mark("is_first", not state)
            if last and last[0] != name:
                desk.mark("renamed_from", last[0])
    # A repository that was renamed is known by its old name until the load.
    return Reading(
        run.client, desk, run.progress, run.shared, name, glance, state, known,
        known_as=last[0] if last else name, places=run.spool.desk(""),
    ), is_resumed  # fmt: skip


def _read(run: _Run, reading: Reading) -> None:
    """Read all that is due of one repository."""
    if reading.is_skipped:
        move_on(reading)
        reading.desk.clear()
        return
    if reading.desk.marked("state"):  # read, but not loaded when the last run ended
        return
    if reading.is_first:
        _read_all(reading)
    else:
        _read_changes(reading)
    if not reading.is_idle or is_stirred(reading):
        read_sections(reading)
        read_pushed(reading, run.clones)
    else:
        read_teams(reading)
    finish(reading)
    move_on(reading)


def _read_all(reading: Reading) -> None:
    read_events(reading, SILENT_EVENTS)
    for kind in _item_kinds(reading):
        _read_kind(reading, kind, None)
    read_by_id(reading)
    read_review_comments(reading)
    reconcile(reading)
    read_by_id(reading)
    settle_comments(reading)
    read_checks(reading)


def _read_changes(reading: Reading) -> None:
    looks, since = reading.state.get("looks") or {}, reading.state.get("since") or {}
    for kind in _item_kinds(reading):
        if looks.get(kind) != look(reading.glance, kind):
            _read_kind(reading, kind, since.get(kind))
    if not reading.is_seen_whole:
        touched = read_events(reading, SILENT_EVENTS)
        again(reading, touched, has_strangers=True)
    read_edits(reading)
    read_by_id(reading)
    follow_references(reading, min(filter(None, since.values()), default=None))
    reconcile(reading)
    sweep(reading)
    read_vanished(reading)
    read_by_id(reading)
    settle_comments(reading)
    read_checks(reading)


def _item_kinds(reading: Reading) -> Iterator[str]:
    for kind, words in (("issues", "Issues"), ("pullRequests", "Pull requests")):
        if reading.glance.get(kind) is None:
            name = "issues" if kind == "issues" else "pull_requests"
            reading.withheld(name, f"{words}: read")
        else:
            yield kind


def _read_kind(reading: Reading, kind: str, since: str | None) -> None:
    read = read_issues if kind == "issues" else read_pull_requests
    read(reading, since=since)
