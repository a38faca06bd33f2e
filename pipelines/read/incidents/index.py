"""Incidents that stand in a line of a table or list, outside of any write-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.actions import item_of
from pipelines.read.incidents.context import Context
from pipelines.read.incidents.data import is_placeholder, roles_of
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.headed import status_of_heading
from pipelines.read.incidents.headings import is_general_title, parts_of_title
from pipelines.read.incidents.index_lines import (
    ROLES,
    IndexLine,
    index_lines,
    is_log_by_form,
)
from pipelines.read.incidents.items import announced_in
from pipelines.read.incidents.owners import Dates
from pipelines.read.incidents.parts import parts_in_line
from pipelines.read.incidents.periods import Period, period_in, tells_harm
from pipelines.read.incidents.places import promises_in
from pipelines.read.incidents.prose import Sentence, sentences_in
from pipelines.read.incidents.records import PARTS, ActionItem, IncidentEntry, Part
from pipelines.read.incidents.severity import severities_in
from pipelines.read.incidents.stated import minutes_to_restore, stated_durations
from pipelines.read.incidents.timeline import Clock
from pipelines.read.incidents.titles import clean_title

_DURATION = frozenset({"minutes_duration"})


def listed_incidents(
    context: Context, entries: list[IncidentEntry]
) -> list[IncidentEntry]:
    """Incidents that stand outside of the entries already read, one per line."""
    root = context.document.root
    first = next(iter(root.children), None)
    is_named = first is not None and is_general_title(first.title)
    is_log = not entries and (is_named or is_log_by_form(root))
    spans = [(entry.line, entry.end_line) for entry in entries]
    return [
        _entry(context, line)
        for line in index_lines(root, is_document_log=is_log, is_all=not entries)
        if not any(start <= line.block.line <= end for start, end in spans)
    ]


def _entry(context: Context, line: IndexLine) -> IncidentEntry:
    day = context.first_day(line.day_words)
    if day and day.day is None:
        context.report(line.block.line, day)
    written, level, spellings = severities_in(line.severity, line.title, "")
    field = Field("duration", "Duration", line.duration, line.block.line, _DURATION)
    told = [*sentences_in(replace(line.block, text=" ".join(line.block.text.split())))]
    durations = stated_durations([field], told, context.document.lines)
    period = _period(context, told, day.day if day else None)
    parts, actions = _told_in_columns(
        context, line.block, day.day if day else None, line.title
    )
    if not line.block.header and line.target is None:
        parts, actions = _told_in_lines(context, line.block, day.day if day else None)
    return IncidentEntry(
        line=line.block.line,
        title=clean_title(line.title),
        path=context.path,
        occurred_on=day.day if day else None,
        severity_as_written=written,
        severity=level,
        severities_as_written=tuple(spellings),
        started_at=period.start if period else None,
        detected_at=None,
        acknowledged_at=None,
        mitigated_at=None,
        restored_at=period.end if period else None,
        zone_is_assumed=period is not None and not period.has_zone,
        minutes_to_restore=minutes_to_restore(durations),
        stated_durations=tuple(durations),
        parts=parts,
        standing="index" if line.target else "final",
        has_stated_omission=False,
        omission_quote=None,
        is_issue_filed_afterwards=None,
        text=line.block.source,
        action_items=actions,
        target=line.target,
        end_line=line.block.end_line,
    )


def _period(context: Context, told: list[Sentence], day: date | None) -> Period | None:
    """From when until when there was trouble, by the words of a line."""
    clock = Clock(day, context.zone, context.is_day_first)
    periods = (period_in(one.text, clock) for one in told if tells_harm(one))
    return next((one for one in periods if one), None) if day else None


def _told_in_lines(
    context: Context, block: Block, day: date | None
) -> tuple[tuple[Part, ...], tuple[ActionItem, ...]]:
    dates = Dates(day.year if day else None, context.is_day_first)
    blocks = [*announced_in(block)] or [*promises_in(block)]
    items = [item_of(one, dates) for one in blocks]
    actions = tuple(item for item in items if item)
    parts = {*parts_in_line(block.text), *(["action_items"] if actions else [])}
    return tuple(part for part in PARTS if part in parts), actions


def _told_in_columns(
    context: Context, block: Block, day: date | None, line_title: str
) -> tuple[tuple[Part, ...], tuple[ActionItem, ...]]:
    """Parts that have a column of their own, and what a column of follow-ups holds."""
    parts: set[str] = set()
    actions: list[ActionItem] = []
    for title, cell in zip(block.header, block.cells, strict=False):
        roles = roles_of(title)
        found = parts_of_title(title)
        if (
            is_placeholder(cell)
            or not found
            or roles & {*ROLES}
            or cell.strip() == line_title
        ):
            continue
        parts |= found
        if "action_items" in found:
            links = block.links_in(cell)
            one = replace(
                block, kind="item", text=cell, links=links, marker="", bold=()
            )
            dates = Dates(day.year if day else None, context.is_day_first)
            state = status_of_heading(title)
            found_items = [item for item in [item_of(one, dates)] if item]
            actions += [
                replace(item, status=state, status_quote=title)
                if state != "unknown" and item.status_quote is None
                else item
                for item in found_items
            ]
    return tuple(p for p in PARTS if p in parts), tuple(actions)
