"""What a clause asks of a row: expectations with its parameters filled in."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from expectations.entries import REFERENCE, Entry, Expected
from expectations.label_parameters import MIXED
from expectations.periods import Bracket
from expectations.populations import doubt_of, population_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One expectation, ready to be built.

    Attributes:
        type: Name of its class.
        allowed: Arguments of which a fail is one for certain, where the sentence
            leaves its limit open (see `periods.Bracket`); None where nothing is.
        is_open: It leaves the limit open: what meets `allowed` and not `arguments`
            is unknown, and so is all where `arguments` is None.
        missing: Parameters that it needs and the sentence doesn't state.
        doubt: SQL for the rows on which a fail is doubtful; `bound` are its values.
        doubt_reason: What to say of these, else `unknown`.
    """

    type: str
    column: str
    arguments: dict[str, Any] | None
    observed: str
    unknown: str
    allowed: dict[str, Any] | None = None
    is_open: bool = False
    missing: tuple[str, ...] = ()
    doubt: str | None = None
    doubt_reason: str | None = None
    bound: dict[str, Any] = field(default_factory=dict)

    def in_words(self) -> str:
        """The expectation as it is shown: type, column and arguments."""
        ways = [one for one in (self.allowed, self.arguments) if one is not None]
        names = {name: [way[name] for way in ways] for way in ways for name in way}
        texts = [
            f"{name}={' or '.join(map(repr, values))}" for name, values in names.items()
        ]
        return f"{self.type}({', '.join([self.column, *texts])})"


@dataclass(slots=True)
class _Filled:
    arguments: dict[str, Any] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def asked_of(entry: Entry, parameters: dict[str, Any]) -> list[Asked]:
    """The expectations of an entry with a clause's parameters.

    One that depends on an unstated parameter by `when` is left out; if nothing is
    left, the last one stands for what is missing.
    """
    stated = {**entry.defaults, **parameters}
    usable = [
        e
        for e in entry.expect
        if (e.when or e.if_stated) is None or (e.when or e.if_stated) in stated
    ]
    decisive = [e for e in usable if e.when is not None]
    optional = [e for e in entry.expect if e.when is not None]
    asked = [_asked(expected, stated) for expected in usable]
    if optional and not decisive:
        wanted = optional[0]
        asked.append(
            Asked(
                type="",
                column=wanted.column,
                arguments={},
                observed=wanted.observed,
                unknown=wanted.unknown,
                missing=tuple(e.when for e in optional if e.when),
            )
        )
    return asked


def meaning(entry: Entry, parameters: dict[str, Any]) -> tuple[object, ...]:
    """What is judged, comparable: two wordings that mean the same are equal."""
    population = population_of(entry, parameters)
    asked = [
        (a.type, a.column, a.arguments, a.allowed, a.missing)
        for a in asked_of(entry, parameters)
    ]
    return (
        population.condition,
        json.dumps(population.bound, sort_keys=True, default=str),
        tuple(sorted(sql for sql, _ in population.exceptions)),
        population.is_understood,
        bool(population.exceptions_not_understood),
        json.dumps(asked, sort_keys=True, default=str),
    )


def _asked(expected: Expected, stated: dict[str, Any]) -> Asked:
    filled = _Filled()
    for name, value in expected.arguments.items():
        _fill(filled, name, value, stated)
    kind = expected.type
    if expected.types_by:
        chosen = stated.get(expected.types_by, "not_stated")
        kind = expected.types.get(str(chosen), "")
        if not kind:
            filled.missing.append(chosen if chosen == MIXED else expected.types_by)
    doubt, doubt_reason = doubt_of(expected.doubt) if expected.doubt else (None, None)
    names = set(REFERENCE.findall(doubt or ""))
    is_open = any(isinstance(one, Bracket) for one in filled.arguments.values())
    return Asked(
        type=kind,
        column=expected.column,
        arguments=_bounds(filled.arguments, "keeps"),
        allowed=_bounds(filled.arguments, "breaks") if is_open else None,
        is_open=is_open,
        observed=expected.observed,
        unknown=expected.unknown,
        missing=tuple(filled.missing),
        doubt=doubt,
        doubt_reason=doubt_reason,
        bound={name: _side(stated.get(name), "breaks") for name in names},
    )


def _bounds(arguments: dict[str, Any], side: str) -> dict[str, Any] | None:
    """The arguments with one side of each open limit; None where it has none."""
    chosen = {name: _side(value, side) for name, value in arguments.items()}
    return None if None in chosen.values() else chosen


def _side(value: Any, side: str) -> Any:  # noqa: ANN401
    return getattr(value, side) if isinstance(value, Bracket) else value


def _fill(filled: _Filled, name: str, value: Any, stated: dict[str, Any]) -> None:  # noqa: ANN401
    if not (isinstance(value, str) and value.startswith("$")):
        filled.arguments[name] = value
        return
    reference = value[1:].rstrip("?")
    if reference in stated:
        filled.arguments[name] = stated[reference]
    elif not value.endswith("?"):
        filled.missing.append(reference)
