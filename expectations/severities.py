"""One sentence with a period for each severity is one rule for each of them."""

from __future__ import annotations

import re
from dataclasses import replace

from expectations.clauses import Clause

_SEVERITY = re.compile(r"\bsev(?:erity)?[- ]?(?:level[- ]?)?([1-5])\b", re.IGNORECASE)


def by_severity(clause: Clause) -> list[Clause]:
    """`3 days for a Sev1 and 5 for a Sev2`: the clause once for each severity.

    Returns:
        The clause itself, unless each of its periods names one severity of its own.
    """
    durations = clause.parameters.get("durations") or []
    named = [_SEVERITY.findall(str(one.get("condition") or "")) for one in durations]
    levels = [found[0] for found in named if len(found) == 1]
    if len(durations) < 2 or len({*levels}) != len(durations):
        return [clause]
    return [
        replace(
            clause,
            lineage_id=f"{clause.lineage_id}:sev{level}",
            parameters={
                **clause.parameters,
                "severities": [int(level)],
                "durations": [{**duration, "condition": None}],
            },
        )
        for level, duration in zip(levels, durations, strict=True)
    ]
