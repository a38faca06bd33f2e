"""Incidents that stand in a line of a table or list, outside of any write-up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.markdown import Block
from pipelines.read.incidents.actions import item_of
from pipelines.read.incidents.clock import find_times
from pipelines.read.incidents.context import Context
from pipelines.read.incidents.data import (
    bare,
    is_placeholder,
    phrase,
    roles_of,
    speaks_of_harm,
)
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.due_days import Dates
from pipelines.read.incidents.durations import DURATION
from pipelines.read.incidents.fields import Field
from pipelines.read.incidents.found_moments import PERIOD, Moments
from pipelines.read.incidents.headed import status_of_heading
from pipelines.read.incidents.headings import (
    is_exercise_title,
    is_general_title,
    is_title_of_rules,
    parts_of_title,
)
from pipelines.read.incidents.index_lines import (
    ROLES,
    IndexLine,
    index_lines,
    is_log_by_form,
)
from pipelines.read.incidents.items import announced_in
from pipelines.read.incidents.moment_fields import take_stated
from pipelines.read.incidents.parts import labelled_in, parts_in_line
from pipelines.read.incidents.periods import period_in, tells_harm
from pipelines.read.incidents.places import promises_in
from pipelines.read.incidents.prose import Sentence, sentences_in
from pipelines.read.incidents.records import (
    PARTS,
    ActionItem,
    IncidentEntry,
    Part,
    Standing,
    Status,
    Unreadable,
)
from pipelines.read.incidents.severity import severities_in
from pipelines.read.incidents.stated import stated_durations
from pipelines.read.incidents.states import states_of
from pipelines.read.incidents.timeline import Clock
from pipelines.read.incidents.titles import clean_title
from pipelines.read.incidents.writeup import minutes_of_incident

_PIECES = re.compile(  # what a cell has to do, if it is several things
    r";\s+|\s*<br ?/?>\s*"
    r"|\s+(?=[\u2705\u274c\u2714\u2611\u2610\u2b1c\u23f3\u2713\u2717])"
)
_LEAD = 30  # characters of a line that begins with two times
_DURATION = frozenset({"minutes_duration"})
_OF_OTHERS = "taken for links to write-ups of others"


def listed_incidents(
    context: Context, entries: list[IncidentEntry], *, are_links_own: bool = True
) -> list[IncidentEntry]:
    """Incidents that stand outside of the entries already read, one per line.

    Where the links of a page are not the team's own, only the rows of its tables are.
    """
    root = context.document.root
    first = next(iter(root.children), None)
    is_named = first is not None and is_general_title(first.title)
    is_of_rules = first is not None and is_title_of_rules(first.title)
    is_log = not (entries or is_of_rules) and (is_named or is_log_by_form(root))
    spans = [(entry.line, entry.end_line) for entry in entries]
    is_of_all = is_log and not is_named
    lines = [
        line
        for line in index_lines(root, is_document_log=is_log, is_all=not entries)
        if not any(start <= line.block.line <= end for start, end in spans)
        and not (is_of_all and _is_of_work(line))
    ]
    own = [line for line in lines if are_links_own or line.block.kind == "row"]
    if len(own) < len(lines):
        left = next(line.block for line in lines if line.block.kind != "row")
        context.unreadable.append(Unreadable(left.line, _OF_OTHERS, left.text))
    return [_entry(context, line) for line in own]


def _is_of_work(line: IndexLine) -> bool:
    """`Renewed the certificate` in a log of everything: no harm, no length of it."""
    told = f"{line.title} {line.block.text}".lower()
    is_plain = line.target is None and not (line.severity or line.duration)
    is_long = re.search(DURATION, told) or len(find_times(told)) > 1
    is_of_harm = is_long or speaks_of_harm(told)
    return is_plain and bool(phrase("as_planned").search(told) or not is_of_harm)


def _entry(context: Context, line: IndexLine) -> IncidentEntry:
    day = context.first_day(line.day_words)
    if day and day.day is None:
        context.report(line.block.line, day)
    named = line.title if line.block.header else line.block.text.partition("\n")[0]
    written, level, spellings = severities_in(line.severity, named, "")
    field = Field("duration", "Duration", line.duration, line.block.line, _DURATION)
    told = [*sentences_in(replace(line.block, text=" ".join(line.block.text.split())))]
    durations = stated_durations([field], told, context.document.lines)
    moments = _moments(context, line, told, day.day if day else None)
    parts, actions = _told_in_columns(
        context, line.block, day.day if day else None, line.title
    )
    if not line.block.header and line.target is None:
        parts, actions = _told_in_lines(context, line.block, day.day if day else None)
    states = states_of(line.status)
    return IncidentEntry(
        line=line.block.line,
        title=clean_title(line.title),
        path=context.path,
        occurred_on=day.day if day else None,
        severity_as_written=written,
        severity=level,
        severities_as_written=tuple(spellings),
        started_at=moments.started,
        detected_at=moments.detected,
        acknowledged_at=None,
        mitigated_at=moments.mitigated,
        restored_at=moments.restored,
        zone_is_assumed=moments.is_zone_assumed,
        minutes_to_restore=minutes_of_incident(durations, moments),
        stated_durations=tuple(durations),
        parts=parts,
        standing=_standing(line),
        has_stated_omission=False,
        omission_quote=None,
        is_issue_filed_afterwards=None,
        text=line.block.source,
        action_items=actions,
        target=line.target,
        status_as_written=line.status or None,
        document_state=states.document,
        incident_state=states.incident,
        end_line=line.block.end_line,
    )


def _standing(line: IndexLine) -> Standing:
    """`(not an incident) Load test` is none, though it is listed."""
    if is_exercise_title(line.title):
        return "not_an_incident"
    return "index" if line.target else "final"


def _moments(
    context: Context, line: IndexLine, told: list[Sentence], day: date | None
) -> Moments:
    """From when until when there was trouble, by its columns, else its words."""
    moments = Moments()
    if day is None:
        return moments
    clock = Clock(day, context.zone or context.sole_zone, context.is_day_first)
    for kind, words in line.moments.items():
        take_stated(moments, kind, words, clock)
    periods = (
        period_in(one.text, clock)
        for place, one in enumerate(told)
        if tells_harm(one) or (place == 0 and _begins_with_a_period(one.text))
    )
    if period := next((p for p in periods if p), None):
        moments.take("started", period.start, period.has_zone, PERIOD)
        moments.take("restored", period.end, period.has_zone, PERIOD)
    return moments


def _begins_with_a_period(words: str) -> bool:
    """`08:15-08:47 UTC  web-1 restarted`: the trouble's own."""
    times = find_times(words[:_LEAD])
    return len(times) == 2 and times[0].start < 3


def _told_in_lines(
    context: Context, block: Block, day: date | None
) -> tuple[tuple[Part, ...], tuple[ActionItem, ...]]:
    dates = Dates(day.year if day else None, context.is_day_first, day)
    blocks = [*announced_in(block)] or [*promises_in(block)]
    items = [item_of(one, dates) for one in blocks]
    actions = tuple(item for item in items if item)
    parts = {*parts_in_line(" ".join(block.text.split())), *labelled_in(block)}
    parts |= {"action_items"} if actions else set()
    return tuple(part for part in PARTS if part in parts), actions


def _closed(block: Block) -> Status:
    """What a column `Closed` says of the row and of what it has to do."""
    for title, cell in zip(block.header, block.cells, strict=False):
        if phrase("closed_column").match(bare(title)):
            if phrase("is_yes").match(cell.strip()) or find_days(cell):
                return "done"
            return "open" if phrase("is_no").match(cell.strip()) else "unknown"
    return "unknown"


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
            dates = Dates(day.year if day else None, context.is_day_first, day)
            state = status_of_heading(title)
            state = _closed(block) if state == "unknown" else state
            pieces = [replace(one, text=words) for words in _PIECES.split(cell)]
            found_items = [item for p in pieces if (item := item_of(p, dates))]
            actions += [
                replace(item, status=state, status_quote=title)
                if state != "unknown" and item.status_quote is None
                else item
                for item in found_items
            ]
    return tuple(p for p in PARTS if p in parts), tuple(actions)
