"""The register of policies, as a person reads it on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipelines.publish.published import open_published
from pipelines.settings import Settings
from pipelines.terminal import plain

# What the reader notes for the judge, and nobody needs to read.
_INTERNAL = frozenset({"demands", "is_example"})
_REGISTER = """
with

outcomes as (

    select
        policy_id,
        version,
        count(*) filter (outcome = 'pass') as pass_count,
        count(*) filter (outcome = 'fail') as fail_count,
        count(*) filter (outcome = 'unknown') as unknown_count,
        count(*) filter (outcome = 'not_applicable') as not_applicable_count,
        count(exception_id) as excused_count,
        mode(reason) filter (outcome = 'unknown') as usual_reason

    from policy_results
    group by policy_id, version

)

select
    policies.policy_id,
    policies.version,
    policies.repository_id,
    policies.title,
    policies.topic,
    policies.strength,
    policies.severity,
    policies.origin,
    policies.not_testable_reason,
    policies.switched_off_reason,
    cast(policies.parameters as varchar) as parameters,
    clauses.quote,
    clauses.path,
    clauses.line,
    strftime(policies.effective_from, '%Y-%m-%d') as since,
    strftime(policies.effective_to, '%Y-%m-%d') as until,
    decisions.reason as decided_because,
    decisions.owner_id as decided_by,
    decisions.path || ':' || decisions.line as decided_in,
    coalesce(outcomes.pass_count, 0) as pass_count,
    coalesce(outcomes.fail_count, 0) as fail_count,
    coalesce(outcomes.unknown_count, 0) as unknown_count,
    coalesce(outcomes.not_applicable_count, 0) as not_applicable_count,
    coalesce(outcomes.excused_count, 0) as excused_count,
    outcomes.usual_reason as unknown_because,
    policies.is_one_sided,
    case
        when not policies.is_one_sided
            then outcomes.pass_count
            / nullif(outcomes.pass_count + outcomes.fail_count, 0)
    end as conformance_rate

from policies
left join policy_clauses as clauses using (clause_id)
left join team_decisions as decisions
    on policies.decision_id = decisions.decision_id
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
    with open_published(settings.warehouse) as connection:
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
    origin = "" if policy["origin"] == "found" else f", {policy['origin']}"
    title = plain(policy["title"], width=88)
    yield f"{title}  [{plain(policy['strength'])}{origin}]"
    yield f"  {plain(policy['policy_id'])} v{policy['version']}, {_place(policy)}"
    if policy["quote"]:
        yield f"  “{plain(policy['quote'], width=160)}”"
    if parameters := _parameters(policy["parameters"]):
        yield f"  {parameters}"
    if policy["decided_in"] and not policy["switched_off_reason"]:
        why = policy["decided_because"] or "no reason given"
        owner = f", {policy['decided_by']}" if policy["decided_by"] else ""
        place = f"{plain(policy['decided_in'])}{plain(owner)}"
        yield f"  {policy['origin']}: {plain(why, width=120)} ({place})"
    if why := policy["switched_off_reason"]:
        yield f"  switched off: {plain(why, width=160)}"
    elif why := policy["not_testable_reason"]:
        yield f"  not judged: {plain(why, width=160)}"
    else:
        yield f"  {_verdicts(policy)}"
        if why := policy["unknown_because"]:
            yield f"  mostly unknown because: {plain(why, width=160)}"
    yield ""


def _place(policy: dict[str, Any]) -> str:
    """`CONTRIBUTING.md:44, since 2024-08-20 until 2024-09-10`."""
    place = f"{plain(policy['path'])}:{policy['line']}" if policy["path"] else "-"
    since = f", since {policy['since']}" if policy["since"] else ""
    until = f" until {policy['until']}" if policy["until"] else ""
    return f"{place}{since or (',' if until else '')}{until}"


def _verdicts(policy: dict[str, Any]) -> str:
    rate = policy["conformance_rate"]
    excused = policy["excused_count"]
    is_blind = policy["is_one_sided"] and policy["fail_count"] > 0
    return (
        f"{policy['pass_count']:,} pass, {policy['fail_count']:,} fail"
        + (f" ({excused:,} excused)" if excused else "")
        + f", {policy['unknown_count']:,} unknown"
        + (f", {rate:.0%} conform" if rate is not None else "")
        + (" (what breaks it can be seen, not what keeps it)" if is_blind else "")
    )


def _parameters(written: str | None) -> str:
    values = json.loads(written or "{}")
    said = (
        f"{name}: {_as_decided(value)}"
        for name, value in values.items()
        if name not in _INTERNAL
    )
    return plain("; ".join(said), width=160)


def _as_decided(value: Any) -> str:  # noqa: ANN401
    """As `policies.yml` takes it: `within 3 business days`; `a, b` for a list."""
    if isinstance(value, list):
        return ", ".join(map(_as_decided, value))
    if isinstance(value, dict) and "unit" in value:
        is_every = value.get("is_recurring") and value.get("bound") == "exactly"
        bound = "every" if is_every else value.get("bound")
        parts = (bound, f"{float(value['n']):g}", value["unit"])
        period = " ".join(str(one).replace("_", " ") for one in parts if one)
        condition = value.get("condition")
        return f"{period} ({condition})" if condition else period
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
