"""What a sentence says beside its rule: hedges, limits, and the heading's scope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from expectations.clauses import Clause
from expectations.lexicon import compiled, lists

_LONGEST = 2000
_BY_HEADING = ("item_kinds", "areas", "environments", "base_regex")


@dataclass(frozen=True, slots=True)
class Limit:
    """Words that narrow a rule, and the parameters that may carry the same.

    Attributes:
        marts: Where it narrows; empty for everywhere.
        core: The part of the words that a parameter must say; empty for all of them.
    """

    words: str
    carried_by: tuple[str, ...]
    marts: tuple[str, ...] = ()
    core: str = ""


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
                if _is_of_a_period(words, clause):
                    continue
                carried_by = tuple(rule["carried_by"])
                found.append(Limit(words, carried_by, tuple(rule.get("marts", ()))))
    for rule in lists("reservations")["headings"]:
        if match := compiled(rule["found"]).search(clause.heading):
            heading = " ".join(clause.heading.split())[:80]
            words = f"under the heading {heading}"
            found.append(Limit(words, _BY_HEADING, tuple(rule["marts"]), match[0]))
    return tuple(found)


def _is_of_a_period(words: str, clause: Clause) -> bool:
    """`15 minutes during business hours`: the period is limited, and not the rule."""
    periods = clause.parameters.get("durations") or ()
    return any(words in str(one.get("condition") or "") for one in periods)


def _expressions(name: str) -> list[re.Pattern[str]]:
    return [compiled(expression) for expression in lists("reservations")[name]]
