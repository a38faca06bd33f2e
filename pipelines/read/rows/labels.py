"""What documents say of labels, and which label stands for which, per repository."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipelines.read.broken_data import why_broken
from pipelines.read.decisions import decide_labels
from pipelines.read.decisions.labels import LabelChoice
from pipelines.read.labels import (
    DocumentedLabel,
    Swap,
    label_conflicts,
    name_labels,
    read_documented_labels,
)
from pipelines.read.rows.ids import short_hash
from pipelines.read.rows.label_dates import date_statements
from pipelines.read.rows.label_renames import renames_in_history
from pipelines.read.store import Row, Store
from pipelines.read.tables import (
    DOCUMENTED_LABELS,
    LABEL_CONFLICTS,
    LABEL_NAMES,
    UNREADABLE,
)
from pipelines.read.texts import Text

_USED = """
    select repository_id, label as name, count(distinct number) as item_count
    from (
        select repository_id, number, label from raw.item_labels
        union select repository_id, number, label from raw.label_events
        union select repository_id, null, name from raw.labels where deleted_at is null
    ) as used
    group by all order by all
"""
_DESCRIPTIONS = """
    select repository_id, name, description from raw.labels
    where description is not null and deleted_at is null order by all
"""
# An event keeps the name that its label had then.
_RENAMES = """
    select distinct events.repository_id, events.label as old, labels.name as new
    from raw.label_events as events
    inner join raw.labels as labels
        on events.repository_id = labels.repository_id
        and events.label_node_id = labels.node_id
        and labels.deleted_at is null
    where events.label <> labels.name and not exists (
        select 1 from raw.labels as others
        where others.repository_id = events.repository_id
            and others.name = events.label and others.deleted_at is null
    )
    order by all
"""
# One person takes a label off and puts another on within a minute, and nothing else.
_SWAPS = """
    with pairs as (
        select
            off.repository_id, off.number, off.label as removed, off.occurred_at,
            any_value(put.label) as added
        from raw.label_events as off
        inner join raw.label_events as put
            on off.repository_id = put.repository_id and off.number = put.number
            and off.actor_id = put.actor_id and put.action = 'labeled'
            and abs(epoch(put.occurred_at) - epoch(off.occurred_at)) <= 60
            and put.label != off.label
        where off.action = 'unlabeled'
        group by all
        having count(distinct put.label) = 1
    ),
    swaps as (
        select
            repository_id, removed, added, count(distinct number) as count,
            max(occurred_at) as last_at
        from pairs group by all
    ),
    days as (
        select repository_id, removed, added, max(items) as busiest_day_count
        from (
            select
                repository_id, removed, added, count(distinct number) as items
            from pairs group by repository_id, removed, added, cast(occurred_at as date)
        ) as by_day
        group by all
    )
    select
        swaps.repository_id, swaps.removed, swaps.added, swaps.count,
        days.busiest_day_count,
        count(distinct events.number) filter (where events.action = 'unlabeled')
            as removal_count,
        count(distinct events.number) filter (
            where events.action = 'labeled' and events.occurred_at > swaps.last_at
        ) as later_count,
        (
            select count(*) from raw.item_labels as carried
            where carried.repository_id = swaps.repository_id
                and carried.label = swaps.removed
        ) as carried_count
    from swaps
    inner join days using (repository_id, removed, added)
    inner join raw.label_events as events
        on swaps.repository_id = events.repository_id and swaps.removed = events.label
    group by all
    order by all
"""


class Labels:
    """Gathers the statements of all documents, then names the labels."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._documented: dict[str, list[DocumentedLabel]] = defaultdict(list)
        self._renames: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._commits: dict[tuple[str, str], str | None] = {}

    def read(self, document: Text) -> None:
        path = document.path or ""
        self._commits[document.repository_id, path] = document.commit_sha
        found = read_documented_labels(
            document.text, path=path, kind=document.kind or "other"
        )
        repository_id = document.repository_id
        if (
            document.kind == "labels" and not found
        ):  # readers forgive what a form does not
            self._store.add(UNREADABLE, _broken(repository_id, path, document.text))
        if found:
            self._documented[repository_id] += date_statements(
                self._store, repository_id, path, found
            )
            self._renames[repository_id] += renames_in_history(
                self._store, repository_id, path
            )

    def write(self, choices: Mapping[str, Sequence[LabelChoice]]) -> None:
        """Write all rows; `choices` are the team's own, by repository."""
        used: dict[str, dict[str, int]] = defaultdict(dict)
        for row in self._store.rows(_USED):
            used[row["repository_id"]][row["name"]] = row["item_count"]
        descriptions: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._store.rows(_DESCRIPTIONS):
            descriptions[row["repository_id"]][row["name"]] = row["description"]
        renames = self._renames
        for row in self._store.rows(_RENAMES):
            renames[row["repository_id"]].append((row["old"], row["new"]))
        swaps: dict[str, list[Swap]] = defaultdict(list)
        for row in self._store.rows(_SWAPS):
            swaps[row.pop("repository_id")].append(Swap(**row))
        for name in sorted({*used, *self._documented, *choices}):
            self._write(
                name,
                used[name],
                descriptions[name],
                renames[name],
                swaps[name],
                choices.get(name, ()),
            )

    def _write(
        self,
        name: str,
        used: dict[str, int],
        words: dict[str, str],
        renames: list[tuple[str, str]],
        swaps: list[Swap],
        choices: Sequence[LabelChoice],
    ) -> None:
        documented = self._documented[name]
        common = {"repository_id": name}
        self._store.add(DOCUMENTED_LABELS, self._statements(name, documented))
        names = name_labels(
            used, documented, descriptions=words, renames=renames, swaps=swaps
        )
        self._store.add(
            LABEL_NAMES,
            (asdict(label) | common for label in decide_labels(names, choices)),
        )
        self._store.add(LABEL_CONFLICTS, self._conflicts(name, documented))

    def _statements(
        self, repository_id: str, documented: list[DocumentedLabel]
    ) -> Iterator[Row]:
        seen: set[tuple[Any, ...]] = set()
        for label in documented:
            key = (label.path, label.line, label.name)
            if key not in seen:
                seen.add(key)
                yield asdict(label) | {
                    "repository_id": repository_id,
                    "commit_sha": self._commits.get((repository_id, label.path)),
                }

    def _conflicts(
        self, repository_id: str, documented: list[DocumentedLabel]
    ) -> Iterator[Row]:
        for conflict in label_conflicts(documented):
            newer, older = conflict.newer, conflict.older
            yield {
                "label_conflict_id": short_hash(
                    repository_id, conflict.name, newer.quote, older.quote
                ),
                "repository_id": repository_id,
                "name": conflict.name,
                "reason": "the newer statement is in force",
                "path": newer.path,
                "line": newer.line,
                "commit_sha": self._commits.get((repository_id, newer.path)),
                "quote": newer.quote,
                "other_path": older.path,
                "other_line": older.line,
                "other_quote": older.quote,
            }


def _broken(repository_id: str, path: str, text: str) -> Iterator[Row]:
    if broken := why_broken(text, path):
        yield {
            "repository_id": repository_id,
            "unreadable_id": short_hash(path, broken.line, broken.reason),
            "path": path,
            "line": broken.line,
            "reason": f"labels: {broken.reason}",
        }
