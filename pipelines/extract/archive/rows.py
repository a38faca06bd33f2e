"""Archive documents as rows of schema `raw`.

Ids: a comment is `<item_kind>-<number>-<position>`, a stated check
`<item_kind>-<number>-stated-<position>`, a stated review likewise with `review`;
positions count from 1 in the order of the text. A person is a login in lower case, or
`role:<slug>` for a role or a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pipelines.extract.archive.items import Item, item_of
from pipelines.extract.archive.milestones import Milestone, milestone_of
from pipelines.extract.archive.sections import Section, cut
from pipelines.extract.archive.values import Person
from pipelines.extract.archive.vocabulary import ItemKind
from pipelines.extract.records import Row, completeness, unreadable
from pipelines.extract.tables import ITEM_LABELS, ITEM_LINKS, REVIEW_REQUESTS

Rows = Iterator[tuple[str, Row]]

_TABLES: dict[ItemKind, str] = {"issue": "issues", "pull_request": "pull_requests"}
_NATIVE = {"issue": "issue_archive", "pull_request": "pull_request_archive"}
_BY_NUMBER = {one.name: one for one in (ITEM_LABELS, ITEM_LINKS, REVIEW_REQUESTS)}
_BOT = ("[bot]", "-bot")


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """A document that holds issues, pull requests or milestones, as it is now."""

    path: str
    kind: str
    text: str


@dataclass(slots=True)
class _Placed:
    """An item or milestone with the document that it stands in."""

    document: ArchiveDocument
    section: Section
    item: Item


def archive_rows(
    repository_id: str,
    documents: Sequence[ArchiveDocument],
    url: str | None,
    commit_sha: str | None,
    people: dict[str, Row],
) -> Rows:
    """Yield the rows of all archives of a repository.

    Args:
        repository_id: `owner/name`.
        documents: The archives as they are now.
        url: Web address of the repository, None without one.
        commit_sha: Commit at which the documents were read, None without history.
        people: Rows of `people` by id; the people met are added.
    """
    writer = _Writer(repository_id, url, commit_sha, people)
    yield from _once(writer.rows(documents))


def _once(rows: Rows) -> Rows:
    """Leave out what an issue and a pull request of the same number both have."""
    seen: set[tuple[str, ...]] = set()
    for table, row in rows:
        if table in _BY_NUMBER:
            key = (table, *(str(row[name]) for name in _BY_NUMBER[table].key))
            if key in seen:
                continue
            seen.add(key)
        yield table, row


class _Writer:
    def __init__(
        self,
        repository_id: str,
        url: str | None,
        commit_sha: str | None,
        people: dict[str, Row],
    ) -> None:
        self._repository_id = repository_id
        self._url = url
        self._commit_sha = commit_sha
        self._people = people
        self._named: Counter[str] = Counter()  # items that headings and rows name
        self._review_count = 0
        self._check_count = 0

    def rows(self, documents: Sequence[ArchiveDocument]) -> Rows:
        found = [
            (one, section) for one in documents for section in cut(one.text, one.kind)
        ]
        with_any = {document.path for document, _ in found}
        for document in documents:
            if document.path not in with_any and document.text.strip():
                yield self._unreadable(
                    document.path,
                    1,
                    f"named like {_words(document.kind)}, but no item was found in it:"
                    " read as any other document",
                )
        milestones: dict[str, tuple[ArchiveDocument, Milestone]] = {}
        items: dict[tuple[ItemKind, int], _Placed] = {}
        # An item's own archive comes first, and a section before a row of a table.
        found.sort(key=lambda pair: (_is_foreign(*pair), pair[1].level == 0))
        for document, section in found:
            if section.kind == "milestone":
                yield from self._take_milestone(document, section, milestones)
            else:
                yield from self._take_item(document, section, items)
        _fill_milestones(milestones, items)
        for kind, number in items:
            if kind == "pull_request" and ("issue", number) in items:
                placed = items[kind, number]
                yield self._unreadable(
                    placed.document.path,
                    placed.section.line,
                    f"issue {number} and pull request {number} have one number:"
                    f" {self._repository_id}#{number} means both",
                    placed.section.heading,
                    placed.item,
                )
        for placed in items.values():
            yield from self._item_rows(placed)
        for document, milestone in milestones.values():
            yield self._milestone_row(document, milestone)
        yield from self._completeness(documents, items, milestones)

    def _take_item(
        self,
        document: ArchiveDocument,
        section: Section,
        items: dict[tuple[ItemKind, int], _Placed],
    ) -> Rows:
        if section.number is None:
            reason = "the fields of an item under a heading that names no number"
            self._named[section.kind] += 1
            yield self._unreadable(document.path, section.line, reason, section.heading)
            return
        item = item_of(section)
        key = (item.kind, item.number)
        first = items.get(key)
        if first is None:
            self._named[item.kind] += 1
            items[key] = _Placed(document, section, item)
        elif section.row and not first.section.row:
            _fill_in(first.item, item)  # an overview beside the sections
        else:
            self._named[item.kind] += 1
            yield self._unreadable(
                document.path,
                section.line,
                f"a second section of {_words(item.kind)} {item.number}: the first"
                f" ({first.document.path}:{first.section.line}) is read",
                section.heading,
                item,
            )

    def _take_milestone(
        self,
        document: ArchiveDocument,
        section: Section,
        milestones: dict[str, tuple[ArchiveDocument, Milestone]],
    ) -> Rows:
        milestone = milestone_of(section)
        self._named["milestone"] += 1
        for problem in milestone.problems:
            yield self._unreadable(
                document.path, problem.line, problem.reason, problem.quote
            )
        first = milestones.setdefault(milestone.title, (document, milestone))
        if first[1] is not milestone:
            yield self._unreadable(
                document.path,
                section.line,
                f"a second section of milestone {milestone.title!r}: the first"
                f" ({first[0].path}:{first[1].line}) is read",
                section.heading,
            )

    def _item_rows(self, placed: _Placed) -> Rows:
        item, path = placed.item, placed.document.path
        for problem in item.problems:
            yield self._unreadable(
                path, problem.line, problem.reason, problem.quote, item
            )
        yield _TABLES[item.kind], self._item_row(placed)
        for label in item.labels:
            yield (
                "item_labels",
                {
                    "repository_id": self._repository_id,
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

    def _item_row(self, placed: _Placed) -> Row:
        item = placed.item
        said = sum(comment.kind == "discussion" for comment in item.comments)
        row: Row = {
            "repository_id": self._repository_id,
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
                    "repository_id": self._repository_id,
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
            target = link.repository or self._repository_id
            if target == self._repository_id and link.target == item.number:
                continue
            yield (
                "item_links",
                {
                    "repository_id": self._repository_id,
                    "number": item.number,
                    "target_repository_id": target,
                    "target_number": link.target,
                    "kind": link.kind,
                },
            )

    def _check_rows(self, item: Item, path: str) -> Rows:
        for position, (conclusion, said) in enumerate(item.checks, start=1):
            self._check_count += 1
            yield (
                "checks",
                {
                    "repository_id": self._repository_id,
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
            self._review_count += 1
            yield (
                "reviews",
                {
                    "repository_id": self._repository_id,
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
                    "repository_id": self._repository_id,
                    "number": item.number,
                    "reviewer_id": self._person(person),
                },
            )

    def _milestone_row(
        self, document: ArchiveDocument, milestone: Milestone
    ) -> tuple[str, Row]:
        return "milestones", {
            "repository_id": self._repository_id,
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
                "repository_id": self._repository_id,
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

    def _unreadable(
        self,
        path: str,
        line: int,
        reason: str,
        words: str | None = None,
        item: Item | None = None,
    ) -> tuple[str, Row]:
        return "unreadable", unreadable(
            self._repository_id,
            reason,
            path=path,
            line=line,
            quote=words,
            item_id=f"{self._repository_id}#{item.number}" if item else None,
        )

    def _completeness(
        self,
        documents: Sequence[ArchiveDocument],
        items: dict[tuple[ItemKind, int], _Placed],
        milestones: dict[str, tuple[ArchiveDocument, Milestone]],
    ) -> Rows:
        loaded: Counter[str] = Counter(kind for kind, _ in items)
        loaded["milestone"] = len(milestones)
        add: Callable[..., Row] = completeness
        for kind in ("issue", "pull_request", "milestone"):
            there = bool(self._named[kind]) or any(
                one.kind == f"{kind}_archive" for one in documents
            )
            yield (
                "completeness",
                add(
                    self._repository_id,
                    f"{kind}s",
                    loaded=loaded[kind],
                    expected=self._named[kind] if there else None,
                    reason=None
                    if there
                    else f"no archive of {_words(kind)}s in the folder",
                ),
            )
        for kind, count in (
            ("reviews", self._review_count),
            ("checks", self._check_count),
        ):
            yield (
                "completeness",
                add(
                    self._repository_id,
                    kind,
                    loaded=count,
                    expected=None,
                    reason=f"an archive has no {kind}, only words about some",
                ),
            )
        for kind in ("label_events", "timeline_events"):
            yield (
                "completeness",
                add(
                    self._repository_id,
                    kind,
                    loaded=0,
                    expected=None,
                    reason="an archive does not tell when what was done",
                ),
            )


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _is_foreign(document: ArchiveDocument, section: Section) -> bool:
    return section.kind in _NATIVE and document.kind != _NATIVE[section.kind]


def _fill_in(item: Item, other: Item) -> None:
    """Take from an overview's row what the item's own section leaves open."""
    for name in (
        "title", "state", "state_as_written", "is_draft", "author",
        "author_as_written", "milestone", "base", "head", "created_at", "updated_at",
        "closed_at", "merged_at", "merged_by", "url",
    ):  # fmt: skip
        if getattr(item, name) is None:
            setattr(item, name, getattr(other, name))
    item.labels = item.labels or other.labels
    item.links = item.links or other.links


def _fill_milestones(
    milestones: dict[str, tuple[ArchiveDocument, Milestone]],
    items: dict[tuple[ItemKind, int], _Placed],
) -> None:
    """Give items the milestone that lists them, where they name none themselves."""
    for _, milestone in milestones.values():
        for reference in milestone.items:
            kinds: tuple[ItemKind, ...] = ("issue", "pull_request")
            if reference.kind:
                kinds = (reference.kind,)
            for kind in kinds:
                placed = items.get((kind, reference.number))
                if placed and reference.repository is None:
                    if placed.item.milestone is None:
                        placed.item.milestone = milestone.title
                    break
