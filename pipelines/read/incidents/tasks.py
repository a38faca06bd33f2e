"""Whether words ask for something to be done."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.incidents.data import load

_FIRST = re.compile(
    r"^\W*(?:[A-Z][A-Z0-9]{1,9}-\d{1,6}\W+)?(?:(?:AI|action(?: item)?|item|task|P)[ #-]?\d{0,3}\W+)?"
    r"(?:(?:please|also|better|possibly|maybe|re-?)\s+)?(?P<verb>[a-z]+)\b(?!['’])",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether `text` begins with an order (`Add an alert`, `AI-1: Fix it`)."""
    first = _FIRST.match(text[:80])
    return first is not None and first["verb"].lower() in _verbs()


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load("actions.yml")["verbs"])
