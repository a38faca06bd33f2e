"""Issues and pull requests, whole: every list under them is followed to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.answers import Answer
from pipelines.extract.github.checks import instant
from pipelines.extract.github.errors import (
    GoneError,
    TooMuchError,
    UnavailableError,
)
from pipelines.extract.github.items import item_rows, merge_method, total_of
from pipelines.extract.github.paging import ask, ask_nodes, following
from pipelines.extract.github.queries import Unfinished
from pipelines.extract.github.reading import Reading

Node = dict[str, Any]

_ODD_ITEMS = 50  # after which no more are read once more
_READ_AGAIN = 2  # times that an item whose counts do not add up is read once more


def read_issues(reading: Reading, *, since: str | None) -> None:
    """Read all issues, oldest first, or those that changed since, in that order."""
    order = {"field": "UPDATED_AT" if since else "CREATED_AT", "direction": "ASC"}
    shape = {"filter": {"since": since} if since else None, "order": order}
    while not _is_done(reading, "issues"):
        connection = _page_of(reading, "issues", shape)
        _keep_page(reading, "issues", "Issue", connection, since=since)


def read_pull_requests(reading: Reading, *, since: str | None) -> None:
    """Read all pull requests, oldest first, or the changed ones, last changed first.

    GitHub gives no list of pull requests that changed since; what changes while the
    list is read lies behind the reading's start, and comes with the next one.
    """
    order = {
        "field": "UPDATED_AT" if since else "CREATED_AT",
        "direction": "DESC" if since else "ASC",
    }
    while not _is_done(reading, "pullRequests"):
        connection = _page_of(reading, "pullRequests", {"order": order})
        _keep_page(reading, "pullRequests", "PullRequest", connection, since=since)


def read_by_id(reading: Reading) -> None:
    """Read the items noted as work `again`, and finish all that has further pages."""
    while True:
        _read_further(reading)
        wanted = reading.desk.work("again", reading.sizes.items.size)
        if not wanted:
            return
        ids = [subject for subject, _ in wanted]
        try:
            nodes, answer, places = ask_nodes(
                reading.client, reading.sizes.items, "items_by_id", ids
            )
        except UnavailableError as error:
            if reading.sizes.items.size > 1:
                raise
            with reading.desk.page():  # one that the server cannot give
                reading.desk.done("again", ids[:1])
                reading.unreadable(f"item {ids[0]}: {error.what[:200]}")
            continue
        with reading.desk.page():
            reading.desk.done("again", list(nodes))
            for node_id, node in nodes.items():
                problem = answer.problem_at("nodes", places[node_id])
                if node and node.get("number"):
                    if _is_ours(reading, node):
                        take_item(reading, node)
                elif problem and problem.is_withheld:
                    reading.unreadable(f"item {node_id}: {problem.message[:200]}")


def take_item(reading: Reading, item: Node) -> None:
    """Put an item down, or note that it has further pages. Call it within a page."""
    typename = "PullRequest" if "headRefName" in item else "Issue"
    rest = unfinished(item, typename, queries.lists_of(typename))
    if rest:
        detail = {"node": item, "typename": typename, "part": "item"}
        reading.desk.done("unfinished", [item["id"]])
        reading.desk.add_work("unfinished", [(item["id"], detail)])
        return
    short = _shortfalls(item, typename)
    if short and _may_read_again(reading, item["id"]):
        return
    _finish(reading, item, typename, short)


def _may_read_again(reading: Reading, node_id: str) -> bool:
    """Note an item to be read once more, unless that has been done often enough."""
    tries = reading.desk.marked("tries") or {}
    is_often = len(tries) >= _ODD_ITEMS  # another way to count, not a loss
    if is_often or tries.get(node_id, 0) >= _READ_AGAIN:
        return False
    tries[node_id] = tries.get(node_id, 0) + 1
    reading.desk.mark("tries", tries)
    reading.desk.add_work("again", [(node_id, None)])
    return True


def unfinished(
    node: Mapping[str, Any], typename: str, names: Iterable[str]
) -> list[Unfinished]:
    """Return the lists of a node that go on, each with its cursor."""
    found = []
    for name in names:
        page = (node.get(name) or {}).get("pageInfo") or {}
        if page.get("hasNextPage") and page.get("endCursor"):
            found.append(Unfinished(node["id"], typename, (name,), page["endCursor"]))
    return found


def _is_done(reading: Reading, field: str) -> bool:
    return bool((reading.desk.marked(field) or {}).get("is_done"))


def _page_of(reading: Reading, field: str, shape: Node) -> Node:
    """Ask for the page after the one that was kept last."""
    place = reading.desk.marked(field) or {}
    name = "issues_page" if field == "issues" else "pull_requests_page"
    size = reading.sizes.issues if field == "issues" else reading.sizes.pull_requests
    variables = reading.variables | shape | {"after": place.get("cursor")}

    def question(first: int) -> tuple[str, Node]:
        return queries.document(name), variables | {"first": first}

    try:
        answer = ask(reading.client, size, question)
    except UnavailableError:
        return _pass_by(reading, field, name, variables)
    return _list_of(reading, answer, field)


def _pass_by(reading: Reading, field: str, name: str, variables: Node) -> Node:
    """Go past a single item that the server cannot give, and record it.

    Raises:
        UnavailableError: The server does not even say which item that is.
    """
    bare = queries.bare(name)
    try:
        answer = reading.client.graphql(bare, variables | {"first": 1})
    except TooMuchError as error:
        raise UnavailableError(error.what) from error
    connection = _list_of(reading, answer, field)
    with reading.desk.page():
        for item in connection.get("nodes") or []:
            if item:
                reason = "GitHub fails to give this item"
                reading.unreadable(reason, number=int(item["number"]))
    return connection | {"nodes": []}


def _list_of(reading: Reading, answer: Answer, field: str) -> Node:
    repository = answer.data.get("repository")
    if repository is None:
        raise GoneError(f"{reading.name}: no such repository any more")
    found: Node | None = repository.get(field)
    if found and found.get("nodes") is None and found.get("totalCount") != 0:
        raise UnavailableError(f"{reading.name}: {field}: a page without its records")
    if found is None:
        problem = answer.problem_at("repository", field)
        why = problem.message if problem else "no reason given"
        raise GoneError(f"{reading.name}: {field} cannot be read: {why}")
    return found


def _keep_page(
    reading: Reading,
    field: str,
    typename: str,
    connection: Node,
    *,
    since: str | None = None,
) -> None:
    """Put a page down together with the place where the next one begins."""
    place = reading.desk.marked(field) or {"read_count": 0}
    cursor = following(connection, place.get("cursor"))
    is_past = False
    with reading.desk.page():
        for item in connection.get("nodes") or []:
            if item is None:
                reading.unreadable(f"GitHub gives an empty {typename} in its list")
                continue
            if since and typename == "PullRequest" and _is_before(item, since):
                is_past = True
                break
            place["read_count"] += 1
            take_item(reading, item)
        place["cursor"] = cursor or place.get("cursor")
        place["is_done"] = is_past or cursor is None
        if since is None or typename == "PullRequest":  # else it counts what changed
            place["total_count"] = connection.get("totalCount")
        reading.desk.mark(field, place)
    what = "issues" if field == "issues" else "pull requests"
    total = connection.get("totalCount") if since is None else None
    reading.count(what, place["read_count"], total)


def _is_before(item: Node, since: str) -> bool:
    return instant(item["updatedAt"]) < instant(since)


def _is_ours(reading: Reading, item: Node) -> bool:
    """A transferred item may still be found by its id: in another repository."""
    place = (item.get("repository") or {}).get("nameWithOwner")
    return str(place).lower() == reading.name.lower()


def _read_further(reading: Reading) -> None:
    """Follow the lists of all items that go on, several items at a time."""
    size = reading.sizes.further
    while waiting := reading.desk.work("unfinished", size.size):
        nodes: dict[str, Node | None] = {
            subject: detail["node"] for subject, detail in waiting
        }
        asked: list[Unfinished] = []

        def question(
            count: int, waiting: list[Any] = waiting, asked: list[Unfinished] = asked
        ) -> tuple[str, Node]:
            asked.clear()
            for _, detail in waiting:
                names = queries.lists_of(detail["typename"])
                asked += unfinished(detail["node"], detail["typename"], names)
            del asked[count:]
            return queries.further_pages(asked, 100 if count > 1 else 50), {}

        try:
            answer = ask(reading.client, size, question)
        except UnavailableError as error:
            if size.size > 1:
                raise
            with reading.desk.page():  # a list that the server cannot give
                reading.desk.done("unfinished", [asked[0].node_id])
                reason = f"{asked[0].path[-1]} of {asked[0].node_id}"
                reading.unreadable(f"{reason}: {error.what[:200]}")
            continue
        for number, one in enumerate(asked):
            found = (answer.data.get(f"n{number}") or {}).get(one.path[-1])
            node = nodes[one.node_id]
            if found is None:
                nodes[one.node_id] = None  # gone meanwhile, or withheld
            elif node is not None:
                _extend(node[one.path[-1]], found)
        touched = dict.fromkeys(one.node_id for one in asked)
        with reading.desk.page():
            for node_id in touched:
                reading.desk.done("unfinished", [node_id])
                _take_further(reading, node_id, nodes[node_id])


def _take_further(reading: Reading, node_id: str, node: Node | None) -> None:
    if node is not None:
        take_item(reading, node)
    elif not _may_read_again(reading, node_id):
        reading.unreadable(f"item {node_id}: a list of it breaks off")


def _extend(connection: Node, page: Node) -> None:
    before = connection["pageInfo"].get("endCursor")
    connection["nodes"] = (connection["nodes"] or []) + (page.get("nodes") or [])
    connection["pageInfo"] = dict(page.get("pageInfo") or {})
    if connection["pageInfo"].get("endCursor") == before:
        connection["pageInfo"]["hasNextPage"] = False  # it leads nowhere
    connection["totalCount"] = page.get("totalCount")


def _shortfalls(item: Node, typename: str) -> list[str]:
    """Say which lists of an item hold fewer, or more, than GitHub counts."""
    found = []
    for name in queries.lists_of(typename):
        total = total_of(item, name)
        if total is None:
            continue  # withheld: an error said so, and reading it again won't help
        count = len(item[name].get("nodes") or [])
        if count != total:
            found.append(f"{name}: {count} of {total}")
    return found


def _event_count(item: Node, row_count: int) -> int | None:
    """Return how many events there should be: those that were asked for.

    A server may list others as well, of which it then tells nothing.
    """
    total = total_of(item, "timelineItems")
    nodes = (item.get("timelineItems") or {}).get("nodes") or []
    unasked = sum(1 for node in nodes if node is not None and not node.get("id"))
    return None if total is None else max(total - unasked, row_count)


def _finish(reading: Reading, item: Node, typename: str, short: list[str]) -> None:
    desk, number = reading.desk, int(item["number"])
    desk.replace("item", number)
    desk.replace("unreadable", number)
    rows = list(item_rows(reading.name, item))
    events = sum(table in ("label_events", "timeline_events") for table, _ in rows)
    desk.put((one for one in rows if one[0] != "people"), "item", number)
    reading.people(row for table, row in rows if table == "people")
    for one in short:
        reading.unreadable(f"not read in full: {one}", number=number)
    for name in queries.lists_of(typename):
        if name in item and total_of(item, name) is None:
            reading.unreadable(f"{name}: may not be read", number=number)
    known = reading.item(number) or {}
    desk.put(
        [
            (
                "synced_items",
                {
                    "repository_id": reading.name,
                    "node_id": item["id"],
                    "item_kind": "issue" if typename == "Issue" else "pull_request",
                    "number": number,
                    "comment_count": total_of(item, "comments"),
                    "timeline_count": total_of(item, "timelineItems"),
                    "event_count": _event_count(item, events),
                    "review_count": sum(
                        1
                        for review in (item.get("reviews") or {}).get("nodes") or []
                        if review and review.get("state") != "PENDING"
                    ),
                    "total_comment_count": item.get("totalCommentsCount"),
                    "unexplained_comment_count": known.get("unexplained_comment_count"),
                    "has_checks": known.get("has_checks"),
                    "updated_at": item["updatedAt"],
                },
            )
        ],
        "synced",
        number,
    )
    if item.get("mergedAt") and not known.get("has_checks"):
        desk.add_work("checks", [(item["id"], merge_method(item) == "queue")])
