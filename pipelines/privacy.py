"""Switches that keep every library silent: no usage report leaves this machine."""

from __future__ import annotations

import logging
import os
from pathlib import Path

SILENT = {
    "DO_NOT_TRACK": "1",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "GX_ANALYTICS_ENABLED": "false",
}


def keep_private(state: Path | None = None) -> None:
    """Set the switches; libraries also keep their own files in `state`, not at home.

    They read these from the environment, and some look for a file in the folder that
    they are started from: so the environment has to say it, before they are imported.
    """
    os.environ.update(SILENT)
    os.environ.setdefault("RUNTIME__LOG_LEVEL", "CRITICAL")
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    if state:
        os.environ["DLT_DATA_DIR"] = str(state / "dlt")
