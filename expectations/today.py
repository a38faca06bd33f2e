"""What today's wording would have said of the past, beside what was said then."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from expectations.verdicts import Verdict, verdicts
from expectations.versions import Policy


def todays_verdicts(
    connection: duckdb.DuckDBPyConnection, policy: Policy, then: list[Verdict]
) -> list[Verdict]:
    """Every record of the population by the wording in force now, if there is one.

    Args:
        connection: The build warehouse.
        policy: With all its versions.
        then: The verdicts by the wording in force at the time.

    Raises:
        JudgeError: A column is missing, or an expectation could not be evaluated.
    """
    newest = policy.versions[-1]
    if newest.effective_to is not None or not policy.is_judged(newest):
        return []
    if len(policy.versions) == 1 and newest.effective_from is None:
        return then  # it has always been so
    always = replace(newest, effective_from=None, effective_to=None)
    return verdicts(connection, replace(policy, versions=(always,)), always)
