"""The checks of merged pull requests, read once, soon after the merge."""

from __future__ import annotations

from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.checks import check_rows, unknown_checks
from pipelines.extract.github.earlier_checks import add_hidden, reports
from pipelines.extract.github.errors import (
    GitHubError,
    UnavailableError,
    WithheldError,
)
from pipelines.extract.github.paging import ask, ask_nodes, following
from pipelines.extract.github.queries import Unfinished
from pipelines.extract.github.reading import Reading

Node = dict[str, Any]

_PATH = ("statusCheckRollup", "contexts")


def read_checks(reading: Reading) -> None:
    """Read the checks of every pull request noted as work `checks`."""
    desk, size = reading.desk, reading.sizes.checks
    done, total = 0, desk.work_count("checks")
    while waiting := desk.work("checks", size.size):
        try:
            nodes, answer, places = ask_nodes(
                reading.client,
                size,
                "checks_by_id",
                [subject for subject, _ in waiting],
            )
        except UnavailableError as error:
            if size.size > 1:
                raise
            with desk.page():  # one that the server cannot give
                desk.done("checks", [waiting[0][0]])
                reading.unreadable(f"checks of {waiting[0][0]}: {error.what[:200]}")
            continue
        found = []
        for node_id, node in nodes.items():
            if not node or not node.get("mergedAt"):
                continue
            place = ("nodes", places[node_id], "statusCheckRollup")
            problem = answer.problem_at(*place)
            found.append((node, problem.message if problem else None))
        lacking = [node for node, _ in found if "statusCheckRollup" not in node]
        withheld = _add_rollups(reading, lacking)
        if silent := _refusal(reading, [node for node, _ in found]):
            withheld = {node["id"]: silent for node, _ in found} | withheld
        found = [(node, reason or withheld.get(node["id"])) for node, reason in found]
        ready = [(_whole(reading, node), reason) for node, reason in found]
        add_hidden(reading, [node for node, _ in ready])
        queued = {subject for subject, is_queued in waiting if is_queued}
        _add_queue(reading, [node for node, _ in ready if node["id"] in queued])
        if reasons := {reason for _, reason in ready if reason}:
            reading.withheld("checks", f"Checks: read ({min(reasons)[:120]})")
        with desk.page():
            desk.done("checks", list(nodes))
            if not reasons:
                reading.readable("checks")
            for node, reason in ready:
                _keep(reading, node, reason)
        done += len(nodes)
        reading.count("checks of merges", done, total)


def _whole(reading: Reading, node: Node) -> Node:
    """Follow the pages of a rollup."""
    rollup = node.get("statusCheckRollup")
    if not rollup:
        return node
    contexts = rollup.get("contexts") or {}
    contexts["nodes"] = list(contexts.get("nodes") or [])
    cursor = following(contexts)
    while cursor:
        one = Unfinished(node["id"], "PullRequest", _PATH, cursor)
        answer = ask(reading.client, reading.sizes.records, queries.further_page(one))
        page = ((answer.data.get("n0") or {}).get(_PATH[0]) or {}).get(_PATH[1])
        if page is None:
            break
        contexts["nodes"] += page.get("nodes") or []
        cursor = following(page, cursor)
    rollup["contexts"] = contexts
    contexts["nodes"] = [context for context in contexts["nodes"] if context]
    return node


def _add_rollups(reading: Reading, nodes: list[Node]) -> dict[str, str]:
    """Give pull requests the checks of their heads, where a server is older.

    It then has them under the last commit; still older ones have them in REST alone.
    Returns why they may not be read, by node id, where that is so.
    """
    waiting = {node["id"]: node for node in nodes}
    withheld: dict[str, str] = {}
    while waiting:
        found, answer, places = ask_nodes(
            reading.client, reading.sizes.checks, "head_checks_by_id", list(waiting)
        )
        for node_id, answered in found.items():
            node = waiting.pop(node_id)
            commit = _last_commit(answered)
            problem = answer.problem_at("nodes", places[node_id], "commits")
            if commit.get("statusCheckRollup") is None and problem:
                withheld[node_id] = problem.message
            node["statusCheckRollup"] = commit.get("statusCheckRollup")
            contexts = (node["statusCheckRollup"] or {}).get("contexts") or {}
            is_longer = (contexts.get("pageInfo") or {}).get("hasNextPage")
            if "statusCheckRollup" in commit and not is_longer:
                continue
            try:
                found_reports = reports(reading, node, {"StatusContext", "CheckRun"})
            except GitHubError as error:
                withheld[node_id] = error.what
            else:
                node["statusCheckRollup"] = {"contexts": {"nodes": found_reports}}
    return withheld


def _refusal(reading: Reading, nodes: list[Node]) -> str | None:
    """Return why no check of any of the pull requests is shown, None if there is none.

    A server may leave out what the token may not read and not say so; REST does. It is
    asked once in a run.
    """
    heads = [node["headRefOid"] for node in nodes if node.get("headRefOid")]
    if not heads or any(node.get("statusCheckRollup") for node in nodes):
        return None
    asked = reading.desk.marked("checks_asked")
    if asked is None:
        asked = {"refusal": None}
        try:
            path = reading.rest_path(f"/commits/{heads[-1]}/check-runs")
            reading.client.rest(path, {"per_page": 1})
        except WithheldError as error:
            asked["refusal"] = error.what
        except GitHubError:
            pass  # no such commit, or no such list: nothing is refused
        with reading.desk.page():
            reading.desk.mark("checks_asked", asked)
    found: str | None = asked["refusal"]
    return found


def _last_commit(pull_request: Node | None) -> Node:
    commits = (pull_request or {}).get("commits") or {}
    found = [one.get("commit") for one in commits.get("nodes") or [] if one]
    return found[-1] or {} if found else {}


def _add_queue(reading: Reading, nodes: list[Node]) -> None:
    """Add what ran on the merge queue's own commit, which is what was tested last."""
    waiting = {node["id"]: node for node in nodes}
    while waiting:
        found, _, _ = ask_nodes(
            reading.client, reading.sizes.checks, "queue_checks_by_id", list(waiting)
        )
        for node_id, answered in found.items():
            node = waiting.pop(node_id)
            commit = (answered or {}).get("mergeCommit") or {}
            contexts = (commit.get("statusCheckRollup") or {}).get("contexts") or {}
            if more := [one for one in contexts.get("nodes") or [] if one]:
                rollup = node.get("statusCheckRollup") or {"contexts": {"nodes": []}}
                rollup["contexts"]["nodes"] += more
                node["statusCheckRollup"] = rollup


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
