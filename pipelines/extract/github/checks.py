"""How a pull request's checks stood when it was merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pipelines.extract.records import Row

Node = Mapping[str, Any]

KEPT_DAYS = 400  # GitHub deletes checks after that, and then says that there are none

_CONCLUSIONS = {
    "SUCCESS": "passing",
    "NEUTRAL": "neutral",
    "SKIPPED": "neutral",
    "FAILURE": "failing",
    "ERROR": "failing",
    "TIMED_OUT": "failing",
    "CANCELLED": "failing",
    "ACTION_REQUIRED": "failing",
    "STARTUP_FAILURE": "failing",
    "STALE": "pending",
    "PENDING": "pending",
    "EXPECTED": "pending",
}


def check_rows(
    repository_id: str, pull_request: Node, contexts: Sequence[Node], *, now: datetime
) -> Iterator[tuple[str, Row]]:
    """Yield the latest result per check as of the merge.

    What began later is left out; what had not ended by then is pending. Where GitHub
    no longer keeps the checks, one row says that they are unknown.
    """
    merged_at = instant(pull_request["mergedAt"])
    latest: dict[tuple[str, str], tuple[str, Row]] = {}
    for node in contexts:
        found = _row(repository_id, pull_request, node, merged_at)
        if found is None:
            continue
        key = found["kind"], found["name"] or ""
        order = str(found["started_at"] or found["completed_at"] or "")
        if key not in latest or latest[key][0] <= order:
            latest[key] = order, found
    for _, row in latest.values():
        yield "checks", row
    if not contexts and now - merged_at > timedelta(days=KEPT_DAYS):
        reason = f"merged more than {KEPT_DAYS} days ago: GitHub keeps no checks"
        yield "checks", unknown_checks(repository_id, pull_request, reason)


def is_after_merge(node: Node, merged_at: datetime) -> bool:
    """Tell whether a check or status was first reported after the merge."""
    began = node.get("startedAt") or node.get("createdAt")
    return bool(began) and instant(str(began)) > merged_at


def unknown_checks(repository_id: str, pull_request: Node, reason: str) -> Row:
    """The row that says that a pull request's checks cannot be known."""
    return {
        "repository_id": repository_id,
        "number": pull_request["number"],
        "check_id": "unknown",
        "kind": "check_run",
        "name": None,
        "conclusion": "unknown",
        "commit_sha": pull_request.get("headRefOid"),
        "as_written": reason,
        "url": None,
        "is_required": None,
        "started_at": None,
        "completed_at": None,
    }


def instant(words: str) -> datetime:
    """Read a time of GitHub's (`2026-01-31T09:00:00Z`)."""
    return datetime.fromisoformat(words)


def _row(
    repository_id: str, pull_request: Node, node: Node, merged_at: datetime
) -> Row | None:
    if is_after_merge(node, merged_at):
        return None
    is_run = node.get("__typename") == "CheckRun"
    ended = node.get("completedAt") if is_run else node.get("createdAt")
    result = node.get("conclusion") if is_run else node.get("state")
    conclusion = _CONCLUSIONS.get(str(result).upper(), "unknown")
    if is_run and (not ended or instant(str(ended)) > merged_at or not result):
        conclusion, ended = "pending", None
    return {
        "repository_id": repository_id,
        "number": pull_request["number"],
        "check_id": node.get("id")
        or f"{pull_request['number']}-{node.get('name') or node.get('context')}",
        "kind": "check_run" if is_run else "status",
        "name": node.get("name") if is_run else node.get("context"),
        "conclusion": conclusion,
        "commit_sha": pull_request.get("headRefOid"),
        "as_written": str(result).lower() if result else None,
        "url": node.get("url") if is_run else node.get("targetUrl"),
        "is_required": None,
        "started_at": node.get("startedAt") if is_run else None,
        "completed_at": ended,
    }
