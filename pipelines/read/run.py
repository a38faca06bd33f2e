"""The reading: every text in schema `raw` to what it says, in schema `parsed`.

The order is that of the reading itself: words first (signals, references, gaps), then
documents by their kind (rules, incident logs, labels, owners, rotas). Each reader is
pure; here they meet their texts and their tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.errors import WarehouseError
from pipelines.progress import Progress
from pipelines.read.decisions import Decision
from pipelines.read.rows.clauses import read_clauses
from pipelines.read.rows.decisions import Decisions
from pipelines.read.rows.incidents import KINDS as LOGS
from pipelines.read.rows.incidents import Incidents
from pipelines.read.rows.labels import Labels
from pipelines.read.rows.on_call import read_on_call
from pipelines.read.rows.owners import read_owners
from pipelines.read.rows.people import read_people
from pipelines.read.rows.references import MissingTargets
from pipelines.read.rows.words import Words
from pipelines.read.signals import load_rules
from pipelines.read.store import Store
from pipelines.read.texts import (
    NOT_PROSE,
    RECORDS,
    count_texts,
    documents,
    said_texts,
)

_MEMORY = "1GB"


@dataclass(frozen=True, slots=True)
class ReadSummary:
    """What a reading found: rows per table of schema `parsed`."""

    row_counts: Mapping[str, int]


def read(
    raw_path: Path,
    *,
    progress: Progress | None = None,
    configured: Sequence[Decision] = (),
    signal_rules: Path | None = None,
) -> ReadSummary:
    """Replace schema `parsed` of the DuckDB file `raw_path`, as a whole or not at all.

    Args:
        raw_path: File with schema `raw`.
        progress: Told how many texts were read.
        configured: Decisions that stand beside the configuration.
        signal_rules: A team's own rules for what texts say.

    Raises:
        InputError: The team's rules are no such rules.
        WarehouseError: The file cannot be opened.
    """
    progress = progress or Progress()
    load_rules(signal_rules)  # before anything is touched
    # What does not fit goes to the disk, beside the file.
    spilled = str(raw_path.absolute().with_name("raw.spilled"))
    connection = duckdb.connect(
        config={"memory_limit": _MEMORY, "temp_directory": spilled}
    )
    try:
        # By name, since a file called raw.duckdb would be a catalog called raw.
        connection.execute(f"attach {_literal(raw_path)} as raw_store")
        connection.execute("use raw_store; set timezone = 'UTC'")
    except duckdb.Error as error:
        raise WarehouseError(
            f"{raw_path}: cannot be opened: {error}",
            "Close what has it open, or extract anew.",
        ) from error
    with connection:
        store = Store(connection)
        connection.execute("begin")
        store.create()
        _read_all(store, progress, configured, signal_rules)
        store.flush()
        connection.execute("commit")
        connection.execute("checkpoint")
    return ReadSummary(dict(store.counts))


def _literal(path: Path) -> str:
    """Quote for ATTACH, which takes no parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def _read_all(
    store: Store,
    progress: Progress,
    configured: Sequence[Decision],
    signal_rules: Path | None,
) -> None:
    words, incidents = Words(store, signal_rules), Incidents(store)
    labels, missing = Labels(store), MissingTargets(store)
    total, done = count_texts(store), 0
    for text in said_texts(store):
        words.read(text)
        done += 1
        progress.count("texts read", done, total)
    for document in documents(store):
        if document.kind not in NOT_PROSE:
            entries = incidents.read(document)
            words.read(document, entries=entries)
            missing.read(document)
            # A page named like a log that holds no incident tells how they are handled.
            is_page = document.kind in LOGS and not entries
            if document.kind not in RECORDS or is_page:
                labels.read(document)
        read_people(store, document)
        done += 1
        progress.count("texts read", done, total)
    decisions = Decisions(store, configured)
    decisions.write()
    labels.write(decisions.label_choices)
    read_owners(store)
    read_on_call(store)
    read_clauses(store, progress)
