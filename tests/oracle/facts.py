"""What the marts must hold of a world, computed from the world and the definitions.

Nothing here knows how the models work: each function restates one definition of the
public contract in plain Python over what people did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.github_server.world import Node, World
from tests.oracle.busy import GHOST, BusyWorld

Row = dict[str, Any]

_HOUR = timedelta(hours=1)
_DECISIVE = ("APPROVED", "CHANGES_REQUESTED")
_FAILING = {
    "FAILURE", "ERROR", "TIMED_OUT", "CANCELLED", "ACTION_REQUIRED", "STARTUP_FAILURE",
}  # fmt: skip


def moment(words: str | None) -> datetime | None:
    """A time of the world as the warehouse has it: UTC, without saying so."""
    return None if words is None else datetime.fromisoformat(words).replace(tzinfo=None)


def person(actor: Node | None) -> str | None:
    """A login in lower case; GraphQL leaves out what marks a bot's."""
    if actor is None:
        return None
    login = str(actor["login"]).lower()
    if login == GHOST:
        return None  # REST's word for nobody that can be named
    is_machine = actor.get("__typename") == "Bot" and not is_bot(login)
    return f"{login}[bot]" if is_machine else login


def is_bot(login: str | None) -> bool:
    return login is not None and login.endswith("[bot]")


def item_id(item: Node) -> str:
    return f"{item['_repository']['nameWithOwner']}#{item['number']}"


def issues(world: World) -> dict[str, Row]:
    return {
        item_id(item): _item(item)
        | {"state": item["state"].lower()}
        | {"response_wait_minutes": _wait(item, _first_response(item))}
        for repository in world.repositories.values()
        for item in repository["issues"]
    }


def pull_requests(world: World) -> dict[str, Row]:
    """Pull requests with their reviews and checks as of the merge."""
    found = {}
    for repository in world.repositories.values():
        for item in repository["pullRequests"]:
            standing = standing_approvals(item)
            merged_by = person(item["mergedBy"])
            author = person(item["author"])
            merged_at = moment(item["mergedAt"])
            first_review_at = min(
                (
                    moment(review["submittedAt"])
                    for review in item["reviews"]
                    if _is_somebody_else(review, item)
                ),
                default=None,
            )
            found[item_id(item)] = _item(item) | {
                "state": item["state"].lower(),
                "is_draft": item["isDraft"],
                "merged_at": merged_at,
                "merged_by_id": merged_by,
                "merge_commit_sha": (item["mergeCommit"] or {}).get("oid"),
                "merge_method": item.get("_method"),
                "checks_state": checks_state(item) if item["mergedAt"] else None,
                "approval_count": len(standing),
                # No document of these houses speaks of words that approve.
                "recognised_approval_count": len(standing),
                "approved_by_ids": sorted(filter(None, standing)),
                "approved_by_team_ids": _teams_of(world, repository, standing),
                "approval_of_head_count": sum(
                    review["commit"]["oid"] == item["headRefOid"]
                    for review in standing.values()
                ),
                "is_self_merged": (
                    merged_by == author and not is_bot(merged_by)
                    if merged_by and author
                    else None
                ),
                "closed_issue_ids": sorted(
                    item_id(issue) for issue in item["closingIssuesReferences"]
                ),
                "first_review_at": first_review_at,
                "response_wait_minutes": _wait(item, _first_response(item)),
                "review_wait_minutes": _wait(item, first_review_at),
                "hours_open": (
                    merged_at and (merged_at - moment(item["createdAt"])) / _HOUR
                ),
            }
    return found


def _wait(item: Node, ended: datetime | None) -> int:
    """Full minutes from the opening to an answer, else to the closing, else to now."""
    began = moment(item["createdAt"])
    end = ended or moment(item["closedAt"]) or _last_moment(item["_repository"])
    assert began is not None
    assert end is not None
    return int((end - began).total_seconds() // 60)


def _last_moment(repository: Node) -> datetime | None:
    """The last that is known of a repository's items and what was said there."""
    items = [*repository["issues"], *repository["pullRequests"]]
    times = [item["createdAt"] for item in items]
    times += [item["closedAt"] for item in items if item["closedAt"]]
    times += [one["createdAt"] for item in items for one in item["comments"]]
    times += [
        review["submittedAt"]
        for item in items
        for review in item.get("reviews", [])
        if review["body"]
    ]
    times += [one["created_at"] for one in repository["_review_comments"]]
    return moment(max(times))


def _item(item: Node) -> Row:
    return {
        "number": item["number"],
        "title": item["title"],
        "author_id": person(item["author"]),
        "created_at": moment(item["createdAt"]),
        "closed_at": moment(item["closedAt"]),
        "labels": sorted(label["name"] for label in item["labels"]),
        "comment_count": len(item["comments"]),
        "first_response_at": _first_response(item),
        "url": item["url"],
    }


def _is_somebody_else(said: Node, item: Node) -> bool:
    """By a person other than the author; who has left GitHub is not one who has not."""
    who, author = person(said["author"]), person(item["author"])
    return who != author and not is_bot(who)


def _first_response(item: Node) -> datetime | None:
    said = [(one["createdAt"], one) for one in item["comments"]]
    said += [(one["submittedAt"], one) for one in item.get("reviews", [])]
    said += [
        (one["created_at"], {"author": {"login": one["user"]}})
        for one in item["_repository"]["_review_comments"]
        if one["item"] is item
    ]
    times = [moment(at) for at, one in said if _is_somebody_else(one, item)]
    return min(filter(None, times), default=None)


def standing_approvals(item: Node) -> dict[str | None, Row]:
    """Approvals that stood at the merge (now, where there was none), by reviewer."""
    end = item["mergedAt"] or "9999"
    dismissed = {
        event["review"]["id"]: event
        for event in item["timelineItems"]
        if event["__typename"] == "ReviewDismissedEvent"
    }
    last: dict[str | None, tuple[str, Node]] = {}
    for review in item["reviews"]:
        event = dismissed.get(review["id"])
        state = event["previousReviewState"] if event else review["state"]
        who = person(review["author"])
        if state not in _DECISIVE or review["submittedAt"] > end:
            continue
        if who == person(item["author"]) or is_bot(who):
            continue
        if event and event["createdAt"] <= end:
            state = "DISMISSED"
        last[who] = state, review  # reviews are in the order of time
    return {who: review for who, (state, review) in last.items() if state == "APPROVED"}


def checks_state(item: Node) -> str:
    """The latest result per check of the merged head, as of the merge."""
    latest: dict[tuple[str, str], tuple[str, str]] = {}
    merged_at = item["mergedAt"]
    for one in (item["statusCheckRollup"] or {"contexts": []})["contexts"]:
        is_run = one["__typename"] == "CheckRun"
        name = one["name"] if is_run else one["context"]
        began = one["startedAt"] if is_run else one["createdAt"]
        ended = one["completedAt"] if is_run else one["createdAt"]
        result = one["conclusion"] if is_run else one["state"]
        if began > merged_at:
            continue
        if not ended or ended > merged_at:
            result = "PENDING"
        latest[one["__typename"], name] = max(
            latest.get((one["__typename"], name), ("", "")), (began, result)
        )
    required = {
        check["context"]
        for rule in item["_repository"]["_rules"]
        if rule["type"] == "required_status_checks" and item["baseRefName"] == "main"
        for check in rule["parameters"]["required_status_checks"]
    }
    asked = {key: value for key, value in latest.items() if key[1] in required}
    results = {result for _, result in (asked or latest).values()}
    if not results:
        return "none"
    if results & _FAILING:
        return "failing"
    return "pending" if "PENDING" in results else "passing"


def label_usage(world: World) -> dict[str, Row]:
    """One row per item and label: when and by whom it was last put on, when it went."""
    found: dict[str, Row] = {}
    for item in _living(world):
        told: dict[str, Row] = {}
        for event in item["timelineItems"]:
            if event["__typename"] not in ("LabeledEvent", "UnlabeledEvent"):
                continue
            row = told.setdefault(
                event["label"]["id"],
                {"label": event["label"], "applied": None, "by": None, "removed": None},
            )
            if event["__typename"] == "LabeledEvent":
                row |= {
                    "applied": event["createdAt"],
                    "by": person(event["actor"]),
                    "removed": None,
                }
            else:
                row["removed"] = event["createdAt"]
        for label in item["labels"]:  # carried, and no event tells since when
            told.setdefault(
                label["id"],
                {"label": label, "applied": None, "by": None, "removed": None},
            )
        for row in told.values():
            name = row["label"]["name"]
            found[f"{item_id(item)}:{name}"] = {
                "item_id": item_id(item),
                "label": name,
                "applied_at": moment(row["applied"]),
                "applied_by_id": row["by"],
                "removed_at": moment(row["removed"]),
                "is_carried": row["label"] in item["labels"],
            }
    return found


def labels(world: World) -> dict[str, Row]:
    """Labels that are defined: on how many items, first and last put on."""
    found = {}
    for repository in world.repositories.values():
        times = defaultdict(list)
        for item in (*repository["issues"], *repository["pullRequests"]):
            for event in item["timelineItems"]:
                if event["__typename"] == "LabeledEvent":
                    times[event["label"]["id"]].append(moment(event["createdAt"]))
        for label in repository["labels"]:
            name = f"{repository['nameWithOwner']}:{label['name']}"
            found[name] = {
                "item_count": sum(
                    label in item["labels"]
                    for item in (*repository["issues"], *repository["pullRequests"])
                ),
                "first_used_at": min(times[label["id"]], default=None),
                "last_used_at": max(times[label["id"]], default=None),
            }
    return found


def labels_applied(world: World) -> Counter[tuple[str, str]]:
    """How often labels were put on, per repository and month."""
    return Counter(
        (item["_repository"]["nameWithOwner"], event["createdAt"][:7])
        for item in _living(world)
        for event in item["timelineItems"]
        if event["__typename"] == "LabeledEvent"
    )


def merge_overrides(world: World) -> set[tuple[str | None, str, str, bool]]:
    """(pull request, commit, kind, whether it is on record) per way round the gate."""
    found: set[tuple[str | None, str, str, bool]] = set()
    for repository in world.repositories.values():
        merged = {}
        for item in repository["pullRequests"]:
            if not item["mergedAt"]:
                continue
            sha = item["mergeCommit"]["oid"]
            merged[sha] = item_id(item)
            if checks_state(item) == "failing":
                found.add((item_id(item), sha, "failing_checks", False))
            if not standing_approvals(item):
                found.add((item_id(item), sha, "missing_approval", False))
        for push in repository["_activity"]:
            is_plain = push["activity_type"] in ("push", "force_push")
            if is_plain and not is_bot(push["actor"]):
                found.add((None, push["after"], "direct_push", True))
        for suite in repository["_suites"]:
            sha = suite["after_sha"]
            found.add((merged.get(sha), sha, "ruleset_bypass", True))
    return found


def review_coverage(world: World, owners_of: Any) -> dict[tuple[str, str, str], Row]:
    """Per pull request, owner and pattern: did the owner review and approve it."""
    found: dict[tuple[str, str, str], Row] = {}
    for repository in world.repositories.values():
        teams = _teams(world, repository)
        for item in repository["pullRequests"]:
            end = item["mergedAt"] or "9999"
            approvers = set(standing_approvals(item))
            for file in item["files"]:
                pattern, owners = owners_of(file["path"])
                for owner in owners:
                    members = teams.get(owner, {owner.removeprefix("@")})
                    if members == {person(item["author"])}:
                        continue
                    times = [
                        moment(review["submittedAt"])
                        for review in item["reviews"]
                        if person(review["author"]) in members
                        and _is_somebody_else(review, item)
                        and review["submittedAt"] <= end
                    ]
                    found[item_id(item), owner, pattern] = {
                        "is_reviewed": bool(times),
                        "is_approved": bool(approvers & members),
                        "first_review_at": min(filter(None, times), default=None),
                    }
    return found


def incident_issues(world: World) -> set[str]:
    """Issues that are labelled as an incident or with one of the two top severities.

    Not the bugs of a repository that has a label for incidents.
    """
    found = set()
    for repository in world.repositories.values():
        # One that was deleted is still known by what it was put on.
        put_on = [
            event["label"]
            for item in (*repository["issues"], *repository["pullRequests"])
            for event in item["timelineItems"]
            if event["__typename"] == "LabeledEvent"
        ]
        known = (*repository["labels"], *put_on)
        is_told = any(label["name"] == "incident" for label in known)
        for item in repository["issues"]:
            names = {label["name"] for label in item["labels"]}
            is_grave = names & {"sev-1", "sev-2"} and not (is_told and "bug" in names)
            if "incident" in names or is_grave:
                found.add(item_id(item))
    return found


def direct_push_counts(world: World) -> Counter[str]:
    return Counter(
        {
            repository["nameWithOwner"]: sum(
                push["activity_type"] in ("push", "force_push")
                and not is_bot(push["actor"])
                for push in repository["_activity"]
            )
            for repository in world.repositories.values()
        }
    )


def team_ids(world: World) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for repository in world.repositories.values():
        for team, members in _teams(world, repository).items():
            for member in members:
                found[member].add(team)
    return {who: sorted(teams) for who, teams in found.items()}


def counts(world: World) -> dict[tuple[str, str], int]:
    """How many records of a kind a repository has."""
    found = {}
    for repository in world.repositories.values():
        name = repository["nameWithOwner"]
        items = [*repository["issues"], *repository["pullRequests"]]
        found |= {
            (name, "issues"): len(repository["issues"]),
            (name, "pull_requests"): len(repository["pullRequests"]),
            (name, "labels"): len(repository["labels"]),
            (name, "comments"): sum(len(item["comments"]) for item in items),
            (name, "reviews"): sum(len(item.get("reviews", [])) for item in items),
            (name, "review_comments"): len(repository["_review_comments"]),
            (name, "deployments"): len(repository["deployments"]),
        }
    return found


def commits(world: BusyWorld) -> dict[str, Row]:
    """Every commit of the default branch: what brought it, where it first ran."""
    found: dict[str, Row] = {}
    for repository in world.repositories.values():
        name = repository["nameWithOwner"]
        line = world.lines[name]
        place = {sha: number for number, sha in enumerate(line)}
        merged = {
            item["mergeCommit"]["oid"]: item
            for item in repository["pullRequests"]
            if item["mergedAt"]
        }
        by_sha: dict[str, Row] = {
            sha: {"pull_request_id": None, "landed_by": None} for sha in line
        }
        for push in repository["_activity"]:
            item = merged.get(push["after"])
            for sha in line[place[push["before"]] + 1 : place[push["after"]] + 1]:
                by_sha[sha] = {
                    "pull_request_id": item_id(item) if item else None,
                    "landed_by": "pull_request" if item else "push",
                }
        for sha, row in by_sha.items():
            first = _first_deployment(repository, place, sha)
            row["first_production_deployment_id"] = first and f"{name}@{first['id']}"
            row["first_deployed_at"] = moment(first and first["createdAt"])
            found[f"{name}@{sha}"] = row
    return found


def _first_deployment(repository: Node, place: dict[str, int], sha: str) -> Node | None:
    """The first successful deployment to production that brought a commit there.

    What the first deployment that is known of brought beside its own commit may have
    been there before.
    """
    reached: int | None = None
    for one in repository["deployments"]:
        is_good = one["latestStatus"]["state"] == "SUCCESS"
        if one["environment"] != "production" or not is_good:
            continue
        if one["commitOid"] == sha and (reached is None or reached < place[sha]):
            return one
        if reached is not None and reached < place[sha] <= place[one["commitOid"]]:
            return one
        reached = max(place[one["commitOid"]], -1 if reached is None else reached)
    return None


def deployed_environments(world: BusyWorld) -> dict[str, list[str]]:
    """Where a merged pull request ran: a deployed commit has it in its history."""
    found: dict[str, list[str]] = {}
    for repository in world.repositories.values():
        line = world.lines[repository["nameWithOwner"]]
        for item in repository["pullRequests"]:
            sha = (item["mergeCommit"] or {}).get("oid")
            found[item_id(item)] = sorted(
                {
                    one["environment"]
                    for one in repository["deployments"]
                    if sha is not None
                    and one["latestStatus"]["state"] == "SUCCESS"
                    and line.index(sha) <= line.index(one["commitOid"])
                }
            )
    return found


def rollbacks(world: BusyWorld) -> set[str]:
    """Deployments of an older commit than the one that ran before."""
    found = set()
    for repository in world.repositories.values():
        line = world.lines[repository["nameWithOwner"]]
        running: dict[str, int] = {}
        for one in repository["deployments"]:
            if one["latestStatus"]["state"] != "SUCCESS":
                continue
            place = line.index(one["commitOid"])
            if place < running.get(one["environment"], -1):
                found.add(f"{repository['nameWithOwner']}@{one['id']}")
            running[one["environment"]] = place
    return found


def _living(world: World) -> Iterator[Node]:
    for repository in world.repositories.values():
        yield from repository["issues"]
        yield from repository["pullRequests"]


def _teams(world: World, repository: Node) -> dict[str, set[str]]:
    return {
        f"@{team['combinedSlug']}": {member["login"] for member in team["members"]}
        for team in repository["owner"]["teams"]
    }


def _teams_of(world: World, repository: Node, people: Any) -> list[str]:
    teams = _teams(world, repository)
    return sorted(team for team, members in teams.items() if members & set(people))
