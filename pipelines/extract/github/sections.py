"""What belongs to the repository itself: labels, milestones, releases, rules, teams.

Each of these is read whole, where the look at the repository says that it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pipelines.extract.github.checks import instant
from pipelines.extract.github.errors import WithheldError
from pipelines.extract.github.glances import fingerprint, look
from pipelines.extract.github.people import person_id, person_row
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rules import protection_digest, read_rules
from pipelines.extract.github.section_pages import (
    all_records,
    is_due,
    keep,
    note_asked,
)
from pipelines.extract.github.teams import read_teams
from pipelines.extract.records import Row

Node = dict[str, Any]
_UNSEEN = "GitHub does not show them to this token"
_OLDER = "this server's version does not list them"
# Deployments one after the other that are as they were: so are older ones.
_SETTLED = 50
_GLANCED = 100  # labels that a look at a repository shows

Shape = Callable[[str, Node], Row]


def read_sections(reading: Reading) -> None:
    """Read every section whose look differs from the last reading's."""
    _dictionary(reading, "labels", _label)
    _dictionary(reading, "milestones", _milestone)
    _dictionary(reading, "releases", _release)
    _read_deployments(reading)
    if not reading.desk.marked("section:rules"):  # no look tells of classic protection
        read_rules(reading)
    read_teams(reading)


def _dictionary(reading: Reading, section: str, shape: Shape) -> None:
    seen = look(reading.glance, section)
    glanced = reading.glance.get(section)
    is_longer = section == "labels" and glanced and glanced["totalCount"] > _GLANCED
    if not is_due(reading, section, None if is_longer else seen):
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
            nodes = list(all_records(reading, section))
        except WithheldError as error:
            reading.withheld(section, error.what[:200])
            return
    rows = [shape(reading.name, node) for node in nodes if node]
    people = [node.get("author") or node.get("creator") for node in nodes if node]
    keep(
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


def _read_deployments(reading: Reading) -> None:
    """Read the newest deployments down to where they are known as they are.

    All are read anew where that does not make them as many as GitHub counts.
    """
    seen = look(reading.glance, "deployments")
    glanced = reading.glance.get("deployments")
    if not is_due(reading, "deployments", seen):
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
        note_asked(reading, "deployments")
        reading.readable("deployments")
        reading.desk.put((("deployments", row) for row in rows), "deployments")
        reading.people(people)


def _newest_deployments(reading: Reading) -> Iterator[Node]:
    return all_records(reading, "deployments", "newest_deployments")


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
        "commit_sha": (node.get("tagCommit") or {}).get("oid"),
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
