"""Durations that stand beside the period that they are the length of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipelines.read.incidents.durations import DURATION, sum_of
from pipelines.read.incidents.periods import Period, periods_in, tells_harm
from pipelines.read.incidents.prose import Sentence
from pipelines.read.incidents.records import StatedDuration
from pipelines.read.incidents.stated import duration_at
from pipelines.read.incidents.timeline import Clock

_SHARE = 0.1  # `just under 16 hours` is that of a period of 15h 45m
_LEAST = 2  # minutes
_DURATION = re.compile(DURATION, re.IGNORECASE)


def beside_periods(
    sentences: Iterable[Sentence],
    known: Iterable[StatedDuration],
    clock: Clock,
    lines: list[str],
) -> list[StatedDuration]:
    """`From 19:30 until 11:15, so just under 16 hours`: the words fit the times.

    Args:
        sentences: In which the incident is told.
        known: Durations that are found already.
        clock: How its times are read.
        lines: Of the document, to quote from.
    """
    minutes = {one.minutes for one in known}
    found: list[StatedDuration] = []
    for sentence in sentences:
        lengths = [*_lengths(sentence, clock)] if tells_harm(sentence) else []
        for match in _DURATION.finditer(sentence.text) if lengths else ():
            stated = sum_of(match[0])
            if stated not in minutes and any(_fits(stated, one) for one in lengths):
                minutes.add(stated)
                found.append(duration_at("duration", stated, sentence, match[0], lines))
    return found


def _lengths(sentence: Sentence, clock: Clock) -> Iterable[float]:
    for period in periods_in(sentence.text, clock):
        if length := _length(period):
            yield length


def _length(period: Period) -> float | None:
    if period.start is None or period.end is None:
        return None
    return (period.end - period.start).total_seconds() / 60


def _fits(stated: int, length: float) -> bool:
    return abs(stated - length) <= max(_LEAST, _SHARE * length)
