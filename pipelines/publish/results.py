"""Write what was judged for other tools: results.sarif and results.junit.xml."""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.publish.junit import junit
from pipelines.publish.sarif import sarif
from pipelines.publish.violations import read_verdicts

SARIF, JUNIT = "results.sarif", "results.junit.xml"


def write_results(warehouse: Path, *, out_dir: Path) -> None:
    """Write both files into `out_dir`.

    Raises:
        WarehouseError: The warehouse cannot be read.
    """
    verdicts = read_verdicts(warehouse)
    log = json.dumps(sarif(verdicts), indent=1, ensure_ascii=False)
    # A lone half of a character, out of a damaged text, is no UTF-8.
    (out_dir / SARIF).write_text(f"{log}\n", encoding="utf-8", errors="replace")
    (out_dir / JUNIT).write_bytes(junit(verdicts))
