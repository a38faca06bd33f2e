"""Moments of an incident that were found, and how surely each is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

FIELD, PERIOD, EVENT, TOLD, AGREED = range(5)  # the stronger source first


@dataclass(slots=True)
class Moments:
    """Moments of an incident, in UTC; `sources`: where each was found."""

    started: datetime | None = None
    detected: datetime | None = None
    acknowledged: datetime | None = None
    mitigated: datetime | None = None
    restored: datetime | None = None
    is_zone_assumed: bool = False
    sources: dict[str, int] = field(default_factory=dict)

    def take(
        self, kind: str, moment: datetime | None, has_zone: bool, source: int
    ) -> None:
        """Keep the first moment that is known of a kind."""
        if moment is not None and getattr(self, kind) is None:
            setattr(self, kind, moment)
            self.sources[kind] = source
            self.is_zone_assumed = self.is_zone_assumed or not has_zone


def not_before(moment: datetime | None, first: datetime | None) -> datetime | None:
    """A clock time before that of the start is one of the next day."""
    if moment and first and moment < first:
        return moment + timedelta(days=1)
    return moment
