"""Clauses in force that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from expectations.clauses import Clause
from expectations.parameters import judged_parameters
from expectations.scopes import scope_of
from expectations.versions import Policy


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two clauses that cannot both be followed, the older or earlier one first."""

    clause: Clause
    other: Clause
    topic: str
    difference: str


def find_conflicts(policies: list[Policy], clauses: list[Clause]) -> list[Conflict]:
    """Pairs of clauses in force that do not agree.

    On one thing with different values, or on one label with two spellings.
    """
    found: dict[tuple[str, str], Conflict] = {}
    for one in (*_between_policies(policies), *_between_spellings(clauses)):
        pair = one.clause.clause_id, one.other.clause_id
        known = found.get(pair)
        if known:
            joined = dict.fromkeys([known.difference, one.difference])
            one = replace(known, difference="; ".join(joined))
        found[pair] = one
    return list(found.values())


def _between_policies(policies: list[Policy]) -> Iterator[Conflict]:
    settled = [
        (policy, _Subject.of(policy))
        for policy in policies
        if policy.versions[-1].clause.is_settled
    ]
    for (one, mine), (other, theirs) in combinations(settled, 2):
        difference = _contradiction(one, other) if mine == theirs else None
        if difference:
            clauses = (policy.versions[-1].clause for policy in (one, other))
            older, newer = sorted(clauses, key=lambda clause: clause.order)
            yield Conflict(older, newer, one.entry.topic, difference)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a policy speaks of: on another subject no clause contradicts it."""

    repository_id: str
    mart: str | None
    told_apart_by: tuple[tuple[str, str], ...]
    scope: frozenset[str]

    @classmethod
    def of(cls, policy: Policy) -> _Subject:
        entry, found = policy.entry, policy.versions[-1].parameters
        names = {*entry.discriminate_by} - {*entry.restrict_by, "special_kinds"}
        values = ((name, str(found[name])) for name in sorted(names) if name in found)
        scope = scope_of(entry, found)
        return cls(policy.repository_id, entry.mart, tuple(values), scope)


def _contradiction(one: Policy, other: Policy) -> str | None:
    """In what two policies on one subject do not agree."""
    if one.entry.id != other.entry.id:
        return _denied(one, other) or _denied(other, one)
    if not one.entry.conflicts_on:
        return None
    first, second = one.versions[-1].clause, other.versions[-1].clause
    return _difference(first, second, one.entry.conflicts_on)


def _denied(one: Policy, other: Policy) -> str | None:
    """What `one` asks for and `other` denies, if that leaves nothing to do."""
    denies = other.entry.denies
    if denies is None or one.entry.id not in denies.policies:
        return None
    asked, denied = (
        {**policy.entry.defaults, **policy.versions[-1].parameters}.get(name)
        for policy, name in (
            (one, denies.parameter),
            (other, denies.by or denies.parameter),
        )
    )
    if not asked or not denied:
        return None
    if denies.more:
        return f"{asked} asked for / {denied} enough" if asked > denied else None
    if not {*asked} <= {*denied}:
        return None
    return f"{', '.join(sorted(asked))} asked for / forbidden"


def _difference(one: Clause, other: Clause, names: tuple[str, ...]) -> str | None:
    mine, theirs = (judged_parameters(c) for c in (one, other))
    differing = [
        f"{_in_words(mine[name])} / {_in_words(theirs[name])}"
        for name in names
        if name in mine and name in theirs and _excludes(mine[name], theirs[name])
    ]
    if one.is_negative != other.is_negative and not differing:
        return "asked for / forbidden"
    return "; ".join(differing) or None


def _excludes(mine: Any, theirs: Any) -> bool:  # noqa: ANN401
    """Whether no record can keep both; of two choices, none is in common."""
    one, other = _plain(mine), _plain(theirs)
    if _is_in_releases(mine) != _is_in_releases(theirs):
        return False  # `two releases` here and `6 months` there: both can be kept
    if all(isinstance(v, list) and v and isinstance(v[0], str) for v in (mine, theirs)):
        return not {*one} & {*other}
    return bool(one != other)


def _is_in_releases(value: Any) -> bool:  # noqa: ANN401
    """Whether periods are counted in releases, whose length nobody knows."""
    periods = value if isinstance(value, list) else []
    return any(isinstance(p, dict) and p.get("unit") == "releases" for p in periods)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """A value without what doesn't change its meaning."""
    if isinstance(value, list):
        return sorted(str(_plain(one)) for one in value)
    if isinstance(value, dict):
        # Two days are 48 hours, and three business days are not three days.
        length = value.get("minutes") or f"{value.get('n')} {value.get('unit')}"
        return length, value.get("condition")
    return value.casefold() if isinstance(value, str) else value


def _in_words(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list):
        return ", ".join(_in_words(one) for one in value)
    if isinstance(value, dict):
        unit = str(value.get("unit") or "").replace("_", " ")
        return f"{value.get('n')} {unit}".strip()
    return str(value)


def _between_spellings(clauses: list[Clause]) -> Iterator[Conflict]:
    """`sev1` here, `SEV-1` there: one label in two spellings."""
    first_of: dict[tuple[str, str], dict[str, Clause]] = {}
    for clause in clauses:
        if not clause.is_settled:
            continue
        for label in clause.parameters.get("labels") or ():
            key = clause.repository_id, re.sub(r"[^a-z0-9]", "", str(label).lower())
            first_of.setdefault(key, {}).setdefault(str(label), clause)
    for (_, letters), spellings in first_of.items():
        for (mine, one), (theirs, other) in combinations(spellings.items(), 2):
            if letters and one.clause_id != other.clause_id:
                yield Conflict(one, other, "labels", f"label {mine} / label {theirs}")
