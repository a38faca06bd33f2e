"""TODO."""

from __future__ import annotations

from pipelines.settings import Settings


def summary(settings: Settings) -> str:
    """Return it."""
    return str(settings.data)
