"""The shifts of all rotas in one document."""

from __future__ import annotations

from pipelines.read.incidents.days import is_day_first_in
from pipelines.read.on_call.entries import entry_groups
from pipelines.read.on_call.records import RotaReading
from pipelines.read.on_call.rotas import rota_of
from pipelines.read.on_call.shifts import handover_of, shifts_of


def read_rotas(text: str, *, path: str) -> RotaReading:
    """Read the tables and lists of an on-call document that are rotas."""
    reading = RotaReading()
    is_day_first = is_day_first_in(text)
    found = (
        rota_of(group, is_day_first=is_day_first) for group in entry_groups(text, path)
    )
    rotas = [rota for rota in found if rota]
    handover = handover_of(text) if rotas else None
    for rota in rotas:
        assert handover is not None
        shifts, unread = shifts_of(rota, handover)
        reading.shifts += shifts
        reading.unread += unread
    return reading
