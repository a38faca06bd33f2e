"""The repositories that were asked for on GitHub, found, read, and no others kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.extract.github.connect import connect
from pipelines.extract.github.discover import discover
from pipelines.extract.github.sync import SyncSummary, sync_repositories
from pipelines.extract.loading import forget
from pipelines.extract.staging import staged
from pipelines.progress import Progress


def extract_from_github(
    names: Sequence[str],
    *,
    raw_path: Path,
    environ: Mapping[str, str],
    progress: Progress,
    organisation: str | None = None,
    include: Sequence[str] = ("*",),
    exclude: Sequence[str] = (),
    has_archived: bool = False,
    has_forks: bool = False,
    settings: Mapping[str, Any] | None = None,
    also_kept: Collection[str] = (),
) -> SyncSummary:
    """Bring the named repositories, and an organisation's, up to date in `raw_path`.

    What the file holds of other repositories goes, but for `also_kept` (checkouts that
    were read in the same run): the inputs decide what the warehouse shows.

    Raises:
        UsageError: There is no token, or no repository is left to read.
        BadCredentialsError: The token is not accepted.
        GitHubError: The organisation's list cannot be read.
    """
    client = connect(progress, environ)
    try:
        chosen = list(names)
        if organisation:
            chosen += discover(
                client,
                organisation,
                include=include,
                exclude=exclude,
                has_archived=has_archived,
                has_forks=has_forks,
            )
        progress.say(f"  repositories to look at: {len(set(chosen)):,}")
        summary = sync_repositories(
            chosen,
            raw_path=raw_path,
            client=client,
            progress=progress,
            settings=settings,
        )
    finally:
        client.close()
    _keep_only(raw_path, {*chosen, *summary.repository_ids, *also_kept})
    return summary


def _keep_only(raw_path: Path, names: Collection[str]) -> None:
    if not raw_path.exists():
        return
    with duckdb.connect() as connection:
        place = str(raw_path).replace("'", "''")
        connection.execute(f"attach '{place}' as raw_store (read_only)")
        rows = connection.execute(
            "select repository_id from raw_store.raw.repositories"
            " where not list_contains(?::varchar[], lower(repository_id))",
            [[name.lower() for name in names]],
        ).fetchall()
    if others := [str(row[0]) for row in rows]:
        with staged(raw_path) as copy:
            forget(copy, others)
