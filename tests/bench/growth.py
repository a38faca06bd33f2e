"""How the whole job grows with its input: `make bench`.

Refreshes an archive of N items, then of 2 N, 4 N, ... Absolute figures belong to the
machine; the ratios between one size and the next do not: twice the items should take
about twice what the items themselves take, in time, memory and bytes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
SIZES = (250, 500, 1000, 2000)
_RULES = """# Contributing

All pull requests must:

- target `main`;
- have at least one approval from `@core`;
- pass CI before merge.

Bugs and incidents must carry `sev1`, `sev2` or `sev3`.
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one refresh took.

    Attributes:
        rows: Rows of all published tables.
        cpu_seconds: User and system time of the process.
        peak_bytes: Largest resident size.
        file_bytes: Size of the published warehouse.
    """

    items: int
    rows: int
    cpu_seconds: float
    peak_bytes: int
    file_bytes: int


def main() -> None:
    """Print a line per size, with the ratio to the size before."""
    print(f"{'items':>6} {'rows':>8} {'cpu s':>7} {'peak MB':>8} {'file MB':>8}"
          f" {'rows x':>7} {'cpu x':>6} {'peak x':>7} {'file x':>7}")  # fmt: skip
    before: Cost | None = None
    for cost in _costs():
        line = (
            f"{cost.items:>6} {cost.rows:>8} {cost.cpu_seconds:>7.1f}"
            f" {cost.peak_bytes / 1e6:>8.0f} {cost.file_bytes / 1e6:>8.1f}"
        )
        if before:
            line += (
                f" {cost.rows / before.rows:>7.2f}"
                f" {cost.cpu_seconds / before.cpu_seconds:>6.2f}"
                f" {cost.peak_bytes / before.peak_bytes:>7.2f}"
                f" {cost.file_bytes / before.file_bytes:>7.2f}"
            )
        print(line, flush=True)
        before = cost


def _costs() -> Iterator[Cost]:
    for items in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            source = _write(Path(folder) / "service", items)
            yield _refresh(source, Path(folder) / "data", items)


def _write(folder: Path, items: int) -> Path:
    """Write an archive of `items` issues and pull requests, half of each."""
    archive = folder / ".github"
    archive.mkdir(parents=True)
    (folder / "CONTRIBUTING.md").write_text(_RULES, encoding="utf-8")
    half = items // 2
    (archive / "ISSUES.md").write_text(
        "# Issues\n" + "".join(_issue(number) for number in range(1, half + 1)),
        encoding="utf-8",
    )
    (archive / "PULL_REQUESTS.md").write_text(
        "# Pull requests\n" + "".join(_change(half + n, n) for n in range(1, half + 1)),
        encoding="utf-8",
    )
    return folder


def _issue(number: int) -> str:
    severity = ("sev1", "sev-2", "sev3", "enhancement")[number % 4]
    return f"""
## Issue #{number}: The export of list {number} fails

**Labels:** bug, {severity}

**Status:** Closed

**Description:** Exports of list {number} stop after a while. It began on a Monday.

**Discussion:**

- Engineer: "It looks like a timeout. We talked about it in Slack."
- Lead: "Who decides whether we raise the limit?"
"""


def _change(number: int, issue: int) -> str:
    status = "Merged (CI failing)" if number % 7 == 0 else "Merged"
    return f"""
## PR #{number}: Raise the limit of list {issue}

**Status:** {status}

**Base:** main

**Description:** Fixes #{issue}. The limit was too low for long lists.
"""


def _refresh(source: Path, data: Path, items: int) -> Cost:
    command = [sys.executable, "-m", "pipelines", "refresh"]
    command += ["--repo", str(source), "--data", str(data)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said.decode())
    warehouse = data / "warehouse.duckdb"
    return Cost(
        items,
        _count(warehouse),
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * 1024,
        warehouse.stat().st_size,
    )


def _count(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select sum(estimated_size) from duckdb_tables() where schema_name = 'main'"
        ).fetchone()
    return int(rows[0]) if rows else 0


if __name__ == "__main__":
    main()
