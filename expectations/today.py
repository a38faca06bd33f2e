"""What today's wording would have said of the past, beside what was said then."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from expectations.selection import count_subjects
from expectations.verdicts import Verdict, verdicts
from expectations.versions import Policy


def todays_verdicts(
    connection: duckdb.DuckDBPyConnection, policy: Policy, then: list[Verdict]
) -> list[Verdict]:
    """Every record of the population by the wording in force now, if there is one.

    Args:
        connection: The build warehouse.
        policy: With all its versions.
        then: The verdicts of the newest version on what falls to it.

    Raises:
        JudgeError: A column is missing, or an expectation could not be evaluated.
    """
    newest = policy.versions[-1]
    if newest.effective_to is not None or not policy.is_judged(newest):
        return []
    always = replace(newest, effective_from=None, effective_to=None, history_from=None)
    spared = tuple(
        replace(one, clause=replace(one.clause, effective_from=None))
        for one in policy.spared
        if one.clause.effective_to is None
    )
    alone = replace(policy, versions=(always,), spared=spared)
    # What happened under today's wording has its verdict already.
    since = [one for one in then if newest.holds_at(one.decided_at)]
    if len(since) == count_subjects(connection, alone, always):
        return since
    return verdicts(connection, alone, always)
