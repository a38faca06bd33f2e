"""A GitHub of our own: repositories that people change, by GitHub's rules.

What moves an item's `updatedAt` and what does not is as was measured on GitHub: an
edit of a review comment, a connection, a mention, and what happens to labels do not.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta

Node = dict

_MENTION = re.compile(r"(?<![\w/])#(\d+)\b")
_CLOSES = re.compile(r"\b(?:fixes|closes) #(\d+)", re.IGNORECASE)
# Of classic protection: all off, if nobody says otherwise.
_SWITCHES = (
    "requiresApprovingReviews", "requiresCodeOwnerReviews", "dismissesStaleReviews",
    "requireLastPushApproval", "requiresStrictStatusChecks",
    "requiresConversationResolution", "requiresLinearHistory",
    "requiresCommitSignatures", "isAdminEnforced", "allowsForcePushes",
    "allowsDeletions", "restrictsPushes",
)  # fmt: skip


class World:
    """All repositories, and the clock; every change takes a minute."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)) -> None:
        self.now = start
        self.nodes: dict[str, Node] = {}
        self.repositories: dict[str, Node] = {}
        self.organizations: dict[str, Node] = {}
        self._seq = itertools.count(1)
        self._logins: dict[str, str] = {}
        self._accounts: dict[str, list[Node]] = {}

    # --- what is there

    def repository(self, name: str) -> Node:
        owner, _, short = name.partition("/")
        organization = self.organizations.get(owner) or self._add(
            self.organizations, owner,
            self.node("Organization", "O", login=owner, name=owner, teams=[]),
        )  # fmt: skip
        found = self.node(
            "Repository", "R", nameWithOwner=name, name=short, owner=organization,
            url=f"https://github.com/{name}", isArchived=False, isFork=False,
            pushedAt=self.time(), issues=[], pullRequests=[], labels=[], milestones=[],
            releases=[], deployments=[], rulesets=[], branchProtectionRules=[],
            defaultBranchRef=None, _review_comments=[], _events=[], _activity=[],
            _suites=[], _rules=[], _gone={}, _number=itertools.count(1),
        )  # fmt: skip
        found["defaultBranchRef"] = {
            "__typename": "Ref", "name": "main",
            "target": {"__typename": "Commit", "oid": self.sha()},
        }  # fmt: skip
        self.repositories[name.lower()] = found
        return found

    def team(
        self, organization: str, slug: str, *logins: str, parent: Node | None = None
    ) -> Node:
        team = self.node(
            "Team", "T", combinedSlug=f"{organization}/{slug}", name=slug.title(),
            url=f"https://github.com/orgs/{organization}/teams/{slug}",
            members=[self.user(login) for login in logins], parentTeam=parent,
        )  # fmt: skip
        self.organizations[organization]["teams"].append(team)
        return team

    def user(self, login: str) -> Node:
        """An account, by the first login that it had."""
        kind = "Bot" if login.endswith("[bot]") else "User"
        first = login.removesuffix("[bot]")
        name = self._logins.get(first, first)
        user = {
            "__typename": kind, "login": name, "name": name.title(), "id": f"U_{first}",
            "_seq": sum(map(ord, first)),
        }  # fmt: skip
        self._accounts.setdefault(first, []).append(user)
        self.nodes[user["id"]] = user
        return user

    def account(self, login: str) -> Node:
        """The same as REST shows it; one that is gone is everybody's ghost there."""
        user = self.user(login) or {
            "login": "ghost", "__typename": "User", "id": "MDQ6VXNlcjEwMTM3",
        }  # fmt: skip
        return {"login": user["login"], "type": user["__typename"],
                "node_id": user["id"]}  # fmt: skip

    def rename_user(self, login: str, new: str) -> None:
        """Somebody changes their login; GitHub shows the new one everywhere."""
        self.tick()
        self._logins[login] = new
        for user in self._accounts.get(login, []):
            user |= {"login": new, "name": new.title()}

    # --- items

    def issue(self, repository: Node, author: str, title: str, body: str = "") -> Node:
        item = self._item(repository, "Issue", "I", author, title, body)
        item |= {"state": "OPEN", "stateReason": None}
        repository["issues"].append(item)
        self._mentions(item, body)
        return item

    def pull_request(
        self, repository: Node, author: str, title: str, body: str = ""
    ) -> Node:
        item = self._item(repository, "PullRequest", "PR", author, title, body)
        item |= {
            "state": "OPEN", "isDraft": False, "mergedAt": None, "mergedBy": None,
            "mergeCommit": None, "baseRefName": "main",
            "headRefName": f"topic-{item['number']}", "headRefOid": self.sha(),
            "additions": 3, "deletions": 1, "changedFiles": 1, "reviewDecision": None,
            "reviews": [], "reviewRequests": [], "closingIssuesReferences": [],
            "statusCheckRollup": None,
            "commits": [self.seq({"__typename": "PullRequestCommit", "commit": {
                "__typename": "Commit", "messageHeadline": title, "_of": item}})],
            "files": [self.seq({"__typename": "PullRequestChangedFile",
                                "path": f"src/{item['number']}.py",
                                "changeType": "MODIFIED"})],
        }  # fmt: skip
        repository["pullRequests"].append(item)
        self._mentions(item, body)
        for number in _CLOSES.findall(body):
            target = self.find(repository, int(number))
            if target and target["__typename"] == "Issue":
                item["closingIssuesReferences"].append(target)
        return item

    def find(self, repository: Node, number: int) -> Node | None:
        for item in (*repository["issues"], *repository["pullRequests"]):
            if item["number"] == number:
                return item
        return None

    # --- changes that move updatedAt

    def comment(self, item: Node, author: str, body: str) -> Node:
        comment = self.node(
            "IssueComment", "IC", author=self.user(author), body=body,
            createdAt=self.tick(), updatedAt=self.time(), url=item["url"] + "#c",
        )  # fmt: skip
        item["comments"].append(comment)
        self.bump(item)
        self._mentions(item, body)
        return comment

    def edit_comment(self, item: Node, comment: Node, body: str) -> None:
        comment |= {"body": body, "updatedAt": self.tick()}
        self.bump(item)
        self._mentions(item, body)

    def delete_comment(self, item: Node, comment: Node) -> None:
        item["comments"].remove(comment)
        self.event(item, "CommentDeletedEvent", "admin", deletedCommentAuthor=None)

    def edit(self, item: Node, body: str) -> None:
        item["body"] = body
        self.tick()
        self.bump(item)
        self._mentions(item, body)

    def event(self, item: Node, kind: str, actor: str, **details) -> Node:
        event = self.silent_event(item, kind, actor, **details)
        self.bump(item)
        return event

    def label(self, item: Node, label: Node, actor: str = "ann") -> None:
        if label not in item["labels"]:
            item["labels"].append(label)
            self.event(item, "LabeledEvent", actor, label=label)

    def unlabel(self, item: Node, label: Node, actor: str = "ann") -> None:
        if label in item["labels"]:
            item["labels"].remove(label)
            self.event(item, "UnlabeledEvent", actor, label=label)

    def close(self, item: Node, actor: str = "ann") -> None:
        self.event(item, "ClosedEvent", actor, closer=None, stateReason="COMPLETED")
        item |= {"state": "CLOSED", "closedAt": self.time()}

    def reopen(self, item: Node, actor: str = "ann") -> None:
        self.event(item, "ReopenedEvent", actor, stateReason=None)
        item |= {"state": "OPEN", "closedAt": None}

    def retitle(self, item: Node, title: str) -> None:
        self.event(
            item, "RenamedTitleEvent", "ann", previousTitle=item["title"],
            currentTitle=title,
        )  # fmt: skip
        item["title"] = title

    def review(
        self, item: Node, author: str, state: str = "APPROVED", body: str = ""
    ) -> Node:
        review = self.node(
            "PullRequestReview", "PRR", author=self.user(author), state=state,
            body=body, url=item["url"] + "#r", submittedAt=self.tick(),
            updatedAt=self.time(), commit={"__typename": "Commit",
                                           "oid": item["headRefOid"]},
        )  # fmt: skip
        item["reviews"].append(review)
        self.bump(item)
        return review

    def dismiss(self, item: Node, review: Node, actor: str = "ann") -> None:
        self.event(
            item, "ReviewDismissedEvent", actor, previousReviewState=review["state"],
            dismissalMessage="stale", review=review,
        )  # fmt: skip
        review["state"] = "DISMISSED"

    def request_review(self, item: Node, login: str) -> None:
        self.event(
            item, "ReviewRequestedEvent", "ann", requestedReviewer=self.user(login)
        )
        item["reviewRequests"].append(
            self.seq({"__typename": "ReviewRequest", "asCodeOwner": False,
                      "requestedReviewer": self.user(login)})
        )  # fmt: skip

    def review_comment(self, item: Node, author: str, body: str) -> Node:
        comment = {
            "id": next(self._seq), "user": author, "body": body, "item": item,
            "created_at": self.tick(), "updated_at": self.time(),
        }  # fmt: skip
        item["_repository"]["_review_comments"].append(comment)
        self.bump(item)
        return comment

    def review_comment_of(self, node_id: str) -> Node | None:
        return next(
            (
                one
                for repository in self.repositories.values()
                for one in repository["_review_comments"]
                if f"PRRC_{one['id']}" == node_id
            ),
            None,
        )

    def delete_review_comment(self, comment: Node) -> None:
        comment["item"]["_repository"]["_review_comments"].remove(comment)
        self.tick()
        self.bump(comment["item"])

    def merge(self, item: Node, actor: str = "ann", *, checks: str = "SUCCESS") -> None:
        """Merge a pull request whose checks end a minute before."""
        began, ended = self.tick(), self.tick()
        contexts = [self.node(
            "CheckRun", "CR", name="build", status="COMPLETED", conclusion=checks,
            startedAt=began, completedAt=ended, url="https://github.com/c",
        )]  # fmt: skip
        item["statusCheckRollup"] = {
            "__typename": "StatusCheckRollup",
            "contexts": contexts,
        }
        sha = self.sha()
        commit = {
            "__typename": "Commit", "oid": sha,
            "messageHeadline": f"{item['title']} (#{item['number']})",
            "parents": [self.seq({"__typename": "Commit"})],
        }  # fmt: skip
        self.event(item, "MergedEvent", actor, mergeRefName="main", commit=commit)
        item |= {
            "state": "MERGED", "mergedAt": self.time(), "closedAt": self.time(),
            "mergedBy": self.user(actor), "mergeCommit": commit,
        }  # fmt: skip
        self.silent_event(item, "ClosedEvent", actor, closer=None, stateReason=None)
        self.push(item["_repository"], actor, sha, "pr_merge")
        for issue in item["closingIssuesReferences"]:
            if issue["state"] == "OPEN":
                self.event(issue, "ClosedEvent", actor, closer=item, stateReason=None)
                issue |= {"state": "CLOSED", "closedAt": self.time()}

    # --- changes that do not move it

    def edit_review_comment(self, comment: Node, body: str) -> None:
        comment |= {"body": body, "updated_at": self.tick()}

    def connect(self, pull_request: Node, issue: Node) -> None:
        self.silent_event(
            pull_request, "ConnectedEvent", "ann", subject=issue, source=pull_request
        )
        self.silent_event(
            issue, "ConnectedEvent", "ann", subject=pull_request, source=issue
        )
        if issue not in pull_request["closingIssuesReferences"]:
            pull_request["closingIssuesReferences"].append(issue)

    def silent_event(self, item: Node, kind: str, actor: str, **details) -> Node:
        event = self.node(
            kind, "EV", createdAt=self.tick(), actor=self.user(actor), **details
        )
        item["timelineItems"].append(event)
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.removesuffix("Event")).lower()
        if kind != "CrossReferencedEvent":
            item["_repository"]["_events"].append(
                {"id": event["_seq"], "event": name, "number": item["number"],
                 "created_at": self.time()}
            )  # fmt: skip
        return event

    def define_label(self, repository: Node, name: str) -> Node:
        label = self.node(
            "Label", "LA", name=name, description=None, color="ededed",
            createdAt=self.tick(),
        )  # fmt: skip
        repository["labels"].append(label)
        return label

    def rename_label(self, label: Node, name: str) -> None:
        self.tick()
        label["name"] = name

    def delete_label(self, repository: Node, label: Node) -> None:
        self.tick()
        repository["labels"].remove(label)
        for item in (*repository["issues"], *repository["pullRequests"]):
            if label in item["labels"]:
                item["labels"].remove(label)

    def delete(self, repository: Node, item: Node, moved_to: str | None = None) -> None:
        """Delete an item, or let it move; mentions that it made go with it."""
        self.tick()
        field = "issues" if item["__typename"] == "Issue" else "pullRequests"
        repository[field].remove(item)
        del self.nodes[item["id"]]
        repository["_gone"][item["number"]] = moved_to
        repository["_review_comments"] = [
            one for one in repository["_review_comments"] if one["item"] is not item
        ]
        for other in (*repository["issues"], *repository["pullRequests"]):
            other["timelineItems"] = [
                event for event in other["timelineItems"]
                if item not in (event.get("source"), event.get("subject"))
            ]  # fmt: skip
            if item in other.get("closingIssuesReferences", []):
                other["closingIssuesReferences"].remove(item)

    def transfer(self, item: Node, target: Node) -> Node:
        """Let an issue move: it gets a new number there, and is gone here.

        What closes it closes it there, and its own time does not say so.
        """
        source = item["_repository"]
        closers = [
            one for one in source["pullRequests"]
            if item in one["closingIssuesReferences"]
        ]  # fmt: skip
        number = next(target["_number"])
        name = target["nameWithOwner"]
        self.delete(source, item, f"{name}/issues/{number}")
        moved = self.node("Issue", "I", **{
            key: value for key, value in item.items()
            if key not in ("id", "_seq", "__typename")
        })  # fmt: skip
        moved |= {"number": number, "repository": target, "_repository": target,
                  "labels": [], "milestone": None,
                  "url": f"{target['url']}/issues/{number}"}  # fmt: skip
        target["issues"].append(moved)
        for closer in closers:
            closer["closingIssuesReferences"].append(moved)
        self.silent_event(moved, "TransferredEvent", "ann", fromRepository=source)
        return moved

    def rename_milestone(self, milestone: Node, title: str) -> None:
        milestone |= {"title": title, "updatedAt": self.tick()}

    def protect(self, repository: Node, *checks: str) -> Node:
        """Protect the default branch the classic way."""
        self.tick()
        rule = self.node(
            "BranchProtectionRule", "BPR", pattern="main",
            requiresStatusChecks=bool(checks), requiredStatusCheckContexts=[*checks],
            **dict.fromkeys(_SWITCHES, False),
        )  # fmt: skip
        repository["branchProtectionRules"].append(rule)
        return rule

    # --- the repository

    def milestone(self, repository: Node, title: str) -> Node:
        found = self.node(
            "Milestone", "MI", title=title, number=len(repository["milestones"]) + 1,
            description=None, state="OPEN", url="", dueOn=None, closedAt=None,
            updatedAt=self.tick(),
        )  # fmt: skip
        repository["milestones"].append(found)
        return found

    def release(self, repository: Node, tag: str) -> Node:
        found = self.node(
            "Release", "RE", tagName=tag, name=tag, description="Notes", url="",
            isDraft=False, isPrerelease=False, createdAt=self.tick(),
            publishedAt=self.time(), updatedAt=self.time(), author=self.user("ann"),
            tagCommit={"__typename": "Commit", "oid": self.sha()},
        )  # fmt: skip
        repository["releases"].append(found)
        return found

    def deploy(self, repository: Node, environment: str) -> Node:
        found = self.node(
            "Deployment", "DE", environment=environment, latestEnvironment=environment,
            state="ACTIVE", commitOid=self.sha(), createdAt=self.tick(),
            updatedAt=self.time(), creator=self.user("ann"),
            latestStatus={"__typename": "DeploymentStatus", "state": "SUCCESS",
                          "logUrl": None},
        )  # fmt: skip
        repository["deployments"].append(found)
        return found

    def push(
        self, repository: Node, actor: str, sha: str | None = None, kind: str = "push"
    ) -> Node:
        target = repository["defaultBranchRef"]["target"]
        push = {
            "id": next(self._seq), "activity_type": kind, "ref": "refs/heads/main",
            "before": target["oid"], "after": sha or self.sha(), "actor": actor,
            "timestamp": self.tick(),
        }  # fmt: skip
        target["oid"] = push["after"]
        repository["pushedAt"] = self.time()
        repository["_activity"].append(push)
        return push

    def bypass(self, repository: Node, push: Node) -> None:
        repository["_suites"].append(
            {"id": next(self._seq), "result": "bypass", "actor_name": push["actor"],
             "before_sha": push["before"], "after_sha": push["after"],
             "ref": push["ref"], "pushed_at": push["timestamp"]}
        )  # fmt: skip

    def require_check(self, repository: Node, name: str) -> None:
        self.tick()
        repository["rulesets"].append(
            self.node("RepositoryRuleset", "RS", updatedAt=self.time())
        )
        repository["_rules"].append(
            {"type": "required_status_checks", "ruleset_id": 7, "parameters":
             {"required_status_checks": [{"context": name}]}}
        )  # fmt: skip

    # --- the clock and names

    def tick(self) -> str:
        self.now += timedelta(minutes=1)
        return self.time()

    def time(self) -> str:
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def bump(self, item: Node) -> None:
        item["updatedAt"] = self.time()

    def sha(self) -> str:
        return f"{next(self._seq):040x}"

    def seq(self, node: Node) -> Node:
        node["_seq"] = next(self._seq)
        return node

    def node(self, typename: str, prefix: str, **fields) -> Node:
        node = self.seq({"__typename": typename, **fields})
        node["id"] = f"{prefix}_{node['_seq']}"
        self.nodes[node["id"]] = node
        return node

    def _item(
        self, repository: Node, kind: str, prefix: str, author: str, title: str,
        body: str,
    ) -> Node:  # fmt: skip
        number = next(repository["_number"])
        place = "issues" if kind == "Issue" else "pull"
        return self.node(
            kind, prefix, number=number, title=title, body=body,
            url=f"{repository['url']}/{place}/{number}", createdAt=self.tick(),
            updatedAt=self.time(), closedAt=None, author=self.user(author),
            milestone=None, labels=[], comments=[], timelineItems=[],
            repository=repository, _repository=repository,
        )  # fmt: skip

    def _mentions(self, item: Node, text: str) -> None:
        for number in _MENTION.findall(text):
            target = self.find(item["_repository"], int(number))
            if target is None or target is item:
                continue
            if any(event.get("source") is item for event in target["timelineItems"]):
                continue
            self.silent_event(
                target, "CrossReferencedEvent", item["author"]["id"][2:], source=item,
                isCrossRepository=False, willCloseTarget=False,
            )  # fmt: skip

    @staticmethod
    def _add(where: dict, name: str, node: Node) -> Node:
        where[name] = node
        return node
