"""The entries of incident logs and write-ups, their action items, and since when."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from pipelines.read.incidents import (
    ActionItem,
    IncidentEntry,
    IncidentReading,
    is_write_up_of_its_own,
    read_incidents,
)
from pipelines.read.incidents.links import path_of_link
from pipelines.read.incidents.owners import owner_id, perhaps_owners
from pipelines.read.incidents.references import repository_named
from pipelines.read.rows.ids import Ids, short_hash
from pipelines.read.rows.words import EntrySpan
from pipelines.read.store import Row, Store
from pipelines.read.tables import ACTION_ITEMS, INCIDENT_ENTRIES, UNREADABLE
from pipelines.read.texts import Text

_REPOSITORIES = "select repository_id from raw.repositories order by repository_id"
_PEOPLE = """
    select distinct repository_id, author_name from raw.commits
    where author_name is not null
    order by repository_id, author_name
"""
_PATHS = """
    select distinct repository_id, path from raw.document_revisions
    where kind in ('incident_log', 'postmortem')
    order by repository_id, path
"""
KINDS = ("incident_log", "postmortem")
_REVISIONS = """
    select revisions.repository_id, revisions.path, revisions.kind,
        revisions.committed_at, texts.text
    from raw.document_revisions as revisions
    join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where (revisions.kind in ('incident_log', 'postmortem')
            or (revisions.kind = 'other'
                and regexp_matches(
                    texts.text[:1000], '(?i)mortem|report|root|severity'
                )))
        and revisions.commit_sha is not null
    order by revisions.repository_id, revisions.committed_at nulls first,
        revisions.commit_position, revisions.position
"""


class Incidents:
    """Reads incident documents; knows when each entry was first written."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ids = Ids()
        self._written_at = _first_written(store)
        self._people = _people(store)
        self._repositories = [row["repository_id"] for row in store.rows(_REPOSITORIES)]
        self._pages = _pages(store)

    def read(self, document: Text) -> list[EntrySpan]:
        """Write the rows of a document; return the places of its entries."""
        path = document.path or ""
        reading = _read(document.text, path, document.kind)
        spans = []
        for entry in reading.entries:
            name = f"{path}#{self._ids(document.repository_id, path, *_key(entry))}"
            entry_id = f"{document.repository_id}:{name}"
            roles = dict(entry.item_roles)
            spans.append(EntrySpan(entry.line, entry.end_line, entry_id, roles))
            self._store.add(INCIDENT_ENTRIES, [self._entry(document, entry, entry_id)])
            items = self._action_items(document, entry, entry_id)
            self._store.add(ACTION_ITEMS, items)
        self._store.add(
            UNREADABLE,
            (
                {
                    "repository_id": document.repository_id,
                    "unreadable_id": short_hash(path, part.line, part.reason),
                    "path": path,
                    "line": part.line,
                    "reason": part.reason,
                    "quote": part.quote,
                }
                for part in reading.unreadable
            ),
        )
        return spans

    def _entry(self, document: Text, entry: IncidentEntry, entry_id: str) -> Row:
        key = (document.repository_id, *_key(entry))
        return asdict(entry) | {
            "entry_id": entry_id,
            "repository_id": document.repository_id,
            "path": document.path,
            "commit_sha": document.commit_sha,
            "written_at": self._written_at.get(key),
            "parts": list(entry.parts),
            "severities_as_written": list(entry.severities_as_written),
            "linked_paths": _linked_paths(document, entry, self._pages),
        }

    def _action_items(
        self, document: Text, entry: IncidentEntry, entry_id: str
    ) -> Iterator[Row]:
        for position, item in enumerate(entry.action_items, start=1):
            yield {
                "action_item_id": f"{entry_id}:{position}",
                "entry_id": entry_id,
                "repository_id": document.repository_id,
                "path": document.path,
                "commit_sha": document.commit_sha,
                "text": item.text,
                "status": item.status,
                "status_quote": item.status_quote,
                "owner_id": item.owner_id or self._owner(document, item),
                "line": item.line,
                "position": position,
                "due_on": item.due_on,
                "linked_items": _linked(
                    item, document.repository_id, self._repositories
                ),
            }

    def _owner(self, document: Text, item: ActionItem) -> str | None:
        """A name in the item, if it is that of somebody who committed."""
        people = self._people[document.repository_id]
        names = (name for name in perhaps_owners(item.text) if name.lower() in people)
        return owner_id(next(names, None))


def _people(store: Store) -> dict[str, set[str]]:
    """Full and first names of authors by repository, in small letters."""
    people: dict[str, set[str]] = defaultdict(set)
    for row in store.rows(_PEOPLE):
        name = row["author_name"].lower().strip()
        people[row["repository_id"]] |= {name, name.partition(" ")[0]}
    return people


def _pages(store: Store) -> dict[tuple[str, str], str]:
    """Paths of documents by repository and path without extension."""
    return {
        (row["repository_id"], posixpath.splitext(row["path"])[0]): row["path"]
        for row in store.rows(_PATHS)
    }


def _linked_paths(
    document: Text, entry: IncidentEntry, pages: dict[tuple[str, str], str]
) -> list[str]:
    """Other documents of its repository that an entry links to, its target first.

    A link of a table of contents may leave out the extension.
    """
    links = [entry.target, *entry.document_links]
    found = [
        path_of_link(link, document.path or "", document.repository_id)
        for link in links
        if link
    ]
    known = (pages.get((document.repository_id, p), p) for p in found if p)
    return list(dict.fromkeys(p for p in known if p != document.path))


def _linked(item: ActionItem, own: str, known: list[str]) -> list[str]:
    """The issues and pull requests that it names, of repositories that are sure."""
    found = (
        (repository_named(other, own, known), number)
        for other, number in item.linked_items
    )
    return [f"{repository}#{number}" for repository, number in found if repository]


def _read(text: str, path: str, kind: str | None) -> IncidentReading:
    """A log or write-up by its place, or a page whose title or fields say so."""
    if kind in KINDS:
        return read_incidents(text, path=path, kind=kind)
    if kind == "other" and is_write_up_of_its_own(text, path):
        return read_incidents(text, path=path, kind="postmortem")
    return IncidentReading((), ())


def _key(entry: IncidentEntry) -> tuple[str, str]:
    """What an entry keeps through edits of its document: its day and its title."""
    return str(entry.occurred_on or ""), " ".join((entry.title or "").lower().split())


def _first_written(store: Store) -> dict[tuple[str, str, str], datetime | None]:
    """The commit time of the first revision, of any document, that has the entry.

    The line of an index is no write-up, and none is written before its incident. What
    the oldest commit of a shallow clone has was written nobody knows when.
    """
    written: dict[tuple[str, str, str], datetime | None] = {}
    read: dict[str, list[IncidentEntry]] = defaultdict(list)
    for row in store.rows(_REVISIONS):
        content = short_hash(row["path"], row["text"])
        if content not in read:
            entries = _read(row["text"], row["path"], row["kind"]).entries
            read[content] = [one for one in entries if one.standing != "index"]
        at = row["committed_at"]
        for entry in read[content]:
            day = entry.occurred_on
            if at is None or day is None or at.astimezone(UTC).date() >= day:
                written.setdefault((row["repository_id"], *_key(entry)), at)
    return written
