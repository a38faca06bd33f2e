"""The outcome of every subject of a policy version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from expectations.data_docs.shortened import Validation, shortened
from expectations.entries import Necessary
from expectations.label_parameters import MIXED
from expectations.meaning import Asked, asked_of
from expectations.populations import MACHINE, Population, doubt_of, population_of
from expectations.selection import select
from expectations.testing import Met, facts_met, is_known
from expectations.versions import Policy, Version, has_begun
from expectations.wording import observed

SEVERITIES = {"must": "critical", "should": "warning", "may": "info"}
_CURRENT = "It has no date, and is judged by the wording in force now."
_CUT_OFF = "The clone is shallow: it begins on {day}, what stood before is not known."
_OPEN = (
    "The sentence leaves open where its limit lies, and the data cannot tell, either."
)
_NOT_STATED = {
    "approval_count": "how many approvals",
    MIXED: "in one way how many of the labels are meant",
    "label_mode": "whether one or all of the labels are meant",
    "label_patterns": "which labels",
    "all_teams": "which team",
    "paths": "which document",
    "base_branches": "which branch",
    "branch_regex": "which branch names",
    "merge_methods": "which merge method",
    "excluded_merge_methods": "which merge method",
    "environments": "which environment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One subject's outcome under one policy version.

    Attributes:
        outcome: pass, fail, unknown or not_applicable.
        observed: The facts in words.
        reason: Why it is neither pass nor fail, or by what wording it was judged.
        url, quote, path, line: Evidence for the facts.
        decided_at: The moment by which the version in force was found, UTC.
    """

    subject_id: str
    outcome: str
    observed: str
    reason: str | None
    url: str | None
    quote: str | None
    path: str | None
    line: int | None
    decided_at: datetime | None


def verdicts(
    connection: duckdb.DuckDBPyConnection,
    policy: Policy,
    version: Version,
    validations: list[Validation] | None = None,
) -> list[Verdict]:
    """One verdict per subject of the population that falls to this version.

    What Great Expectations said of them is added to `validations`, shortened.

    Raises:
        JudgeError: A column is missing, or an expectation could not be evaluated.
    """
    population = population_of(policy.entry, version.parameters)
    asked = asked_of(policy.entry, version.parameters)
    rows = [
        row
        for row in select(connection, policy, population, asked)
        if policy.version_for(row["decided_at_"]) is version
    ]
    severity = SEVERITIES.get(version.clause.modal, "warning")
    subjects = [row["subject_"] for row in rows]

    def seen(one: Asked, result: Any) -> None:  # noqa: ANN401
        if validations is not None:
            validations.append(shortened(one, result, subjects))

    in_force = [version.holds_at(row["decided_at_"]) for row in rows]
    met = [
        facts_met(
            [
                row[one.column] if holds else None
                for row, holds in zip(rows, in_force, strict=True)
            ],
            one,
            severity,
            seen,
        )
        for one in asked
    ]
    return [
        _verdict(row, _undoubted(row, outcomes), policy, version, population, asked)
        for row, outcomes in zip(rows, zip(*met, strict=True), strict=True)
    ]


def _undoubted(row: dict[str, Any], outcomes: tuple[Met, ...]) -> list[Met]:
    """A fail that may be for want of a fact is none."""
    return [
        "unknown" if outcome == "fail" and row[f"doubt_{place}_"] else outcome
        for place, outcome in enumerate(outcomes)
    ]


def _verdict(
    row: dict[str, Any],
    met: list[Met],
    policy: Policy,
    version: Version,
    population: Population,
    asked: list[Asked],
) -> Verdict:
    outcome, reason = _not_judged(row, policy, version) or _judged(
        row, met, policy, version, population, asked
    )
    if row["decided_at_"] is None and outcome in ("pass", "fail") and reason is None:
        reason = _CURRENT if version.effective_from is not None else None
    return Verdict(
        subject_id=row["subject_"],
        outcome=outcome,
        observed=_observed(row, asked),
        reason=reason,
        url=row["url_"],
        quote=row["quote_"],
        path=row["path_"],
        line=row["line_"],
        decided_at=row["decided_at_"],
    )


def _observed(row: dict[str, Any], asked: list[Asked]) -> str:
    known = [one for one in asked if one.observed and is_known(row[one.column])]
    texts = dict.fromkeys(observed(one.observed, row) for one in known)
    return "; ".join(texts) or "not known"


def _not_judged(
    row: dict[str, Any], policy: Policy, version: Version
) -> tuple[str, str] | None:
    """Rows on which this version has nothing to say."""
    moment = row["decided_at_"]
    if version.history_from and moment and moment < version.history_from:
        return "unknown", _CUT_OFF.format(day=f"{version.history_from:%Y-%m-%d}")
    if not version.holds_at(moment):
        since = version.effective_from
        if since and moment and not has_begun(version, moment):
            return "not_applicable", f"before the rule (stated on {since:%Y-%m-%d})"
        until = f"in force until {version.effective_to:%Y-%m-%d}"
        if moment is None:
            return "not_applicable", f"no date, and the rule is withdrawn ({until})"
        return "not_applicable", f"after the rule ({until})"
    if row["not_yet_"] and policy.entry.not_yet:
        return "not_applicable", policy.entry.not_yet.reason
    for key, words in row["exceptions_"]:
        if row[key]:
            return "not_applicable", f"excepted by the sentence: {words}"
    return None


def _judged(
    row: dict[str, Any],
    met: list[Met],
    policy: Policy,
    version: Version,
    population: Population,
    asked: list[Asked],
) -> tuple[str, str | None]:
    if row["is_spoken_of_"] is None:
        return "unknown", "It cannot be told whether the sentence speaks of it."
    if population.not_understood:
        words = "; ".join(population.not_understood)
        return "unknown", f"The data cannot tell the condition of the sentence: {words}"
    if population.unread:
        words = "”, “".join(population.unread[:3])
        return "unknown", f"The sentence says more than is judged here: “{words}”."
    if row["unknown_when_"] and policy.entry.unknown_when:
        return "unknown", policy.entry.unknown_when.reason
    if "fail" in met:
        excused = _allowed(row, policy) or _spared(row, policy)
        excused = excused or _by_machine(row) or _excused(row, population)
        return excused or ("fail", None)
    for one, outcome in zip(asked, met, strict=True):
        if outcome == "unknown":
            return "unknown", _why_unknown(one, row[one.column])
    if row["kept_by_nobody_"] and policy.entry.kept_by_nobody:
        return "not_applicable", policy.entry.kept_by_nobody.reason
    if necessary := necessary_alone(policy, version):
        return "unknown", necessary.reason
    return "pass", None


def necessary_alone(policy: Policy, version: Version) -> Necessary | None:
    """What a record that meets all expectations lacks still; None if nothing."""
    necessary = policy.entry.only_necessary
    if necessary is None or not _is_above(necessary.above, version.parameters):
        return None
    if necessary.if_stated is None or necessary.if_stated in version.parameters:
        return necessary
    return None


def _is_above(limits: dict[str, int], parameters: dict[str, Any]) -> bool:
    return all(parameters.get(name, 0) > limit for name, limit in limits.items())


def _allowed(row: dict[str, Any], policy: Policy) -> tuple[str, str] | None:
    """What another sentence of the documents allows is no certain violation."""
    by = policy.entry.allowed_by
    for one in policy.allowed if by else ():
        if by and one.holds(row[by.column], row["decided_at_"]):
            place = f"{one.clause.path}:{one.clause.line}"
            return "unknown", f"Another sentence allows it ({place})."
    return None


def _spared(row: dict[str, Any], policy: Policy) -> tuple[str, str] | None:
    """Who may do without, by another sentence, breaks nothing for certain."""
    by = policy.entry.spared_by
    for place, one in enumerate(policy.spared):
        fact = row[by.column] if by and by.column else None
        if row[f"spared_{place}_"] is not False and one.holds(fact, row["decided_at_"]):
            stands = f"{one.clause.path}:{one.line}"
            return "unknown", f"Another sentence may allow it ({stands})."
    return None


def _by_machine(row: dict[str, Any]) -> tuple[str, str] | None:
    """What is asked of people, a machine's change may lack."""
    return ("unknown", doubt_of(MACHINE)[1] or "") if row["by_machine_"] else None


def _excused(row: dict[str, Any], population: Population) -> tuple[str, str] | None:
    """A violation that may be one of the sentence's exceptions is not certain."""
    doubtful = [words for key, words in row["exceptions_"] if row[key] is None]
    doubtful += population.exceptions_not_understood
    if not doubtful:
        return None
    return "unknown", f"It may be excepted by the sentence: {'; '.join(doubtful)}"


def _why_unknown(asked: Asked, fact: object) -> str:
    if asked.is_open and is_known(fact):
        return _OPEN
    if not asked.missing:
        return (asked.doubt_reason if is_known(fact) else None) or asked.unknown
    what = [_NOT_STATED.get(name, "how long") for name in asked.missing]
    return f"The sentence does not say {' or '.join(dict.fromkeys(what))}."
