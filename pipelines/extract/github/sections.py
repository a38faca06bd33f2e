"""What belongs to the repository itself: labels, milestones, releases, rules, teams.

Each of these is read whole, where the look at the repository says that it changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pipelines.extract.github import queries
from pipelines.extract.github.answers import Answer
from pipelines.extract.github.checks import instant
from pipelines.extract.github.errors import NOT_READABLE, WithheldError
from pipelines.extract.github.paging import PageSize, ask, following
from pipelines.extract.github.people import person_id, person_row, reviewer_id
from pipelines.extract.github.queries import Unfinished
from pipelines.extract.github.reading import Reading
from pipelines.extract.records import Row

Node = dict[str, Any]
_UNSEEN = "GitHub does not show them to this token"
_OLDER = "this server's version does not list them"
_SETTLED = (
    50  # deployments one after the other that are as they were: so are older ones
)
_GLANCED = 100  # labels that a look at a repository shows

Shape = Callable[[str, Node], Row]


def read_sections(reading: Reading) -> None:
    """Read every section whose look differs from the last reading's."""
    _dictionary(reading, "labels", _label)
    _dictionary(reading, "milestones", _milestone)
    _dictionary(reading, "releases", _release)
    _read_deployments(reading)
    if not reading.desk.marked("section:rules"):  # no look tells of classic protection
        _read_rules(reading)
    read_teams(reading)


def fingerprint(value: object) -> str:
    """Name a value by its content."""
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, default=str).encode()
    ).hexdigest()


def look(glance: Mapping[str, Any], section: str) -> str:
    """Name what the look at a repository says of a section."""
    return fingerprint(glance.get(section))


def _is_due(reading: Reading, section: str, seen: object) -> bool:
    """Tell whether a section is to be read: it changed, and this run has not yet."""
    if reading.desk.marked(f"section:{section}"):
        return False
    if reading.is_first or seen is None:
        return True
    last = (reading.state.get("looks") or {}).get(section)
    return bool(last != seen)


def _dictionary(reading: Reading, section: str, shape: Shape) -> None:
    seen = look(reading.glance, section)
    glanced = reading.glance.get(section)
    is_longer = section == "labels" and glanced and glanced["totalCount"] > _GLANCED
    if not _is_due(reading, section, None if is_longer else seen):
        return
    if glanced is None:
        is_known = reading.client.dialect.has_field("Repository", section)
        reading.withheld(section, _UNSEEN if is_known else _OLDER)
        return
    shown = [node for node in glanced.get("nodes") or [] if node]
    is_whole = len(shown) == glanced.get("totalCount") and section in (
        "labels", "milestones",
    )  # fmt: skip
    if glanced.get("totalCount") == 0 or is_whole:
        nodes = shown
    elif section == "labels" and (more := _seen_twice(reading)) is not None:
        nodes = [*shown, *more]
    else:
        try:
            nodes = list(_all(reading, section))
        except WithheldError as error:
            reading.withheld(section, error.what[:200])
            return
    rows = [shape(reading.name, node) for node in nodes if node]
    people = [node.get("author") or node.get("creator") for node in nodes if node]
    _keep(
        reading, section, [(section, rows)],
        [person_row(reading.name, actor) for actor in people],
    )  # fmt: skip


def _seen_twice(reading: Reading) -> list[Node] | None:
    """Return the labels that the second look saw, if that is all of them."""
    return reading.second.labels if reading.second else None


def is_stirred(reading: Reading) -> bool:
    """Tell whether a second look saw something that the first one did not."""
    second, digests = reading.second, reading.state.get("digests") or {}
    if second is None:
        return False
    if second.renamed:
        return True
    labels = reading.glance.get("labels") or {}
    if (labels.get("totalCount") or 0) > _GLANCED:
        if second.labels is None:
            return True
        nodes = [*labels["nodes"], *second.labels]
        rows = [_label(reading.name, node) for node in nodes if node]
        if fingerprint([rows]) != digests.get("labels"):
            return True
    before = reading.state.get("protection")
    if second.protection is None or before is None:
        return False
    return bool(protection_digest(second.protection) != before)


def protection_digest(nodes: list[Node]) -> str:
    """Name rules of classic protection by what they say."""
    return fingerprint(sorted(nodes, key=lambda node: str(node.get("id"))))


def _read_deployments(reading: Reading) -> None:
    """Read the newest deployments down to where they are known as they are.

    All are read anew where that does not make them as many as GitHub counts.
    """
    seen = look(reading.glance, "deployments")
    glanced = reading.glance.get("deployments")
    if not _is_due(reading, "deployments", seen):
        return
    if reading.is_first or glanced is None or not glanced.get("totalCount"):
        _dictionary(reading, "deployments", _deployment)
        return
    known = reading.known.deployments(reading.known_as)
    count, rows, people = len(known), list[Row](), list[Row | None]()
    same = 0
    try:
        for node in _newest_deployments(reading):
            row = _deployment(reading.name, node)
            before = known.get(row["deployment_id"])
            is_same = row["updated_at"] and before == instant(row["updated_at"])
            if before is not None and is_same:
                same += 1
                if same == _SETTLED:
                    break
                continue
            same = 0
            count += before is None
            rows.append(row)
            people.append(person_row(reading.name, node.get("creator")))
    except WithheldError as error:
        reading.withheld("deployments", error.what[:200])
        return
    if count != glanced["totalCount"]:
        _dictionary(reading, "deployments", _deployment)
        return
    with reading.desk.page():
        reading.desk.mark("section:deployments", {"digest": None, "counts": {}})
        reading.readable("deployments")
        reading.desk.put((("deployments", row) for row in rows), "deployments")
        reading.people(people)


def _newest_deployments(reading: Reading) -> Iterator[Node]:
    return _all(reading, "deployments", "newest_deployments")


def _all(reading: Reading, section: str, query: str | None = None) -> Iterator[Node]:
    """Yield all records of a section, page by page."""
    cursor: str | None = None
    cursors: list[str] = []
    while True:
        answer = _page(
            reading,
            query or f"all_{section}",
            reading.sizes.records,
            reading.variables,
            cursor,
        )
        connection = (answer.data.get("repository") or {}).get(section)
        if connection is None:
            problem = answer.problem_at("repository", section)
            raise WithheldError(
                f"{reading.name}: {section}: {problem.message if problem else 'null'}"
            )
        yield from (node for node in connection.get("nodes") or [] if node)
        cursor = following(connection, cursor)
        if cursor is None:
            break
        cursors.append(cursor)
    if section == "labels":
        with reading.desk.page():
            reading.desk.mark("label_cursors", cursors)


def _page(
    reading: Reading, name: str, size: PageSize, variables: Node, cursor: str | None
) -> Answer:
    return ask(
        reading.client,
        size,
        lambda first: (
            queries.document(name),
            variables | {"first": first, "after": cursor},
        ),
    )


def _keep(
    reading: Reading,
    section: str,
    tables: list[tuple[str, list[Row]]],
    people: list[Row | None] | None = None,
) -> None:
    """Put a section down, unless it is what the last reading left."""
    digest = fingerprint([[_timeless(row) for row in rows] for _, rows in tables])
    last = (reading.state.get("digests") or {}).get(section)
    counts = {table: len(rows) for table, rows in tables}
    with reading.desk.page():
        reading.desk.mark(f"section:{section}", {"digest": digest, "counts": counts})
        reading.readable(section, *counts)
        if digest == last:
            return
        for table, rows in tables:
            reading.desk.replace(table)
            reading.desk.put(((table, row) for row in rows), table)
        reading.people(people or [])


def _timeless(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "as_of"}


def _label(repository_id: str, node: Node) -> Row:
    return {
        "repository_id": repository_id,
        "name": node["name"],
        "description": node.get("description"),
        "color": node.get("color"),
        "node_id": node["id"],
        "created_at": node.get("createdAt"),
        "deleted_at": None,
    }


def _milestone(repository_id: str, node: Node) -> Row:
    return {
        "repository_id": repository_id,
        "number": node["number"],
        "title": node["title"],
        "description": node.get("description"),
        "state": str(node.get("state") or "").lower() or None,
        "url": node.get("url"),
        "path": None,
        "line": None,
        "due_at": node.get("dueOn"),
        "closed_at": node.get("closedAt"),
    }


def _release(repository_id: str, node: Node) -> Row:
    return {
        "repository_id": repository_id,
        "tag": node["tagName"],
        "title": node.get("name"),
        "body": node.get("description"),
        "author_id": person_id(node.get("author")),
        "url": node.get("url"),
        "is_draft": node.get("isDraft"),
        "is_prerelease": node.get("isPrerelease"),
        "created_at": node.get("createdAt"),
        "published_at": node.get("publishedAt"),
    }


def _deployment(repository_id: str, node: Node) -> Row:
    status = node.get("latestStatus") or {}
    state = status.get("state") or node.get("state")
    return {
        "repository_id": repository_id,
        "deployment_id": node["id"],
        "environment": node.get("environment") or node.get("latestEnvironment"),
        "state": str(state).lower() if state else None,
        "commit_sha": node.get("commitOid"),
        "creator_id": person_id(node.get("creator")),
        "url": status.get("logUrl"),
        "created_at": node.get("createdAt"),
        "updated_at": node.get("updatedAt"),
    }


def _read_rules(reading: Reading) -> None:
    """Read what holds on the default branch: rulesets, and classic protection.

    One of them may be read without the other.
    """
    branch = (reading.glance.get("defaultBranchRef") or {}).get("name")
    as_of = reading.client.now().isoformat()

    def rulesets() -> list[Row]:
        return _ruleset_rows(reading, branch, as_of) if branch else []

    def protection() -> list[Row]:
        found = list(_all(reading, "branchProtectionRules"))
        with reading.desk.page():
            reading.desk.mark("protection", protection_digest(found))
        return [_protection(reading.name, node, as_of) for node in found]

    rows: list[Row] = []
    reasons: list[str] = []
    for read in (rulesets, protection):
        try:
            rows += read()
        except NOT_READABLE as error:
            permission = getattr(error, "permission", None) or "Administration: read"
            reasons.append(f"{permission} ({error.what[:120]})")
    if len(reasons) == 2 or (reasons and not rows):
        with reading.desk.page():
            reading.desk.mark("section:rules", {"digest": None, "counts": {}})
    else:
        _keep(reading, "rules", [("branch_rules", rows)])
    if reasons:
        reading.withheld("branch_rules", "; ".join(reasons))


def _ruleset_rows(reading: Reading, branch: str, as_of: str) -> list[Row]:
    path = reading.rest_path(f"/rules/branches/{quote(branch, safe='')}")
    rows: list[Row] = []
    page = 1
    while True:
        reply = reading.client.rest_list(path, {"per_page": 100, "page": page})
        for rule in reply.content:
            kind, source = str(rule.get("type")), rule.get("ruleset_id")
            same = sum(row["rule_id"].startswith(f"{source}:{kind}:") for row in rows)
            rows.append(
                {
                    "repository_id": reading.name,
                    "rule_id": f"{source}:{kind}:{same}",
                    "branch": branch,
                    "source": "ruleset",
                    "kind": kind,
                    "parameters": rule.get("parameters"),
                    "as_of": as_of,
                }
            )
        if reply.is_last(100):
            return rows
        page += 1


def _protection(repository_id: str, node: Node, as_of: str) -> Row:
    parameters = {
        name: value for name, value in node.items() if name not in ("id", "pattern")
    }
    return {
        "repository_id": repository_id,
        "rule_id": node["id"],
        "branch": node["pattern"],
        "source": "protected_branch",
        "kind": "branch_protection",
        "parameters": parameters,
        "as_of": as_of,
    }


def read_teams(reading: Reading) -> None:
    """Read the organisation's teams with their direct members, once in a run."""
    if (reading.glance.get("owner") or {}).get("__typename") != "Organization":
        return
    if reading.desk.marked("section:teams"):
        return
    found = reading.sizes.teams_of
    if reading.owner not in found:
        found[reading.owner] = _ask_for_teams(reading)
    teams, problem = found[reading.owner]
    if teams is None:
        reading.withheld("teams", problem)
        with reading.desk.page():
            reading.desk.mark("section:teams", {"digest": None, "counts": {}})
        return
    names = [(f"@{str(team['combinedSlug']).lower()}", team) for team in teams]
    members = [
        (name, member)
        for name, team in names
        for member in (team.get("members") or {}).get("nodes") or []
        if member
    ]
    _keep(
        reading,
        "teams",
        [
            ("teams", [_team(reading.name, name, team) for name, team in names]),
            ("team_members", [_member(reading.name, *one) for one in members]),
        ],
        [person_row(reading.name, member) for _, member in members],
    )


def _ask_for_teams(reading: Reading) -> tuple[list[Node] | None, str]:
    """Return the teams, or None and the permission that it takes to read them."""
    teams: list[Node] = []
    cursor: str | None = None
    while True:
        try:
            answer = _page(
                reading, "all_teams", reading.sizes.teams, {"owner": reading.owner},
                cursor,
            )  # fmt: skip
        except NOT_READABLE as error:
            return None, f"Members: read ({error.what[:120]})"
        found = (answer.data.get("organization") or {}).get("teams")
        if found is None:
            problem = answer.problem_at("organization", "teams")
            why = f" ({problem.message[:120]})" if problem else ""
            return None, f"Members: read{why}"
        teams += [_all_members(reading, one) for one in found.get("nodes") or [] if one]
        cursor = following(found, cursor)
        if cursor is None:
            return teams, ""


def _member(repository_id: str, name: str, member: Node) -> Row:
    return {
        "repository_id": repository_id,
        "team_id": name,
        "person_id": person_id(member),
    }


def _team(repository_id: str, name: str, team: Node) -> Row:
    return {
        "repository_id": repository_id,
        "team_id": name,
        "parent_team_id": reviewer_id(team.get("parentTeam")),
        "display_name": team.get("name"),
        "url": team.get("url"),
    }


def _all_members(reading: Reading, team: Node) -> Node:
    members = team.get("members") or {}
    members["nodes"] = list(members.get("nodes") or [])
    cursor = following(members)
    while cursor:
        one = Unfinished(team["id"], "Team", ("members",), cursor)
        answer = ask(reading.client, reading.sizes.records, queries.further_page(one))
        page = (answer.data.get("n0") or {}).get("members")
        if page is None:
            break
        members["nodes"] += page.get("nodes") or []
        cursor = following(page, cursor)
    return team
