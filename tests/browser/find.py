"""Find the browser of this machine; none is ever downloaded."""

import shutil

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_browser() -> str | None:
    """Return the program of a Chromium or Chrome on the PATH; None without one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)
