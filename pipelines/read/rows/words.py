"""Signals, references, gaps and authority in one text, as rows with their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.read.approvals import find_approvals, find_conventions
from pipelines.read.authority import find_authority
from pipelines.read.gaps import find_gaps
from pipelines.read.references import find_references
from pipelines.read.rows.ids import Ids
from pipelines.read.rows.wording import said_since
from pipelines.read.signals import find_signals
from pipelines.read.store import Row, Store
from pipelines.read.tables import (
    APPROVAL_CONVENTIONS,
    AUTHORITY_STATEMENTS,
    GAP_STATEMENTS,
    SPOKEN_APPROVALS,
    TEXT_REFERENCES,
    TEXT_SIGNALS,
)
from pipelines.read.texts import RECORDS, Text


class EntrySpan(NamedTuple):
    """Where an incident entry stands: its lines, and roles of items on some of them."""

    first: int
    last: int
    entry_id: str
    roles: Mapping[int, str]


Spans = Sequence[EntrySpan]

# Files of names and values: what they hold describes, and states no event.
_DATA_FILES = (".yml", ".yaml", ".json", ".toml", ".csv", ".tsv")


class Words:
    """Reads the words of texts; keeps the ids apart."""

    def __init__(self, store: Store, signal_rules: Path | None = None) -> None:
        self._signal_rules = signal_rules
        self._store = store
        self._ids = Ids()

    def read(self, text: Text, *, entries: Spans = ()) -> None:
        self._store.add(TEXT_SIGNALS, self._signals(text))
        self._store.add(TEXT_REFERENCES, self._references(text, entries))
        self._store.add(GAP_STATEMENTS, self._gaps(text))
        if text.number is not None:  # what a document says of authority is a rule
            self._store.add(AUTHORITY_STATEMENTS, self._authority(text))
        if text.comment_id is not None and text.item_kind == "pull_request":
            self._store.add(SPOKEN_APPROVALS, self._approvals(text))
        if text.item_kind is None and text.kind not in RECORDS:
            self._store.add(APPROVAL_CONVENTIONS, self._conventions(text))

    def _signals(self, text: Text) -> Iterator[Row]:
        if text.number is None and (text.path or "").lower().endswith(_DATA_FILES):
            return
        for signal in find_signals(
            text.text,
            source=text.path,
            author_is_bot=text.author_is_bot,
            rules=self._signal_rules,
        ):
            yield self._row(text, signal, "text_signal_id", signal.kind) | {
                "kind": signal.kind,
                "rule_id": signal.rule_id,
                "author_id": text.author_id,
                "is_negated": signal.is_negated,
                "is_hypothetical": signal.is_hypothetical,
                "is_quoted": signal.is_quoted,
                "is_template": signal.is_template,
                "is_bot": signal.is_bot,
                "is_general": signal.is_general,
                "is_inferred": signal.is_inferred,
                "parameters": signal.parameters,
            }

    def _references(self, text: Text, entries: Spans) -> Iterator[Row]:
        for found in find_references(text.text, repository_id=text.repository_id):
            span = _span_at(entries, found.line)
            role = found.role
            if span and role == "mention":
                role = span.roles.get(found.line, role)
            name = f"{found.target_repository_id}#{found.target_number}:{role}"
            yield self._row(text, found, "text_reference_id", name) | {
                "target_repository_id": found.target_repository_id,
                "target_number": found.target_number,
                "target_kind": found.target_kind,
                "role": role,
                "is_negated": found.is_negated,
                "entry_id": span.entry_id if span else None,
            }

    def _gaps(self, text: Text) -> Iterator[Row]:
        for gap in find_gaps(text.text, heading=text.subject):
            yield self._row(text, gap, "gap_statement_id", gap.topic) | {
                "topic": gap.topic,
                "kind": gap.kind,
                "rule_id": gap.rule_id,
                "author_id": text.author_id,
            }

    def _authority(self, text: Text) -> Iterator[Row]:
        for found in find_authority(text.text):
            yield self._row(text, found, "authority_statement_id", found.kind) | {
                "kind": found.kind,
                "who": found.who,
                "rule_id": found.rule_id,
                "author_id": text.author_id,
            }

    def _approvals(self, text: Text) -> Iterator[Row]:
        if text.author_is_bot:
            return
        for found in find_approvals(text.text):
            yield self._row(text, found, "spoken_approval_id", found.convention) | {
                "verdict": found.verdict,
                "convention": found.convention,
                "author_id": text.author_id,
                "approver_id": found.who or text.author_id,
            }

    def _conventions(self, text: Text) -> Iterator[Row]:
        conventions = find_conventions(text.text)
        if not conventions:
            return
        since = said_since(
            self._store,
            text.repository_id,
            text.path or "",
            {one.convention for one in conventions},
            lambda row: {one.convention for one in find_conventions(row["text"])},
            from_the_first=False,
        )
        for found in conventions:
            row = self._row(text, found, "approval_convention_id", found.convention)
            yield row | {
                "convention": found.convention,
                "effective_from": since[found.convention],
            }

    def _row(self, text: Text, found: Any, key: str, name: str) -> Row:  # noqa: ANN401
        """What all have in common: where the words stand."""
        text_name = (text.repository_id, text.number, text.comment_id, text.path)
        path, line = text.place(found.line)
        return {
            key: self._ids(*text_name, text.commit_sha, key, name, found.quote),
            "repository_id": text.repository_id,
            "item_kind": text.item_kind,
            "number": text.number,
            "comment_id": text.comment_id,
            "path": path,
            "commit_sha": text.commit_sha,
            "line": line,
            "quote": found.quote,
            "said_at": text.said_at,
        }


def _span_at(entries: Spans, line: int) -> EntrySpan | None:
    return next((one for one in entries if one.first <= line <= one.last), None)
