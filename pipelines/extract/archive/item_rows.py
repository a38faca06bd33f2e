"""Rows of an issue, a pull request or a milestone of an archive.

Ids: a comment is `<item_kind>-<number>-<position>`, a stated check
`<item_kind>-<number>-stated-<position>`, a stated review likewise with `review`;
positions count from 1 in the order of the text. A person is a login in lower case, or
`role:<slug>` for a role or a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pipelines.extract.archive.item import Item
from pipelines.extract.archive.lines import Section
from pipelines.extract.archive.milestones import Milestone
from pipelines.extract.archive.values import Person
from pipelines.extract.archive.vocabulary import ItemKind
from pipelines.extract.records import Row
from pipelines.extract.records import unreadable as unreadable_row

Rows = Iterator[tuple[str, Row]]

_TABLES: dict[ItemKind, str] = {"issue": "issues", "pull_request": "pull_requests"}
_BOT = ("[bot]", "-bot")


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """A document that holds issues, pull requests or milestones, as it is now."""

    path: str
    kind: str
    text: str


@dataclass(slots=True)
class Placed:
    """An item or milestone with the document that it stands in."""

    document: ArchiveDocument
    section: Section
    item: Item


class ItemRows:
    """Makes rows of what an archive holds; counts the stated reviews and checks."""

    def __init__(
        self,
        repository_id: str,
        url: str | None,
        commit_sha: str | None,
        people: dict[str, Row],
    ) -> None:
        self.repository_id = repository_id
        self._url = url
        self._commit_sha = commit_sha
        self._people = people
        self.review_count = 0
        self.check_count = 0

    def item_rows(self, placed: Placed) -> Rows:
        item, path = placed.item, placed.document.path
        for problem in item.problems:
            yield self.unreadable(
                path, problem.line, problem.reason, problem.quote, item
            )
        yield _TABLES[item.kind], self._item_row(placed)
        for label in item.labels:
            yield (
                "item_labels",
                {
                    "repository_id": self.repository_id,
                    "item_kind": item.kind,
                    "number": item.number,
                    "label": label,
                    "label_node_id": None,
                },
            )
        yield from self._comment_rows(item, path)
        yield from self._link_rows(item)
        yield from self._check_rows(item, path)
        yield from self._review_rows(item, path)

    def _item_row(self, placed: Placed) -> Row:
        item = placed.item
        said = sum(comment.kind == "discussion" for comment in item.comments)
        row: Row = {
            "repository_id": self.repository_id,
            "number": item.number,
            "title": item.title,
            "body": item.body,
            "state": item.state,
            "state_as_written": item.state_as_written,
            "author_id": self._person(item.author),
            "author_as_written": item.author_as_written,
            "closed_by_id": self._person(item.closed_by),
            "milestone": item.milestone,
            "url": item.url or self._permalink(placed.document.path, item.line),
            "path": placed.document.path,
            "line": item.line,
            "body_line": item.body_line,
            "comment_count": said,
            "created_at": item.created_at,
            "updated_at": item.updated_at,
            "closed_at": item.closed_at,
        }
        if item.kind == "pull_request":
            row |= {
                "base_branch": item.base,
                "head_branch": item.head,
                "merged_by_id": self._person(item.merged_by),
                "merge_commit_sha": item.merge_commit,
                "merge_method": item.merge_method,
                "is_draft": item.is_draft,
                "merged_at": item.merged_at,
                "stated_approval_count": item.stated_approval_count,
            }
        for person in item.assignees:
            self._person(person)
        return row

    def _comment_rows(self, item: Item, path: str) -> Rows:
        for position, comment in enumerate(item.comments, start=1):
            yield (
                "comments",
                {
                    "repository_id": self.repository_id,
                    "comment_id": f"{item.kind}-{item.number}-{position}",
                    "kind": comment.kind,
                    "author_id": self._person(comment.author),
                    "author_as_written": comment.author_as_written,
                    "body": comment.words,
                    "url": self._permalink(path, comment.line),
                    "path": path,
                    "number": item.number,
                    "position": position,
                    "line": comment.line,
                    "created_at": comment.at,
                },
            )

    def _link_rows(self, item: Item) -> Rows:
        for link in dict.fromkeys(item.links):
            target = link.repository or self.repository_id
            if target == self.repository_id and link.target == item.number:
                continue
            yield (
                "item_links",
                {
                    "repository_id": self.repository_id,
                    "number": item.number,
                    "target_repository_id": target,
                    "target_number": link.target,
                    "kind": link.kind,
                },
            )

    def _check_rows(self, item: Item, path: str) -> Rows:
        for position, (conclusion, said) in enumerate(item.checks, start=1):
            self.check_count += 1
            yield (
                "checks",
                {
                    "repository_id": self.repository_id,
                    "check_id": f"{item.kind}-{item.number}-stated-{position}",
                    "kind": "stated",
                    "conclusion": conclusion,
                    "as_written": said,
                    "url": self._permalink(path, item.line),
                    "number": item.number,
                },
            )

    def _review_rows(self, item: Item, path: str) -> Rows:
        for position, (person, state) in enumerate(item.reviews, start=1):
            self.review_count += 1
            yield (
                "reviews",
                {
                    "repository_id": self.repository_id,
                    "review_id": f"{item.kind}-{item.number}-review-{position}",
                    "reviewer_id": self._person(person),
                    "state": state,
                    "url": self._permalink(path, item.line),
                    "number": item.number,
                },
            )
        for person in dict.fromkeys(item.requested):
            yield (
                "review_requests",
                {
                    "repository_id": self.repository_id,
                    "number": item.number,
                    "reviewer_id": self._person(person),
                },
            )

    def milestone_row(
        self, document: ArchiveDocument, milestone: Milestone
    ) -> tuple[str, Row]:
        return "milestones", {
            "repository_id": self.repository_id,
            "title": milestone.title,
            "description": milestone.description,
            "state": milestone.state,
            "url": self._permalink(document.path, milestone.line),
            "path": document.path,
            "line": milestone.line,
            "due_at": milestone.due_at,
            "closed_at": milestone.closed_at,
        }

    def _person(self, person: Person | None) -> str | None:
        if person is None:
            return None
        name = person.display_name
        self._people.setdefault(
            person.person_id,
            {
                "repository_id": self.repository_id,
                "person_id": person.person_id,
                "display_name": name,
                "email": None,
                "kind": person.kind,
                "url": None,
                "is_bot": person.kind == "user" and name.lower().endswith(_BOT),
            },
        )
        return person.person_id

    def _permalink(self, path: str, line: int) -> str | None:
        if not self._url or not self._commit_sha:
            return None
        return f"{self._url}/blob/{self._commit_sha}/{quote(path)}#L{line}"

    def unreadable(
        self,
        path: str,
        line: int,
        reason: str,
        words: str | None = None,
        item: Item | None = None,
    ) -> tuple[str, Row]:
        return "unreadable", unreadable_row(
            self.repository_id,
            reason,
            path=path,
            line=line,
            quote=words,
            item_id=f"{self.repository_id}#{item.number}" if item else None,
        )
