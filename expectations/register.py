"""The register of policies: what each asks, where it is written, how it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb

from expectations.errors import JudgeError

_QUERY = """
    with counts as (
        select
            policy_id,
            count(*) filter (where outcome = 'pass') as passed,
            count(*) filter (where outcome = 'fail') as failed,
            count(*) filter (where outcome = 'unknown') as unknown
        from judged.policy_results
        group by policy_id
    ),

    policies as (
        select *
        from judged.policies
        qualify row_number() over (partition by policy_id order by version desc) = 1
    )

    select
        policies.policy_id, policies.title, policies.version, policies.strength,
        policies.parameters,
        policies.effective_to at time zone 'UTC' as effective_to,
        policies.not_testable_reason,
        (
            select min(effective_from at time zone 'UTC')
            from judged.policies as versions
            where versions.policy_id = policies.policy_id
        ) as since,
        clauses.path, clauses.line,
        coalesce(counts.passed, 0) as passed,
        coalesce(counts.failed, 0) as failed,
        coalesce(counts.unknown, 0) as unknown
    from policies
    left join counts on policies.policy_id = counts.policy_id
    left join staging.stg_parsed__clauses as clauses
        on policies.clause_id = clauses.clause_id
    order by policies.repository_id, policies.topic, policies.policy_id
"""
# Said by the title or the place already, or read from other parameters.
_NOT_SHOWN = {"demands", "is_example", "severities_as_written", "item_kinds"}


def format_register(warehouse: Path) -> str:
    """Every policy with its source, parameters, date and counts, as plain text.

    Raises:
        JudgeError: The warehouse has not been judged.
    """
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            cursor = connection.execute(_QUERY)
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise JudgeError(
            f"{warehouse} holds no policies: {error}", "Run the judge first."
        ) from error
    if not rows:
        return "No policy: the documents state no rule that is understood.\n"
    return "\n".join(_in_words(row) for row in rows) + "\n"


def _in_words(row: dict[str, Any]) -> str:
    since = f"since {row['since']:%Y-%m-%d}" if row["since"] else "no date"
    if row["effective_to"]:
        since += f" until {row['effective_to']:%Y-%m-%d}"
    version = f" (version {row['version']})" if row["version"] > 1 else ""
    lines = [
        f"{row['policy_id']}{version}: {row['title']}",
        f"  {row['strength']}, {_plain(row['path'])}:{row['line']}, {since}",
    ]
    if parameters := _parameters(row["parameters"]):
        lines.append(f"  {parameters}")
    lines.append(f"  {_counts(row)}")
    return "\n".join(lines)


def _counts(row: dict[str, Any]) -> str:
    if row["not_testable_reason"]:
        return f"not testable: {row['not_testable_reason']}"
    decided = row["passed"] + row["failed"]
    rate = f"{row['passed'] / decided:.0%}" if decided else "no rate"
    return (
        f"pass {row['passed']}, fail {row['failed']}, unknown {row['unknown']}: {rate}"
    )


def _parameters(text: str) -> str:
    parameters = json.loads(text) if text else {}
    shown = [
        f"{name.replace('_', ' ')}: {_value(value)}"
        for name, value in parameters.items()
        if name not in _NOT_SHOWN and value not in (None, [], "")
    ]
    return _plain("; ".join(shown))[:300]


def _value(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        unit = str(value.get("unit") or "").replace("_", " ")
        return f"{value.get('n')} {unit}".strip()
    return str(value)


def _plain(text: str | None) -> str:
    """A document's words without the characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text or "?")
