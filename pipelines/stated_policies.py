"""Measure from end to end: `python -m pipelines.stated_policies FILE...`.

Which policies of the catalogue the clauses of labelled documents state, and which of
them come from a sentence that no label calls a rule. The files are those of
`pipelines.read.clauses.evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from expectations.clauses import Clause as Judged
from expectations.loading import load_catalogue
from expectations.recognise import entries_of
from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.evaluate import is_labelled, read_cases
from pipelines.read.clauses.records import Clause
from pipelines.read.measuring import case_files


def as_judged(clause: Clause, *, path: str) -> Judged:
    """A clause of the document at `path` as the judge has it, without its history.

    Each is a rule of its own: two of one document are no versions of one.
    """
    return Judged(
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
        subjects=tuple(clause.subjects),
        lineage_id=f"{path}:{clause.line}:{clause.quote}",
        parameters_id="",
    )


def policies_of(document: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Each policy of a labelled document: id, sentence, whether a label knows it."""
    path = document["path"]
    for clause in find_clauses(document["text"], path=path, kind=""):
        for entry in entries_of(as_judged(clause, path=path), load_catalogue()):
            yield entry.id, clause.quote, is_labelled(clause, document)


@click.command()
@case_files
def main(files: tuple[Path, ...]) -> None:
    """Print the policies of FILES that come from no rule, and how many of how many."""
    found = [
        one for file in files for case in read_cases(file) for one in policies_of(case)
    ]
    unstated = [(name, quote) for name, quote, is_known in found if not is_known]
    for name, quote in unstated:
        click.echo(f"{name} by no rule: {quote}")
    click.echo(f"policies by no rule: {len(unstated)} of {len(found)}")


if __name__ == "__main__":
    main()
