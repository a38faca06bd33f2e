"""Clauses over the history of a repository's documents: since when, until when.

One row per clause and period in which it stood so. A clause that moves to another line,
section or file, or whose marks change, goes on; other words or other parameters begin a
new row in the same lineage.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from typing import Any

from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.matching import Wording, pair
from pipelines.read.clauses.permissions import NOTE
from pipelines.read.clauses.records import Clause
from pipelines.read.clauses.revisions import DatedClause, DocumentRevision

_SLUG_WORDS = 6


@dataclass(slots=True)
class _Period:
    """A period that may still be open."""

    wording: Wording
    path: str
    commit_sha: str | None
    clause: Clause
    lineage_id: str
    first_path: str
    effective_from: datetime | None
    effective_to: datetime | None = None


@dataclass(slots=True)
class _History:
    """The periods found so far; `standing` has the open ones by path."""

    periods: list[_Period] = field(default_factory=list)
    standing: dict[str, list[_Period]] = field(default_factory=dict)
    lineages: dict[tuple[str, str], str] = field(default_factory=dict)
    standing_lineages: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    found: dict[tuple[str, str, str], list[Clause]] = field(default_factory=dict)


def date_clauses(revisions: Sequence[DocumentRevision]) -> list[DatedClause]:
    """Date every clause of one repository, given all revisions of its documents.

    Each distinct text is read once; the cost is linear in the texts.
    """
    history = _History()
    for commit in _commits(revisions):
        _apply(history, commit)
    return list(_rows(history.periods))


def _commits(
    revisions: Sequence[DocumentRevision],
) -> Iterator[list[DocumentRevision]]:
    """Revisions by commit, oldest first."""
    groups: dict[str, list[DocumentRevision]] = defaultdict(list)
    for revision in sorted(revisions, key=_order):
        groups[revision.commit_sha or revision.path].append(revision)
    yield from groups.values()


def _order(revision: DocumentRevision) -> tuple[float, int, int, str]:
    """A time without a zone is UTC, as the warehouse has it."""
    at = revision.committed_at
    when = (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() if at else -inf
    number = revision.commit_position
    return when, -1 if number is None else number, revision.position, revision.path


def _apply(history: _History, commit: list[DocumentRevision]) -> None:
    """What one commit took away, brought and kept."""
    gone: list[_Period] = []
    brought: list[tuple[DocumentRevision, Clause, Wording]] = []
    for revision in commit:  # the old names first: a rename takes its clauses along
        sources = {revision.path, revision.previous_path or revision.path}
        for source in sorted(sources):
            gone += history.standing.pop(source, [])
    history.standing_lineages -= {period.lineage_id for period in gone}
    for revision in commit:
        history.standing.setdefault(revision.path, [])
        for clause in _clauses(history, revision):
            brought.append((revision, clause, wording(clause)))
    matches = pair([p.wording for p in gone], [w for _, _, w in brought])
    for number, (revision, clause, words) in enumerate(brought):
        old = gone[matches[number]] if number in matches else None
        _stand(history, revision, clause, words, old)
    kept = {id(p) for paths in history.standing.values() for p in paths}
    for period in gone:
        if id(period) not in kept:
            period.effective_to = commit[0].committed_at


def _clauses(history: _History, revision: DocumentRevision) -> list[Clause]:
    if revision.text is None:
        return []
    key = (revision.text, revision.path, revision.kind)
    if key not in history.found:
        history.found[key] = find_clauses(
            revision.text, path=revision.path, kind=revision.kind
        )
    return history.found[key]


def _stand(
    history: _History,
    revision: DocumentRevision,
    clause: Clause,
    words: Wording,
    old: _Period | None,
) -> None:
    """Continue the period of `old`, or begin one in its lineage or in a new one."""
    lineage = old.lineage_id if old else _lineage(history, revision.path, words)
    history.standing_lineages.add(lineage)
    if old and old.wording == words:
        old.path, old.commit_sha, old.clause = (
            revision.path,
            revision.commit_sha,
            clause,
        )
        history.standing[revision.path].append(old)
        return
    period = _Period(
        wording=words,
        path=revision.path,
        commit_sha=revision.commit_sha,
        clause=clause,
        lineage_id=lineage,
        first_path=revision.path,
        effective_from=revision.committed_at,
    )
    history.lineages[revision.path, words.text] = lineage
    history.periods.append(period)
    history.standing[revision.path].append(period)


def _lineage(history: _History, path: str, words: Wording) -> str:
    """The lineage of a clause that came back, else a new one."""
    earlier = history.lineages.get((path, words.text))
    if earlier and earlier not in history.standing_lineages:
        return earlier
    return _unique(_name(path, words), history.names)


def wording(clause: Clause) -> Wording:
    """What makes two clauses the same: their words and their typed parameters."""
    text = " ".join(re.findall(r"[^\W_]+", clause.sense.lower()))
    return Wording(text, parameters_id(clause))


def parameters_id(clause: Clause) -> str:
    """Hash of what the clause says, typed: modal, negation, topic and parameters.

    What the document calls undecided is another rule than the same words in force.
    """
    said: dict[str, Any] = {
        "modal": clause.modal,
        "is_negative": clause.is_negative,
        "topic": clause.topic,
        **clause.parameters,
    }
    if clause.is_undecided:  # what is settled later counts from then on
        said["is_undecided"] = True
    if NOTE in said:  # where it stands says nothing
        said[NOTE] = [[one["demand"], one["quote"]] for one in said[NOTE]]
    return _hash(json.dumps(said, sort_keys=True, ensure_ascii=False), 12)


def _rows(periods: list[_Period]) -> Iterator[DatedClause]:
    names: Counter[str] = Counter()
    for period in periods:
        start = period.effective_from
        day = start.strftime("%Y-%m-%d") if start else "undated"
        name = f"{_name(period.first_path, period.wording)}@{day}"
        clause_id = _unique(name, names)
        yield DatedClause(
            clause_id=clause_id,
            lineage_id=period.lineage_id,
            parameters_id=period.wording.parameters_id,
            path=period.path,
            commit_sha=period.commit_sha,
            clause=period.clause,
            effective_from=start,
            effective_to=period.effective_to,
        )


def _name(path: str, words: Wording) -> str:
    slug = "-".join(words.text.split()[:_SLUG_WORDS])[:60]
    return f"{path}#{slug}-{_hash(f'{words.text} {words.parameters_id}', 6)}"


def _unique(name: str, names: Counter[str]) -> str:
    """The name, with a number from its second use on."""
    names[name] += 1
    return name if names[name] == 1 else f"{name}.{names[name]}"


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:length]
