"""TODO."""

from __future__ import annotations

from pipelines.settings import Settings


def register(settings: Settings) -> str:
    """Return it."""
    return str(settings.data)
