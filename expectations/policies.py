"""Clauses become policies: one per rule that a repository's documents state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from expectations.cells import by_cell
from expectations.clauses import ALWAYS, NEVER, Clause
from expectations.entries import Entry
from expectations.parameters import judged_parameters
from expectations.recognise import entries_of, unclear_entries_of
from expectations.severities import by_severity
from expectations.sparing import spared
from expectations.versions import Allowed, Policy, sense, versions_of

_LONGEST = 60  # characters of a discriminator: an id is read by people


_Sense = tuple[object, ...]
_Period = tuple[datetime, datetime]  # in force from, until


@dataclass(slots=True)
class _Track:
    """Clauses that state one rule, one after the other or word for word the same.

    Attributes:
        said: When its clauses were in force, by what they say: what thousands of them
            say at one time is one period, to be compared once.
    """

    clauses: list[Clause] = field(default_factory=list)
    said: dict[_Sense, dict[_Period, None]] = field(default_factory=dict)

    def agrees(self, senses: list[_Sense], clauses: list[Clause]) -> bool:
        """Whether no two, in force at the same time, would say different things."""
        return not any(
            other != said and _overlap(period, _period(clause))
            for said, clause in zip(senses, clauses, strict=True)
            for other, periods in self.said.items()
            for period in periods
        )

    def add(self, senses: list[_Sense], clauses: list[Clause]) -> None:
        self.clauses += clauses
        for said, clause in zip(senses, clauses, strict=True):
            self.said.setdefault(said, {})[_period(clause)] = None


def find_policies(clauses: list[Clause], catalogue: tuple[Entry, ...]) -> list[Policy]:
    """Every policy that the clauses state, by repository and entry."""
    stated: dict[tuple[str, str], list[Clause]] = {}
    by_repository: dict[str, list[Clause]] = {}
    entries = {entry.id: entry for entry in catalogue}
    for clause in clauses:
        by_repository.setdefault(clause.repository_id, []).append(clause)
        for entry, part in _stated_by(clause, catalogue):
            stated.setdefault((clause.repository_id, entry.id), []).append(part)
    return [
        replace(
            policy,
            allowed=allowed(policy, by_repository[repository_id]),
            spared=spared(policy, by_repository[repository_id]),
        )
        for (repository_id, entry_id), found in sorted(stated.items())
        for policy in _policies(repository_id, entries[entry_id], found)
    ]


def allowed(policy: Policy, clauses: list[Clause]) -> tuple[Allowed, ...]:
    """What other sentences of the repository allow of what the policy judges."""
    by = policy.entry.allowed_by
    if by is None:
        return ()
    own = {c.lineage_id for version in policy.versions for c in version.clauses}
    found = []
    for clause in clauses:
        if clause.lineage_id in own or clause.is_negative or clause.is_undecided:
            continue
        if not by.words.search(clause.quote) or _is_of_others(clause, policy):
            continue
        if expression := judged_parameters(clause).get(by.parameter):
            found.append(Allowed(clause, re.compile(expression)))
    return tuple(found)


def _is_of_others(clause: Clause, policy: Policy) -> bool:
    """`Fixes go to `main`` sends no feature there."""
    judged = _kinds(policy.versions[-1].parameters)
    named = _kinds(clause.parameters)
    return bool(judged and named) and not judged & named


def _kinds(parameters: dict[str, Any]) -> set[str]:
    """The kinds of changes that a sentence is about; a hotfix is a fix, too."""
    kinds = set(parameters.get("item_kinds") or ()) - {"pull_request", "change"}
    return {"bug" if kind == "hotfix" else kind for kind in kinds}


def _stated_by(
    clause: Clause, catalogue: tuple[Entry, ...]
) -> Iterator[tuple[Entry, Clause]]:
    """What a clause states, cell by cell and severity by severity."""
    for cell in by_cell(clause):
        parts = by_severity(cell)
        stated = entries_of(cell, catalogue)
        for entry in stated:
            if not (_narrows(entry) and len(parts) > 1):
                yield entry, cell
        # What isn't understood stays in the register, unless another entry is.
        for entry, words in [] if stated else unclear_entries_of(cell, catalogue):
            yield entry, replace(cell, unclear=words)
        for part in parts if len(parts) > 1 else ():
            for entry in entries_of(part, catalogue):
                if _narrows(entry):
                    yield entry, part


def _narrows(entry: Entry) -> bool:
    return "severities" in entry.restrict_by


def _policies(repository_id: str, entry: Entry, clauses: list[Clause]) -> list[Policy]:
    policies, taken = [], Counter[str]()
    for name, track in _tracks(entry, clauses):
        plain = ":".join(filter(None, (repository_id, entry.id, name)))
        taken[plain] += 1
        policy_id = plain if taken[plain] == 1 else f"{plain}:{taken[plain]}"
        policies.append(
            Policy(
                policy_id=policy_id,
                repository_id=repository_id,
                entry=entry,
                versions=versions_of(entry, track.clauses),
            )
        )
    return policies


def _tracks(entry: Entry, clauses: list[Clause]) -> list[tuple[str, _Track]]:
    lineages: dict[str, list[Clause]] = {}
    for clause in clauses:
        lineages.setdefault(clause.lineage_id, []).append(clause)
    tracks: list[tuple[str, _Track]] = []
    by_name: dict[str, list[_Track]] = {}
    for lineage in sorted(lineages.values(), key=lambda found: found[0].order):
        name = _discriminator(entry, lineage[0])
        senses = [sense(entry, clause) for clause in lineage]
        named = by_name.setdefault(name, [])
        track = next((one for one in named if one.agrees(senses, lineage)), None)
        if track is None:
            track = _Track()
            named.append(track)
            tracks.append((name, track))
        track.add(senses, lineage)
    for _, track in tracks:
        track.clauses.sort(key=lambda clause: clause.order)
    return tracks


def _period(clause: Clause) -> _Period:
    return clause.effective_from or ALWAYS, clause.effective_to or NEVER


def _overlap(one: _Period, other: _Period) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _discriminator(entry: Entry, clause: Clause) -> str:
    """What tells this policy of an entry from its others: `backend-core`, `sev1`."""
    parameters = judged_parameters(clause)
    words = []
    for name in entry.discriminate_by:
        value = parameters.get(name)
        if value is not None:
            values = value if isinstance(value, list) else [value]
            prefix = "sev" if name == "severities" else ""
            words.append("+".join(f"{prefix}{_slug(str(one))}" for one in values))
    return "-".join(words)[:_LONGEST].strip("-+")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
