"""Switches that keep libraries quiet: no usage report to others, no chatter to us."""

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
    os.environ["RUNTIME__INTERCEPT_SIGNALS"] = "false"  # Ctrl-C ends it at once
    _log_errors_only()
    if state:
        os.environ["DLT_DATA_DIR"] = str(state / "dlt")


def _log_errors_only() -> None:
    """Put a handler where libraries would put theirs, which shows all they say."""
    root = logging.getLogger()
    if not root.handlers:
        handler = logging.StreamHandler()
        handler.setLevel(logging.ERROR)
        root.addHandler(handler)
