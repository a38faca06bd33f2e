"""What a sentence says beside its rule: hedges, limits, and the heading's scope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from expectations.clauses import Clause
from expectations.lexicon import compiled, lists
from expectations.vocabulary import without_reasons

_LONGEST = 2000
_THIS_ONE = re.compile(
    r"\bthis (pull request|pr|merge request|change)\b", re.IGNORECASE
)
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
    words = f"{clause.heading} : {clause.context} : {clause.quote}"[:_LONGEST]
    if clause.is_of_template:
        words = _THIS_ONE.sub(r"the \1", words)
    return any(found.search(words) for found in _expressions("never"))


def permits_nothing(clause: Clause) -> bool:
    """`You may merge once two people approved` requires it, though it says `may`."""
    return clause.modal != "may" or bool(
        compiled(lists("reservations")["only_then"]).search(clause.said)
    )


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
    texts = [
        _without_exceptions(_without_asides(one[:_LONGEST]), clause)
        for one in (clause.context, clause.quote)
    ]
    for rule in lists("reservations")["limits"]:
        if clause.parameters.get(rule.get("but_with", "")):
            continue
        for text in texts:
            if match := compiled(rule["found"]).search(text):
                words = " ".join(match["limit"].split())
                if _is_of_a_period(words, clause):
                    continue
                carried_by = tuple(rule["carried_by"])
                found.append(Limit(words, carried_by, tuple(rule.get("marts", ()))))
    for rule in lists("reservations")["headings"]:
        if clause.parameters.get(rule.get("but_with", "")):
            continue
        match = compiled(rule["found"]).search(clause.heading)
        if match and not _is_of_many(clause.heading):
            heading = " ".join(clause.heading.split())[:80]
            words = f"under the heading {heading}"
            found.append(Limit(words, _BY_HEADING, tuple(rule["marts"]), match[0]))
    found += _by_name_of_file(clause)
    if clause.template and not compiled(lists("reservations")["of_all"]).match(
        clause.quote
    ):
        found.append(Limit(f"opened with the template {clause.template}", ()))
    return tuple(found)


def _by_name_of_file(clause: Clause) -> list[Limit]:
    rule = lists("reservations")["files"]
    name = re.sub(r"[-_]+", " ", PurePosixPath(clause.path).stem)
    match = compiled(rule["found"]).search(name)
    if not match:
        return []
    words = f"in the document {clause.path}"
    return [Limit(words, _BY_HEADING, tuple(rule["marts"]), match[0])]


def narrowing(conditions: list[str], quote: str) -> list[str]:
    """Those that narrow the rule; `even if it is approved` does not.

    Nor does what a reason tells: `so that we see where it came from`.
    """
    return [
        one
        for one in conditions
        if not (_widens(one, quote) or _is_of_reason(one, quote))
    ]


def _without_asides(text: str) -> str:
    """What may narrow the rule: neither why it is there, nor what widens it."""
    return compiled(lists("reservations")["widened"]).sub(" ", without_reasons(text))


def _without_exceptions(text: str, clause: Clause) -> str:
    """What it exempts, `except changes to the docs`, is not what it is for."""
    for words in clause.parameters.get("exceptions") or ():
        told = r"\W+".join(map(re.escape, re.findall(r"\w+", words)))
        text = re.sub(rf"\b{told}\b", " ", text, flags=re.IGNORECASE) if told else text
    return text


def _widens(condition: str, quote: str) -> bool:
    before = quote.lower().partition(condition.lower())[0]
    return bool(re.search(r"\b(?:even|regardless|matter)\W+(?:\w+\W+)?$", before))


def _is_of_reason(condition: str, quote: str) -> bool:
    before = quote.lower().partition(condition.lower())[0]
    return compiled(lists("reservations")["reason_before"]).search(before) is not None


def _is_of_many(heading: str) -> bool:
    """`Reviews, releases and security`: the heading of all narrows nothing."""
    return compiled(lists("reservations")["many"]).search(heading) is not None


def _is_of_a_period(words: str, clause: Clause) -> bool:
    """`15 minutes during business hours`: the period is limited, and not the rule."""
    periods = clause.parameters.get("durations") or ()
    return any(words in str(one.get("condition") or "") for one in periods)


def _expressions(name: str) -> list[re.Pattern[str]]:
    return [compiled(expression) for expression in lists("reservations")[name]]
