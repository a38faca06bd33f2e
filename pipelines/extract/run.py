"""The extraction: the outside world to schema `raw`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import InputError
from pipelines.extract.checkout.identity import Identity, identify
from pipelines.extract.checkout.read import read_checkout
from pipelines.extract.loading import archive_repositories, forget, load
from pipelines.extract.records import Batch, batches, counted
from pipelines.extract.staging import staged
from pipelines.progress import Progress


@dataclass(frozen=True, slots=True)
class ExtractSummary:
    """What an extraction read: ids of the repositories, rows per table."""

    repository_ids: tuple[str, ...]
    row_counts: Mapping[str, int]

    @property
    def unreadable_count(self) -> int:
        return self.row_counts.get("unreadable", 0)


def extract(
    inputs: Sequence[Path],
    *,
    raw_path: Path,
    settings: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> ExtractSummary:
    """Read checkouts and folders into schema `raw` of the DuckDB file `raw_path`.

    The inputs decide what the file holds of checkouts: their repositories are
    replaced as a whole, checkouts of earlier runs that are not among them go.
    Repositories that came from GitHub stay as they are. Either all of it happens or
    nothing (see `staging`).

    Raises:
        InputError: An input cannot be read as a whole, or two are one repository.
        UsageError: `settings` are not of their form.
        WarehouseError: `raw_path` is damaged, foreign, in use, or cannot be written.
    """
    progress = progress or Progress()
    found = _identify_all(inputs)
    counts: Counter[str] = Counter()
    with staged(raw_path) as copy:
        replaced = {one.repository_id for one in found}
        forget(copy, replaced | set(archive_repositories(copy)))
        stream = counted(_read_all(found, settings, progress), counts)
        load(copy, stream, disposition="append")
    return ExtractSummary(
        tuple(one.repository_id for one in found), dict(sorted(counts.items()))
    )


def _identify_all(inputs: Sequence[Path]) -> list[Identity]:
    found: dict[str, Identity] = {}
    for folder in inputs:
        one = identify(folder)
        other = found.setdefault(one.repository_id.lower(), one)
        if other is not one:
            raise InputError(
                f"{other.folder} and {folder} are both {one.repository_id}",
                "Give one of them, or rename the folder or its origin remote.",
            )
    return list(found.values())


def _read_all(
    found: Sequence[Identity], settings: Mapping[str, Any] | None, progress: Progress
) -> Iterator[Batch]:
    for identity in found:
        progress.say(f"  {identity.repository_id}: reading {identity.folder}")
        yield from batches(
            read_checkout(identity, settings=settings, progress=progress)
        )
