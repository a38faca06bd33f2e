"""Which labels a clause asks for, and how many of them."""

from __future__ import annotations

import re
from typing import Any

# Names of facets, of which a sentence speaks as if they were labels.
_FACETS = frozenset(
    {"area", "component", "impact", "kind", "priority", "severity", "source", "status"}
    | {"team", "triage", "type"}
)
_EITHER = re.compile(r"\b(?:or|either|one of|any of|whichever)\b|[/|]", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:and|both|with|plus)\b", re.IGNORECASE)


def label_patterns(found: dict[str, Any]) -> dict[str, list[str]]:
    """The labels asked for, as names and globs.

    A label that a condition names (`labelled X`) is not asked for, if others are;
    `the type labels` are the labels of that facet.
    """
    names = [str(name) for name in found.get("labels", ())]
    globs = [str(glob) for glob in found.get("label_globs", ())]
    conditions = " ".join(found.get("conditions", ())).lower()
    asked = [name for name in names if f"labelled {name}".lower() not in conditions]
    facets = [
        f"{name}{mark}*" for name in names if name.lower() in _FACETS for mark in ":/-"
    ]
    return {
        "label_patterns": [*(asked or names), *globs, *facets],
        "all_label_patterns": [*names, *globs, *facets],
    }


def label_mode(found: dict[str, Any], quote: str) -> str | None:
    """Whether one or all are meant; not stated where the words between don't say so."""
    mode: str | None = found.get("label_mode")
    names = [*found.get("labels", ()), *found.get("label_globs", ())]
    if len(names) == 1:
        return mode or "all"
    if mode != "any" or _EITHER.search(quote):
        return mode
    return "all" if _BOTH.search(quote) else None


def label_family(patterns: list[str]) -> str | None:
    """What labels have in common: `area` of `area:api`, `area:db`; else their names."""
    if not patterns:
        return None
    prefixes = {re.split(r"[:/*]", pattern)[0].strip() for pattern in patterns}
    if len(prefixes) == 1:
        return prefixes.pop() or None
    return "+".join(patterns[:3])
