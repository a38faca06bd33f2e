"""Issues that are missing: for incidents without one, and exceptions left open."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from pipelines.propose.drafts import Folder, Row, slug
from pipelines.propose.shell import command, comment, flag, repository_for_gh, script
from pipelines.propose.tables import Tables
from pipelines.terminal import plain

_LONGEST_TITLE = 120


def propose_follow_ups(tables: Tables, folder: Folder) -> None:
    """Write a draft per missing issue, and per repository the commands to open them."""
    actions: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows("incident_actions"):
        actions[row["incident_id"]].append(row)
    drafts = [
        *(_incident(row, actions, folder) for row in tables.rows("incidents")),
        *(_override(row, folder) for row in tables.rows("overrides")),
    ]
    drafts.sort(key=lambda draft: draft["repository_id"])
    for repository, rows in groupby(drafts, key=lambda draft: draft["repository_id"]):
        _write_script(repository, list(rows), folder)


def _incident(row: Row, actions: dict[str, list[Row]], folder: Folder) -> Row:
    labels = sorted({name for rule in row["rules"] for name in rule["labels"] or []})
    title = plain(f"Incident: {row['title']}", width=_LONGEST_TITLE)
    path = f"follow-ups/{slug(row['incident_id'])}.md"
    folder.markdown(
        path,
        "follow_up",
        row["incident_id"],
        incident=row,
        title=title,
        labels=labels,
        actions=actions[row["incident_id"]],
    )
    return row | {"path": path, "issue_title": title, "labels": labels}


def _override(row: Row, folder: Folder) -> Row:
    title = plain(f"Follow up on the exception for {row['change_id']}")
    path = f"follow-ups/exception-{slug(row['change_id'])}.md"
    folder.markdown(path, "exception", row["change_id"], change=row, title=title)
    return row | {"path": path, "issue_title": title, "labels": [], "issue_ids": []}


def _write_script(repository: str, drafts: list[Row], folder: Folder) -> None:
    if drafts[0]["source"] != "github":
        return
    lines = [line for draft in drafts for line in _commands(draft)]
    target = repository_for_gh(repository, drafts[0]["repository_url"])
    name = f"{slug(repository)}.sh"
    text = script(name, f"Follow-up issues of {repository}", target, lines)
    folder.script(f"follow-ups/{name}", "follow_up", repository, text)


def _commands(draft: Row) -> list[str]:
    """Label the issue that is there, or open one."""
    labels = [flag("--add-label", label) for label in draft["labels"]]
    numbers = [issue.rpartition("#")[2] for issue in draft["issue_ids"]]
    if numbers:
        edits = [
            command("gh", "issue", "edit", number, "--repo", "$repo", *labels)
            for number in numbers
            if labels
        ]
        return [comment(draft["issue_title"]), *edits, ""]
    file = draft["path"].rpartition("/")[2]
    create = command(
        "gh", "issue", "create", "--repo", "$repo",
        "--title", draft["issue_title"], "--body-file", file,
        *(flag("--label", label) for label in draft["labels"]),
    )  # fmt: skip
    return [create, ""]
