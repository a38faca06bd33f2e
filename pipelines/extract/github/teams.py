"""An organisation's teams with their direct members."""

from __future__ import annotations

from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.errors import NOT_READABLE
from pipelines.extract.github.paging import ask, following
from pipelines.extract.github.people import person_id, person_row, reviewer_id
from pipelines.extract.github.queries import Unfinished
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.section_pages import digest_of, keep, note_asked, page_of
from pipelines.extract.records import Row

Node = dict[str, Any]
Tables = list[tuple[str, list[Row]]]


def read_teams(reading: Reading) -> None:
    """Read the organisation's teams with their direct members, once in a run."""
    if not _has_teams(reading) or reading.desk.marked("section:teams"):
        return
    teams, problem = _teams_of(reading)
    if teams is None:
        reading.withheld("teams", problem)
        with reading.desk.page():
            note_asked(reading, "teams")
        return
    people = [person_row(reading.name, member) for _, member in _members(teams)]
    keep(reading, "teams", _tables(reading.name, teams), people)


def has_other_teams(reading: Reading) -> bool:
    """Tell whether the teams are not those of the repository's last reading."""
    if not _has_teams(reading):
        return False
    teams, _ = _teams_of(reading)
    if teams is None:
        return "teams" not in (reading.state.get("withheld") or {})
    before = (reading.state.get("digests") or {}).get("teams")
    return bool(digest_of(_tables(reading.name, teams)) != before)


def _has_teams(reading: Reading) -> bool:
    return (reading.glance.get("owner") or {}).get("__typename") == "Organization"


def _teams_of(reading: Reading) -> tuple[list[Node] | None, str]:
    """Return the owner's teams, asked for once; None, and why, if they are hidden."""
    found = reading.sizes.teams_of
    if reading.owner not in found:
        found[reading.owner] = _ask_for_teams(reading)
    told: tuple[list[Node] | None, str] = found[reading.owner]
    return told


def _tables(repository_id: str, teams: list[Node]) -> Tables:
    return [
        ("teams", [_team(repository_id, _name(team), team) for team in teams]),
        ("team_members", [_member(repository_id, *one) for one in _members(teams)]),
    ]


def _members(teams: list[Node]) -> list[tuple[str, Node]]:
    return [
        (_name(team), member)
        for team in teams
        for member in (team.get("members") or {}).get("nodes") or []
        if member
    ]


def _name(team: Node) -> str:
    return f"@{str(team['combinedSlug']).lower()}"


def _ask_for_teams(reading: Reading) -> tuple[list[Node] | None, str]:
    """Return the teams, or None and the permission that it takes to read them."""
    teams: list[Node] = []
    cursor: str | None = None
    while True:
        try:
            answer = page_of(
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
