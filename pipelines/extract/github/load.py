"""Takes what was spooled into schema `raw`, as a whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.extract.github.completeness import NOT_READ, count_loaded
from pipelines.extract.github.make_room import make_room
from pipelines.extract.github.settle import milestones_of, settle
from pipelines.extract.github.spool import Desk
from pipelines.extract.loading import (
    LIMITS,
    forget,
    has_all_columns,
    load,
    loaded_tables,
)
from pipelines.extract.records import Row, batches, counted
from pipelines.extract.staging import staged
from pipelines.extract.tables import RAW_TABLES

GitRows = Callable[[Desk], Iterator[tuple[str, Row]]]


def load_desks(
    raw_path: Path, desks: Sequence[Desk], git_rows: GitRows
) -> Counter[str]:
    """Load what is spooled of these repositories; return the rows per table.

    Raises:
        WarehouseError: The rows cannot be written.
    """
    counts: Counter[str] = Counter()
    with staged(raw_path) as copy:
        forget(copy, [one.repository for one in desks if one.marked("is_first")])
        milestones: dict[str, dict[int, str]] = {}
        with duckdb.connect(str(copy), config=LIMITS) as connection:
            names = loaded_tables(connection)
            for desk in desks:
                connection.execute("begin")
                milestones[desk.repository] = milestones_of(connection, names, desk)
                make_room(connection, names, desk)
                connection.execute("commit")
            connection.execute("checkpoint")
        stream = counted(_stream(desks, git_rows), counts)
        load(copy, stream, disposition="merge", source_name="github")
        with duckdb.connect(str(copy), config=LIMITS) as connection:
            connection.execute("set timezone = 'UTC'")
            for desk in desks:
                settle(connection, desk, milestones[desk.repository])
                count_loaded(connection, desk)
            connection.execute("checkpoint")
    return counts


def bring_forward(raw_path: Path) -> None:
    """Give a file of an earlier version the tables and columns that it lacks.

    Raises:
        WarehouseError: It cannot be written.
    """
    if raw_path.exists() and not has_all_columns(raw_path):
        with staged(raw_path) as copy:
            load(copy, [], disposition="merge", source_name="github")


def tell_failures(raw_path: Path, failures: Mapping[str, str]) -> None:
    """Say in `completeness` which repositories are as of an earlier reading, and why.

    Raises:
        WarehouseError: The rows cannot be written.
    """
    if not failures or not raw_path.exists():
        return
    with (
        staged(raw_path) as copy,
        duckdb.connect(str(copy), config=LIMITS) as connection,
    ):
        for name, why in failures.items():
            connection.execute(
                "update raw.completeness set reason = ? where lower(repository_id) = ?"
                " and (reason is null or starts_with(reason, ?))",
                [f"{NOT_READ}: {why[:200]}", name.lower(), NOT_READ],
            )
        connection.execute("checkpoint")


def _stream(desks: Sequence[Desk], git_rows: GitRows) -> Iterator[Any]:
    tables = [table.name for table in RAW_TABLES if table.name != "completeness"]
    for name in tables:
        for desk in desks:
            yield from batches((name, row) for row in desk.rows(name))
    for desk in desks:
        if desk.marked("git"):
            yield from batches(git_rows(desk))
