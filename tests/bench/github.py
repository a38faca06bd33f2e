"""What reading from GitHub costs, and how that grows: `make bench`.

Reads a made-up repository of N issues and N pull requests, then of 2 N, 4 N, ... from
a server of our own over HTTP. Requests, points and bytes grow with the items; the
memory of the reading itself does not, that of the load into the tables hardly does.

    python -m tests.bench.github 250 500 1000
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.github_server.large import LargeServer

ROOT = Path(__file__).resolve().parents[2]
SIZES = (250, 500, 1000, 2000)
_COLUMNS = (
    "requests", "points", "sent MB", "read cpu", "load cpu", "read MB", "load MB",
)  # fmt: skip


def main() -> None:
    """Print a line per size, with the ratio to the size before."""
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print(f"{'items':>10} " + " ".join(f"{name:>9}" for name in _COLUMNS))
    before: list[float] = []
    for size in sizes:
        found = _measure(size)
        print(f"{2 * size:>10,} " + " ".join(f"{one:>9,.1f}" for one in found))
        if before:
            ratios = (one / other for one, other in zip(found, before, strict=True))
            print(f"{'x':>10} " + " ".join(f"{ratio:>9.2f}" for ratio in ratios))
        sys.stdout.flush()
        before = found


def _measure(size: int) -> list[float]:
    server = LargeServer(size)
    try:
        with tempfile.TemporaryDirectory() as folder:
            told = _read(server.url, Path(folder))
    finally:
        server.close()
    return [
        server.request_count, server.points, server.byte_count / 1e6,
        told["read_seconds"], told["load_seconds"],
        told["read_bytes"] / 1e6, told["load_bytes"] / 1e6,
    ]  # fmt: skip


def _read(url: str, folder: Path) -> dict[str, Any]:
    raw_path = str(folder / "raw.duckdb")
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.read_github", url, raw_path],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    main()
