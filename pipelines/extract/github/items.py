"""A whole issue or pull request, as GraphQL gave it, as rows of schema `raw`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipelines.extract.github.events import event_rows, reference
from pipelines.extract.github.people import person_id, person_row, reviewer_id
from pipelines.extract.records import Row

Node = Mapping[str, Any]
Rows = Iterator[tuple[str, Row]]

_CHANGES = {"COPIED": "added", "CHANGED": "modified"}


def nodes_of(item: Node, name: str) -> list[Node]:
    """Return what is in one of an item's lists; nulls in it are left out."""
    return [node for node in (item.get(name) or {}).get("nodes") or [] if node]


def state_of(item: Node) -> str:
    """Return open, closed or merged; a state that GitHub did not have is told so."""
    said = str(item.get("pullRequestState") or item.get("state") or "").lower()
    if said in ("open", "closed", "merged"):
        return said
    if item.get("mergedAt"):
        return "merged"
    return "closed" if item.get("closedAt") else "open"


def total_of(item: Node, name: str) -> int | None:
    """Return how many a list has by GitHub's own count, None where it is withheld."""
    found = (item.get(name) or {}).get("totalCount")
    return None if found is None else int(found)


def item_rows(repository_id: str, item: Node) -> Rows:
    """Yield the rows of an item and of everything under it, checks apart."""
    number = int(item["number"])
    is_pull_request = "headRefName" in item
    if is_pull_request:
        yield "pull_requests", _pull_request(repository_id, item)
        yield from _review_rows(repository_id, number, item)
        yield from _request_rows(repository_id, number, item)
        yield from _file_rows(repository_id, number, item)
        yield from _closing_rows(repository_id, number, item)
    else:
        yield "issues", _issue(repository_id, item)
    kind = "pull_request" if is_pull_request else "issue"
    for label in nodes_of(item, "labels"):
        yield (
            "item_labels",
            {
                "repository_id": repository_id,
                "number": number,
                "item_kind": kind,
                "label": label["name"],
                "label_node_id": label.get("id"),
            },
        )
    for position, comment in enumerate(nodes_of(item, "comments")):
        yield (
            "comments",
            comment_row(repository_id, number, comment, "comment", position),
        )
    for event in nodes_of(item, "timelineItems"):
        yield from event_rows(repository_id, number, event)
    yield from _link_rows(repository_id, number, item)
    yield from _people(repository_id, item)


def comment_row(
    repository_id: str, number: int, node: Node, kind: str, position: int | None
) -> Row:
    return {
        "repository_id": repository_id,
        "comment_id": node["id"],
        "number": number,
        "kind": kind,
        "author_id": person_id(node.get("author")),
        "author_as_written": None,
        "body": node.get("body"),
        "url": node.get("url"),
        "path": None,
        "position": position,
        "line": None,
        "created_at": node.get("createdAt") or node.get("submittedAt"),
        "updated_at": node.get("updatedAt"),
        "deleted_at": None,
    }


def _item(repository_id: str, item: Node) -> Row:
    closed_by = [
        event.get("actor")
        for event in nodes_of(item, "timelineItems")
        if event.get("__typename") == "ClosedEvent"
    ]
    return {
        "repository_id": repository_id,
        "number": item["number"],
        "title": item.get("title"),
        "body": item.get("body"),
        "author_id": person_id(item.get("author")),
        "author_as_written": None,
        "closed_by_id": (
            person_id(closed_by[-1]) if closed_by and item.get("closedAt") else None
        ),
        "milestone": (item.get("milestone") or {}).get("title"),
        "url": item.get("url"),
        "path": None,
        "node_id": item["id"],
        "comment_count": total_of(item, "comments"),
        "line": None,
        "body_line": None,
        "created_at": item.get("createdAt"),
        "updated_at": item.get("updatedAt"),
        "closed_at": item.get("closedAt"),
        "deleted_at": None,
    }


def _issue(repository_id: str, item: Node) -> Row:
    state = str(item.get("state") or "")
    return _item(repository_id, item) | {
        "state": state_of(item),
        "state_as_written": state or None,
        "state_reason": str(item["stateReason"]).lower()
        if item.get("stateReason")
        else None,
    }


def _pull_request(repository_id: str, item: Node) -> Row:
    state = str(item.get("pullRequestState") or "")
    return _item(repository_id, item) | {
        "state": state_of(item),
        "state_as_written": state or None,
        "base_branch": item.get("baseRefName"),
        "head_branch": item.get("headRefName"),
        "merged_by_id": person_id(item.get("mergedBy")),
        "merge_commit_sha": (item.get("mergeCommit") or {}).get("oid")
        if item.get("mergedAt")
        else None,
        "head_sha": item.get("headRefOid"),
        "merge_method": merge_method(item),
        "review_decision": str(item["reviewDecision"]).lower()
        if item.get("reviewDecision")
        else None,
        "addition_count": item.get("additions"),
        "deletion_count": item.get("deletions"),
        "changed_file_count": item.get("changedFiles"),
        "stated_approval_count": None,
        "is_draft": item.get("isDraft"),
        "merged_at": item.get("mergedAt"),
    }


def merge_method(item: Node) -> str | None:
    """Return merge, squash, rebase or queue; None where the commits do not tell."""
    commit = item.get("mergeCommit")
    if not item.get("mergedAt") or not commit:
        return None
    queued = False
    for event in nodes_of(item, "timelineItems"):
        if event.get("__typename") == "AddedToMergeQueueEvent":
            queued = True
        elif event.get("__typename") == "RemovedFromMergeQueueEvent":
            queued = "merge" in str(event.get("reason") or "").lower()
    if queued:
        return "queue"
    parents = (commit.get("parents") or {}).get("totalCount")
    if parents is not None and parents > 1:
        return "merge"
    headline = str(commit.get("messageHeadline") or "")
    if parents == 1 and re.search(rf"\(#{item['number']}\)\W*$", headline):
        return "squash"
    commits = item.get("commits") or {}
    last = [node.get("commit") or {} for node in commits.get("nodes") or [] if node]
    if parents == 1 and (commits.get("totalCount") or 0) > 1 and last:
        if headline == last[-1].get("messageHeadline"):
            return "rebase"
        return "squash"
    return None


def _review_rows(repository_id: str, number: int, item: Node) -> Rows:
    dismissed = {
        (event.get("review") or {}).get("id"): event
        for event in nodes_of(item, "timelineItems")
        if event.get("__typename") == "ReviewDismissedEvent"
    }
    for review in nodes_of(item, "reviews"):
        state = str(review.get("state") or "").lower()
        if state == "pending":  # a draft that only its author sees
            continue
        event = dismissed.get(review["id"]) if state == "dismissed" else None
        if event and event.get("previousReviewState"):
            state = str(event["previousReviewState"]).lower()
        yield (
            "reviews",
            {
                "repository_id": repository_id,
                "review_id": review["id"],
                "number": number,
                "reviewer_id": person_id(review.get("author")),
                "state": state or None,
                "commit_sha": (review.get("commit") or {}).get("oid"),
                "body": review.get("body") or None,
                "url": review.get("url"),
                "submitted_at": review.get("submittedAt"),
                "dismissed_at": event.get("createdAt") if event else None,
            },
        )
        if review.get("body"):
            yield (
                "comments",
                comment_row(repository_id, number, review, "review", None),
            )


def _request_rows(repository_id: str, number: int, item: Node) -> Rows:
    """Whom a review was asked of: who is asked now, or was until the review came."""
    asked: dict[str, Row] = {}
    for event in nodes_of(item, "timelineItems"):
        reviewer = reviewer_id(event.get("requestedReviewer"))
        if reviewer is None:
            continue
        if event.get("__typename") == "ReviewRequestedEvent":
            asked[reviewer] = {"requested_at": event.get("createdAt")}
        elif event.get("__typename") == "ReviewRequestRemovedEvent":
            asked.pop(reviewer, None)
    for request in nodes_of(item, "reviewRequests"):
        reviewer = reviewer_id(request.get("requestedReviewer"))
        if reviewer is not None:
            row = asked.setdefault(reviewer, {"requested_at": None})
            row["is_code_owner"] = request.get("asCodeOwner")
    for reviewer, row in asked.items():
        yield (
            "review_requests",
            {
                "repository_id": repository_id,
                "number": number,
                "reviewer_id": reviewer,
                "is_code_owner": row.get("is_code_owner"),
                "requested_at": row["requested_at"],
            },
        )


def _file_rows(repository_id: str, number: int, item: Node) -> Rows:
    for file in nodes_of(item, "files"):
        change = str(file.get("changeType") or "")
        yield (
            "pull_request_files",
            {
                "repository_id": repository_id,
                "number": number,
                "path": file["path"],
                "change": _CHANGES.get(change, change.lower() or None),
            },
        )


def _closing_rows(repository_id: str, number: int, item: Node) -> Rows:
    for issue in nodes_of(item, "closingIssuesReferences"):
        place = (issue.get("repository") or {}).get("nameWithOwner") or repository_id
        yield (
            "item_links",
            _link(repository_id, number, place, issue["number"], "closes"),
        )


def _link_rows(repository_id: str, number: int, item: Node) -> Rows:
    """Connections that stand, and who mentions this item. Each link once."""
    connected: dict[tuple[str, int], None] = {}
    mentioned: dict[tuple[str, int], None] = {}
    for event in nodes_of(item, "timelineItems"):
        typename = event.get("__typename")
        if typename == "CrossReferencedEvent":
            if (source := reference(event.get("source"))) and source["repository"]:
                mentioned[source["repository"], source["number"]] = None
        elif subject := reference(event.get("subject")):
            other = subject["repository"] or repository_id, subject["number"]
            if typename == "ConnectedEvent":
                connected[other] = None
            elif typename == "DisconnectedEvent":
                connected.pop(other, None)
    for place, one in connected:
        yield "item_links", _link(repository_id, number, place, one, "connected")
    for place, one in mentioned:
        yield (
            "item_links",
            _link(place, one, repository_id, number, "cross_referenced"),
        )


def _link(
    repository_id: str, number: int, target: str, target_number: int, kind: str
) -> Row:
    return {
        "repository_id": repository_id,
        "number": number,
        "target_repository_id": target,
        "target_number": target_number,
        "kind": kind,
    }


def _people(repository_id: str, item: Node) -> Rows:
    actors = [item.get("author"), item.get("mergedBy")]
    for name in ("comments", "reviews"):
        actors += [node.get("author") for node in nodes_of(item, name)]
    for event in nodes_of(item, "timelineItems"):
        actors += [event.get("actor"), event.get("requestedReviewer")]
    for request in nodes_of(item, "reviewRequests"):
        actors.append(request.get("requestedReviewer"))
    seen = set()
    for actor in actors:
        if actor and actor.get("login"):
            row = person_row(repository_id, actor)
            if row and row["person_id"] not in seen:
                seen.add(row["person_id"])
                yield "people", row
