"""Archive documents as rows of schema `raw`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from pipelines.extract.archive.item import Item
from pipelines.extract.archive.item_rows import ArchiveDocument, ItemRows, Placed, Rows
from pipelines.extract.archive.items import item_of
from pipelines.extract.archive.lines import Section
from pipelines.extract.archive.milestones import Milestone, milestone_of
from pipelines.extract.archive.sections import cut
from pipelines.extract.archive.vocabulary import ItemKind
from pipelines.extract.records import Row, completeness
from pipelines.extract.tables import ITEM_LABELS, ITEM_LINKS, REVIEW_REQUESTS

_NATIVE = {"issue": "issue_archive", "pull_request": "pull_request_archive"}
_BY_NUMBER = {one.name: one for one in (ITEM_LABELS, ITEM_LINKS, REVIEW_REQUESTS)}


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
    writer = _Writer(ItemRows(repository_id, url, commit_sha, people))
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
    """Places the sections of all archives: one item, one section."""

    def __init__(self, rows: ItemRows) -> None:
        self._rows = rows
        self._repository_id = rows.repository_id
        self._named: Counter[str] = Counter()  # items that headings and rows name

    def rows(self, documents: Sequence[ArchiveDocument]) -> Rows:
        found = [
            (one, section) for one in documents for section in cut(one.text, one.kind)
        ]
        with_any = {document.path for document, _ in found}
        for document in documents:
            if document.path not in with_any and document.text.strip():
                yield self._rows.unreadable(
                    document.path,
                    1,
                    f"named like {_words(document.kind)}, but no item was found in it:"
                    " read as any other document",
                )
        milestones: dict[str, tuple[ArchiveDocument, Milestone]] = {}
        items: dict[tuple[ItemKind, int], Placed] = {}
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
                yield self._rows.unreadable(
                    placed.document.path,
                    placed.section.line,
                    f"issue {number} and pull request {number} have one number:"
                    f" {self._repository_id}#{number} means both",
                    placed.section.heading,
                    placed.item,
                )
        for placed in items.values():
            yield from self._rows.item_rows(placed)
        for document, milestone in milestones.values():
            yield self._rows.milestone_row(document, milestone)
        yield from self._completeness(documents, items, milestones)

    def _take_item(
        self,
        document: ArchiveDocument,
        section: Section,
        items: dict[tuple[ItemKind, int], Placed],
    ) -> Rows:
        if section.number is None:
            reason = "the fields of an item under a heading that names no number"
            self._named[section.kind] += 1
            yield self._rows.unreadable(
                document.path, section.line, reason, section.heading
            )
            return
        item = item_of(section)
        key = (item.kind, item.number)
        first = items.get(key)
        if first is None:
            self._named[item.kind] += 1
            items[key] = Placed(document, section, item)
        elif section.row and not first.section.row:
            _fill_in(first.item, item)  # an overview beside the sections
        else:
            self._named[item.kind] += 1
            yield self._rows.unreadable(
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
            yield self._rows.unreadable(
                document.path, problem.line, problem.reason, problem.quote
            )
        first = milestones.setdefault(milestone.title, (document, milestone))
        if first[1] is not milestone:
            yield self._rows.unreadable(
                document.path,
                section.line,
                f"a second section of milestone {milestone.title!r}: the first"
                f" ({first[0].path}:{first[1].line}) is read",
                section.heading,
            )

    def _completeness(
        self,
        documents: Sequence[ArchiveDocument],
        items: dict[tuple[ItemKind, int], Placed],
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
            ("reviews", self._rows.review_count),
            ("checks", self._rows.check_count),
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
    items: dict[tuple[ItemKind, int], Placed],
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
