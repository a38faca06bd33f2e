"""Incident logs and write-ups, in the styles that exist."""

from pipelines.read.incidents.reading import is_titled_write_up, read_incidents
from pipelines.read.incidents.records import (
    ActionItem,
    IncidentEntry,
    IncidentReading,
    StatedDuration,
    Unreadable,
)

__all__ = [
    "ActionItem",
    "IncidentEntry",
    "IncidentReading",
    "StatedDuration",
    "Unreadable",
    "is_titled_write_up",
    "read_incidents",
]
