"""Loads batches of rows into schema `raw` of a DuckDB file, with dlt.

Work on the copy that `pipelines.extract.staging.staged` gives:

    with staged(raw_path) as copy:
        forget(copy, repository_ids)           # what is to be replaced as a whole
        load(copy, stream, disposition="append")
        load(copy, more, disposition="merge")  # by the tables' keys
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import duckdb

from pipelines.errors import WarehouseError
from pipelines.extract.records import Batch, Row, characters_of
from pipelines.extract.tables import RAW_TABLES
from pipelines.storage import storage_error, unread
from pipelines.tables import Table

# In the environment, since dlt finds its files by the folder that a run starts in.
os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
os.environ.setdefault("RUNTIME__LOG_LEVEL", "ERROR")
os.environ.setdefault("DATA_WRITER__BUFFER_MAX_ITEMS", "1000")  # rows can be texts
os.environ.setdefault("LOAD__WORKERS", "2")  # tables that are written at once
import dlt
from dlt.destinations.impl.duckdb.configuration import DuckDbCredentials
from dlt.pipeline.exceptions import PipelineStepFailed

DATASET = "raw"
# For DuckDB, which else takes most of the machine's memory if there is much to load,
# and more of it where there are more processors. What does not fit goes to the disk.
LIMITS = {"memory_limit": "128MB", "threads": 2, "preserve_insertion_order": False}
# dlt writes a package in one transaction per table, which takes memory by its rows.
ROWS_IN_A_PACKAGE = 50_000
CHARACTERS_IN_A_PACKAGE = 8_000_000
Disposition = Literal["append", "merge"]


def archive_repositories(path: Path) -> list[str]:
    """Return the ids of the repositories in `path` that were read from checkouts."""
    with duckdb.connect(str(path), config=LIMITS) as connection:
        if "repositories" not in loaded_tables(connection):
            return []
        rows = connection.execute(
            "select distinct repository_id from raw.repositories"
            " where source = 'archive' order by 1"
        ).fetchall()
    return [row[0] for row in rows]


def has_all_columns(path: Path) -> bool:
    """Tell whether a file has every table and column that this version loads."""
    with duckdb.connect(str(path), config=LIMITS) as connection:
        found = connection.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'raw'"
        ).fetchall()
    wanted = {(table.name, name) for table in RAW_TABLES for name in table.columns}
    return wanted <= set(found)


def forget(path: Path, repository_ids: Iterable[str]) -> None:
    """Delete every row of the repositories from every table of schema `raw`."""
    names = list(repository_ids)
    if not names:
        return
    with duckdb.connect(str(path), config=LIMITS) as connection:
        loaded = loaded_tables(connection)
        connection.execute("begin")
        for table in RAW_TABLES:
            if table.name in loaded:
                connection.execute(
                    f'delete from raw."{table.name}"'
                    " where list_contains(?::varchar[], repository_id)",
                    [names],
                )
        connection.execute("commit")
        connection.execute("checkpoint")


def load(
    path: Path,
    stream: Iterable[Batch],
    *,
    disposition: Disposition,
    source_name: str = "archive",
) -> None:
    """Load batches into `path`; every table of `RAW_TABLES` exists afterwards.

    The stream is consumed once, batch by batch, and written in packages of so many
    rows, each of which is one load of dlt's: a failure in between leaves the copy
    with some of them. With `merge`, a row replaces the one of the same key.

    Raises:
        WarehouseError: The rows cannot be written.
    """
    pipeline = dlt.pipeline(
        "raw",
        destination=dlt.destinations.duckdb(_credentials(path)),
        dataset_name=DATASET,
        pipelines_dir=str(path.absolute().parent / "dlt"),
    )
    if pipeline.has_pending_data:  # or dlt would load that, and ignore the stream
        pipeline.abort_packages()
    logging.getLogger("dlt").setLevel(logging.CRITICAL)
    packages = Packages(stream, makes_tables=not has_all_columns(path))
    try:
        while not packages.is_over:
            pipeline.run(
                _source(packages.following(), disposition, source_name),
                loader_file_format="parquet",
            )
    except PipelineStepFailed as error:
        raise _cause(path, error) from error
    finally:
        pipeline.deactivate()


def _credentials(path: Path) -> DuckDbCredentials:
    """The file, opened with a bound of memory: what does not fit goes to the disk."""
    credentials = DuckDbCredentials(str(path.absolute()))
    credentials.global_config = dict(LIMITS)
    return credentials


class Packages:
    """Cuts a stream of batches into parts that one load can hold.

    Args:
        stream: The batches.
        makes_tables: The first part makes every table, even an empty one; dlt takes
            its time for each, and needs none for a table without a row else.

    Attributes:
        is_over: The stream has ended.
    """

    def __init__(self, stream: Iterable[Batch], *, makes_tables: bool = True) -> None:
        self._batches = iter(stream)
        self._makes_tables = makes_tables
        self.is_over = False

    def following(self) -> Iterator[Batch]:
        """Yield the batches of the next part; consume it before the next but one."""
        if self._makes_tables:
            self._makes_tables = False
            yield "", []  # before all others
        rows = characters = 0
        for table, found in self._batches:
            yield table, found
            rows += len(found)
            characters += characters_of(found)
            if rows >= ROWS_IN_A_PACKAGE or characters >= CHARACTERS_IN_A_PACKAGE:
                return
        self.is_over = True


def _source(stream: Iterable[Batch], disposition: Disposition, name: str) -> Any:  # noqa: ANN401 dlt's type
    """One resource per table; all of them are fed from one pass over the stream."""

    @dlt.source(name=name)
    def source() -> Iterator[Any]:
        records = dlt.resource(stream, name="records", selected=False)
        for table in RAW_TABLES:
            yield records | dlt.transformer(
                _rows_of(table),
                name=table.name,
                write_disposition=disposition,
                primary_key=table.key if disposition == "merge" else None,
                columns=_column_hints(table),
                max_table_nesting=0,
            )

    return source()


def _rows_of(table: Table) -> Callable[[Batch], Iterator[Any]]:
    def rows(batch: Batch) -> Iterator[Any]:
        name, found = batch
        if not name:
            yield dlt.mark.materialize_table_schema()
        elif name == table.name:
            yield list(found)

    return rows


def _column_hints(table: Table) -> dict[str, Row]:
    return {
        name: {"data_type": kind, "nullable": name not in table.key}
        for name, kind in table.columns.items()
    }


def loaded_tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the names of the tables that schema `raw` has."""
    return {
        row[0]
        for row in connection.execute(
            "select table_name from information_schema.tables"
            " where table_schema = 'raw'"
        ).fetchall()
    }


def _cause(path: Path, error: BaseException) -> Exception:
    """Find what lies under dlt's own error; ours pass as they are."""
    cause: BaseException = error
    while cause.__cause__ is not None:
        cause = cause.__cause__
        if type(cause).__module__.startswith("pipelines."):
            return cause if isinstance(cause, Exception) else WarehouseError("", "")
    if known := storage_error(cause, path.parent):
        return known
    words = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    if isinstance(cause, OSError) and cause.filename:
        return unread(Path(cause.filename), cause)
    return WarehouseError(
        f"{path.name}: the rows could not be written: {words[:300]}",
        "Refresh again; if it says so again, report it. What was published stands.",
    )
