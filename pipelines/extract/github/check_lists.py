"""The checks of merged pull requests, read once, soon after the merge."""

from __future__ import annotations

from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.checks import (
    check_rows,
    instant,
    is_after_merge,
    unknown_checks,
)
from pipelines.extract.github.errors import GitHubError, UnavailableError
from pipelines.extract.github.paging import ask
from pipelines.extract.github.queries import Unfinished
from pipelines.extract.github.reading import Reading

Node = dict[str, Any]

_PATH = ("statusCheckRollup", "contexts")


def read_checks(reading: Reading) -> None:
    """Read the checks of every pull request noted as work `checks`."""
    desk, size = reading.desk, reading.sizes.checks
    total = desk.work_count("checks")
    while waiting := desk.work("checks", size.size):
        asked: list[str] = []

        def question(
            count: int, waiting: list[Any] = waiting, asked: list[str] = asked
        ) -> tuple[str, Node]:
            asked[:] = [subject for subject, _ in waiting[:count]]
            return queries.document("checks_by_id"), {"ids": asked}

        try:
            answer = ask(reading.client, size, question)
        except UnavailableError as error:
            if len(asked) > 1:
                raise
            with desk.page():  # one that the server cannot give
                desk.done("checks", asked)
                reading.unreadable(f"checks of {asked[0]}: {error.what[:200]}")
            continue
        found = []
        for place, node in enumerate(answer.data.get("nodes") or []):
            if not node or not node.get("mergedAt"):
                continue
            problem = answer.problem_at("nodes", place, "statusCheckRollup")
            found.append((node, problem.message if problem else None))
        ready = [(_whole(reading, node), reason) for node, reason in found]
        queued = {subject for subject, is_queued in waiting if is_queued}
        _add_queue(reading, [node for node, _ in ready if node["id"] in queued])
        if reasons := {reason for _, reason in ready if reason}:
            reading.withheld("checks", f"Checks: read ({min(reasons)[:120]})")
        with desk.page():
            desk.done("checks", asked)
            if not reasons:
                reading.readable("checks")
            for node, reason in ready:
                _keep(reading, node, reason)
        done = total - desk.work_count("checks")
        reading.count("checks of merges", done, total)


def _whole(reading: Reading, node: Node) -> Node:
    """Follow the pages of a rollup, and look behind what was reported after the merge.

    A rollup shows the last report of each check: what stood at the merge may be
    hidden by one that came later.
    """
    rollup = node.get("statusCheckRollup")
    if not rollup:
        return node
    contexts = rollup["contexts"]
    while contexts["pageInfo"]["hasNextPage"]:
        cursor = contexts["pageInfo"]["endCursor"]
        one = Unfinished(node["id"], "PullRequest", _PATH, cursor)
        answer = ask(reading.client, reading.sizes.records, queries.further_page(one))
        page = ((answer.data.get("n0") or {}).get(_PATH[0]) or {}).get(_PATH[1])
        if page is None:
            break
        contexts["nodes"] += page["nodes"]
        contexts["pageInfo"] = page["pageInfo"]
    merged_at = instant(node["mergedAt"])
    contexts["nodes"] = [context for context in contexts["nodes"] if context]
    before = {
        _name(one) for one in contexts["nodes"] if not is_after_merge(one, merged_at)
    }
    late = [one for one in contexts["nodes"] if is_after_merge(one, merged_at)]
    hidden = {one["__typename"] for one in late if _name(one) not in before}
    if hidden:
        contexts["nodes"] += _earlier(reading, node, hidden)
    return node


def _add_queue(reading: Reading, nodes: list[Node]) -> None:
    """Add what ran on the merge queue's own commit, which is what was tested last."""
    waiting = {node["id"]: node for node in nodes}
    while waiting:
        asked: list[str] = []

        def question(
            count: int, waiting: Node = waiting, asked: list[str] = asked
        ) -> tuple[str, Node]:
            asked[:] = list(waiting)[:count]
            return queries.document("queue_checks_by_id"), {"ids": asked}

        answer = ask(reading.client, reading.sizes.checks, question)
        for node_id, found in zip(asked, answer.data.get("nodes") or [], strict=False):
            commit = (found or {}).get("mergeCommit") or {}
            more = ((commit.get("statusCheckRollup") or {}).get("contexts") or {}).get(
                "nodes"
            )
            node = waiting[node_id]
            if more:
                rollup = node.get("statusCheckRollup") or {"contexts": {"nodes": []}}
                rollup["contexts"]["nodes"] += [one for one in more if one]
                node["statusCheckRollup"] = rollup
        for node_id in asked:
            del waiting[node_id]


def _name(context: Node) -> tuple[str, str]:
    return context["__typename"], str(context.get("name") or context.get("context"))


def _earlier(reading: Reading, node: Node, typenames: set[str]) -> list[Node]:
    """Ask REST for all reports on the head commit, the replaced ones too."""
    found: list[Node] = []
    path = reading.rest_path(f"/commits/{node['headRefOid']}")
    try:
        if "StatusContext" in typenames:
            reply = reading.client.rest(f"{path}/statuses", {"per_page": 100})
            found += [_status(one) for one in reply.content or []]
        if "CheckRun" in typenames:
            reply = reading.client.rest(
                f"{path}/check-runs", {"filter": "all", "per_page": 100}
            )
            found += [_run(one) for one in (reply.content or {}).get("check_runs", [])]
    except GitHubError:
        return found  # what the rollup says stands
    return found


def _status(one: Node) -> Node:
    return {
        "__typename": "StatusContext",
        "id": one.get("node_id") or str(one["id"]),
        "context": one["context"],
        "state": str(one["state"]).upper(),
        "createdAt": one["created_at"],
        "targetUrl": one.get("target_url"),
    }


def _run(one: Node) -> Node:
    return {
        "__typename": "CheckRun",
        "id": one.get("node_id") or str(one["id"]),
        "name": one["name"],
        "conclusion": str(one["conclusion"]).upper() if one.get("conclusion") else None,
        "startedAt": one.get("started_at"),
        "completedAt": one.get("completed_at"),
        "url": one.get("html_url"),
    }


def _keep(reading: Reading, node: Node, withheld: str | None) -> None:
    desk, number = reading.desk, int(node["number"])
    rollup = node.get("statusCheckRollup") or {}
    contexts = (rollup.get("contexts") or {}).get("nodes") or []
    desk.replace("checks", number)
    if withheld:
        rows = [("checks", unknown_checks(reading.name, node, withheld[:300]))]
    else:
        now = reading.client.now()
        rows = list(check_rows(reading.name, node, contexts, now=now))
    desk.put(rows, "checks", number)
    known = reading.item(number)
    if known:
        desk.put(
            [("synced_items", known | {"has_checks": withheld is None})],
            "synced",
            number,
        )
