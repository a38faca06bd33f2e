"""The closing screenful: what was found, and where to look. Numbers are queries."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from pipelines.publish.published import open_for_reading
from pipelines.settings import Settings
from pipelines.terminal import counted, plain, shown

_COUNTS = """
select
    (select count(*) from repositories) as repositories,
    (select count(*) from documents) as documents,
    (select count(*) from issues) as issues,
    (select count(*) from pull_requests) as pull_requests,
    (select count(*) from incidents) as incidents,
    (select count(*) from merge_overrides) as overrides,
    (select count(*) from breaking_changes) as breaking_changes,
    (select count(*) from governance_gaps) as gaps,
    (select count(*) from unreadable) as unreadable,
    (select count(*) from policy_clauses where effective_to is null) as clauses,
    (
        select count(*)
        from policy_clauses
        where effective_to is null and policy_id is null
    ) as uncovered_clauses,
    (select coalesce(sum(missing_count), 0) from completeness) as missing
"""
_UNTOLD = """
select distinct replace(kind, '_', ' ') as kind

from completeness
where expected_count is null
order by kind
"""
_POLICIES = """
with

outcomes as (

    select
        policies.policy_id,
        count(*) filter (policy_results.outcome = 'pass') as pass_count,
        count(*) filter (policy_results.outcome = 'fail') as fail_count,
        count(*) filter (policy_results.outcome = 'unknown') as unknown_count

    from policies
    left join policy_results using (policy_id, version)
    group by policies.policy_id

)

select
    count(*) as policies,
    count(*) filter (fail_count > 0) as violated,
    count(*) filter (fail_count = 0 and pass_count > 0) as kept,
    count(*) filter (
        fail_count = 0 and pass_count = 0 and unknown_count > 0
    ) as undecided,
    coalesce(sum(pass_count), 0) as pass_count,
    coalesce(sum(fail_count), 0) as fail_count,
    coalesce(sum(unknown_count), 0) as unknown_count

from outcomes
"""


def summary(settings: Settings) -> str:
    """Return what the published warehouse says in brief."""
    remedy = "Publish one first: make refresh"
    with open_for_reading(settings.warehouse, remedy) as connection:
        found = _row(connection, _COUNTS) | _row(connection, _POLICIES)
        untold = [plain(row[0]) for row in connection.execute(_UNTOLD).fetchall()]
    return "\n".join([*_found(found), *_lost(found, untold), "", *_where(settings)])


def _found(found: dict[str, int]) -> Iterator[str]:
    yield (
        f"Read {counted(found['repositories'], 'repository', 'repositories')}: "
        f"{counted(found['documents'], 'document')}, "
        f"{counted(found['issues'], 'issue')}, "
        f"{counted(found['pull_requests'], 'pull request')}."
    )
    yield (
        f"Found {counted(found['incidents'], 'incident')}, "
        f"{counted(found['overrides'], 'merge override')}, "
        f"{counted(found['breaking_changes'], 'breaking change')}, "
        f"{counted(found['gaps'], 'governance gap')}."
    )
    yield (
        f"{counted(found['policies'], 'policy', 'policies')} stated: "
        f"{found['violated']:,} violated, {found['kept']:,} kept, "
        f"{found['undecided']:,} that the data cannot tell, "
        f"{_rest(found):,} without a case."
    )
    yield (
        f"  Record by record: {found['pass_count']:,} pass, "
        f"{found['fail_count']:,} fail, {found['unknown_count']:,} unknown."
    )
    yield (
        f"  {counted(found['clauses'], 'clause')} in force in the documents, "
        f"{found['uncovered_clauses']:,} of them covered by no policy."
    )


def _lost(found: dict[str, int], untold: list[str]) -> Iterator[str]:
    yield (
        f"Lost: {counted(found['unreadable'], 'part')} of the input unreadable, "
        f"{counted(found['missing'], 'record')} missing "
        "(tables unreadable and completeness)."
    )
    if untold:
        yield f"  The input cannot tell all about: {', '.join(untold)}."


def _rest(found: dict[str, int]) -> int:
    judged = found["violated"] + found["kept"] + found["undecided"]
    return found["policies"] - judged


def _where(settings: Settings) -> Iterator[str]:
    yield "Look here:"
    yield f"  report     {shown(settings.report)}"
    yield f"  site       {shown(settings.site / 'index.html')}"
    yield f"  warehouse  {shown(settings.warehouse)}"
    yield "  policies   make policies"


def _row(connection: duckdb.DuckDBPyConnection, query: str) -> dict[str, int]:
    rows = connection.execute(query)
    names = [column[0] for column in rows.description]
    row = rows.fetchone() or ()
    return {name: int(value) for name, value in zip(names, row, strict=True)}
