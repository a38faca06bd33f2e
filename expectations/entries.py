"""What an entry of the catalogue says, once it is loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

REFERENCE = re.compile(r"\$([a-z_]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What a clause must be like for an entry to be what it states.

    Attributes:
        demands: Any of these, as the clause reader names what is demanded.
        topics: The clause's topic is one of these; empty for any.
        needs: Parameters that the clause states, all of them.
        needs_any: Parameters of which the clause states one at least.
        without: Parameters that it doesn't state.
        values: Parameter to the values that it may have; `null` for not stated.
        not_labels: Expression; a label in full that is like it is not asked for here.
        words, not_words: Expressions found, or not found, in heading, lead-in and
            sentence; of several, one is enough.
        said, not_said: The same without the heading.
        excludes (in the file alone): Names of exclusions.yml, added to `not_words`, or
            as that file says to `not_said` or `unclear`.
        unclear: Expression, found in the same; with it the sentence may state the rule,
            but says something that nobody here can hold against a record.
        negative: no (it asks), only (it forbids), any.
        negative_words: Expression that a forbidding sentence must hold as well.
    """

    demands: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    needs_any: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    values: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    not_labels: re.Pattern[str] | None = None
    words: re.Pattern[str] | None = None
    not_words: re.Pattern[str] | None = None
    unclear: re.Pattern[str] | None = None
    said: re.Pattern[str] | None = None
    not_said: re.Pattern[str] | None = None
    negative: str = "no"
    negative_words: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One expectation of one fact column.

    Attributes:
        type: Class of Great Expectations or of ours; by a parameter's value, where
            `types` is filled.
        column: Fact column of the mart.
        arguments: Its arguments; `$name` is a parameter of the clause.
        when: Parameter without which this expectation is left out; of those that
            have one, at least one must be left.
        if_stated: Parameter without which this expectation is not asked.
        observed: The fact in words: `{column}`, or `{column:noun}` for a count.
        unknown: What NULL means.
        doubt: Name of what makes a fail doubtful (see `doubts` in populations.yml).
    """

    column: str
    type: str = ""
    types_by: str | None = None
    types: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)
    when: str | None = None
    if_stated: str | None = None
    observed: str = ""
    unknown: str = "The input does not tell."
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """A condition on a mart's row, and what it means for the outcome."""

    when: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Necessary:
    """Why a row that meets all expectations is still unknown.

    Attributes:
        above: Parameter to the value above which that holds; empty for always.
        if_stated: Parameter without which it does not hold.
    """

    reason: str
    above: dict[str, int] = field(default_factory=dict)
    if_stated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What another sentence allows, so that it breaks no rule.

    Attributes:
        parameter: Of the other sentence, an expression.
        column: Fact column of the mart that it is held against.
        words: Expression that the other sentence must hold.
    """

    parameter: str
    column: str
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spare:
    """What other sentences of the documents may let a record do without.

    Attributes:
        demand: What is asked for, by the reader's name.
        lesser: Parameter of which another sentence may ask less.
        column: Fact column that is held against the lesser: a count, or a list.
    """

    demand: str
    lesser: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """That what other policies ask for must not, or need not, be done.

    Attributes:
        policies: Ids of their entries.
        parameter: What they ask for, and this one denies.
        by: What this one denies it by, if that is another parameter.
        more: Denied is what is more than this one says, instead of the same.
    """

    policies: tuple[str, ...]
    parameter: str
    by: str | None = None
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One policy that documents may state.

    Attributes:
        mart, subject: Mart, and the column that names its rows.
        population: SQL over the mart's columns and bound `$parameters`: true for the
            rows that the sentence speaks of, NULL where that can't be told.
        restrict_by: Parameters that narrow the population (see populations.yml).
        decided_at: SQL for the moment by which the version in force is found.
        not_yet: Rows on which nothing can be said yet.
        unknown_when: Rows whose facts do not decide, whatever they say.
        kept_by_nobody: Rows that meet the expectations without what is asked for.
        only_necessary: What it lacks that a row meets all expectations.
        speaks_of: Expression for subjects of a sentence that are the population
            itself, and narrow nothing; with `never` before it, for those of a sentence
            that forbids alone, with `unless`, for what it asks for by an exception.
        about: What its sentences may be about (see subjects.yml), beside the rows
            themselves; empty for what the mart's sentences may.
        vocabulary: Groups of words (see vocabulary.yml) that its sentences may use
            beside those on the mart's records.
        defaults: Parameters that the sentence implies where it doesn't state them.
        discriminate_by: Parameters that tell two policies of one entry apart.
        conflicts_on: Parameters that two clauses on the same thing must agree on.
        allowed_by: Other sentences that may send a record elsewhere.
        spared_by: What other sentences may let a record do without.
        asks_people: It asks for what people do: a change that a machine opened, and
            that lacks it, breaks nothing for certain.
        denies: What this one forbids, or says to be enough.
        not_testable: Why the data can never test it.
    """

    id: str
    title: str
    topic: str
    recognise: tuple[Recognition, ...]
    examples: dict[str, list[dict[str, Any]]]
    mart: str | None = None
    subject: str | None = None
    population: str = "true"
    restrict_by: tuple[str, ...] = ()
    decided_at: str = "null"
    expect: tuple[Expected, ...] = ()
    not_yet: Guard | None = None
    unknown_when: Guard | None = None
    kept_by_nobody: Guard | None = None
    only_necessary: Necessary | None = None
    speaks_of: re.Pattern[str] | None = None
    about: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    evidence: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    discriminate_by: tuple[str, ...] = ()
    conflicts_on: tuple[str, ...] = ()
    allowed_by: Allowance | None = None
    spared_by: Spare | None = None
    asks_people: bool = False
    denies: Denial | None = None
    not_testable: str | None = None


def references(entry: Entry) -> set[str]:
    """Names of the parameters that an entry refers to."""
    found = set(REFERENCE.findall(entry.population))
    for expected in entry.expect:
        found |= {expected.when, expected.if_stated, expected.types_by} - {None}
        for value in expected.arguments.values():
            if isinstance(value, str) and value.startswith("$"):
                found.add(value.strip("$?"))
    if entry.only_necessary:
        found |= {entry.only_necessary.if_stated} - {None}
    for recognition in entry.recognise:
        found |= {*recognition.needs, *recognition.needs_any, *recognition.without}
        found |= recognition.values.keys()
    return found | {*entry.discriminate_by, *entry.conflicts_on, *entry.restrict_by}
