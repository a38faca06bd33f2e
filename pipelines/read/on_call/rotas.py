"""Which tables and lists of an on-call document are rotas."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.read.on_call.columns import (
    columns_of,
    is_of_absences,
    speaks,
    speaks_of_a_rota,
)
from pipelines.read.on_call.days import is_period
from pipelines.read.on_call.lines import Rota
from pipelines.read.on_call.list_rotas import read_list
from pipelines.read.on_call.records import Entry
from pipelines.read.on_call.table_rotas import read_table
from pipelines.read.on_call.turned import turned


def rota_of(group: Sequence[Entry], *, is_day_first: bool | None) -> Rota | None:
    """Read one table or list; None if it is no rota."""
    group = turned(group) if group[0].header else group
    first = group[0]
    rota = Rota(_name(first), is_of_weekends=speaks("weekend", first))
    if first.header:
        columns = columns_of(group)
        if columns is None:
            return None
        read_table(rota, group, columns, is_day_first)
        return rota if rota.lines or columns.is_sure else None
    if len(first.cells) > 1 or _is_other_list(first):
        return None
    read_list(rota, group, is_day_first)
    # Days with other words beside them are a history of the page, say, unless others
    # of the same list name people.
    is_rota = rota.names_people or any(not line.problem for line in rota.lines)
    return rota if is_rota else None


def _is_other_list(first: Entry) -> bool:
    return (
        not speaks_of_a_rota(first)
        or is_of_absences(first)
        or any(speaks(kind, first) for kind in ("no_rota", "other_list", "part"))
    )


def _name(entry: Entry) -> str:
    """The nearest heading that is more than the days of its lines."""
    for heading in reversed(entry.headings):
        if not is_period(heading):
            return heading
    return "on call"
