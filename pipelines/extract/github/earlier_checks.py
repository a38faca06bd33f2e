"""Reports that later ones hide: a rollup shows the last report of each check alone.

What stood at the merge may be hidden by what was reported afterwards. GraphQL knows all
runs of a commit, many pull requests to a query; where it does not, and for statuses,
REST is asked commit by commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipelines.extract.github.checks import instant, is_after_merge
from pipelines.extract.github.errors import GitHubError
from pipelines.extract.github.paging import ask_nodes
from pipelines.extract.github.reading import Reading

Node = dict[str, Any]

_NOT_TOLD = "runs_not_told"
_REPORTS, _PAGES = 100, 20  # reports in a page, pages of a commit


def add_hidden(reading: Reading, pull_requests: Sequence[Node]) -> None:
    """Add to each rollup what later reports hide, or that it cannot be told."""
    hidden = {node["id"]: _hidden(node) for node in pull_requests}
    asked = [
        node
        for node in pull_requests
        if any(kind == "CheckRun" for kind, _ in hidden[node["id"]])
    ]
    runs = _all_runs(reading, asked)
    for node in pull_requests:
        names = hidden[node["id"]]
        kinds = {kind for kind, _ in names}
        found = list(runs.get(node["id"], ()))
        if found:
            kinds.discard("CheckRun")
        try:
            found += reports(reading, node, kinds)
        except GitHubError:
            found += [
                _untold(node, kind, name)
                for kind, name in sorted(names)
                if kind in kinds
            ]
        if found:
            node["statusCheckRollup"]["contexts"]["nodes"] += found


def reports(reading: Reading, node: Node, typenames: set[str]) -> list[Node]:
    """Ask REST for all reports on the head commit, the replaced ones too.

    Raises:
        GitHubError: They cannot be read.
    """
    found: list[Node] = []
    path = reading.rest_path(f"/commits/{node['headRefOid']}")
    if "StatusContext" in typenames:
        found += [_status(one) for one in _pages(reading, f"{path}/statuses")]
    if "CheckRun" in typenames:
        found += [_run(one) for one in _pages(reading, f"{path}/check-runs")]
    return found


def _hidden(node: Node) -> set[tuple[str, str]]:
    """Checks that are shown with a report from after the merge alone."""
    rollup = node.get("statusCheckRollup") or {}
    contexts = (rollup.get("contexts") or {}).get("nodes") or []
    merged_at = instant(node["mergedAt"])
    late = {_name(one) for one in contexts if is_after_merge(one, merged_at)}
    return late - {_name(one) for one in contexts if not is_after_merge(one, merged_at)}


def _all_runs(reading: Reading, nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """All runs by pull request, where GraphQL is seen to know them."""
    waiting = {node["id"]: node for node in nodes}
    found: dict[str, list[Node]] = {}
    while waiting and reading.desk.marked(_NOT_TOLD) is None:
        try:
            answered, _, _ = ask_nodes(
                reading.client, reading.sizes.checks, "all_runs_by_id", list(waiting)
            )
        except GitHubError as error:
            with reading.desk.page():  # not asked again in this run
                reading.desk.mark(_NOT_TOLD, {"why": error.what[:200]})
            return found
        for node_id, answer in answered.items():
            node = waiting.pop(node_id)
            runs = _runs_of(node, answer)
            if runs and _shown(node) <= {run["id"] for run in runs}:
                found[node_id] = runs
    return found


def _runs_of(node: Node, answered: Node | None) -> list[Node]:
    """The runs on the head commit; none where the answer may lack some."""
    commits = ((answered or {}).get("commits") or {}).get("nodes") or []
    commit = ((commits[-1] if commits else None) or {}).get("commit") or {}
    suites = commit.get("checkSuites") or {}
    lists = [suites, *((one or {}).get("checkRuns") or {} for one in _of(suites))]
    is_whole = commit.get("oid") == node.get("headRefOid") and not any(
        (one.get("pageInfo") or {}).get("hasNextPage") for one in lists
    )
    return [run for one in lists[1:] for run in _of(one) if run] if is_whole else []


def _of(connection: Node) -> list[Node]:
    return connection.get("nodes") or []


def _shown(node: Node) -> set[str]:
    contexts = node["statusCheckRollup"]["contexts"]["nodes"]
    return {one["id"] for one in contexts if one["__typename"] == "CheckRun"}


def _name(context: Node) -> tuple[str, str]:
    return str(context.get("__typename")), str(
        context.get("name") or context.get("context")
    )


def _untold(node: Node, typename: str, name: str) -> Node:
    """A check that may have reported before the merge; with what result is unknown."""
    time = node["mergedAt"]
    return {
        "__typename": typename,
        "id": f"{node['id']}-{name}",
        "name": name,
        "context": name,
        "conclusion": "UNKNOWN",
        "state": "UNKNOWN",
        "startedAt": time,
        "completedAt": time,
        "createdAt": time,
    }


def _pages(reading: Reading, path: str) -> Iterator[Node]:
    """Yield statuses or check runs, page by page."""
    page, params = 1, Node({"per_page": _REPORTS})
    if path.endswith("/check-runs"):
        params |= {"filter": "all"}
    while True:
        more = {"page": page} if page > 1 else {}
        reply = reading.client.rest(path, params | more)
        content = reply.content
        found = content.get("check_runs") if isinstance(content, dict) else content
        yield from (one for one in found or [] if isinstance(one, dict))
        if replace(reply, content=found or []).is_last(_REPORTS) or page == _PAGES:
            return
        page += 1


def _status(one: Node) -> Node:
    return {
        "__typename": "StatusContext",
        "id": one.get("node_id") or str(one.get("id")),
        "context": one.get("context"),
        "state": str(one.get("state") or "").upper(),
        "createdAt": one.get("created_at"),
        "targetUrl": one.get("target_url"),
    }


def _run(one: Node) -> Node:
    return {
        "__typename": "CheckRun",
        "id": one.get("node_id") or str(one.get("id")),
        "name": one.get("name"),
        "conclusion": str(one["conclusion"]).upper() if one.get("conclusion") else None,
        "startedAt": one.get("started_at"),
        "completedAt": one.get("completed_at"),
        "url": one.get("html_url"),
    }
