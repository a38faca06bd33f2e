"""What of a validation is shown: counts, a few values and records, all of it escaped.

Great Expectations escapes the parameters of an expectation when it renders them, but
not the values that it found: those are escaped here.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from expectations.meaning import Asked

RECORD = "record"
_VALUES, _RECORDS, _CHARACTERS = 20, 10, 120
_COUNTS = (
    "element_count",
    "unexpected_count",
    "unexpected_percent",
    "unexpected_percent_total",
    "unexpected_percent_nonmissing",
    "missing_count",
    "missing_percent",
)


@dataclass(frozen=True, slots=True)
class Validation:
    """One expectation of a policy's version, evaluated on its population.

    Attributes:
        asked: The expectation.
        configuration: It in Great Expectations' own form.
        is_met: By all of the facts that are known.
        result: Counts, and the first values and records that did not meet it.
    """

    asked: Asked
    configuration: Any
    is_met: bool
    result: dict[str, Any]


def shortened(asked: Asked, outcome: Any, subjects: Sequence[str]) -> Validation:  # noqa: ANN401
    """Keep what is shown of an `ExpectationValidationResult`, however long it is.

    Args:
        asked: The expectation that was evaluated.
        outcome: Its complete result; each row that did not meet it names its position.
        subjects: Ids of the records, by position.
    """
    found = outcome.result or {}
    rows = [
        (subjects[_position(row)], _shown(row.get(asked.column)))
        for row in found.get("unexpected_index_list") or ()
    ]
    counted = Counter(value for _, value in rows).most_common(_VALUES)
    values = {value for value, _ in counted}
    result = {name: found[name] for name in _COUNTS if name in found}
    result |= {
        "partial_unexpected_list": [value for _, value in rows[:_VALUES]],
        "partial_unexpected_counts": [
            {"value": value, "count": count} for value, count in counted
        ],
        "unexpected_index_column_names": [RECORD],
        "unexpected_index_list": [
            {RECORD: _shown(subject), asked.column: value}
            for subject, value in _first_of_each(rows, values)
        ],
    }
    return Validation(asked, outcome.expectation_config, bool(outcome.success), result)


def _position(row: Mapping[str, Any]) -> int:
    return int(row["position_"])


def _first_of_each(
    rows: Sequence[tuple[str, str]], values: set[str]
) -> list[tuple[str, str]]:
    seen: Counter[str] = Counter()
    kept = []
    for subject, value in rows:
        if value in values and seen[value] < _RECORDS:
            seen[value] += 1
            kept.append((subject, value))
    return kept


def _shown(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    if len(text) > _CHARACTERS:
        text = text[: _CHARACTERS - 1] + "…"
    # A dollar would be taken for a place to fill in.
    return html.escape(text or "(empty)").replace("$", "&#36;")
