"""The fake GitHub over real HTTP, on loopback, with limits and faults to order."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

from tests.github_server import graphql_api
from tests.github_server.world import Node, World

Fault = Callable[[int, str], str | None]
# What other servers may do otherwise, and what must make no difference.
QUIRKS = (
    "no date", "no link", "relative link", "lower case headers", "ruby",
    "no introspection", "null for an empty list", "other events",
    "git without filter", "git without single objects", "no reason for what is gone",
)  # fmt: skip
TOKEN = "ghs_the-token-of-the-tests"


class GitHubServer:
    """Serves a world until it is closed.

    Attributes:
        fault: Told the request's number and path, names the fault to answer with:
            `502`, `504`, `truncated`, `reset`, `partial`, `nulls`, `secondary`,
            `secondary without hint`, `primary`, `resources`, `unauthorized`,
            `silence` (no answer at all), `odd` (an error of no known kind).
        quirks: What this server does otherwise than GitHub: see `QUIRKS`.
        lacking: Parts of the schema that it is too old for (`Type.field`, `Type`).
        budget: Points and requests until a limit is reached; None has no limits.
        missing: REST paths below a repository that this server does not have.
        forbidden: Fields (`Type.field`) and REST paths that the token may not read.
        calls: How often each path was asked for.
        points: Points of the queries that were answered.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.fault: Fault = lambda number, path: None
        self.forbidden: set[str] = set()
        self.quirks: set[str] = set()
        self.lacking: frozenset[str] = frozenset()
        self.missing: set[str] = set()
        self.budget: int | None = None
        self._left: dict[str, int] = {}
        self.calls: Counter[str] = Counter()
        self.points = 0
        self.queries: list[str] = []
        self.sent_headers: list[dict[str, str]] = []
        self.git_root: Path | None = None
        self.redirect: dict[str, str] = {}
        self.app_key: Any = None
        self.app_clock: list[float] = [0.0]
        server = self

        class Handler(_Handler):
            github = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    @property
    def request_count(self) -> int:
        return sum(self.calls.values())

    def spend(self, resource: str, cost: int) -> tuple[bool, dict[str, str]]:
        """Take points off a budget; tell whether there were any, and the headers.

        A budget that is used up is full again for the next request: it is told so
        once, and whoever waits until then finds it so.
        """
        if self.budget is None:
            return True, {}
        left = self._left.get(resource, self.budget)
        is_enough = left > 0
        self._left[resource] = left - cost if is_enough else self.budget
        return is_enough, {
            "X-RateLimit-Limit": str(self.budget),
            "X-RateLimit-Remaining": str(max(0, left - cost) if is_enough else 0),
            "X-RateLimit-Reset": str(int(self.world.now.timestamp()) + 60),
            "X-RateLimit-Resource": resource,
        }

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    github: GitHubServer

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        data = self._body()
        if self.path.endswith("/access_tokens"):
            self._app()
            return
        if ".git/" in self.path:
            self._git(data)
            return
        body = json.loads(data or b"{}")
        self._answer("/graphql", lambda: self._graphql(body))

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if ".git/" in parts.path:
            self._git(b"")
            return
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self._answer(parts.path, lambda: self._rest(parts.path, query))

    def _rest(
        self, path: str, query: dict[str, str]
    ) -> tuple[int, Any, dict[str, str]]:
        github = self.github
        is_enough, limits = github.spend("core", 1)
        if not is_enough:
            return 403, {"message": "API rate limit exceeded"}, limits
        if any(path.endswith(one) for one in github.missing):
            return 404, {"message": "Not Found"}, limits
        status, found, headers = rest(github, path, query)
        if found == [] and "null for an empty list" in github.quirks:
            found = None
        link = headers.get("Link", "")
        if "no link" in github.quirks and "/activity" not in path:
            headers.pop("Link", None)
        elif "relative link" in github.quirks and link:
            headers["Link"] = link.replace(github.url, "")
        return status, found, headers | limits

    def _app(self) -> None:
        """Give an App that signs with the key it should an hour's token."""
        github = self.github
        github.calls["/app/installations/N/access_tokens"] += 1
        signed = self.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(
            signed, github.app_key, algorithms=["RS256"],
            options={"verify_exp": False, "verify_iat": False},
        )  # fmt: skip
        assert claims["exp"] - claims["iat"] <= 600
        ends = datetime.fromtimestamp(github.app_clock[0] + 3600, tz=UTC)
        body = {"token": TOKEN, "expires_at": ends.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self._send(201, body, {})

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") == "chunked":
            found = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _git(self, body: bytes) -> None:
        """Serve a repository below `git_root`, as GitHub serves git over HTTP."""
        github = self.github
        number = github.request_count
        github.calls["/git"] += 1
        pair = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
        if self.headers.get("Authorization", "").lower() != f"basic {pair}".lower():
            self._send(401, {}, {"WWW-Authenticate": 'Basic realm="GitHub"'})
            return
        if github.fault(number, "/git"):
            self._send(502, {}, {})
            return
        parts = urlsplit(self.path)
        compressed = self.headers.get("Content-Encoding") == "gzip"
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(github.git_root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "GIT_PROTOCOL": ""
            if "git without single objects" in github.quirks
            else self.headers.get("Git-Protocol", ""),
            "HTTP_CONTENT_ENCODING": "gzip" if compressed else "",
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": "uploadpack.allowFilter",
            "GIT_CONFIG_VALUE_0": "false"
            if "git without filter" in github.quirks
            else "true",
            "GIT_CONFIG_KEY_1": "uploadpack.allowAnySHA1InWant",
            "GIT_CONFIG_VALUE_1": "false"
            if "git without single objects" in github.quirks
            else "true",
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, check=True,
            capture_output=True,
        )  # fmt: skip
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        headers = dict(
            line.split(": ", 1) for line in head.decode().split("\r\n") if line
        )
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _graphql(self, body: Node) -> tuple[int, Any, dict[str, str]]:
        github = self.github
        github.queries.append(body["query"])
        if "no introspection" in github.quirks and "__type(" in body["query"]:
            return 200, {"errors": [{"message": "Introspection is disabled"}]}, {}
        options: dict[str, Any] = {}
        if github.lacking:
            options["lacking"] = github.lacking
            options["words"] = "ruby" if "ruby" in github.quirks else ""
        found = graphql_api.answer(
            github.world, body["query"], body.get("variables") or {}, github.forbidden,
            **options,
        )  # fmt: skip
        found = odd_answer(found, github.quirks)
        cost = ((found.get("data") or {}).get("rateLimit") or {}).get("cost", 1)
        github.points += cost
        is_enough, headers = github.spend("graphql", cost)
        if not is_enough:
            error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}
            return 200, {"errors": [error]}, headers
        return 200, found, headers

    def _answer(self, path: str, make: Callable[[], Any]) -> None:
        github = self.github
        number = github.request_count
        github.calls[re.sub(r"\b\d+\b|[0-9a-f]{40}", "N", path)] += 1
        github.sent_headers.append(dict(self.headers))
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(401, {"message": "Bad credentials"}, {})
            return
        if path in github.redirect:
            self._send(301, {}, {"Location": github.redirect[path]})
            return
        fault = github.fault(number, path)
        if fault:
            self._fail(fault, path, make)
            return
        self._send(*make())

    def _fail(self, fault: str, path: str, make: Callable[[], Any]) -> None:
        message = {"message": "We couldn't respond to your request in time"}
        plain = {
            "502": (502, message),
            "504": (504, message),
            "unauthorized": (401, {"message": "Bad credentials"}),
            "cut refusal": (403, b'{"message": "You have ex'),
        }
        if fault in plain:
            self._send(*plain[fault], {})
        elif fault == "silence":
            time.sleep(1.5)
            self.close_connection = True
        elif fault == "odd" and path == "/graphql":
            _, found, headers = make()
            errors = [{"message": "ResponseError: shard 7", "type": "SHARD"}]
            self._send(200, {"data": found.get("data"), "errors": errors}, headers)
        elif fault == "reset":
            self.close_connection = True
            self.connection.close()
        elif fault.startswith("secondary"):
            headers = {} if "without" in fault else {"Retry-After": "7"}
            limit = {"message": "You have exceeded a secondary rate limit"}
            self._send(403, limit, headers)
        elif fault == "primary":
            reset = int(self.github.world.now.timestamp()) + 90
            headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(reset)}
            if path == "/graphql":
                error = {"type": "RATE_LIMITED", "message": "API rate limit exceeded"}
                self._send(200, {"errors": [error]}, headers)
            else:
                self._send(403, {"message": "API rate limit exceeded"}, headers)
        elif fault == "truncated" or path != "/graphql":
            status, found, headers = make()
            self._send(status, found, headers, cut=True)
        else:
            status, found, headers = make()
            self._send(status, _spoilt(fault, found), headers)

    def _send(
        self, status: int, body: Any, headers: dict[str, str], *, cut: bool = False
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        is_lower = "lower case headers" in self.github.quirks
        for name, value in headers.items():
            self.send_header(name.lower() if is_lower else name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if cut:
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
        else:
            self.wfile.write(data)

    def send_header(self, keyword: str, value: str) -> None:
        if not (keyword == "Date" and "no date" in self.github.quirks):
            super().send_header(keyword, value)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return self.github.world.now.strftime("%a, %d %b %Y %H:%M:%S GMT")


def odd_answer(found: Any, quirks: set[str]) -> Any:
    """An answer as a server with these quirks words it."""
    if not quirks:
        return found
    if "no reason for what is gone" in quirks:
        errors = found.get("errors") or []
        kept = [one for one in errors if one.get("type") != "NOT_FOUND"]
        found = {name: one for name, one in found.items() if name != "errors"}
        found |= {"errors": kept} if kept else {}

    def worded(value: Any) -> Any:
        if isinstance(value, list):
            return [worded(one) for one in value]
        if not isinstance(value, dict):
            return value
        value = {name: worded(one) for name, one in value.items()}
        nodes = value.get("nodes")
        if nodes == [] and "null for an empty list" in quirks:
            value["nodes"] = None
        is_timeline = bool(nodes) and "Event" in str((nodes[0] or {}).get("__typename"))
        is_whole = bool(nodes) and len(nodes) == value.get("totalCount")
        if is_timeline and is_whole and "other events" in quirks:
            value["nodes"] = [*nodes, {"__typename": "ReactedEvent"}, {}]
            value["totalCount"] += 2
        return value

    return worded(found)


def _spoilt(fault: str, found: Node) -> Node:
    """An answer in which every record of the outermost lists is missing."""
    errors = {
        "partial": [{"message": "Something went wrong while executing your query."}],
        "resources": [{"type": "RESOURCE_LIMITS_EXCEEDED",
                       "message": "Resource limits for this query exceeded."}],
        "nulls": [],
    }[fault]  # fmt: skip

    def without_records(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: [None] * len(one) if name == "nodes" and isinstance(one, list)
                else without_records(one)
                for name, one in value.items()
            }  # fmt: skip
        return value

    body = {"data": without_records(found.get("data"))}
    return body | ({"errors": errors} if errors else {})


def rest(
    github: GitHubServer, path: str, query: dict[str, str]
) -> tuple[int, Any, dict[str, str]]:
    """Answer a GET."""
    world = github.world
    if matched := re.fullmatch(r"/(?:orgs|users)/([^/]+)/repos", path):
        found = [
            _repository(one) for one in world.repositories.values()
            if one["owner"]["login"] == matched[1]
        ]  # fmt: skip
        return _page(github, path, query, found)
    matched = re.fullmatch(r"/repos/([^/]+/[^/]+)(/.*)", path)
    repository = world.repositories.get(matched[1].lower()) if matched else None
    if matched is None or repository is None:
        return 404, {"message": "Not Found"}, {}
    if any(matched[2].startswith(one) for one in github.forbidden):
        headers = {"X-Accepted-GitHub-Permissions": "administration=read"}
        return 403, {"message": "Resource not accessible by integration"}, headers
    return _of_repository(github, path, matched[2], repository, query)


def _of_repository(
    github: GitHubServer, path: str, place: str, repository: Node, query: dict[str, str]
) -> tuple[int, Any, dict[str, str]]:
    world = github.world
    comments = [_review_comment(world, one) for one in repository["_review_comments"]]
    if place == "/pulls/comments":
        if since := query.get("since"):
            comments = [one for one in comments if one["updated_at"] >= since]
        field = "updated_at" if query.get("sort") == "updated" else "created_at"
        comments.sort(
            key=lambda one: (one[field], one["id"]),
            reverse=query.get("direction") == "desc",
        )
        return _page(github, path, query, comments)
    if matched := re.fullmatch(r"/pulls/(\d+)/comments", place):
        end = f"/{matched[1]}"
        found = [one for one in comments if one["pull_request_url"].endswith(end)]
        return _page(github, path, query, found)
    if place == "/issues/events":
        found = [
            {
                "id": one["id"],
                "event": one["event"],
                "created_at": one["created_at"],
                "issue": {"number": one["number"]},
            }
            for one in reversed(repository["_events"])
        ]
        return _page(github, path, query, found)
    if place == "/activity":
        found = [
            one | {"actor": world.account(one["actor"])}
            for one in reversed(repository["_activity"])
        ]
        return _page(github, path, query, found)
    if place == "/rulesets/rule-suites":
        found = [
            one | {"actor_name": world.account(one["actor_name"])["login"]}
            for one in reversed(repository["_suites"])
        ]
        return _page(github, path, query, found)
    if place.startswith("/rules/branches/"):
        return _page(github, path, query, repository["_rules"])
    if matched := re.fullmatch(r"/commits/(\w+)/(check-runs|statuses)", place):
        return _reports(github, path, query, repository, *matched.groups())
    if matched := re.fullmatch(r"/issues/(\d+)", place):
        return _issue(github, repository, int(matched[1]))
    return 404, {"message": "Not Found"}, {}


def _reports(
    github: GitHubServer, path: str, query: dict[str, str], repository: Node,
    sha: str, kind: str,
) -> tuple[int, Any, dict[str, str]]:  # fmt: skip
    """Check runs and statuses of a head commit."""
    contexts = [
        one
        for pull in repository["pullRequests"]
        if pull["headRefOid"] == sha
        for one in (pull["statusCheckRollup"] or {}).get("contexts") or []
    ]
    if kind == "statuses":
        found = [
            {"id": one["_seq"], "node_id": one["id"], "context": one["context"],
             "state": one["state"].lower(), "created_at": one["createdAt"],
             "target_url": one["targetUrl"]}
            for one in contexts if one["__typename"] == "StatusContext"
        ]  # fmt: skip
        return _page(github, path, query, found)
    found = [
        {"id": one["_seq"], "node_id": one["id"], "name": one["name"],
         "conclusion": (one["conclusion"] or "").lower() or None,
         "started_at": one["startedAt"], "completed_at": one["completedAt"],
         "html_url": one["url"]}
        for one in contexts if one["__typename"] == "CheckRun"
    ]  # fmt: skip
    status, page, headers = _page(github, path, query, found)
    return status, {"total_count": len(found), "check_runs": page}, headers


def _issue(
    github: GitHubServer, repository: Node, number: int
) -> tuple[int, Any, dict[str, str]]:
    if github.world.find(repository, number):
        return 200, {"number": number}, {}
    moved_to = repository["_gone"].get(number)
    if moved_to:
        message = {"message": "Moved Permanently"}
        return 301, message, {"Location": f"{github.url}/repos/{moved_to}"}
    return 410, {"message": "This issue was deleted"}, {}


def _review_comment(world: World, one: Node) -> Node:
    item = one["item"]
    name = item["_repository"]["nameWithOwner"]
    number = item["number"]
    return {
        "id": one["id"],
        "node_id": f"PRRC_{one['id']}",
        "user": world.account(one["user"]),
        "body": one["body"],
        "created_at": one["created_at"],
        "updated_at": one["updated_at"],
        "html_url": f"{item['url']}#discussion_r{one['id']}",
        "pull_request_url": f"https://api.github.com/repos/{name}/pulls/{number}",
    }


def _repository(one: Node) -> Node:
    return {
        "full_name": one["nameWithOwner"],
        "archived": one["isArchived"],
        "fork": one["isFork"],
    }


def _page(
    github: GitHubServer, path: str, query: dict[str, str], found: list[Node]
) -> tuple[int, Any, dict[str, str]]:
    size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
    start = (page - 1) * size
    headers = {}
    if start + size < len(found):
        following = urlencode(query | {"page": page + 1})
        headers["Link"] = f'<{github.url}{path}?{following}>; rel="next"'
    return 200, found[start : start + size], headers
