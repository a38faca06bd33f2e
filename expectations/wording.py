"""A fact in words, for people: `2 approvals`, `base branch release/3`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from expectations.testing import is_known

_FIELD = re.compile(r"\{([a-z_]+)(?::([a-z ]+))?\}")
_LONGEST = 300


def observed(template: str, row: dict[str, Any]) -> str:
    """Fill `{column}` and `{column:noun}` (a count with its noun) from a row."""
    text = _FIELD.sub(lambda found: _value(row.get(found[1]), found[2]), template)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _value(fact: Any, noun: str | None) -> str:  # noqa: ANN401
    if not is_known(fact):
        return f"unknown number of {_plural(noun)}" if noun else "unknown"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, datetime):
        return f"{fact:%Y-%m-%d %H:%M}"
    if isinstance(fact, float) and fact == int(fact):
        fact = int(fact)
    if isinstance(fact, float):
        fact = round(fact, 1)
    if noun:
        return f"{fact} {noun}" if fact == 1 else f"{fact} {_plural(noun)}"
    if isinstance(fact, list):
        return ", ".join(map(str, fact)) or "none"
    return str(fact).strip() or "none"


def _plural(noun: str) -> str:
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
