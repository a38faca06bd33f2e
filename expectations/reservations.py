"""What a sentence says beside its rule: hedges, limits, and the heading's scope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from expectations.clauses import Clause
from expectations.lexicon import compiled, lists

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Limit:
    """Words that narrow a rule, and the parameters that may carry the same.

    Attributes:
        marts: Where it narrows; empty for everywhere.
    """

    words: str
    carried_by: tuple[str, ...]
    marts: tuple[str, ...] = ()


def states_no_rule(clause: Clause) -> bool:
    """The sentence is about one record, or about what a word means."""
    return any(found.search(clause.words) for found in _expressions("never"))


def hedge(clause: Clause) -> str | None:
    """The word that leaves the decision to people, if there is one."""
    for expression in _expressions("hedges"):
        found = expression.search(clause.words)
        if found:
            return found[0]
    return None


def limits(clause: Clause) -> tuple[Limit, ...]:
    """What narrows the rule to some records, as the sentence and its heading say."""
    found = []
    for rule in lists("reservations")["limits"]:
        if clause.parameters.get(rule.get("but_with", "")):
            continue
        for text in (clause.context, clause.quote):
            if match := compiled(rule["found"]).search(text[:_LONGEST]):
                words = " ".join(match["limit"].split())
                carried_by = tuple(rule["carried_by"])
                found.append(Limit(words, carried_by, tuple(rule.get("marts", ()))))
    if any(
        expression.search(clause.heading) for expression in _expressions("headings")
    ):
        heading = " ".join(clause.heading.split())[:80]
        carried_by = ("item_kinds", "areas", "environments", "base_regex")
        marts = ("pull_requests", "issues")
        found.append(Limit(f"under the heading {heading}", carried_by, marts))
    return tuple(found)


def _expressions(name: str) -> list[re.Pattern[str]]:
    return [compiled(expression) for expression in lists("reservations")[name]]
