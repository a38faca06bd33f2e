"""Random histories that meet every case which a definition of a fact decides."""

from __future__ import annotations

from random import Random

from tests.github_server.world import Node
from tests.oracle.busy import GHOST, BusyWorld

PEOPLE = ("ann", "bob", "cid", "dee")
EVERYBODY = (*PEOPLE, "renovate[bot]", GHOST)
CODEOWNERS = "# owners\n* @octo/core\n/docs/ @ann\n/docs/api/ @octo/sre @dee\n/gen/\n"
CONTRIBUTING = "# Contributing\n\nBe kind.\n"
_MERGERS = (*PEOPLE, *PEOPLE, "renovate[bot]", GHOST)
_PATHS = ("src/a.py", "docs/guide.md", "docs/api/v1.md", "gen/out.txt", "README.md")
_LABELS = ("bug", "area: queue", "sev-1", "sev-3", "incident", "wontfix")
_RESULTS = (
    "SUCCESS", "SUCCESS", "SUCCESS", "FAILURE", "NEUTRAL", "SKIPPED", "CANCELLED",
    "TIMED_OUT", "ACTION_REQUIRED",
)  # fmt: skip


def grow(world: BusyWorld, name: str, chance: Random, *, items: int) -> Node:
    """Make a repository with a history of `items` issues and pull requests."""
    files = {"CODEOWNERS": CODEOWNERS, "CONTRIBUTING.md": CONTRIBUTING}
    repository = world.found(name, files)
    for label in _LABELS:
        world.define_label(repository, label)
    for _ in range(items):
        act(world, repository, chance)
    return repository


def act(world: BusyWorld, repository: Node, chance: Random) -> None:
    """Let one item live, or something happen to the repository."""
    what = chance.random()
    if what < 0.35:
        _issue(world, repository, chance)
    elif what < 0.85:
        _pull_request(world, repository, chance)
    elif what < 0.9:
        actor = chance.choice(("ann", "bob", "release-please[bot]", GHOST))
        push = world.push_past(repository, actor, "Straight in")
        if chance.random() < 0.4:
            world.bypass(repository, push | {"actor": actor})
    elif what < 0.93:
        world.rename_label(
            chance.choice(repository["labels"]), f"renamed {chance.randint(1, 10**6)}"
        )
    elif what < 0.95 and len(repository["labels"]) > 3:
        world.delete_label(repository, chance.choice(repository["labels"]))
    elif what < 0.97 and len(repository["issues"]) > 3:
        gone = chance.choice(repository["issues"])
        world.delete(repository, gone, chance.choice([None, "octo/other/issues/1"]))
    else:
        _deploy(world, repository, chance)


def _issue(world: BusyWorld, repository: Node, chance: Random) -> None:
    title = chance.choice(("It fails", "Queue is slow", "Please explain"))
    item = world.issue(repository, chance.choice(PEOPLE), title, "Some words.")
    _change_author(world, item, chance)
    _talk(world, item, chance)
    _label(world, item, chance)
    if chance.random() < 0.6:
        world.close(item, chance.choice(PEOPLE))
        if chance.random() < 0.3:
            world.reopen(item)
            _talk(world, item, chance)
            if chance.random() < 0.5:
                world.close(item)


def _change_author(world: BusyWorld, item: Node, chance: Random) -> None:
    """Now and then it is a bot's, or somebody's who has left GitHub."""
    item["author"] = world.user(chance.choice((*PEOPLE, *EVERYBODY)))


def _talk(world: BusyWorld, item: Node, chance: Random) -> None:
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        comment = world.comment(item, chance.choice(EVERYBODY), "A remark.")
        if chance.random() < 0.1:
            world.delete_comment(item, comment)


def _label(world: BusyWorld, item: Node, chance: Random) -> None:
    labels = item["_repository"]["labels"]
    for label in chance.sample(labels, chance.randint(0, min(3, len(labels)))):
        if chance.random() < 0.1:  # of the years of which GitHub has no events
            item["labels"].append(label)
            continue
        world.label(item, label, chance.choice(EVERYBODY))
        if chance.random() < 0.3:
            world.unlabel(item, label, chance.choice(PEOPLE))
            if chance.random() < 0.5:
                world.label(item, label, chance.choice(PEOPLE))


def _pull_request(world: BusyWorld, repository: Node, chance: Random) -> None:
    issues = repository["issues"]
    closes = f"Fixes #{chance.choice(issues)['number']}" if issues else ""
    item = world.pull_request(
        repository, chance.choice(PEOPLE), f"Change {chance.randint(1, 999)}",
        closes if chance.random() < 0.4 else "",
    )  # fmt: skip
    _change_author(world, item, chance)
    world.touch(item, *chance.sample(_PATHS, chance.randint(1, 3)))
    item["isDraft"] = chance.random() < 0.1
    _talk(world, item, chance)
    _label(world, item, chance)
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5))):
        _review(world, item, chance)
    if chance.random() < 0.75:
        contexts = _checks(world, chance)
        method = chance.choice(("squash", "merge", "rebase", "queue"))
        world.land(item, chance.choice(_MERGERS), contexts, method=method)
        for context in contexts:
            _finish_late(world, context)
        if chance.random() < 0.3:
            world.review(item, chance.choice(EVERYBODY))
        standing = [one for one in item["reviews"] if one["state"] == "APPROVED"]
        if standing and chance.random() < 0.15:
            world.dismiss(item, chance.choice(standing))
    elif chance.random() < 0.5:
        world.close(item)


def _review(world: BusyWorld, item: Node, chance: Random) -> None:
    what = chance.random()
    if what < 0.15:
        world.push_head(item, chance.choice(PEOPLE))
        return
    if what < 0.25:
        world.review_comment(item, chance.choice(EVERYBODY), "A nit")
        return
    decided = [one for one in item["reviews"] if one["state"] != "COMMENTED"]
    decided = [one for one in decided if one["state"] != "DISMISSED"]
    if what < 0.4 and decided:
        world.dismiss(item, chance.choice(decided))
        return
    state = chance.choice(("APPROVED", "APPROVED", "CHANGES_REQUESTED", "COMMENTED"))
    body = chance.choice(("", "Words"))
    world.review(item, chance.choice(EVERYBODY), state, body)


def _checks(world: BusyWorld, chance: Random) -> list[Node]:
    """Checks as they may stand before a merge, some of them twice."""
    found: list[Node] = []
    for name in chance.sample(("build", "lint", "e2e"), chance.randint(0, 3)):
        for _ in range(chance.choice((1, 1, 2))):
            began = world.tick()
            if chance.random() < 0.25:
                state = chance.choice(("SUCCESS", "FAILURE", "PENDING", "ERROR"))
                found.append(world.status(name, state, began))
            elif chance.random() < 0.15:
                found.append(world.check(name, None, began, None))
            else:
                result = chance.choice(_RESULTS)
                found.append(world.check(name, result, began, world.tick()))
    return found


def _finish_late(world: BusyWorld, context: Node) -> None:
    if context["__typename"] == "CheckRun" and context["completedAt"] is None:
        context |= {"conclusion": "FAILURE", "completedAt": world.tick()}


def _deploy(world: BusyWorld, repository: Node, chance: Random) -> None:
    line = world.lines[repository["nameWithOwner"]]
    world.deploy_commit(
        repository, chance.choice(("production", "staging")),
        chance.choice(line[-4:]), chance.choice(("SUCCESS", "SUCCESS", "FAILURE")),
    )  # fmt: skip
