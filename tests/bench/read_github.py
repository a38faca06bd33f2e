"""Reads `octo/large` once, in a process of its own, and says what that took."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from pipelines.extract.github import sync
from pipelines.extract.github.addresses import Addresses
from pipelines.extract.github.client import Client
from pipelines.extract.github.tokens import PersonalToken
from pipelines.extract.github.transport import Transport
from pipelines.progress import Progress


def main(url: str, raw_path: Path) -> None:
    """Print processor seconds and peak memory of the reading, and with the load."""
    told: dict[str, float] = {}
    load, began = sync.load_desks, time.process_time()

    def measured(*arguments: Any) -> Any:
        told["read_seconds"] = time.process_time() - began
        told["read_bytes"] = _peak()
        return load(*arguments)

    sync.load_desks = measured
    progress = Progress(sys.stderr, every_seconds=10)
    addresses = Addresses(url, f"{url}/graphql", url)
    client = Client(Transport(addresses, PersonalToken("none"), progress=progress))
    summary = sync.sync_repositories(
        ["octo/large"], raw_path=raw_path, client=client, progress=progress,
        has_git=False,
    )  # fmt: skip
    if summary.failures:
        sys.exit(str(summary.failures))
    told["load_seconds"] = time.process_time() - began - told["read_seconds"]
    told["load_bytes"] = _peak()
    print(json.dumps(told))


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
