"""What the pack covers: a period, and how the sample is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pipelines.errors import UsageError


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, in UTC.

    Attributes:
        sample_size: Records to draw per policy version; fewer if there are fewer.
        seed: The same seed draws the same records from the same population.
    """

    first: date
    last: date
    sample_size: int = 25
    seed: str = "1"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UsageError(
                f"the period ends on {self.last}, before it begins on {self.first}",
                "Give the first and the last day: --from 2024-01-01 --to 2024-12-31",
            )
        if self.sample_size < 1:
            raise UsageError(
                f"a sample of {self.sample_size} records is none",
                "Give --sample at least 1.",
            )

    @property
    def name(self) -> str:
        return f"{self.first}_{self.last}"

    @property
    def parameters(self) -> dict[str, Any]:
        """Values for the queries; the end is exclusive."""
        return {
            "from_at": _midnight(self.first),
            "until_at": _midnight(self.last + timedelta(days=1)),
            "sample_size": self.sample_size,
            "seed": self.seed,
        }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)
