"""What a reading leaves behind: where the next one goes on, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pipelines.extract.github.checks import instant
from pipelines.extract.github.glances import (
    LOOKED_AT,
    SECTIONS,
    fingerprint,
    look,
)
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rest_lists import overlapping
from pipelines.extract.records import Row

OVERLAP = timedelta(minutes=10)


def finish(reading: Reading) -> None:
    """Put down where the next reading goes on; this ends the reading."""
    desk, glance, state = reading.desk, reading.glance, reading.state
    withheld = desk.marked("withheld") or {}
    readable = set(desk.marked("readable") or [])
    kept = {
        kind: reason
        for kind, reason in (state.get("withheld") or {}).items()
        if kind not in readable
    } | withheld
    looks = {kind: None if kind in kept else look(glance, kind) for kind in LOOKED_AT}
    looks["rules"] = None if "branch_rules" in kept else looks.pop("rulesets")
    digests = dict(state.get("digests") or {})
    for section in (*SECTIONS, "rules", "teams"):
        if found := desk.marked(f"section:{section}"):
            digests[section] = found["digest"]
    has_git = desk.marked("git") or state.get("head") == head_of(glance)[1]
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
        "head": head_of(glance)[1] if has_git else None,
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
    branch, head = head_of(reading.glance)
    return {
        "repository_id": reading.name,
        "source": "github",
        "default_branch": branch,
        "url": reading.glance.get("url"),
        "head_commit_sha": head,
        "history_from": None,
        "node_id": reading.glance["id"],
        "is_archived": reading.glance.get("isArchived"),
        "is_fork": reading.glance.get("isFork"),
    }


def move_on(reading: Reading) -> None:
    """Let the next run go on behind what the second look has seen."""
    if second := reading.second:
        rows = second.items.values()
        swept = reading.desk.marked("sweep") or {}
        last = [row["number"] for row in rows][-1:] or [0]
        reading.move("items", swept.get("items") or last[0])
        reading.move("people", (list(second.people) or [""])[-1])
        reading.move("comments", (list(second.comments) or [""])[-1])
    if reading.is_seen_whole or not reading.is_skipped:
        reading.move("turn", reading.desk.marked("started_at"))


def head_of(glance: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the default branch and its commit, by a look at the repository."""
    reference = glance.get("defaultBranchRef") or {}
    return reference.get("name"), (reference.get("target") or {}).get("oid")
