"""The team's own word on policies: confirmed, corrected, switched off, added, excepted.

What was found stays as it was found; beside it stands what a person made of it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from expectations.clauses import Clause
from expectations.decisions import ON_POLICIES, Decision
from expectations.entries import Entry
from expectations.policies import find_policies
from expectations.versions import Policy, Version, version_of, versions_of
from pipelines.errors import UsageError

_ORIGINS = {"confirm": "confirmed", "correct": "corrected"}


@dataclass(slots=True)
class Decided:
    """The policies with the decisions applied.

    Attributes:
        exceptions: By policy id, in the order of the file.
        policy_ids: What each decision came to be about, by decision id.
        problems: Decisions that could not be followed, with the reason.
    """

    policies: list[Policy]
    exceptions: dict[str, list[Decision]] = field(
        default_factory=lambda: defaultdict(list)
    )
    policy_ids: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[Decision, str]] = field(default_factory=list)


def decided_policies(
    clauses: list[Clause], decisions: list[Decision], catalogue: tuple[Entry, ...]
) -> Decided:
    """Policies that documents state, with those that people added, as they decided.

    Raises:
        UsageError: A decision beside the configuration names a policy or an entry
            that is not there.
    """
    added = {one.lineage_id: one for one in decisions if one.kind == "add"}
    written = [one for one in clauses if one.lineage_id not in added]
    decided = Decided([*find_policies(written, catalogue)])
    for decision in added.values():
        wordings = [one for one in clauses if one.lineage_id == decision.lineage_id]
        _add(decided, decision, wordings, catalogue)
    for decision in decisions:
        if decision.kind in ON_POLICIES:
            _apply(decided, decision)
    _refuse_unmet(decided, decisions)
    return decided


def _add(
    decided: Decided,
    decision: Decision,
    wordings: list[Clause],
    catalogue: tuple[Entry, ...],
) -> None:
    vouched = [_vouched(one, "added") for one in wordings]
    if decision.entry is None:
        found = find_policies(vouched, catalogue)
        if not found:
            reason = "rule: no policy of the catalogue is recognised in it; name one"
            decided.problems.append((decision, f"{reason} as `policy: approval_count`"))
    else:
        entry = next((one for one in catalogue if one.id == decision.entry), None)
        if entry is None:
            names = [one.id for one in catalogue]
            decided.problems.append((decision, _unknown(decision.entry, names)))
            return
        versions = versions_of(entry, vouched)
        name = f"{decision.repository_id}:{entry.id}"
        found = [Policy(name, decision.repository_id, entry, versions)]
    taken = {one.policy_id for one in decided.policies}
    for policy in found:
        policy_id = f"{policy.policy_id}:{decision.subject}"
        while policy_id in taken:
            policy_id += "-added"
        taken.add(policy_id)
        policy = replace(policy, policy_id=policy_id, decision=decision)
        decided.policies.append(policy)
        decided.policy_ids[decision.decision_id] = policy_id


def _apply(decided: Decided, decision: Decision) -> None:
    place, problem = _find(decided.policies, decision)
    if place is None:
        decided.problems.append((decision, problem))
        return
    policy = decided.policies[place]
    decided.policy_ids[decision.decision_id] = policy.policy_id
    if decision.kind == "exceptions":
        decided.exceptions[policy.policy_id].append(decision)
    elif decision.kind == "switch_off":
        decided.policies[place] = replace(policy, switched_off=decision)
    else:
        newest = _decided_version(policy, decision)
        decided.policies[place] = replace(
            policy, versions=(*policy.versions[:-1], newest), decision=decision
        )


def _decided_version(policy: Policy, decision: Decision) -> Version:
    """The newest version as a person says that it is meant."""
    newest = policy.versions[-1]
    origin = _ORIGINS[decision.kind]
    stated = decision.details.get("parameters", {})
    clauses = [_vouched(one, origin, stated) for one in newest.clauses]
    return replace(
        version_of(policy.entry, newest.number, clauses),
        effective_from=newest.effective_from,
        effective_to=newest.effective_to,
        origin=origin,
    )


def _vouched(
    clause: Clause, origin: str, stated: dict[str, object] | None = None
) -> Clause:
    """The clause with what a person says of it: no reservation is left."""
    merged = {**clause.parameters, **(stated or {})}
    return replace(
        clause,
        origin=origin,
        parameters={name: one for name, one in merged.items() if one is not None},
    )


def _find(policies: list[Policy], decision: Decision) -> tuple[int | None, str]:
    """Place of the policy that a decision names: by its id, or by its entry alone."""
    own = {
        one.policy_id.lower(): place
        for place, one in enumerate(policies)
        if one.repository_id == decision.repository_id
    }
    name = decision.subject.lower()
    repository = decision.repository_id.lower()
    for candidate in (name, f"{repository}:{name}"):
        if candidate in own:
            return own[candidate], ""
    of_entry = [one for one in own if one.startswith(f"{repository}:{name}:")]
    if len(of_entry) == 1:
        return own[of_entry[0]], ""
    if of_entry:
        return None, f"policy: several are called so: {', '.join(sorted(of_entry))}"
    return None, _unknown(decision.subject, [*own])


def _unknown(name: str, known: list[str]) -> str:
    short = [one.split(":", 1)[-1] for one in known]
    near = get_close_matches(name.lower(), [*known, *short], n=3, cutoff=0.5)
    hint = f"; near are {', '.join(near)}" if near else ""
    return f"policy: {name[:80]!r} is not there{hint}. See: make policies"


def _refuse_unmet(decided: Decided, decisions: list[Decision]) -> None:
    """Beside the configuration, a name that is nowhere is a mistake to be mended."""
    met = {_key(one) for one in decisions if one.decision_id in decided.policy_ids}
    for decision, reason in decided.problems:
        if decision.stated_in == "configuration" and _key(decision) not in met:
            raise UsageError(
                f"{decision.place}: {decision.kind}[{decision.position}].{reason}",
                "Mend the entry or take it out.",
            )


def _key(decision: Decision) -> tuple[str, str, int]:
    """One entry of one file: for all repositories, it is one row for each of them."""
    return decision.path, decision.kind, decision.position
