"""The rows of a policy's population, with their facts, from the marts."""

from __future__ import annotations

import re
from typing import Any

import duckdb

from expectations.entries import Entry, Guard
from expectations.errors import JudgeError
from expectations.meaning import Asked
from expectations.populations import MACHINE, Population, doubt_of, population_of
from expectations.versions import Policy, Version, counts_after

_EVIDENCE = {"url": "url", "path": "path", "line": "line", "quote": "null"}


def select(
    connection: duckdb.DuckDBPyConnection,
    policy: Policy,
    population: Population,
    asked: list[Asked],
) -> list[dict[str, Any]]:
    """Every row of the population, ordered by subject: facts, guards and evidence.

    Raises:
        JudgeError: The mart, or one of its columns, is missing.
    """
    entry = policy.entry
    evidence = {**_EVIDENCE, **entry.evidence}
    chosen = [f"{entry.subject} as subject_", f"({entry.decided_at}) as decided_at_"]
    chosen += [f"({population.condition}) as is_spoken_of_"]
    chosen += [f"({sql}) as {name}_" for name, sql in evidence.items()]
    for name in ("not_yet", "unknown_when", "kept_by_nobody"):
        guard: Guard | None = getattr(entry, name)
        chosen.append(f"({guard.when if guard else 'false'}) as {name}_")
    for place, (sql, _) in enumerate(population.exceptions):
        chosen.append(f"({sql}) as exception_{place}_")
    machine = doubt_of(MACHINE)[0] if entry.asks_people else "false"
    chosen.append(f"({machine}) as by_machine_")
    chosen += [
        f"({_own_names(one.condition, place)}) as spared_{place}_"
        for place, one in enumerate(policy.spared)
    ]
    chosen += [
        f"({one.doubt or 'false'}) as doubt_{place}_" for place, one in enumerate(asked)
    ]
    chosen += sorted({f'"{one.column}"' for one in asked} | _worded(entry))
    query = (
        f"select {', '.join(chosen)} from main.{entry.mart}"
        f" where repository_id = $repository_id_"
        f" and ({population.condition}) is distinct from false order by 1"
    )
    values = dict(population.bound)
    for place, spare in enumerate(policy.spared):
        values |= {f"spared_{place}_{name}": v for name, v in spare.bound.items()}
    for one in asked:
        values |= one.bound
    bound = {n: v for n, v in values.items() if f"${n}" in query}
    try:
        cursor = connection.execute(
            query, {**bound, "repository_id_": policy.repository_id}
        )
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except duckdb.Error as error:
        raise JudgeError(
            f"{policy.policy_id} cannot be judged on the mart {entry.mart}: {error}",
            "The catalogue and the marts of this version do not fit together.",
        ) from error
    exceptions = [
        (f"exception_{place}_", words)
        for place, (_, words) in enumerate(population.exceptions)
    ]
    for row in rows:
        row["exceptions_"] = exceptions
    return rows


def _own_names(condition: str, place: int) -> str:
    """The condition with names of its own: two permissions may each have a path."""
    return condition.replace("$", f"$spared_{place}_")


def count_subjects(
    connection: duckdb.DuckDBPyConnection, policy: Policy, version: Version
) -> int:
    """How many records fall to a version: its population in its time, by SQL alone.

    Counted apart from the judging, so that the two can be held against each other.

    Raises:
        JudgeError: The mart, or one of its columns, is missing.
    """
    entry = policy.entry
    population = population_of(entry, version.parameters)
    later = policy.versions[version.number :]
    parts = [
        "repository_id = $repository_id_",
        f"({population.condition}) is distinct from false",
    ]
    bound: dict[str, Any] = dict(population.bound)
    moment = f"cast(({entry.decided_at}) as timestamp)"
    if later:
        # Without a date, the newest answers; later ones without one take it all.
        ends = [one.effective_from and counts_after(one.effective_from, one)
                for one in later]  # fmt: skip
        parts.append("false" if None in ends else f"{moment} <= $end_")
        bound["end_"] = min((end for end in ends if end), default=None)
    if version.number > 1 and version.effective_from is not None:
        parts.append(f"({moment} > $start_ or {moment} is null)")
        bound["start_"] = counts_after(version.effective_from, version)
    query = (
        f"select count(distinct {entry.subject}) from main.{entry.mart}"
        f" where {' and '.join(parts)}"
    )
    named = {n: v for n, v in bound.items() if f"${n}" in query}
    try:
        row = connection.execute(
            query, {**named, "repository_id_": policy.repository_id}
        ).fetchone()
    except duckdb.Error as error:
        raise JudgeError(
            f"{policy.policy_id}: its records cannot be counted: {error}",
            "The catalogue and the marts of this version do not fit together.",
        ) from error
    return int(row[0]) if row else 0


def _worded(entry: Entry) -> set[str]:
    texts = [expected.observed for expected in entry.expect]
    names = {n for text in texts for n in re.findall(r"\{([a-z_]+)", text)}
    return {f'"{name}"' for name in names}
