"""Labels that were taken off for others in one go, as the events show."""

from __future__ import annotations

from dataclasses import dataclass

# A change of scheme, not of state: many items at once, and nothing but that.
_BULK = 10
_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Swap:
    """`removed` taken off and `added` put on by one person within a minute.

    Attributes:
        count: Items on which that happened.
        busiest_day_count: Items on which it happened on the busiest day.
        removal_count: Items that ever lost `removed`, in whatever way.
        later_count: Items that got `removed` after its last swap.
        carried_count: Items that carry `removed` now.
    """

    removed: str
    added: str
    count: int
    busiest_day_count: int = 0
    removal_count: int = 0
    later_count: int = 0
    carried_count: int = 0

    @property
    def is_in_bulk(self) -> bool:
        """The label was given up for the other: a rename by hand or by script."""
        return (
            self.later_count == 0
            and self.carried_count == 0
            and self.busiest_day_count >= _BULK
            and self.busiest_day_count >= _SHARE * self.removal_count
        )
