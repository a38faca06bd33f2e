"""The shifts of all rotas in one document."""

from __future__ import annotations

from datetime import UTC

from pipelines.read.incidents.clock import zone_named
from pipelines.read.incidents.days import is_day_first_in
from pipelines.read.on_call.calendar_words import is_day_first_of_short
from pipelines.read.on_call.entries import entry_groups, is_data
from pipelines.read.on_call.lines import Rota
from pipelines.read.on_call.notes import notes_in
from pipelines.read.on_call.records import RotaReading
from pipelines.read.on_call.rotas import rota_of
from pipelines.read.on_call.shifts import handover_of, shared, shifts_of
from pipelines.read.on_call.swaps import after_swaps


def read_rotas(text: str, *, path: str) -> RotaReading:
    """Read the tables and lists of an on-call document that are rotas."""
    reading = RotaReading()
    is_day_first = is_day_first_in(text)
    if is_day_first is None:
        is_day_first = is_day_first_of_short(text)
    found = (
        rota_of(group, is_day_first=is_day_first) for group in entry_groups(text, path)
    )
    rotas = _together([rota for rota in found if rota])
    if not rotas:
        return reading
    handover = handover_of(text)
    for rota in shared(rotas, handover):
        shifts, unread = shifts_of(rota, handover)
        reading.shifts += shifts
        reading.unread += unread
    lines = [line.entry.line for rota in rotas for line in rota.lines]
    lines += [one.line for one in reading.unread]
    reading.shifts, unread = after_swaps(
        reading.shifts,
        notes_in(text, lines, is_data=is_data(path)),
        place=(zone_named(handover.zone) if handover.zone else None) or UTC,
        is_day_first=is_day_first,
    )
    unread = reading.unread + unread
    told = {(one.line, one.reason): one for one in reversed(unread)}
    reading.unread = [one for one in unread if told.pop((one.line, one.reason), None)]
    return reading


def _together(rotas: list[Rota]) -> list[Rota]:
    """Lists that each stand below a day or a week are one rota."""
    joined: list[Rota] = []
    for rota in rotas:
        last = joined[-1] if joined else None
        if last and last.is_below and rota.is_below and last.name == rota.name:
            last.lines += rota.lines
            last.unread += rota.unread
            last.has_undated |= rota.has_undated
        else:
            joined.append(rota)
    return joined
