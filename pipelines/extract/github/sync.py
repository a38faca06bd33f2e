"""Repositories of GitHub into schema `raw`: whole the first time, then what changed.

One look at all repositories says which of them changed. What is read goes to a spool
beside the raw tables, page by page, and from there into the tables at the end, as a
whole; only then does the place move from which the next run goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any

from pipelines.errors import SaydoError
from pipelines.extract.github import queries
from pipelines.extract.github.check_lists import read_checks
from pipelines.extract.github.checks import instant
from pipelines.extract.github.client import Client, Cost
from pipelines.extract.github.errors import (
    BadCredentialsError,
    GoneError,
    MalformedError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.git import Clones
from pipelines.extract.github.item_lists import (
    read_by_id,
    read_issues,
    read_pull_requests,
)
from pipelines.extract.github.known import Known
from pipelines.extract.github.load import load_desks, tell_failures
from pipelines.extract.github.paging import ask
from pipelines.extract.github.reading import Reading, Shared
from pipelines.extract.github.reconcile import (
    SILENT_EVENTS,
    again,
    follow_references,
    has_changes,
    reconcile,
    settle_comments,
    sweep,
)
from pipelines.extract.github.rest_lists import (
    overlapping,
    read_bypasses,
    read_events,
    read_pushes,
    read_review_comments,
)
from pipelines.extract.github.second_look import look_again
from pipelines.extract.github.sections import (
    fingerprint,
    is_stirred,
    look,
    read_sections,
    read_teams,
)
from pipelines.extract.github.spool import Desk, Spool
from pipelines.extract.records import Row
from pipelines.progress import Progress

OVERLAP = timedelta(minutes=10)

_SECTIONS = ("labels", "milestones", "releases", "deployments", "rulesets")
_LOOKED_AT = ("issues", "pullRequests", *_SECTIONS)
_FEW = 10  # repositories of which every list is looked into in every run
_TURNS = 3  # of idle repositories among many that a run looks into, at least
_NIGHTS = 17  # in which each of many idle repositories has had its turn
Glance = dict[str, Any]


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
    glances = _look_at(run, names)
    known = Known(run.raw_path)
    ready: list[Desk] = []
    resumed: list[str] = []
    try:
        readings = [_begin(run, known, glance) for glance in glances]
        _free_idle([reading for reading, _ in readings], known)
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
    if ready:
        run.counts += load_desks(run.raw_path, ready, lambda desk: _git_rows(run, desk))
        for desk in ready:
            desk.clear()
    return resumed


def _fail(run: _Run, name: str, error: SaydoError) -> None:
    run.failures[name] = error
    run.progress.say(f"  {name}: failed: {error.what}")


def _look_at(run: _Run, names: list[str]) -> list[Glance]:
    """Look at all repositories; those that cannot be seen become failures."""
    found: list[Glance] = []
    waiting = list(names)
    while waiting:
        asked: list[str] = []

        def question(
            size: int, waiting: list[str] = waiting, asked: list[str] = asked
        ) -> tuple[str, Glance]:
            asked[:] = waiting[:size]
            return queries.glance(asked), {}

        try:
            answer = ask(run.client, run.shared.glances, question)
        except UnavailableError as error:  # not even one: that of the first
            _fail(run, waiting.pop(0), error)
            continue
        for place, name in enumerate(asked):
            glance = answer.data.get(f"r{place}")
            try:
                found.append(_filled(glance) if glance else _look_closer(run, name))
            except BadCredentialsError:
                raise
            except SaydoError as error:
                _fail(run, name, error)
        waiting = waiting[len(asked) :]
    return list({glance["nameWithOwner"]: glance for glance in found}.values())


def _filled(glance: Glance) -> Glance:
    """A look with None for what was not asked: withheld, or an older server."""
    if not glance.get("id") or not glance.get("nameWithOwner"):
        raise MalformedError("GitHub gives a repository without its id or name")
    return dict[str, Any](dict.fromkeys(_LOOKED_AT) | glance)


def _look_closer(run: _Run, name: str) -> Glance:
    """Look at one repository without what the token may not read of it."""
    without: list[str] = []
    while True:
        answer = ask(
            run.client,
            run.shared.glances,
            lambda _: (queries.glance([name], without), {}),  # noqa: B023 asked at once
        )
        if glance := answer.data.get("r0"):
            return _filled(glance)
        hidden = [
            str(problem.path[1])
            for problem in answer.problems
            if problem.is_withheld and len(problem.path) > 1
        ]
        if not hidden or set(hidden) <= set(without):
            problem = answer.problem_at("r0")
            words = problem.message if problem else "GitHub shows nothing of it"
            if problem and problem.is_withheld:
                raise WithheldError(f"{name}: {words}")
            raise GoneError(f"{name}: {words}")
        without += hidden


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


def _free_idle(readings: list[Reading], known: Known) -> None:
    """Look at idle repositories once more, all together, and let most of them be.

    Lists that only REST has take two requests of each: of many repositories, those
    that were not looked into for the longest time have their turn.
    """
    for reading in readings:
        with reading.desk.page():
            reading.desk.mark("is_one_of_many", len(readings) > _FEW)
    idle = [one for one in readings if _is_idle(one) and not one.desk.marked("state")]
    if idle:
        look_again(idle)
    if len(readings) <= _FEW:
        return
    idle = [
        one for one in idle if not _has_work(one) and not known.is_behind(one.known_as)
    ]
    idle.sort(key=lambda one: one.place("turn") or known.synced_at(one.known_as))
    for reading in idle[max(_TURNS, ceil(len(idle) / _NIGHTS)) :]:
        reading.is_skipped = True


def _has_work(reading: Reading) -> bool:
    return is_stirred(reading) or has_changes(reading)


def _is_idle(reading: Reading) -> bool:
    return not reading.is_first and reading.state.get("glance") == fingerprint(
        reading.glance
    )


def _read(run: _Run, reading: Reading) -> None:
    """Read all that is due of one repository."""
    if reading.is_skipped:
        _move_on(reading)
        reading.desk.clear()
        return
    if reading.desk.marked("state"):  # read, but not loaded when the last run ended
        return
    if reading.is_first:
        _read_all(reading)
    else:
        _read_changes(reading)
    if not _is_idle(reading) or is_stirred(reading):
        read_sections(reading)
        _read_pushed(run, reading)
    else:
        read_teams(reading)
    _finish(reading)
    _move_on(reading)
    reading.move("turn", reading.desk.marked("started_at"))


def _move_on(reading: Reading) -> None:
    """Let the next run go on behind what the second look has seen."""
    if second := reading.second:
        rows = second.items.values()
        swept = reading.desk.marked("sweep") or {}
        last = [row["number"] for row in rows][-1:] or [0]
        reading.move("items", swept.get("items") or last[0])
        reading.move("people", (list(second.people) or [""])[-1])


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
    touched = read_events(reading, SILENT_EVENTS)
    again(reading, touched, has_strangers=True)
    read_review_comments(reading)
    read_by_id(reading)
    follow_references(reading, min(filter(None, since.values()), default=None))
    reconcile(reading)
    sweep(reading)
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


def _read_pushed(run: _Run, reading: Reading) -> None:
    """Read what a push brings: the pushes, bypasses of rules, documents, commits."""
    has_pushed = reading.glance.get("pushedAt") != reading.state.get("pushed_at")
    head = _head(reading.glance)
    if has_pushed or reading.is_first or head[1] != reading.state.get("head"):
        read_pushes(reading)
        read_bypasses(reading)
    # An account of a new name may have given its old one to commits alone.
    is_same = head[1] == reading.state.get("head")
    if reading.desk.marked("renamed_people"):
        is_same = False
    if run.clones is None or head[1] is None or is_same:
        return
    if reading.desk.marked("git"):
        return
    reading.progress.say(f"  {reading.name}: fetching documents and commits")
    try:
        folder = run.clones.update(reading.name, str(head[0]), head[1])
    except (WithheldError, GoneError) as error:
        is_gone = isinstance(error, GoneError)
        permission = "the branch is not there" if is_gone else "Contents: read"
        for kind in ("documents", "document_revisions", "commits"):
            reading.withheld(kind, f"{permission} ({error.what[:120]})")
        return
    with reading.desk.page():
        reading.desk.mark("git", str(folder))
        reading.readable("documents", "document_revisions", "commits")


def _git_rows(run: _Run, desk: Desk) -> Iterator[tuple[str, Row]]:
    if run.clones is None:
        return
    folder = Path(desk.marked("git"))
    known = Known(run.raw_path)
    accounts = known.accounts(desk.repository)
    known.close()
    accounts -= set(desk.marked("renamed_people") or {})  # a commit may still name them
    accounts |= {row["person_id"] for row in desk.rows("people")}
    for table, row in run.clones.rows(desk.repository, folder, run.progress):
        if table != "people" or row["person_id"] not in accounts:
            yield table, row  # GitHub's own word of an account goes before a commit's


def _head(glance: Mapping[str, Any]) -> tuple[str | None, str | None]:
    reference = glance.get("defaultBranchRef") or {}
    return reference.get("name"), (reference.get("target") or {}).get("oid")


def _finish(reading: Reading) -> None:
    """Put down where the next reading goes on; this ends the reading."""
    desk, glance, state = reading.desk, reading.glance, reading.state
    withheld = desk.marked("withheld") or {}
    readable = set(desk.marked("readable") or [])
    kept = {
        kind: reason
        for kind, reason in (state.get("withheld") or {}).items()
        if kind not in readable
    } | withheld
    looks = {kind: None if kind in kept else look(glance, kind) for kind in _LOOKED_AT}
    looks["rules"] = None if "branch_rules" in kept else looks.pop("rulesets")
    digests = dict(state.get("digests") or {})
    for section in (*_SECTIONS, "rules", "teams"):
        if found := desk.marked(f"section:{section}"):
            digests[section] = found["digest"]
    has_git = desk.marked("git") or state.get("head") == _head(glance)[1]
    comments = desk.marked("review_comments") or {}
    following = {
        "glance": fingerprint(glance),
        "looks": looks,
        "digests": digests,
        "withheld": kept,
        "since": {
            kind: _since(reading, kind, (state.get("since") or {}).get(kind))
            for kind in ("issues", "pullRequests")
        },
        "pushed_at": glance.get("pushedAt"),
        "head": _head(glance)[1] if has_git else None,
        "review_comments_since": _comments_since(comments, state),
        "last_event_id": desk.marked("last_event_id") or state.get("last_event_id"),
        "last_push_id": (desk.marked("pushes") or {}).get("newest")
        or state.get("last_push_id"),
        "last_rule_suite_id": (desk.marked("bypasses") or {}).get("newest")
        or state.get("last_rule_suite_id"),
        "label_cursors": desk.marked("label_cursors") or state.get("label_cursors"),
        "protection": desk.marked("protection") or state.get("protection"),
    }
    with desk.page():
        desk.put(
            [
                ("sync_states", _state_row(reading, following)),
                ("repositories", _repository_row(reading)),
            ],
            "state",
        )
        desk.mark("withheld_all", kept)
        desk.mark("totals", _totals(reading))
        desk.mark("state", following)


def _since(reading: Reading, kind: str, before: str | None) -> str | None:
    """Return the time from which the next reading asks for changes.

    That of the last change seen when this reading began, or the server's time then
    if that is earlier, less an overlap.
    """
    nodes = (reading.glance.get(kind) or {}).get("nodes") or []
    if not nodes or not nodes[0]:
        return before
    latest: datetime = instant(nodes[0]["updatedAt"])
    started = instant(reading.desk.marked("started_at"))
    return overlapping(min(latest, started).astimezone(UTC).isoformat(), OVERLAP)


def _comments_since(place: Mapping[str, Any], state: Mapping[str, Any]) -> str | None:
    latest = place.get("latest")
    before = state.get("review_comments_since")
    return overlapping(latest, timedelta(seconds=1)) if latest else before


def _totals(reading: Reading) -> dict[str, int]:
    """Return how many of each kind GitHub counted last."""
    found: dict[str, int] = {}
    for kind, table in (("issues", "issues"), ("pullRequests", "pull_requests")):
        place = reading.desk.marked(kind) or {}
        total = place.get("total_count")
        if total is None and reading.glance.get(kind):
            total = reading.glance[kind].get("totalCount")
        if total is not None:
            found[table] = total
    for kind in ("labels", "milestones", "releases", "deployments"):
        total = (reading.glance.get(kind) or {}).get("totalCount")
        if total is not None:
            found[kind] = total
    return found


def _state_row(reading: Reading, following: Mapping[str, Any]) -> Row:
    return {
        "repository_id": reading.name,
        "node_id": reading.glance["id"],
        "state": dict(following),
        "synced_at": reading.desk.marked("started_at"),
    }


def _repository_row(reading: Reading) -> Row:
    branch, head = _head(reading.glance)
    return {
        "repository_id": reading.name,
        "source": "github",
        "default_branch": branch,
        "url": reading.glance.get("url"),
        "head_commit_sha": head,
        "node_id": reading.glance["id"],
        "is_archived": reading.glance.get("isArchived"),
        "is_fork": reading.glance.get("isFork"),
    }
