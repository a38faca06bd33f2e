"""What a status says: of the write-up, and of the trouble that it reports."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.read.incidents.data import patterns
from pipelines.read.incidents.records import State

_STATES: tuple[State, ...] = ("open", "closed")


class States(NamedTuple):
    """Of the document and of the incident; None: the words do not tell."""

    document: State | None
    incident: State | None


def states_of(status: str) -> States:
    """`Draft` is of the document, `Resolved` of the incident; the first word counts."""
    return States(_state("document", status), _state("incident", status))


def _state(subject: str, status: str) -> State | None:
    places: list[tuple[int, State]] = [
        (match.start(), state)
        for state in _STATES
        for pattern in patterns(f"{subject}_{state}")
        if (match := pattern.search(status))
    ]
    return min(places)[1] if places else None
