"""A world whose repositories have a git history, and in which the odd things happen.

What a plain `World` leaves out and the facts must get right: ghosts, checks that run
again or end too late, reviews that are dismissed or out of date, merge queues, rebases,
pushes past the gate, reverts, deployments of older commits.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.github_server.world import Node, World

GHOST = "ghost"


class BusyWorld(World):
    """A world with a bare git repository per repository below `git_root`."""

    def __init__(self, git_root: Path) -> None:
        super().__init__()
        self.git_root = git_root
        self.lines: dict[str, list[str]] = {}

    def found(self, name: str, files: dict[str, str]) -> Node:
        """Make a repository whose first commit has `files`."""
        repository = self.repository(name)
        place = self.git_root / f"{name}.git"
        place.mkdir(parents=True)
        self._git(name, "init", "-q", "--bare", "-b", "main")
        entries = ""
        for path, text in files.items():
            blob = self._git(name, "hash-object", "-w", "--stdin", words=text)
            entries += f"100644 blob {blob}\t{path}\n"
        tree = self._git(name, "mktree", words=entries)
        self.lines[name] = []
        repository["_tree"] = tree
        repository["defaultBranchRef"]["target"]["oid"] = self._commit(
            repository, "First", "ann"
        )
        return repository

    def tick(self) -> str:
        """Time does not go by in whole minutes."""
        self.now += timedelta(seconds=(self.now.second * 7 + 13) % 43)
        return super().tick()

    def user(self, login: str) -> Node:
        return None if login == GHOST else super().user(login)  # type: ignore[return-value]

    def arrive(self, repository: Node, message: str, login: str) -> str:
        """Add a commit to the default branch; return its hash."""
        return self._commit(repository, message, login)

    def land(
        self,
        item: Node,
        actor: str,
        contexts: Sequence[Node],
        *,
        method: str = "squash",
        message: str = "",
    ) -> None:
        """Merge a pull request with the checks that its head has; it takes a minute.

        Args:
            method: merge, squash, rebase (two commits) or queue.
        """
        repository = item["_repository"]
        item["statusCheckRollup"] = {
            "__typename": "StatusCheckRollup",
            "contexts": list(contexts),
        }
        before = repository["defaultBranchRef"]["target"]["oid"]
        title = f"{item['title']} (#{item['number']})"
        if method == "rebase":
            self.arrive(repository, f"Part of {item['title']}", actor)
            title = f"Rest of {item['title']}"
            item["commits"].append(self.seq({
                "__typename": "PullRequestCommit",
                "commit": {"__typename": "Commit", "messageHeadline": title},
            }))  # fmt: skip
        if method == "queue":
            self.event(item, "AddedToMergeQueueEvent", actor)
        sha = self.arrive(repository, f"{title}\n\n{message}", actor)
        parents = 2 if method == "merge" else 1
        commit = {
            "__typename": "Commit", "oid": sha, "messageHeadline": title,
            "parents": [self.seq({"__typename": "Commit"}) for _ in range(parents)],
        }  # fmt: skip
        self.event(item, "MergedEvent", actor, mergeRefName="main", commit=commit)
        item |= {
            "state": "MERGED", "mergedAt": self.time(), "closedAt": self.time(),
            "mergedBy": self.user(actor), "mergeCommit": commit,
            "_method": method,
        }  # fmt: skip
        self.silent_event(item, "ClosedEvent", actor, closer=None, stateReason=None)
        kind = "merge_queue_merge" if method == "queue" else "pr_merge"
        repository["defaultBranchRef"]["target"]["oid"] = before
        self.push(repository, actor, sha, kind)
        for issue in item["closingIssuesReferences"]:
            if issue["state"] == "OPEN":
                self.event(issue, "ClosedEvent", actor, closer=item, stateReason=None)
                issue |= {"state": "CLOSED", "closedAt": self.time()}

    def push_past(self, repository: Node, actor: str, message: str) -> Node:
        """Push a commit to the default branch without a pull request."""
        return self.push(repository, actor, self.arrive(repository, message, actor))

    def push_head(self, item: Node, actor: str) -> None:
        """Push to a pull request's branch."""
        before = item["headRefOid"]
        item["headRefOid"] = self.sha()
        self.event(
            item, "HeadRefForcePushedEvent", actor,
            beforeCommit={"__typename": "Commit", "oid": before},
            afterCommit={"__typename": "Commit", "oid": item["headRefOid"]},
        )  # fmt: skip

    def touch(self, item: Node, *paths: str) -> None:
        """Set which files a pull request changes."""
        item["files"] = [
            self.seq({"__typename": "PullRequestChangedFile", "path": path,
                      "changeType": "MODIFIED"})
            for path in paths
        ]  # fmt: skip
        item["changedFiles"] = len(paths)

    def check(
        self, name: str, conclusion: str | None, began: str, ended: str | None
    ) -> Node:
        return self.node(
            "CheckRun", "CR", name=name, conclusion=conclusion, startedAt=began,
            status="COMPLETED" if ended else "IN_PROGRESS", completedAt=ended,
            url="https://github.com/c",
        )  # fmt: skip

    def status(self, name: str, state: str, created: str) -> Node:
        return self.node(
            "StatusContext", "SC", context=name, state=state, createdAt=created,
            targetUrl=None,
        )  # fmt: skip

    def deploy_commit(
        self, repository: Node, environment: str, sha: str, state: str = "SUCCESS"
    ) -> Node:
        found = self.deploy(repository, environment)
        found["commitOid"] = sha
        found["latestStatus"]["state"] = state
        return found

    def _commit(self, repository: Node, message: str, login: str) -> str:
        name = repository["nameWithOwner"]
        line = self.lines[name]
        parents = ["-p", line[-1]] if line else []
        who = "ghost" if login == GHOST else login
        sha = self._git(
            name, "commit-tree", *parents, "-m", message, repository["_tree"],
            variables={
                f"GIT_{role}_{part}": value
                for role in ("AUTHOR", "COMMITTER")
                for part, value in (
                    ("NAME", who.title()),
                    ("EMAIL", f"7+{who}@users.noreply.github.com"),
                    ("DATE", self.tick()),
                )
            },
        )  # fmt: skip
        self._git(name, "update-ref", "refs/heads/main", sha)
        line.append(sha)
        return sha

    def _git(
        self, name: str, *command: str, words: str = "",
        variables: dict[str, str] | None = None,
    ) -> str:  # fmt: skip
        done = subprocess.run(
            ["git", *command],
            cwd=self.git_root / f"{name}.git",
            input=words,
            env={**os.environ, **(variables or {})},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()
