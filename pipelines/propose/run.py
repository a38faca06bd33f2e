"""Write all drafts into one folder, anew each time; send nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from pipelines.progress import Progress
from pipelines.propose.decisions import propose_decisions
from pipelines.propose.drafts import Draft, Folder
from pipelines.propose.follow_ups import propose_follow_ups
from pipelines.propose.labels import propose_labels
from pipelines.propose.rules import propose_rules
from pipelines.propose.tables import Tables

_MAKERS = (propose_labels, propose_follow_ups, propose_decisions, propose_rules)


def propose(
    connection: duckdb.DuckDBPyConnection, out_dir: Path, *, progress: Progress
) -> list[Draft]:
    """Write the drafts that the warehouse gives rise to; return what was written.

    Args:
        connection: The published warehouse, opened for reading.
        out_dir: Folder to make; one that is there is replaced when all is written.
        progress: Told what was written.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    new = out_dir.with_name(f".{out_dir.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    folder = Folder(new)
    tables = Tables(connection)
    for make in _MAKERS:
        make(tables, folder)
    folder.index()
    shutil.rmtree(out_dir, ignore_errors=True)
    new.rename(out_dir)
    progress.say(f"  {len(folder.drafts)} drafts in {out_dir}")
    return folder.drafts
