"""A row of a table is one rule for each column that asks for something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from expectations.clauses import Clause
from expectations.lexicon import compiled, lists

_BAR = " | "


def by_cell(clause: Clause) -> list[Clause]:
    """The clause once per column that its header gives a demand; else itself.

    A period counts for the column that holds it, so that fifteen minutes to respond are
    not the time for a review.
    """
    header, cells = clause.context.split(_BAR), clause.quote.strip("| ").split(_BAR)
    periods = clause.parameters.get("durations") or []
    if len(cells) < 3 or len(cells) != len(header) or not periods:
        return [clause]
    return list(_parts(clause, header, cells, periods)) or [clause]


def _parts(
    clause: Clause, header: list[str], cells: list[str], periods: list[dict[str, Any]]
) -> Iterator[Clause]:
    columns, nothing = _rules()
    for place, (title, cell) in enumerate(zip(header, cells, strict=True)):
        demand = next((d for d, found in columns.items() if found.search(title)), None)
        if place == 0 or demand is None or nothing.match(cell):
            continue
        own = [one for one in periods if _holds(cell, one)]
        parameters = {**clause.parameters, "demands": [demand], "durations": own}
        parameters.pop("duration_mode", None)
        yield replace(
            clause,
            lineage_id=f"{clause.lineage_id}:{place}",
            context=f"{_of_labels(header[0])}{title}:",
            quote=f"{cells[0]}: {title} {cell}",
            parameters=parameters,
            topic=_topic(clause, demand),
        )


def _of_labels(title: str) -> str:
    """The header of rows that are named by labels, which items carry."""
    is_label = re.fullmatch(r"\W*labels?\W*", title, re.IGNORECASE)
    return "Label, " if is_label else ""


def _topic(clause: Clause, demand: str) -> str:
    """The row's topic, unless that is another column's."""
    others = {t for d, t in lists("cells")["topics"].items() if d != demand}
    return "other" if clause.topic in others else clause.topic


def _holds(cell: str, period: dict[str, Any]) -> bool:
    """Whether the cell names the period: its number, and how its unit begins."""
    number = f"{float(period.get('n') or 0):g}"
    unit = str(period.get("unit") or "").split("_")[-1]
    return bool(re.search(rf"\b{number}[- ]?(?:\w+[- ])?{unit[:2]}", cell.lower()))


@cache
def _rules() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    data = lists("cells")
    columns = {name: compiled(found) for name, found in data["columns"].items()}
    return columns, compiled(data["nothing"])
