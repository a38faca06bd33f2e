"""One sentence with a period for each severity is one rule for each of them."""

from __future__ import annotations

import re
from dataclasses import replace

from expectations.clauses import Clause

_SEVERITY = re.compile(
    r"\b(?:sev(?:erity)?[- ]?(?:level[- ]?)?|p|s)([0-5])\b", re.IGNORECASE
)
_OR_WORSE = re.compile(
    r"\d`?\s*(?:\+|(?:or|and)\s+(?:above|higher|worse|up|greater|more\s+severe)\b)",
    re.IGNORECASE,
)
_IN_WORDS = {"critical": "1", "high": "2", "major": "2", "medium": "3", "low": "4"}


def by_severity(clause: Clause) -> list[Clause]:
    """`3 days for a Sev1 and 5 for a Sev2`: the clause once for each severity.

    Returns:
        The clause itself, unless each of its periods names one severity of its own.
    """
    durations = clause.parameters.get("durations") or []
    named = [_levels(str(one.get("condition") or "")) for one in durations]
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


def with_worst(levels: list[int], words: str) -> list[int]:
    """`SEV1 and above`: with the 0 of a scheme that counts from there."""
    return sorted({0, *levels}) if levels and _OR_WORSE.search(words) else levels


def _levels(condition: str) -> list[str]:
    word = _IN_WORDS.get(condition.strip().lower())
    return [word] if word else _SEVERITY.findall(condition)
