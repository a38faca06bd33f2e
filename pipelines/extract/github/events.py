"""Entries of an item's timeline as rows: label events, and all others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.extract.github.people import person_id, reviewer_id
from pipelines.extract.records import Row

Node = Mapping[str, Any]

_LABEL_EVENTS = {"LabeledEvent": "labeled", "UnlabeledEvent": "unlabeled"}
# REST's names, where they are not GraphQL's without `Event`.
_NAMES = {
    "AutoMergeEnabledEvent": "auto_merge_enabled",
    "AutoMergeDisabledEvent": "auto_merge_disabled",
    "RenamedTitleEvent": "renamed",
    "CrossReferencedEvent": "cross-referenced",
}
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


def event_rows(
    repository_id: str, number: int, node: Node
) -> Iterator[tuple[str, Row]]:
    """Yield the row of one entry."""
    typename = str(node.get("__typename"))
    row: Row = {
        "repository_id": repository_id,
        "event_id": node.get("id"),
        "number": number,
        "actor_id": person_id(node.get("actor")),
        "occurred_at": node.get("createdAt"),
    }
    if not row["event_id"]:
        return
    if typename in _LABEL_EVENTS:
        label = node.get("label") or {}
        row |= {
            "action": _LABEL_EVENTS[typename],
            "label": label.get("name"),
            "label_node_id": label.get("id"),
        }
        yield "label_events", row
    else:
        row |= {"kind": name_of(typename), "details": _details(node) or None}
        yield "timeline_events", row


def name_of(typename: str) -> str:
    """`HeadRefForcePushedEvent` -> `head_ref_force_pushed`."""
    name = _NAMES.get(typename)
    return name or _CAPITAL.sub("_", typename.removesuffix("Event")).lower()


def reference(subject: Node | None) -> dict[str, Any] | None:
    """An issue or pull request that an event names, None if it cannot be seen."""
    if not subject or not subject.get("number"):
        return None
    return {
        "repository": (subject.get("repository") or {}).get("nameWithOwner"),
        "number": subject["number"],
        "kind": "issue" if subject.get("__typename") == "Issue" else "pull_request",
    }


def _details(node: Node) -> dict[str, Any]:
    """What an event says beyond who and when; nothing that it does not say."""
    closer = node.get("closer") or {}
    found = {
        "state_reason": _lower(node.get("stateReason")),
        "closer": reference(closer),
        "closer_sha": closer.get("oid"),
        "from": node.get("previousTitle")
        or node.get("previousRefName")
        or (node.get("beforeCommit") or {}).get("oid")
        or (node.get("fromRepository") or {}).get("nameWithOwner"),
        "to": node.get("currentTitle")
        or node.get("currentRefName")
        or (node.get("afterCommit") or {}).get("oid"),
        "subject": reference(node.get("subject")),
        "source": reference(node.get("source")),
        "will_close_target": node.get("willCloseTarget"),
        "deleted_author": person_id(node.get("deletedCommentAuthor")),
        "head_branch": node.get("headRefName"),
        "base_branch": node.get("mergeRefName"),
        "commit_sha": (node.get("commit") or {}).get("oid"),
        "reason": node.get("reason"),
        "reviewer": reviewer_id(node.get("requestedReviewer")),
        "review_id": (node.get("review") or {}).get("id"),
        "previous_state": _lower(node.get("previousReviewState")),
        "message": node.get("dismissalMessage"),
    }
    return {name: value for name, value in found.items() if value is not None}


def _lower(word: object) -> str | None:
    return str(word).lower() if word else None
