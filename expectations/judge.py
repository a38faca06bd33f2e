"""Judge the facts of a build warehouse by the policies that its documents state."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from expectations.clauses import read_clauses
from expectations.conflicts import find_conflicts
from expectations.data_docs.pages import write_data_docs
from expectations.deciding import decided_policies
from expectations.decisions import read_decisions
from expectations.errors import JudgeError
from expectations.loading import load_catalogue
from expectations.selection import count_subjects
from expectations.today import todays_verdicts
from expectations.verdicts import Verdict, verdicts
from expectations.versions import Policy
from expectations.writing import Judged, write_policies, write_verdicts, writing
from pipelines.progress import Progress


@dataclass(frozen=True, slots=True)
class JudgeSummary:
    """What the judge found, in counts.

    Attributes:
        clause_count: Clauses read.
        unbound_clause_count: Clauses that no policy covers.
        policy_count: Policies, whatever their versions.
        outcome_counts: Results by outcome.
        conflict_count: Pairs of clauses that cannot both be followed.
    """

    clause_count: int
    unbound_clause_count: int
    policy_count: int
    not_testable_count: int
    outcome_counts: dict[str, int]
    conflict_count: int


def judge(
    warehouse: Path,
    *,
    progress: Progress,
    judged_at: datetime,
    data_docs: Path | None = None,
) -> JudgeSummary:
    """Write schema `judged` of `warehouse` anew.

    Args:
        warehouse: DuckDB file with the marts in `main` and the clauses in `staging`.
        progress: Where to say how far it is.
        judged_at: Moment of the run, for the results.
        data_docs: Folder that takes Great Expectations' Data Docs, made anew.

    Raises:
        JudgeError: A fact or a clause could not be read, or an expectation could not
            be evaluated. Nothing is written then.
    """
    try:
        connection = duckdb.connect(str(warehouse))
    except duckdb.Error as error:
        raise JudgeError(
            f"{warehouse} cannot be opened: {error}", "Close what has it open."
        ) from error
    with connection, writing(connection):
        judged = _judge(connection, progress, judged_at)
        write_policies(connection, judged)
    if data_docs:
        shutil.rmtree(data_docs, ignore_errors=True)
        write_data_docs(data_docs, judged.policies, judged.validations)
    return _summary(judged)


def _judge(
    connection: duckdb.DuckDBPyConnection, progress: Progress, judged_at: datetime
) -> Judged:
    clauses = read_clauses(connection)
    decisions = read_decisions(connection)
    decided = decided_policies(clauses, decisions, load_catalogue())
    judged = Judged(
        clauses=clauses, decided=decided, decisions=decisions, judged_at=judged_at
    )
    judged.conflicts = find_conflicts(
        [one for one in judged.policies if one.switched_off is None], clauses
    )
    for decision, problem in decided.problems:
        progress.say(f"  not followed: {decision.place}: {problem}")
    for policy in progress.each("policies judged", judged.policies):
        _judge_policy(connection, policy, judged)
    return judged


def _judge_policy(
    connection: duckdb.DuckDBPyConnection, policy: Policy, judged: Judged
) -> None:
    """Every version on what falls to it, then today's on everything.

    Raises:
        JudgeError: Not every record has its one outcome: a fault of ours.
    """
    results: dict[int, list[Verdict]] = {}
    then: list[Verdict] = []
    for version in policy.versions:
        if not policy.is_judged(version):
            continue
        shown = judged.validations.setdefault((policy.policy_id, version.number), [])
        found = verdicts(connection, policy, version, shown)
        count = count_subjects(connection, policy, version)
        if len({one.subject_id for one in found}) != count or len(found) != count:
            raise JudgeError(
                f"{policy.policy_id} v{version.number}: {len(found)} verdicts on"
                f" {count} records",
                "This is a fault of the judge, and no finding.",
            )
        results[version.number] = found
        judged.subject_counts[policy.policy_id, version.number] = count
        then = found
    today = todays_verdicts(connection, policy, then)
    write_verdicts(connection, judged, policy, results, today)


def _summary(judged: Judged) -> JudgeSummary:
    bound = {
        clause.clause_id
        for policy in judged.policies
        for version in policy.versions
        for clause in version.clauses
    }
    return JudgeSummary(
        clause_count=len(judged.clauses),
        unbound_clause_count=len(judged.clauses) - len(bound),
        policy_count=len(judged.policies),
        not_testable_count=sum(_is_not_testable(one) for one in judged.policies),
        outcome_counts=dict(judged.outcome_counts),
        conflict_count=len(judged.conflicts),
    )


def _is_not_testable(policy: Policy) -> bool:
    return policy.versions[-1].not_testable is not None
