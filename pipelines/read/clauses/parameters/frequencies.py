"""Numbers with a unit of time that are no period: rates, ages, things."""

from __future__ import annotations

import re
from functools import cache

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.reading import words

_COUNTED = ("releases", "sprints")  # things as well as periods


def is_no_period(match: re.Match[str], text: str, unit: str) -> bool:
    """`a release`, `twice a week`, `one version`: a frequency or a thing.

    Args:
        match: Of a number and a unit in `text`, with its groups `n` and `unit`.
        text: The sentence.
        unit: The unit's name.
    """
    before = text[max(0, match.start() - 80) : match.start()]
    if _said("rate_after").match(text, match.end()):
        return True  # `two releases a year`, `a quarter of an hour`
    if unit in _COUNTED:
        return _is_thing(match, text, before)
    n = match["n"].lower()
    if n in ("a", "an", "one") and _said("counted_in").search(before):
        return True
    if _said("rate_before").search(before):
        return True
    if n in ("a", "an", "both"):
        follows = _said("from_then").match(text, match.end())
        return not (follows or _said("reaches").search(before))
    return False


def _is_thing(match: re.Match[str], text: str, before: str) -> bool:
    """A release that is no length of time."""
    n = match["n"].lower()
    if _said("which_release").search(before):
        return True
    if _said("next_ones").search(before):
        return n in ("a", "an", "both", "one")  # `the next 3 releases`
    if _said("of_release").match(text, match.end()):
        return True
    if _said("or_later").match(text, match.end()):
        return False
    if n in ("one", "a", "1") and before.rstrip().endswith(" in"):
        return True
    if _said("placed").match(text, match.end()):
        return n in ("a", "an", "both")
    is_some = n in ("a", "an", "both") and not _said("full").search(match[0])
    return is_some or not _said("reaches").search(before)


@cache
def _said(what: str) -> re.Pattern[str]:
    expression = spaced(words("durations")["no_period"][what])
    return re.compile(expression, re.IGNORECASE)
