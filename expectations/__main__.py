"""`python -m expectations BUILD.duckdb`: judge it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from expectations.judge import judge
from pipelines.errors import SaydoError
from pipelines.progress import Progress


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m expectations BUILD.duckdb", file=sys.stderr)
        return 2
    warehouse = Path(arguments[0])
    try:
        judge(warehouse, progress=Progress(), judged_at=datetime.now(UTC))
    except SaydoError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
