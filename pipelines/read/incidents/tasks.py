"""Whether words, or the columns of a table, are those of something to do."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.incidents.data import bare, load, roles_of

_FIRST = re.compile(
    r"^\W*(?:[A-Z][A-Z0-9]{1,9}-\d{1,6}\W+)?"
    r"(?:(?:AI|action(?: item)?|item|task|P)[ #-]?\d{0,3}\W+)?"
    r"(?:(?:please|also|better|possibly|maybe)\s+)?(?P<verb>(?:re-)?[a-z]+)\b(?!['’])",
    re.IGNORECASE,
)

_SIDES = ("owner", "due", "state", "reference")


def asks(text: str) -> bool:
    """Whether `text` begins with an order (`Add an alert`, `AI-1: Fix it`)."""
    first = _FIRST.match(text[:80])
    if first is None:
        return False
    verb = first["verb"].lower()
    return bool({verb, verb.removeprefix("re-"), verb.replace("-", "")} & _verbs())


@cache
def _verbs() -> frozenset[str]:
    return frozenset(load("actions.yml")["verbs"])


def is_action_table(header: tuple[str, ...], *, is_likely: bool = False) -> bool:
    """Whether the columns of a table are those of things to do.

    Where it `is_likely` by the heading, tickets and their states are.
    """
    names = [bare(title) for title in header]
    roles = [roles_of(name) for name in names]
    if not names or len(names) < 2 or "time" in names or "day" in roles[0]:
        return False
    columns = load("actions.yml")["tables"]
    sides = {
        side
        for name, own in zip(names, roles, strict=True)
        for side in _SIDES
        if side in own and name not in columns["task"]
    }
    if any(name in columns["task"] for name in names):
        return bool(sides)
    has_thing = any(name in columns["thing"] for name in names)
    return (
        has_thing and len(sides) > 1 and (is_likely or bool(sides & {"owner", "due"}))
    )
