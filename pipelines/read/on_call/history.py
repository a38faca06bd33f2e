"""Which of the shifts that a document ever had stand: the newest word on each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.read.on_call.find import read_rotas
from pipelines.read.on_call.records import Shift


@dataclass(frozen=True, slots=True)
class RotaRevision:
    """A document as one commit left it.

    Attributes:
        text: None where the commit deleted it.
        committed_at: UTC; None for a file without history.
    """

    path: str
    text: str | None
    commit_sha: str | None
    committed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StandingShift:
    """A shift, with the newest revision that has it."""

    shift: Shift
    revision: RotaRevision


def standing_shifts(revisions: Sequence[RotaRevision]) -> Iterator[StandingShift]:
    """Tell who was on call by all revisions of one document, oldest first.

    What a later revision says of the same time of the same rota counts. A line that
    was taken out after its time had begun still tells of it; one that was taken out
    before was only planned.
    """
    kept: dict[str, list[Shift]] = {}
    replaced_at: datetime | None = None
    for place, revision in enumerate(reversed(revisions)):
        reading = read_rotas(revision.text or "", path=revision.path)
        found = [
            shift
            for shift in reading.shifts
            if (place == 0 or _had_begun(shift, replaced_at))
            and not any(_overlap(shift, one) for one in kept.get(_key(shift), ()))
        ]
        for shift in found:
            kept.setdefault(_key(shift), []).append(shift)
            yield StandingShift(shift, revision)
        replaced_at = revision.committed_at


def _key(shift: Shift) -> str:
    return shift.rota.casefold()


def _had_begun(shift: Shift, moment: datetime | None) -> bool:
    return moment is not None and shift.begins_at <= moment


def _overlap(one: Shift, other: Shift) -> bool:
    return one.begins_at < other.ends_at and other.begins_at < one.ends_at
