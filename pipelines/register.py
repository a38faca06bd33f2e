"""The register of policies, as a person reads it on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipelines.errors import UsageError
from pipelines.publish.published import open_for_reading
from pipelines.settings import Settings
from pipelines.terminal import plain

_REGISTER = """
with

outcomes as (

    select
        policy_id,
        version,
        count(*) filter (outcome = 'pass') as pass_count,
        count(*) filter (outcome = 'fail') as fail_count,
        count(*) filter (outcome = 'unknown') as unknown_count

    from policy_results
    group by policy_id, version

)

select
    policies.policy_id,
    policies.version,
    policies.title,
    policies.strength,
    cast(policies.parameters as varchar) as parameters,
    clauses.path,
    clauses.line,
    strftime(clauses.effective_from, '%Y-%m-%d') as since,
    coalesce(outcomes.pass_count, 0) as pass_count,
    coalesce(outcomes.fail_count, 0) as fail_count,
    coalesce(outcomes.unknown_count, 0) as unknown_count

from policies
left join policy_clauses as clauses using (clause_id)
left join outcomes
    on policies.policy_id = outcomes.policy_id
    and policies.version = outcomes.version
order by policies.topic, policies.policy_id, policies.version
"""


def policies(settings: Settings) -> list[dict[str, Any]]:
    """Return every policy version, a mapping of the columns of the register.

    Raises:
        UsageError: Nothing was published yet.
        WarehouseError: The published warehouse cannot be read.
    """
    if not settings.warehouse.exists():
        raise UsageError(f"{settings.warehouse} is not there", "Run: make refresh")
    with open_for_reading(settings.warehouse, "Run: make refresh") as connection:
        rows = connection.execute(_REGISTER)
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


def register(settings: Settings) -> str:
    """Return every policy with its source, parameters, verdicts and rate, as text."""
    found = policies(settings)
    if not found:
        return "No policy: the documents state no rule that a policy knows."
    return "\n".join(line for policy in found for line in _lines(policy))


def _lines(policy: dict[str, Any]) -> Iterator[str]:
    yield f"{plain(policy['title'], width=88)}  [{plain(policy['strength'])}]"
    place = f"{plain(policy['path'])}:{policy['line']}" if policy["path"] else "-"
    since = f", since {policy['since']}" if policy["since"] else ""
    yield f"  {plain(policy['policy_id'])} v{plain(policy['version'])}, {place}{since}"
    if parameters := _parameters(policy["parameters"]):
        yield f"  {parameters}"
    judged = policy["pass_count"] + policy["fail_count"]
    rate = f", {policy['pass_count'] / judged:.0%} conform" if judged else ""
    yield (
        f"  {policy['pass_count']:,} pass, {policy['fail_count']:,} fail, "
        f"{policy['unknown_count']:,} unknown{rate}"
    )
    yield ""


def _parameters(written: str | None) -> str:
    values = json.loads(written or "{}")
    said = (
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
    )
    return plain("; ".join(said), width=160)
