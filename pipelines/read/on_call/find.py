"""The shifts of all rotas in one document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, tzinfo

from pipelines.read.incidents.clock import zone_named
from pipelines.read.incidents.days import is_day_first_in
from pipelines.read.on_call.days import is_day_first_of_short
from pipelines.read.on_call.documents import groups, notes_in, rows_in
from pipelines.read.on_call.records import RotaReading, Shift
from pipelines.read.on_call.rotas import rota_of
from pipelines.read.on_call.shifts import handover_of, shifts_of
from pipelines.read.on_call.swaps import after_swaps


def read_rotas(text: str, *, path: str) -> RotaReading:
    """Read the tables and lists of an on-call document that are rotas."""
    reading = RotaReading()
    is_day_first = is_day_first_of_short(text, is_day_first_in(text))
    found = (
        rota_of(group, is_day_first=is_day_first)
        for group in groups(rows_in(text, path))
    )
    rotas = [rota for rota in found if rota]
    if not rotas:
        return reading
    handover = handover_of(text)
    for rota in rotas:
        shifts, unread = shifts_of(rota, handover)
        reading.shifts += shifts
        reading.unread += unread
    taken = {line.row.line for rota in rotas for line in rota.lines}
    notes = notes_in(text, path, taken)
    place = (zone_named(handover.zone) if handover.zone else None) or UTC
    at_home = [_moved(shift, place) for shift in reading.shifts]
    lines = (line for rota in rotas for line in rota.lines)
    weeks = {one.row.line: one.week for one in lines if one.week is not None}
    at_home, unread = after_swaps(
        at_home, notes, is_day_first=is_day_first, weeks=weeks
    )
    reading.shifts = [_moved(shift, UTC) for shift in at_home]
    told = {(one.line, one.reason): one for one in [*reading.unread, *unread]}
    reading.unread = [*told.values()]
    return reading


def _moved(shift: Shift, place: tzinfo) -> Shift:
    begin, end = (one.astimezone(place) for one in (shift.begins_at, shift.ends_at))
    return replace(shift, begins_at=begin, ends_at=end)
