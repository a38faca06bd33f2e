"""Incident logs and write-ups, in the styles that exist."""

from pipelines.read.incidents.reading import is_write_up_of_its_own, read_incidents
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
    "is_write_up_of_its_own",
    "read_incidents",
]
