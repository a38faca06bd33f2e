"""A policy and its versions: one per change of what is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from expectations.clauses import Clause
from expectations.decisions import Decision
from expectations.entries import Entry
from expectations.meaning import meaning
from expectations.parameters import is_example_only, judged_parameters
from expectations.reservations import hedge

_MERGING = timedelta(seconds=5)  # from a squashed commit until GitHub calls it merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A policy while its parameters were the same.

    Attributes:
        clauses: Every clause that states it, oldest first; the newest is quoted.
        effective_from: None where the input has no history: in force always.
        effective_to: None while in force.
        not_testable: Why it isn't judged, or None.
        history_from: What stood before is not there to read; None where it is.
        origin: found, confirmed, corrected or added.
    """

    number: int
    clauses: tuple[Clause, ...]
    effective_from: datetime | None
    effective_to: datetime | None
    parameters: dict[str, Any]
    not_testable: str | None
    history_from: datetime | None = None
    origin: str = "found"

    @property
    def clause(self) -> Clause:
        standing = [c for c in self.clauses if c.effective_to is None]
        return (standing or list(self.clauses))[-1]

    def holds_at(self, moment: datetime | None) -> bool:
        """Whether it was in force then; without a moment, whether it is now."""
        return _is_in_force(self, moment)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a sentence of another rule allows while it is in force: an expression."""

    clause: Clause
    expression: re.Pattern[str]

    def holds(self, value: object, moment: datetime | None) -> bool:
        is_in_force = _is_in_force(self.clause, moment)
        return is_in_force and self.expression.search(str(value)) is not None


@dataclass(frozen=True, slots=True)
class Spared:
    """A sentence that may let a record do without, or with less.

    Attributes:
        clause: Decides when it is in force, and in which document.
        line: Where the sentence stands.
        condition: SQL: true on the records that it speaks of, NULL if nobody can tell.
        least: What it asks for still; None for nothing.
        bound: Values of the `$names` in the condition.
    """

    clause: Clause
    line: int
    condition: str
    least: int | None = None
    bound: dict[str, str] = field(default_factory=dict)

    def holds(self, fact: object, moment: datetime | None) -> bool:
        """Whether a record with this fact has as much as it asks for, at that time."""
        if not _is_in_force(self.clause, moment):
            return False
        if self.least is None:
            return True
        count = len(fact) if isinstance(fact, list) else fact
        return isinstance(count, int | float) and count >= self.least


def _is_in_force(one: Version | Clause, moment: datetime | None) -> bool:
    """Whether it was in force then; without a moment, whether it is now."""
    if moment is None:
        return one.effective_to is None
    is_over = one.effective_to and moment > counts_after(one.effective_to, one)
    return has_begun(one, moment) and not is_over


def has_begun(one: Version | Clause, moment: datetime) -> bool:
    """Whether a rule counted at a moment already."""
    return one.effective_from is None or moment > counts_after(one.effective_from, one)


def counts_after(change: datetime, one: Version | Clause) -> datetime:
    """The last moment that a change of a rule does not count for.

    The change itself was made under the rule before it. What a person added counts
    from its day on.
    """
    is_added = one.origin == "added"
    return change - timedelta(microseconds=1) if is_added else change + _MERGING


@dataclass(frozen=True, slots=True)
class Policy:
    """One rule of one repository, with all its versions, oldest first.

    Attributes:
        allowed: Other sentences that may send a record elsewhere.
        spared: Other sentences that may let a record do without.
        decision: Of a person who confirmed, corrected or added it.
        switched_off: Of a person who said that it is not to be judged.
    """

    policy_id: str
    repository_id: str
    entry: Entry
    versions: tuple[Version, ...]
    allowed: tuple[Allowed, ...] = ()
    spared: tuple[Spared, ...] = ()
    decision: Decision | None = None
    switched_off: Decision | None = None

    def is_judged(self, version: Version) -> bool:
        return self.switched_off is None and version.not_testable is None

    def version_for(self, moment: datetime | None) -> Version:
        """The version that answers for a moment.

        The one in force then, else the last before it, else the first; without a
        moment, the newest.
        """
        if moment is None:
            return self.versions[-1]
        for version in reversed(self.versions):
            if has_begun(version, moment):
                return version
        return self.versions[0]


def sense(entry: Entry, clause: Clause) -> tuple[object, ...]:
    """What makes a new version when it changes: what is judged, not how it is put."""
    parameters = judged_parameters(clause)
    return (
        clause.modal,
        clause.is_negative,
        clause.is_undecided,
        is_example_only(clause.parameters),
        hedge(clause) is None,
        _periods(clause) if "durations" in entry.conflicts_on else (),
        *meaning(entry, parameters),
    )


def _periods(clause: Clause) -> tuple[str, ...]:
    """The periods as stated, comparable: two days are 48 hours."""
    found = clause.parameters.get("durations") or ()
    return tuple(
        sorted(
            str(one.get("minutes") or f"{one.get('n')} {one.get('unit')}")
            for one in found
        )
    )


def versions_of(entry: Entry, clauses: list[Clause]) -> tuple[Version, ...]:
    said = groupby(clauses, key=lambda clause: sense(entry, clause))
    runs = [list(run) for _, run in said]
    starts = [run[0].effective_from for run in runs]
    return tuple(
        replace(
            version_of(entry, number, run),
            effective_to=_end(run, starts[number] if number < len(runs) else None),
        )
        for number, run in enumerate(runs, start=1)
    )


def version_of(entry: Entry, number: int, clauses: list[Clause]) -> Version:
    """The version that clauses of one sense state; the newest of them decides."""
    return Version(
        number=number,
        clauses=tuple(clauses),
        effective_from=clauses[0].effective_from,
        effective_to=_end(clauses, None),
        parameters=judged_parameters(clauses[-1]),
        not_testable=_not_testable(entry, clauses[-1]),
        history_from=clauses[-1].history_from,
        origin=clauses[-1].origin,
    )


def _end(run: list[Clause], next_start: datetime | None) -> datetime | None:
    ends = [clause.effective_to for clause in run]
    known = [end for end in ends if end is not None]
    end = max(known) if len(known) == len(ends) else None
    if next_start is not None and (end is None or end > next_start):
        return next_start
    return end


def _not_testable(entry: Entry, clause: Clause) -> str | None:
    if clause.is_vouched:
        return entry.not_testable
    if clause.is_undecided:
        return "The document itself calls it undecided."
    if is_example_only(clause.parameters):
        return "The document gives the value as an example only."
    if word := hedge(clause):
        return f"The sentence leaves room: “{word}”."
    return entry.not_testable
