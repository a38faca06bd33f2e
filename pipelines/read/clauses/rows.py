"""The rows of tables that rule: by a cell's own sentence, or by what a header asks."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.read.clauses.evidence import weighed
from pipelines.read.clauses.folders import folder_of
from pipelines.read.clauses.known_names import KnownNames
from pipelines.read.clauses.making import Item, clause
from pipelines.read.clauses.modals import Ruling
from pipelines.read.clauses.normative import ruling
from pipelines.read.clauses.parameters import bind
from pipelines.read.clauses.records import Clause, Passage, Sentence
from pipelines.read.clauses.sentences import fold, sentences
from pipelines.read.clauses.setting import Setting
from pipelines.read.clauses.signs import Place
from pipelines.read.clauses.tabled import (
    has_no_titles,
    is_property,
    is_rule_table,
    is_said,
    row_words,
    speaking_cells,
    tells_of_label,
)
from pipelines.read.splitting import split


def row_clauses(
    passage: Passage,
    where: Setting,
    *,
    path: str,
    names: KnownNames,
    scope: tuple[str, ...],
) -> Iterator[Clause]:
    """The rule of a row, if it is one.

    Args:
        passage: The row.
        where: Its document and section.
        path: Of the document.
        names: What the document calls labels or branches.
        scope: For what alone its sections hold.
    """
    if where.is_record or where.is_example:
        return
    if not sentences(passage, text=passage.text) or is_property(passage):
        return
    quote = fold(passage.source).strip("| ")
    row = Sentence(row_words(passage, path), quote, passage.line, 0)
    place = Place(
        where, kind="row", known_labels=names.labels, known_branches=names.branches
    )
    item = Item(passage, row, place, scope=scope, folder=folder_of(path))
    if decided := _ruling(passage, row, place):
        yield clause(item, decided)


def _ruling(passage: Passage, row: Sentence, place: Place) -> Ruling | None:
    """By the table, else by the first of its cells that says so."""
    where = place.where
    is_ours = where.standing == "rules"
    if is_rule_table(passage) and is_ours and not where.is_usage:
        return Ruling("should", False, "table")
    if has_no_titles(passage) and is_ours and _binds(row.text):
        return Ruling("should", False, "table")
    if tells_of_label(passage) and where.about_labels and is_ours:
        return Ruling("should", False, "table")
    cells = [fold(cell) for cell in speaking_cells(passage)]
    for said in (said for cell in cells for said in _sentences(cell)):
        decided = ruling(said, lead="", where=where)
        if decided and decided.tier == "modal":
            return decided
    asking = (cell for cell in cells if is_said(cell) and _binds(cell))
    return next(filter(None, (weighed(cell, place) for cell in asking)), None)


def _sentences(cell: str) -> list[str]:
    """`Kept for a week. Only leads remove it`: each may rule by itself."""
    return [cell[start:stop].strip() for start, stop in split(cell)]


def _binds(sense: str) -> bool:
    """Does it ask for something that can be told."""
    bound = bind(sense)
    keys = bound.keys() - {"demands", "actors"}
    return bool(keys or set(bound["demands"]) - {"other"})
