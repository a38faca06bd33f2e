"""Sentences that ask less than a policy, or nothing, of some of its records."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.clauses import Clause
from expectations.entries import Spare
from expectations.lexicon import compiled, lists
from expectations.parameters import judged_parameters
from expectations.versions import Policy, Spared

_NARROWED_BY = ("approver_teams", "approver_people", "approver_role")


def spared(policy: Policy, clauses: list[Clause]) -> tuple[Spared, ...]:
    """What lets records of a policy do with less, and what lets them do without."""
    by = policy.entry.spared_by
    if by is None or policy.entry.mart != "pull_requests":
        return ()
    own = [c for version in policy.versions for c in version.clauses]
    return (*_lesser(by, own, clauses), *_waivers(by, own), *_lifted(by, own, clauses))


def _waivers(by: Spare, own: list[Clause]) -> Iterator[Spared]:
    """Permissions that the reader found beside the rule."""
    for clause in own:
        for note in clause.parameters.get("allowed_nearby") or ():
            if note["demand"] == by.demand:
                said = _speaks_of(note["quote"])
                if label := note.get("label"):
                    said = lists("populations")["spared_label"], {"label": label}
                condition, bound = said
                yield Spared(clause, note["line"], condition, bound=bound)


def _lifted(by: Spare, own: list[Clause], clauses: list[Clause]) -> Iterator[Spared]:
    """Permissions anywhere in the repository, if they tell which records they mean."""
    lineages = {c.lineage_id for c in own}
    for clause in clauses:
        is_other = clause.lineage_id not in lineages and not clause.is_undecided
        if is_other and by.demand in (clause.parameters.get("lifts") or ()):
            for words in (clause.quote, clause.heading):
                condition, bound = _speaks_of(words)
                if condition != "null":
                    yield Spared(clause, clause.line, condition, bound=bound)
                    break


def _lesser(by: Spare, own: list[Clause], clauses: list[Clause]) -> Iterator[Spared]:
    """Sentences of the same documents that ask less, of some records only."""
    if by.lesser is None:
        return
    lineages, paths = {c.lineage_id for c in own}, {c.path for c in own}
    most = max((_asked(by.lesser, clause) or 1 for clause in own), default=0)
    for clause in clauses:
        # What a clause asks for is looked at last: it takes its sentence apart.
        if clause.lineage_id in lineages or clause.path not in paths:
            continue
        if by.demand not in clause.demands or not _is_plain(clause):
            continue
        least = _asked(by.lesser, clause)
        if not least or least >= most:
            continue
        condition, bound = _speaks_of(clause.quote)
        words = lists("populations")["lesser"]
        if condition != "null" or compiled(words).search(clause.quote):
            yield Spared(clause, clause.line, condition, least, bound)


def _asked(name: str, clause: Clause) -> int | None:
    value = judged_parameters(clause).get(name)
    return value if isinstance(value, int) else None


def _is_plain(clause: Clause) -> bool:
    """It asks for fewer, and not for certain people beside those of the rule."""
    is_open = clause.is_negative or clause.is_undecided
    return not is_open and not any(clause.parameters.get(n) for n in _NARROWED_BY)


def _speaks_of(quote: str) -> tuple[str, dict[str, str]]:
    """SQL for the records that it speaks of, with the values of its `$names`.

    A sentence on two kinds tells neither.
    """
    data = lists("populations")
    if compiled(data["spoken"]["found"]).search(quote):
        return data["spoken"]["sql"], {}
    if compiled(data["several"]).search(quote):
        return "null", {}
    found = [
        (one["sql"], match.groupdict())
        for one in data["some"]
        if (match := compiled(one["found"]).search(quote))
    ]
    return found[0] if len(found) == 1 else ("null", {})
