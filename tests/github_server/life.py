"""What people do to a repository, at random but the same for the same seed."""

from __future__ import annotations

from random import Random

from tests.github_server.world import Node, World

_PEOPLE = ("ann", "bob", "cem", "dee", "renovate[bot]")


def populate(
    world: World, repository: Node, *, issues: int, pull_requests: int, seed: int = 1
) -> None:
    """Fill a repository with items that have the usual comments, reviews and events."""
    chance = Random(seed)
    labels = [world.define_label(repository, name) for name in ("bug", "api", "sev-1")]
    for number in range(issues):
        item = world.issue(
            repository, chance.choice(_PEOPLE), f"Issue {number}", "Text"
        )
        for _ in range(chance.randint(0, 10)):
            world.comment(item, chance.choice(_PEOPLE), "A remark")
        for label in labels[: chance.randint(0, 3)]:
            world.label(item, label)
        if chance.random() < 0.6:
            world.close(item)
    _propose(world, repository, labels, chance, issues, pull_requests)


def _propose(world, repository, labels, chance, issues, pull_requests) -> None:
    for number in range(pull_requests):
        item = world.pull_request(
            repository, chance.choice(_PEOPLE), f"Change {number}",
            f"fixes #{chance.randint(1, max(1, issues))}" if number % 3 == 0 else "",
        )  # fmt: skip
        for _ in range(chance.randint(0, 6)):
            world.comment(item, chance.choice(_PEOPLE), "A remark")
        for _ in range(chance.randint(0, 4)):
            world.review_comment(item, chance.choice(_PEOPLE), "A nit")
        for _ in range(chance.randint(0, 3)):
            world.review(item, chance.choice(_PEOPLE))
        for label in labels[: chance.randint(0, 3)]:
            world.label(item, label)
        if chance.random() < 0.8:
            world.merge(item, chance.choice(_PEOPLE))


def live(
    world: World, repository: Node, chance: Random, changes: int, *, rarer: bool = False
) -> list[str]:
    """Let people change things; return what they did, to be read when a test fails.

    With `rarer`, logins and milestones change their names, issues move, and branches
    are protected, as well.
    """
    actions = _ACTIONS + _RARER if rarer else _ACTIONS
    return [
        _change(world, repository, chance, chance.choice(actions))
        for _ in range(changes)
    ]


def _change(world: World, repository: Node, chance: Random, action) -> str:
    items = [*repository["issues"], *repository["pullRequests"]]
    item = chance.choice(items) if items else None
    if item is None:
        world.issue(repository, "ann", "First")
        return "first issue"
    done = action(world, repository, item, chance)
    return f"{action.__name__} #{item['number']}" + (
        "" if done is not False else " (no)"
    )


def issue(world, repository, item, chance):
    world.issue(repository, chance.choice(_PEOPLE), "New", f"see #{item['number']}")


def pull_request(world, repository, item, chance):
    world.pull_request(repository, "bob", "New", f"fixes #{item['number']}")


def comment(world, repository, item, chance):
    other = chance.choice([*repository["issues"], *repository["pullRequests"]])
    world.comment(item, chance.choice(_PEOPLE), f"compare #{other['number']}")


def edit_comment(world, repository, item, chance):
    if not item["comments"]:
        return False
    world.edit_comment(item, chance.choice(item["comments"]), "Better words")
    return None


def delete_comment(world, repository, item, chance):
    if not item["comments"]:
        return False
    world.delete_comment(item, chance.choice(item["comments"]))
    return None


def edit(world, repository, item, chance):
    world.edit(item, f"Edited {chance.random()}")


def label(world, repository, item, chance):
    if not repository["labels"]:
        return False
    world.label(item, chance.choice(repository["labels"]))
    return None


def unlabel(world, repository, item, chance):
    if not item["labels"]:
        return False
    world.unlabel(item, chance.choice(item["labels"]))
    return None


def close_or_reopen(world, repository, item, chance):
    if item.get("mergedAt"):
        return False
    (world.close if item["state"] == "OPEN" else world.reopen)(item)
    return None


def retitle(world, repository, item, chance):
    world.retitle(item, f"Title {chance.random()}")


def _pull_request_of(repository, chance):
    found = repository["pullRequests"]
    return chance.choice(found) if found else None


def review(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    if pull is None:
        return False
    world.review(pull, chance.choice(_PEOPLE), body=chance.choice(["", "Good"]))
    return None


def dismiss(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    reviews = [one for one in (pull or {}).get("reviews", [])
               if one["state"] == "APPROVED"]  # fmt: skip
    if not reviews:
        return False
    world.dismiss(pull, reviews[0])
    return None


def request_review(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    if pull is None:
        return False
    world.request_review(pull, "dee")
    return None


def merge(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    if pull is None or pull["state"] != "OPEN":
        return False
    world.merge(pull, checks=chance.choice(["SUCCESS", "FAILURE"]))
    return None


def review_comment(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    if pull is None:
        return False
    world.review_comment(pull, "cem", "A nit")
    return None


def edit_review_comment(world, repository, item, chance):
    found = repository["_review_comments"]
    if not found:
        return False
    world.edit_review_comment(chance.choice(found), f"Edited {chance.random()}")
    return None


def delete_review_comment(world, repository, item, chance):
    found = repository["_review_comments"]
    if not found:
        return False
    world.delete_review_comment(chance.choice(found))
    return None


def connect(world, repository, item, chance):
    pull = _pull_request_of(repository, chance)
    if pull is None or item["__typename"] != "Issue":
        return False
    world.connect(pull, item)
    return None


def rename_label(world, repository, item, chance):
    if not repository["labels"]:
        return False
    name = f"label {chance.randint(1, 10**9)}"
    world.rename_label(chance.choice(repository["labels"]), name)
    return None


def delete_label(world, repository, item, chance):
    if len(repository["labels"]) < 3:
        return False
    world.delete_label(repository, chance.choice(repository["labels"]))
    return None


def define_label(world, repository, item, chance):
    world.define_label(repository, f"new {chance.randint(1, 10**9)}")


def delete_item(world, repository, item, chance):
    if item["__typename"] == "PullRequest" or len(repository["issues"]) < 5:
        return False
    world.delete(repository, item, chance.choice([None, "octo/other/issues/1"]))
    return None


def release(world, repository, item, chance):
    world.release(repository, f"v{chance.randint(1, 10**9)}")


def milestone(world, repository, item, chance):
    world.milestone(repository, f"M{chance.randint(1, 10**9)}")


def deploy(world, repository, item, chance):
    world.deploy(repository, "production")


def push(world, repository, item, chance):
    world.bypass(repository, world.push(repository, "eve"))


_ACTIONS = (
    issue, pull_request, comment, comment, edit_comment, delete_comment, edit, label,
    unlabel, close_or_reopen, retitle, review, dismiss, request_review, merge,
    review_comment, edit_review_comment, delete_review_comment, connect, rename_label,
    define_label, delete_label, delete_item, release, milestone, deploy, push,
)  # fmt: skip


def rename_user(world, repository, item, chance):
    world.rename_user(chance.choice(_PEOPLE[:4]), f"person-{chance.randint(1, 10**9)}")


def rename_milestone(world, repository, item, chance):
    if not repository["milestones"]:
        return False
    milestone = chance.choice(repository["milestones"])
    world.rename_milestone(milestone, f"M{chance.randint(1, 10**9)}")
    return None


def plan(world, repository, item, chance):
    if not repository["milestones"]:
        return False
    item["milestone"] = chance.choice(repository["milestones"])
    world.edit(item, "Planned")
    return None


def transfer(world, repository, item, chance):
    others = [one for one in world.repositories.values() if one is not repository]
    if item["__typename"] == "PullRequest" or len(repository["issues"]) < 5:
        return False
    if not others:
        return False
    world.transfer(item, chance.choice(others))
    return None


def protect(world, repository, item, chance):
    world.protect(repository, chance.choice(["build", "lint"]))


_RARER = (rename_user, rename_milestone, plan, plan, transfer, protect)
