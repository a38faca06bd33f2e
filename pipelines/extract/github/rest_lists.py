"""What only REST lists: review comments, issue events, pushes, bypasses of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pipelines.extract.github.checks import instant
from pipelines.extract.github.client import Client, Reply
from pipelines.extract.github.errors import (
    NOT_READABLE,
    GitHubError,
    GoneError,
    RejectedError,
    WithheldError,
)
from pipelines.extract.github.people import person_id, person_row
from pipelines.extract.github.reading import Reading
from pipelines.extract.records import Row

Node = dict[str, Any]

_PAGE = 100


def read_review_comments(reading: Reading) -> None:
    """Read the review comments that were written or edited since the last reading.

    The next page is asked for by the time of the last comment that was read, never
    by its number: an edit moves a comment to the end, and all others up by one.
    """
    place = reading.desk.marked("review_comments") or {
        "since": reading.state.get("review_comments_since"),
        "read_count": 0,
        "page": 1,
    }
    while not place.get("is_done"):
        params = {"sort": "updated", "direction": "asc", "per_page": _PAGE}
        if place["since"]:
            params["since"] = place["since"]
        if place["page"] > 1:
            params["page"] = place["page"]
        try:
            path = reading.rest_path("/pulls/comments")
            reply = reading.client.rest_list(path, params)
        except (WithheldError, GoneError, RejectedError) as error:
            reading.withheld("review_comments", _reason(error, "Pull requests: read"))
            return
        found = reply.content
        with reading.desk.page():
            for one in found:
                put_review_comment(reading, one)
            place["read_count"] += len(found)
            _step(place, found, is_last=reply.is_last(_PAGE))
            _tell_holes(reading, reply, "review comment")
            reading.readable("review_comments")
            reading.desk.mark("review_comments", place)
        reading.count("review comments", place["read_count"])


def _step(place: Node, found: list[Node], *, is_last: bool) -> None:
    """Set where the next page begins: a second before the last that was read."""
    place["is_done"] = is_last or not found
    if not found:
        return
    times = [str(_time_of(one)) for one in found if _time_of(one)]
    if not times:
        place["page"] += 1
        return
    since = (instant(times[-1]) - timedelta(seconds=1)).astimezone(UTC)
    words = since.strftime("%Y-%m-%dT%H:%M:%SZ")
    if words == place["since"] or (place["since"] and words < place["since"]):
        place["page"] += 1  # a page within one second: only its number leads on
    else:
        place["since"], place["page"] = words, 1
    latest = [*times, *filter(None, [place.get("latest")])]
    place["latest"] = max(latest, key=instant)


def _time_of(comment: Node) -> object:
    return comment.get("updated_at") or comment.get("created_at")


def _tell_holes(reading: Reading, reply: Reply, what: str) -> None:
    """Put down entries of a list that were no records. Call it within a page."""
    if reply.hole_count:
        reading.unreadable(f"{what}: {reply.hole_count} empty entries in GitHub's list")


def put_review_comment(reading: Reading, one: Node) -> int | None:
    """Put a review comment down; return its pull request. Call it within a page."""
    number = _number_at_end(one.get("pull_request_url")) or _number_in(
        one.get("html_url")
    )
    if number is None:
        reading.unreadable(f"review comment {one.get('id')}: of no pull request")
        return None
    row = {
        "repository_id": reading.name,
        "comment_id": one.get("node_id") or str(one.get("id")),
        "number": number,
        "kind": "review_comment",
        "author_id": person_id(one.get("user")),
        "author_as_written": None,
        "body": one.get("body"),
        "url": one.get("html_url"),
        "path": None,
        "position": None,
        "line": None,
        "created_at": one.get("created_at"),
        "updated_at": one.get("updated_at"),
        "deleted_at": None,
    }
    reading.desk.put([("comments", row)], "review_comments", number)
    reading.people([person_row(reading.name, one.get("user"))])
    return number


def read_comments_of(reading: Reading, number: int) -> int:
    """Read all review comments of one pull request anew; return how many it has."""
    path = reading.rest_path(f"/pulls/{number}/comments")
    rows = list(all_pages(reading.client, path))
    with reading.desk.page():
        reading.desk.replace("review_comments", number)
        for one in rows:
            put_review_comment(reading, one)
    return len(rows)


def read_events(reading: Reading, kinds: frozenset[str]) -> set[int]:
    """Return the items that something of `kinds` happened to since the last reading.

    The newest come first; at the first reading only the place is noted.
    """
    seen = int(reading.state.get("last_event_id") or 0)
    newest, numbers, page = 0, set[int](), 1
    path = reading.rest_path("/issues/events")
    while page:
        params = {"per_page": _PAGE} | ({"page": page} if page > 1 else {})
        try:
            reply = reading.client.rest_list(path, params)
        except NOT_READABLE as error:
            if newest == 0:
                reading.withheld("issue_events", _reason(error, "Issues: read"))
            break  # beyond its first pages the list ends with 422
        found = [one for one in reply.content if _id_of(one) is not None]
        newest = max([newest, *(_id_of(one) or 0 for one in found)])
        fresh = [one for one in found if (_id_of(one) or 0) > seen]
        for one in fresh:
            number = (one.get("issue") or {}).get("number")
            if number and one.get("event") in kinds:
                numbers.add(int(number))
        is_over = reading.is_first or len(fresh) < len(found) or not found
        page = 0 if is_over or reply.is_last(_PAGE) else page + 1
    if newest:
        with reading.desk.page():
            reading.desk.mark("last_event_id", newest)
            reading.readable("issue_events")
    return numbers


def read_pushes(reading: Reading) -> None:
    """Read the pushes to the default branch, newest first, to the last known one."""
    branch = (reading.glance.get("defaultBranchRef") or {}).get("name")
    place = reading.desk.marked("pushes") or {}
    if not branch or place.get("is_done"):
        return
    seen = int(reading.state.get("last_push_id") or 0)
    params: Node | None = place.get("params") or {
        "ref": f"refs/heads/{branch}",
        "per_page": _PAGE,
    }
    while params:
        try:
            reply = reading.client.rest_list(reading.rest_path("/activity"), params)
        except NOT_READABLE as error:
            reading.withheld("pushes", _reason(error, "Contents: read"))
            return
        found = [one for one in reply.content if _id_of(one) is not None]
        fresh = [one for one in found if (_id_of(one) or 0) > seen]
        asked, params = params, next_page(reply)
        if len(fresh) < len(found) or not found or params == asked:
            params = None
        with reading.desk.page():
            reading.desk.put(
                (("pushes", _push(reading.name, one)) for one in fresh), "pushes"
            )
            reading.people(person_row(reading.name, one.get("actor")) for one in fresh)
            newest = max([place.get("newest", 0), *(_id_of(one) or 0 for one in fresh)])
            place |= {
                "newest": newest,
                "params": params,
                "is_done": params is None,
            }
            reading.desk.mark("pushes", place)
            reading.readable("pushes")


def read_bypasses(reading: Reading) -> None:
    """Read GitHub's record of pushes that went round a rule, a month back at most."""
    if reading.desk.marked("bypasses"):
        return
    path = reading.rest_path("/rulesets/rule-suites")
    seen = int(reading.state.get("last_rule_suite_id") or 0)
    newest, rows, actors = seen, list[Row](), list[Node]()
    params = {"rule_suite_result": "bypass", "time_period": "month", "per_page": _PAGE}
    try:
        for one in all_pages(reading.client, path, params):
            identity = _id_of(one)
            if identity is None or identity <= seen:
                continue
            newest = max(newest, identity)
            rows.append(_bypass(reading, one))
            actors.append({"login": one.get("actor_name")})
    except NOT_READABLE as error:
        reading.withheld("rule_bypasses", _reason(error, "Administration: read"))
        return
    with reading.desk.page():
        reading.desk.put((("rule_bypasses", row) for row in rows), "rule_bypasses")
        reading.people(person_row(reading.name, actor) for actor in actors)
        reading.desk.mark("bypasses", {"newest": newest})
        reading.readable("rule_bypasses")


def all_pages(
    client: Client, path: str, params: Mapping[str, Any] | None = None
) -> Iterator[Node]:
    """Yield every record of a list, page by page."""
    page = 1
    while True:
        asked = {"per_page": _PAGE, **(params or {}), "page": page}
        reply = client.rest_list(path, asked)
        yield from reply.content
        if reply.is_last(_PAGE):
            return
        page += 1


def next_page(reply: Reply) -> Node | None:
    """Return the parameters of the next page, None after the last.

    They are taken from the Link header, the address is not: it stays our own.
    """
    link = reply.links.get("next")
    return dict(parse_qsl(urlsplit(link).query)) if link else None


def _id_of(one: Node) -> int | None:
    """Return a record's number, None where it has none."""
    words = str(one.get("id") or "")
    return int(words) if words.isdigit() else None


def _push(repository_id: str, one: Node) -> Row:
    return {
        "repository_id": repository_id,
        "push_id": str(one["id"]),
        "ref": one.get("ref"),
        "kind": one.get("activity_type"),
        "before_sha": one.get("before"),
        "after_sha": one.get("after"),
        "actor_id": person_id(one.get("actor")),
        "occurred_at": one.get("timestamp"),
    }


def _bypass(reading: Reading, one: Node) -> Row:
    server = reading.client.addresses.server
    return {
        "repository_id": reading.name,
        "rule_suite_id": str(one["id"]),
        "ref": one.get("ref"),
        "before_sha": one.get("before_sha"),
        "after_sha": one.get("after_sha"),
        "actor_id": person_id({"login": one.get("actor_name")}),
        "result": one.get("result"),
        "url": f"{server}/{reading.name}/rules/insights?rule_suite={one['id']}",
        "rules": one.get("rule_evaluations"),
        "occurred_at": one.get("pushed_at"),
    }


def _number_at_end(url: object) -> int | None:
    last = str(url or "").rstrip("/").rpartition("/")[2]
    return int(last) if last.isdigit() else None


def _number_in(address: object) -> int | None:
    found = re.search(r"/pull/(\d{1,9})\b", str(address or ""))
    return int(found[1]) if found else None


def _reason(error: GitHubError, permission: str) -> str:
    named = getattr(error, "permission", None)
    return f"{named or permission} ({error.what[:120]})"


def overlapping(time: str | None, overlap: timedelta) -> str | None:
    """A time, an overlap earlier, as GitHub writes times."""
    if time is None:
        return None
    earlier: datetime = instant(time) - overlap
    return earlier.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
