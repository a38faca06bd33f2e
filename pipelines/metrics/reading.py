"""Say what is wrong with a warehouse that cannot be opened."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import WarehouseError


def unreadable(warehouse: Path, error: Exception) -> WarehouseError:
    """Return what to tell a person."""
    return WarehouseError(
        f"{warehouse} cannot be read: {str(error).splitlines()[0]}",
        "Close what has it open for writing, or make it anew: make refresh",
    )
