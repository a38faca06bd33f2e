"""Which entries of the catalogue a clause states."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from expectations.clauses import Clause
from expectations.entries import Entry, Recognition
from expectations.parameters import judged_parameters
from expectations.reservations import permits_nothing, states_no_rule


def entries_of(clause: Clause, catalogue: tuple[Entry, ...]) -> list[Entry]:
    """The entries that `clause` states; most clauses state one or none."""
    return [entry for entry, unclear in _stated(clause, catalogue) if not unclear]


def unclear_entries_of(
    clause: Clause, catalogue: tuple[Entry, ...]
) -> list[tuple[Entry, str]]:
    """The entries that `clause` may state, each with the words that leave it open."""
    return [(entry, words) for entry, words in _stated(clause, catalogue) if words]


def _stated(
    clause: Clause, catalogue: tuple[Entry, ...]
) -> Iterator[tuple[Entry, str]]:
    # A permission cannot be violated, so that no policy follows from it.
    if not permits_nothing(clause) or states_no_rule(clause):
        return
    parameters = judged_parameters(clause)
    for entry in catalogue:
        found = [
            _unclear_words(one, clause)
            for one in entry.recognise
            if _is_stated(one, clause, parameters)
        ]
        if found:
            yield entry, min(found, key=bool)


def _unclear_words(recognition: Recognition, clause: Clause) -> str:
    found = recognition.unclear and recognition.unclear.search(clause.words)
    return " ".join(found[found.lastindex or 0].split()) if found else ""


def _is_stated(
    recognition: Recognition, clause: Clause, parameters: dict[str, Any]
) -> bool:
    return (
        _asks_for_it(recognition, clause)
        and _holds_parameters(recognition, parameters)
        and _holds_words(recognition, clause)
    )


def _asks_for_it(recognition: Recognition, clause: Clause) -> bool:
    if recognition.demands and not recognition.demands & clause.demands:
        return False
    if recognition.topics and clause.topic not in recognition.topics:
        return False
    if clause.is_negative:
        return recognition.negative != "no"
    return recognition.negative != "only"


def _holds_parameters(recognition: Recognition, parameters: dict[str, Any]) -> bool:
    if any(name not in parameters for name in recognition.needs):
        return False
    if recognition.needs_any and not parameters.keys() & {*recognition.needs_any}:
        return False
    if parameters.keys() & {*recognition.without}:
        return False
    labels = parameters.get("label_patterns", ())
    if recognition.not_labels and any(map(recognition.not_labels.fullmatch, labels)):
        return False
    return all(
        _is_among(parameters.get(name), allowed)
        for name, allowed in recognition.values.items()
    )


def _is_among(value: Any, allowed: tuple[Any, ...]) -> bool:  # noqa: ANN401
    if isinstance(value, list):
        return bool({*value} & {*allowed})
    return value in allowed


def _holds_words(recognition: Recognition, clause: Clause) -> bool:
    words = clause.words
    if recognition.words and not recognition.words.search(words):
        return False
    if recognition.not_words and recognition.not_words.search(words):
        return False
    if recognition.said and not recognition.said.search(clause.said):
        return False
    if recognition.not_said and recognition.not_said.search(clause.said):
        return False
    if clause.is_negative and recognition.negative_words:
        return bool(recognition.negative_words.search(words))
    return True
