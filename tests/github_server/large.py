"""A repository of any size, made up item by item as it is asked for.

Answers what a first reading asks, with the numbers that GITHUB's own projects have on
the average: 5 comments an item, 7 events an issue and 15 a pull request, 3 reviews and
4 review comments. Nothing is held: neither it nor its reader should need more memory
for more items. The queries themselves are checked against GitHub's schema elsewhere.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.github_server.points import points

Node = dict[str, Any]

_START = datetime(2026, 1, 1, tzinfo=UTC)
_PEOPLE = [f"person-{number}" for number in range(40)]
_COMMENTS, _REVIEWS, _NITS = 5, 3, 4
_ISSUE_EVENTS, _CHANGE_EVENTS = 7, 15


class LargeServer:
    """Serves `octo/large` with so many issues and as many pull requests."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.request_count = self.points = self.byte_count = 0
        server = self

        class Handler(_Handler):
            large = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    large: LargeServer

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        query, variables = body["query"], body["variables"]
        cost = points(query, variables)
        self.large.points += cost
        data = _answer(self.large.count, query, variables)
        limit = {"cost": cost, "remaining": 5000, "resetAt": "2026-03-01T00:00:00Z"}
        self._send({"data": data | {"rateLimit": limit}})

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: one[0] for name, one in parse_qs(parts.query).items()}
        if parts.path.endswith("/pulls/comments"):
            self._send(_nits(self.large.count, query), is_last=False)
        else:
            self._send([])

    def _send(self, body: Any, *, is_last: bool = True) -> None:
        data = json.dumps(body).encode()
        self.large.request_count += 1
        self.large.byte_count += len(data)
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        if not is_last and body and len(body) == 100:
            self.send_header("Link", '</next?page=2>; rel="next"')
        self.end_headers()
        self.wfile.write(data)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return "Sun, 01 Mar 2026 00:00:00 GMT"


def _answer(count: int, query: str, variables: Node) -> Node:
    if "query Glance" in query:
        return {"r0": _glance(count)}
    if "query IssuesPage" in query:
        return {"repository": {"issues": _page(1, count, _issue, variables)}}
    if "query PullRequestsPage" in query:
        found = _page(count + 1, count, _change, variables)
        return {"repository": {"pullRequests": found}}
    if "query ChecksById" in query:
        return {"nodes": [_checks(node_id) for node_id in variables["ids"]]}
    if "organization(" in query:
        return {"organization": {"teams": _connection([])}}
    matched = re.search(r"\b(\w+)\(first: \$first", query)
    return {"repository": {matched[1] if matched else "labels": _connection([])}}


def _glance(count: int) -> Node:
    lists = ("milestones", "releases", "deployments", "rulesets")
    newest = {"nodes": [{"updatedAt": _time(2 * count)}], "totalCount": count}
    return {
        "id": "R_1", "nameWithOwner": "octo/large", "url": "https://github.com/octo/l",
        "isArchived": False, "isFork": False, "pushedAt": None,
        "owner": {"__typename": "User", "login": "octo"}, "defaultBranchRef": None,
        "issues": newest, "pullRequests": newest,
        "labels": _connection([
            {"id": f"LA_{n}", "name": f"label {n}", "color": "eee", "description": None,
             "createdAt": _time(0)} for n in range(20)
        ]),
    } | {name: _connection([]) for name in lists}  # fmt: skip


def _page(start: int, count: int, make: Any, variables: Node) -> Node:
    first = int(variables.get("after") or 0)
    last = min(count, first + variables["first"])
    return {
        "totalCount": count,
        "nodes": [make(start + place) for place in range(first, last)],
        "pageInfo": {"hasNextPage": last < count, "endCursor": str(last)},
    }


def _connection(nodes: list[Node]) -> Node:
    page = {"hasNextPage": False, "endCursor": None}
    return {"totalCount": len(nodes), "nodes": nodes, "pageInfo": page}


def _time(number: int) -> str:
    return (_START + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _actor(number: int) -> Node:
    login = _PEOPLE[number % len(_PEOPLE)]
    return {"__typename": "User", "login": login, "id": f"U_{login}", "name": login}


def _item(number: int, events: int) -> Node:
    labels = [{"id": f"LA_{n % 20}", "name": f"label {n % 20}"} for n in (number, 7)]
    timeline = [
        {
            "__typename": "LabeledEvent", "id": f"EV_{number}_{n}",
            "createdAt": _time(number), "actor": _actor(n), "label": labels[0],
        }
        for n in range(events)
    ]  # fmt: skip
    comments = [
        {"id": f"IC_{number}_{n}", "author": _actor(n), "url": "https://github.com/c",
         "body": "It happens here as well, after an hour or so. " * 4,
         "createdAt": _time(number), "updatedAt": _time(number)}
        for n in range(_COMMENTS)
    ]  # fmt: skip
    return {
        "number": number, "title": f"Item {number}", "body": "What is wrong. " * 40,
        "url": f"https://github.com/octo/large/issues/{number}",
        "createdAt": _time(number), "updatedAt": _time(number), "closedAt": None,
        "author": _actor(number), "milestone": None,
        "labels": _connection(labels if number % 20 != 7 else labels[:1]),
        "comments": _connection(comments), "timelineItems": _connection(timeline),
    }  # fmt: skip


def _issue(number: int) -> Node:
    kind = {"id": f"I_{number}", "state": "OPEN", "stateReason": None}
    return _item(number, _ISSUE_EVENTS) | kind


def _change(number: int) -> Node:
    merged = _time(number)
    reviews = [
        {"id": f"PRR_{number}_{n}", "author": _actor(n + 5), "state": "APPROVED",
         "body": "", "url": "https://github.com/r", "submittedAt": merged,
         "updatedAt": merged, "commit": {"oid": f"{number:040x}"}}
        for n in range(_REVIEWS)
    ]  # fmt: skip
    return _item(number, _CHANGE_EVENTS) | {
        "id": f"PR_{number}", "pullRequestState": "MERGED", "isDraft": False,
        "mergedAt": merged, "closedAt": merged, "mergedBy": _actor(number),
        "baseRefName": "main", "headRefName": f"topic-{number}",
        "headRefOid": f"{number:040x}", "additions": 10, "deletions": 2,
        "changedFiles": 1, "reviewDecision": "APPROVED",
        "totalCommentsCount": _COMMENTS + _NITS,
        "mergeCommit": {"oid": f"{number:040x}", "messageHeadline": f"(#{number})",
                        "parents": {"totalCount": 1}},
        "commits": {"totalCount": 1, "nodes": []},
        "reviews": _connection(reviews), "reviewRequests": _connection([]),
        "closingIssuesReferences": _connection([]),
        "files": _connection([{"path": f"src/{number}.py", "changeType": "MODIFIED"}]),
    }  # fmt: skip


def _checks(node_id: str) -> Node:
    number = int(node_id.partition("_")[2])
    time = _time(number - 1)
    run = {
        "__typename": "CheckRun", "id": f"CR_{number}", "name": "build",
        "status": "COMPLETED", "conclusion": "SUCCESS", "startedAt": time,
        "completedAt": time, "url": None,
    }  # fmt: skip
    return {
        "id": node_id, "number": number, "mergedAt": _time(number),
        "baseRefName": "main", "headRefOid": f"{number:040x}",
        "statusCheckRollup": {"contexts": _connection([run])},
    }  # fmt: skip


def _nits(count: int, query: dict[str, str]) -> list[Node]:
    """A page of review comments: four for each pull request, at its own second."""
    first = count + 1
    if since := query.get("since"):
        passed = datetime.fromisoformat(since) - _START
        first = max(first, int(passed.total_seconds()))
    start = (int(query.get("page", 1)) - 1) * 100
    return list(_some(_from(first, 2 * count), start, 100))


def _from(first: int, last: int) -> Iterator[Node]:
    for number in range(first, last + 1):
        for place in range(_NITS):
            yield {
                "id": number * 10 + place, "node_id": f"PRRC_{number}_{place}",
                "user": {"login": _PEOPLE[place], "type": "User"}, "body": "A nit",
                "created_at": _time(number), "updated_at": _time(number),
                "html_url": f"https://github.com/octo/large/pull/{number}#r",
                "pull_request_url": f"https://api.github.com/x/pulls/{number}",
            }  # fmt: skip


def _some(values: Iterator[Node], start: int, count: int) -> Iterator[Node]:
    for place, value in enumerate(values):
        if place >= start + count:
            return
        if place >= start:
            yield value
