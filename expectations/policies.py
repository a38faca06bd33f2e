"""Clauses become policies: one per rule, with a version per change of parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from expectations.clauses import ALWAYS, NEVER, Clause
from expectations.entries import Entry
from expectations.meaning import meaning
from expectations.parameters import is_example_only, judged_parameters
from expectations.recognise import entries_of
from expectations.reservations import hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A policy while its parameters were the same.

    Attributes:
        clauses: Every clause that states it, oldest first; the newest is quoted.
        effective_from: None where the input has no history: in force always.
        effective_to: None while in force.
        not_testable: Why it isn't judged, or None.
    """

    number: int
    clauses: tuple[Clause, ...]
    effective_from: datetime | None
    effective_to: datetime | None
    parameters: dict[str, Any]
    not_testable: str | None

    @property
    def clause(self) -> Clause:
        standing = [c for c in self.clauses if c.effective_to is None]
        return (standing or list(self.clauses))[-1]

    def holds_at(self, moment: datetime | None) -> bool:
        """Whether it was in force then; without a moment, whether it is now."""
        if moment is None:
            return self.effective_to is None
        is_begun = self.effective_from is None or self.effective_from <= moment
        return is_begun and (self.effective_to is None or moment < self.effective_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One rule of one repository, with all its versions, oldest first."""

    policy_id: str
    repository_id: str
    entry: Entry
    versions: tuple[Version, ...]

    def version_for(self, moment: datetime | None) -> Version:
        """The version that answers for a moment.

        The one in force then, else the last before it, else the first; without a
        moment, the newest.
        """
        if moment is None:
            return self.versions[-1]
        for version in reversed(self.versions):
            if version.effective_from is None or version.effective_from <= moment:
                return version
        return self.versions[0]


@dataclass(slots=True)
class _Track:
    """Clauses that state one rule, one after the other or word for word the same."""

    discriminator: str
    clauses: list[Clause] = field(default_factory=list)


def find_policies(clauses: list[Clause], catalogue: tuple[Entry, ...]) -> list[Policy]:
    """Every policy that the clauses state, by repository and entry."""
    stated: dict[tuple[str, str], list[Clause]] = {}
    entries = {entry.id: entry for entry in catalogue}
    for clause in clauses:
        for entry in entries_of(clause, catalogue):
            stated.setdefault((clause.repository_id, entry.id), []).append(clause)
    return [
        policy
        for (repository_id, entry_id), found in sorted(stated.items())
        for policy in _policies(repository_id, entries[entry_id], found)
    ]


def _policies(repository_id: str, entry: Entry, clauses: list[Clause]) -> list[Policy]:
    policies, taken = [], set()
    for track in _tracks(entry, clauses):
        plain = ":".join(filter(None, (repository_id, entry.id, track.discriminator)))
        policy_id, count = plain, 1
        while policy_id in taken:
            count += 1
            policy_id = f"{plain}:{count}"
        taken.add(policy_id)
        policies.append(
            Policy(
                policy_id=policy_id,
                repository_id=repository_id,
                entry=entry,
                versions=_versions(entry, track.clauses),
            )
        )
    return policies


def _tracks(entry: Entry, clauses: list[Clause]) -> list[_Track]:
    lineages: dict[str, list[Clause]] = {}
    for clause in clauses:
        lineages.setdefault(clause.lineage_id, []).append(clause)
    tracks: list[_Track] = []
    for lineage in sorted(lineages.values(), key=lambda found: found[0].order):
        name = _discriminator(entry, lineage[0])
        for track in tracks:
            if track.discriminator == name and _agree(entry, track.clauses, lineage):
                track.clauses.extend(lineage)
                break
        else:
            tracks.append(_Track(name, list(lineage)))
    for track in tracks:
        track.clauses.sort(key=lambda clause: clause.order)
    return tracks


def _agree(entry: Entry, some: list[Clause], others: list[Clause]) -> bool:
    """Whether no two of them, in force at the same time, say different things."""
    return all(
        _kind(entry, one) == _kind(entry, other) or not _overlap(one, other)
        for one in some
        for other in others
    )


def _overlap(one: Clause, other: Clause) -> bool:
    starts = [c.effective_from or ALWAYS for c in (one, other)]
    ends = [c.effective_to or NEVER for c in (one, other)]
    return max(starts) < min(ends)


def _kind(entry: Entry, clause: Clause) -> tuple[object, ...]:
    """What makes a new version when it changes: what is judged, not how it is put."""
    parameters = judged_parameters(clause)
    return (
        clause.modal,
        clause.is_negative,
        clause.is_undecided,
        is_example_only(clause.parameters),
        hedge(clause) is None,
        *meaning(entry, parameters),
    )


def _discriminator(entry: Entry, clause: Clause) -> str:
    parameters = judged_parameters(clause)
    words = []
    for name in entry.discriminate_by:
        value = parameters.get(name)
        if value is not None:
            words.append(
                "+".join(map(str, value)) if isinstance(value, list) else value
            )
    return re.sub(r"[^a-z0-9+]+", "-", "-".join(map(str, words)).lower()).strip("-")[
        :60
    ]


def _versions(entry: Entry, clauses: list[Clause]) -> tuple[Version, ...]:
    runs: list[list[Clause]] = []
    for clause in clauses:
        if runs and _kind(entry, runs[-1][-1]) == _kind(entry, clause):
            runs[-1].append(clause)
        else:
            runs.append([clause])
    starts = [run[0].effective_from for run in runs]
    return tuple(
        Version(
            number=number,
            clauses=tuple(run),
            effective_from=run[0].effective_from,
            effective_to=_end(run, starts[number] if number < len(runs) else None),
            parameters=judged_parameters(run[-1]),
            not_testable=_not_testable(entry, run[-1]),
        )
        for number, run in enumerate(runs, start=1)
    )


def _end(run: list[Clause], next_start: datetime | None) -> datetime | None:
    ends = [clause.effective_to for clause in run]
    known = [end for end in ends if end is not None]
    end = max(known) if len(known) == len(ends) else None
    if next_start is not None and (end is None or end > next_start):
        return next_start
    return end


def _not_testable(entry: Entry, clause: Clause) -> str | None:
    if clause.is_undecided:
        return "The document itself calls it undecided."
    if is_example_only(clause.parameters):
        return "The document gives the value as an example only."
    if word := hedge(clause):
        return f"The sentence leaves room: “{word}”."
    return entry.not_testable
