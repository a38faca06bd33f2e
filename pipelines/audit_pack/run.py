"""Write the pack: a folder of CSV files, a page that explains them, and hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines import VERSION
from pipelines.audit_pack.explain import explain
from pipelines.audit_pack.period import Period
from pipelines.audit_pack.tables import QUERIES, draw_sample, read_csv
from pipelines.progress import Progress

MANIFEST = "manifest.json"
_SUMS = "SHA256SUMS"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written.

    Attributes:
        folder: Where.
        row_counts: Rows by table, in alphabetical order.
    """

    folder: Path
    row_counts: dict[str, int]


def write_pack(
    connection: duckdb.DuckDBPyConnection,
    warehouse: Path,
    out_dir: Path,
    period: Period,
    *,
    progress: Progress,
) -> Pack:
    """Write the pack of `period` to a folder of its name in `out_dir`.

    The same warehouse, period, size and seed give the same bytes.

    Args:
        connection: The published warehouse, opened for reading.
        warehouse: Its file, whose hash the manifest records.
        out_dir: Folder of the packs; the one of this period is replaced.
        period: What to cover.
        progress: Told what was written.

    Raises:
        WarehouseError: The warehouse lacks a table or column.
    """
    folder = out_dir / period.name
    new = out_dir / f".{period.name}.new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    row_counts: dict[str, int] = {}
    draw_sample(connection, period)
    for name in sorted(file.stem for file in QUERIES.glob("*.sql")):
        text, row_counts[name] = read_csv(connection, name, period)
        (new / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    page = explain(period, row_counts)
    (new / "README.md").write_text(page, encoding="utf-8", newline="\n")
    _write_manifest(new, warehouse, period, row_counts)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
    progress.say(f"  {sum(row_counts.values()):,} rows in {folder}")
    return Pack(folder, row_counts)


def _write_manifest(
    folder: Path, warehouse: Path, period: Period, row_counts: dict[str, int]
) -> None:
    files = {
        file.name: {
            "sha256": _sha256(file),
            "bytes": file.stat().st_size,
            "rows": row_counts.get(file.stem),
        }
        for file in sorted(folder.iterdir())
    }
    manifest = {
        "saydo": VERSION,
        "period": {"first": str(period.first), "last": str(period.last)},
        "sample": {"size_per_policy": period.sample_size, "seed": period.seed},
        "warehouse": {"name": warehouse.name, "sha256": _sha256(warehouse)},
        "files": files,
    }
    text = json.dumps(manifest, indent=2) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
    sums = [f"{_sha256(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / _SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
