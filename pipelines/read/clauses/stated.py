"""The policies of the catalogue that clauses state, for the measure from end to end."""

from __future__ import annotations

from functools import cache

from expectations.clauses import Clause as Judged
from expectations.entries import Entry
from expectations.loading import load_catalogue
from expectations.recognise import entries_of
from pipelines.read.clauses.records import Clause


def stated(clause: Clause, *, path: str) -> list[str]:
    """Ids of the catalogue's entries that a clause of the document at `path` states."""
    judged = Judged(
        clause_id=f"{path}:{clause.line}",
        repository_id="",
        path=path,
        line=clause.line,
        quote=clause.quote,
        context=clause.context,
        heading=clause.heading,
        modal=clause.modal,
        topic=clause.topic,
        is_negative=clause.is_negative,
        is_undecided=clause.is_undecided,
        parameters=clause.parameters,
        lineage_id="",
        parameters_id="",
    )
    return [entry.id for entry in entries_of(judged, _catalogue())]


@cache
def _catalogue() -> tuple[Entry, ...]:
    return load_catalogue()
