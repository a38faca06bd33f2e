"""One incident: a section of a log, or a whole write-up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from pipelines.markdown import Block
from pipelines.read.incidents.actions import action_items_of
from pipelines.read.incidents.agreeing import add_agreeing
from pipelines.read.incidents.changes import changes_of
from pipelines.read.incidents.clock import stated_zone
from pipelines.read.incidents.context import Context, told_words, words_of
from pipelines.read.incidents.data import (
    bare,
    is_placeholder,
    load,
    phrase,
    roles_of,
)
from pipelines.read.incidents.days import find_days
from pipelines.read.incidents.event_days import (
    day_it_began,
    day_it_showed,
    day_of_events,
    is_after_it_all,
)
from pipelines.read.incidents.fields import Field, fields_of
from pipelines.read.incidents.found_moments import AGREED, EVENT, TOLD, Moments
from pipelines.read.incidents.headings import (
    is_general_title,
    is_only_a_day,
    is_part_title,
)
from pipelines.read.incidents.links import document_links
from pipelines.read.incidents.moments import add_told, moments_of
from pipelines.read.incidents.named_owners import with_named_owners
from pipelines.read.incidents.occurrence import (
    day_in_words,
    day_of_trouble,
    stated_day,
)
from pipelines.read.incidents.parts import parts_of
from pipelines.read.incidents.prose import (
    Sentence,
    other_sentences_of,
    sentences_of,
    why_of,
)
from pipelines.read.incidents.records import IncidentEntry, StatedDuration
from pipelines.read.incidents.reviews import publication_day, review_day
from pipelines.read.incidents.sections import Section
from pipelines.read.incidents.severity import severities_in
from pipelines.read.incidents.spans import beside_periods
from pipelines.read.incidents.standing import (
    filed_afterwards,
    omission_in,
    standing_of,
    status_in,
)
from pipelines.read.incidents.stated import stated_durations, time_to_restore
from pipelines.read.incidents.states import states_of
from pipelines.read.incidents.timeline import Clock, Event, events_of
from pipelines.read.incidents.titles import clean_title, title_of_file
from pipelines.read.incidents.told import times_told, told_events
from pipelines.read.incidents.updates import (
    Update,
    is_of_updates,
    lines_of_response,
    posted_in,
    updates_of,
)

_MOST_WORDS = 100_000  # characters in which a severity is looked for
_NAME = 2  # words
_EVE = timedelta(days=2)  # by which the day of a title may be that of the text
_UPDATES = 3  # names of a status page's updates, of which one alone may be a field
_ONLY_A_NUMBER = re.compile(r"(?i:incident )?[A-Z]{2,8}[- #]?\d[\d-]{0,12}")
_NAMES_OF_A_DAY = ("what", "what happened", "summary", "event", "outage", "problem")
_TITLES = ("title", "incident title", "incident name", "incident")


def read_write_up(context: Context, section: Section) -> IncidentEntry:
    """Everything that a section says of its incident."""
    updates = updates_of(section) if is_of_updates(section) else []
    fields = _without_updates(_fields(context, section), updates)
    heading = _heading(context, section, fields)
    day, is_stated, events, clock, is_weak = _when(context, section, heading, fields)
    sentences = [Sentence(section.title, section.line), *sentences_of(section)]
    durations = stated_durations(
        fields, sentences, context.document.lines, other_sentences_of(section)
    )
    durations += beside_periods(sentences, durations, clock, context.document.lines)

    def found(story: Clock) -> tuple[Moments, list[Event]]:
        told = list(told_events(sentences[1:], story))
        why = [*why_of(section)] if not updates else []
        moments = moments_of(fields, events, sentences, told, clock, updates, why)
        if not updates:
            reasons = told_events(why, story)
            add_told(moments, reasons, [*events, *told], story.day)
        _forget_late_start(moments, story.day, clock)
        points = [*events, *told, *times_told(sentences[1:], story)]
        add_agreeing(moments, points, durations)
        return moments, points

    moments, points = found(clock)
    kind = "started" if moments.started else "detected"
    began = clock.day_of(moments.started or moments.detected)
    is_eve = began and day and day - began <= _EVE and moments.sources[kind] == TOLD
    if day and (is_weak or not is_stated or is_eve):
        day, later = day_it_began(day, began), day
        if day != later:  # so what it tells without a day is not of the text's
            moments, points = found(replace(clock, day=day))
    if not is_stated and moments.sources.get("started") == AGREED:
        agreed = (p.day for p in points if p.moment == moments.started)
        day = next(filter(None, agreed), day)
    changes = changes_of(events, moments.started or moments.detected)
    for change in changes:
        if change.role == "fix" and moments.restored is None:
            event = change.event
            moments.take("mitigated", event.moment, event.has_zone, EVENT)
    above = "\n".join(block.text for block in _above(context, section))
    severity = next(
        (f.value for f in fields if "severity" in f.roles and f.value), None
    )
    written, level, spellings = severities_in(
        severity, heading, f"{above}\n{told_words(section)}"[:_MOST_WORDS]
    )
    year = day.year if day else None
    is_whole = context.is_whole(section)
    actions = action_items_of(
        section,
        year=year,
        is_day_first=context.is_day_first,
        since=day,
        front_matter=context.document.front_matter if is_whole else None,
    )
    during = lines_of_response((item.line for item in actions), section)
    actions = [item for item in actions if item.line not in during]
    source = context.source_of(section)
    actions = with_named_owners(actions, source, 1 if is_whole else section.line)
    omission = omission_in(section)
    standing = standing_of(
        heading,
        context.path if is_whole else "",
        fields,
        _first_blocks(context, section),
        source,
    )
    status = status_in(fields, source)
    states = states_of(status or "")
    return IncidentEntry(
        line=section.line,
        title=clean_title(heading),
        path=context.path,
        occurred_on=day,
        severity_as_written=written,
        severity=level,
        severities_as_written=tuple(spellings),
        started_at=moments.started,
        detected_at=moments.detected,
        acknowledged_at=moments.acknowledged,
        mitigated_at=moments.mitigated,
        restored_at=moments.restored,
        zone_is_assumed=moments.is_zone_assumed,
        minutes_to_restore=minutes_of_incident(durations, moments),
        stated_durations=tuple(durations),
        parts=parts_of(
            section,
            fields,
            events,
            bool(actions),
            updates or posted_in(section),
            heading if _is_bare_day(section.title) else "",
        ),
        standing=standing,
        has_stated_omission=omission is not None,
        omission_quote=omission,
        is_issue_filed_afterwards=filed_afterwards(section),
        text=source,
        action_items=tuple(actions) if standing != "template" else (),
        end_line=section.end_line,
        document_links=document_links(section.all_blocks()),
        reviewed_on=review_day(fields, source, day),
        published_on=publication_day(fields, source, day),
        status_as_written=status,
        document_state=states.document,
        incident_state=states.incident,
        item_roles=tuple((change.event.line, change.role) for change in changes),
    )


def _fields(context: Context, section: Section) -> list[Field]:
    """Its own fields; of a whole document also those above its first heading."""
    root = context.document.root
    if not context.is_whole(section):
        return fields_of(section)
    fields = fields_of(section, context.document.front_matter)
    if section is not root:
        fields += fields_of(Section(None, "", 0, 1, blocks=root.blocks))
    return fields


def _without_updates(fields: list[Field], updates: list[Update]) -> list[Field]:
    """On a status page `Identified` says that the cause is known, not the trouble."""
    known = {*load("events.yml")["updates"]}
    if updates:
        return [f for f in fields if f.is_front or f.name not in known]
    if len(known & {field.name for field in fields}) < _UPDATES:
        return fields
    return [field for field in fields if field.name != "identified"]


def _first_blocks(context: Context, section: Section) -> list[Block]:
    """Of a whole document also what stands above its title."""
    return [*_above(context, section), *section.blocks]


def _above(context: Context, section: Section) -> list[Block]:
    root = context.document.root
    return root.blocks if context.is_whole(section) and section is not root else []


def _heading(context: Context, section: Section, fields: list[Field]) -> str:
    told = next((b.text for b in section.blocks if b.kind == "paragraph"), "")
    if bare(section.title) == "title" and not is_placeholder(told):
        return told.partition("\n")[0]
    is_named = section.title and not is_general_title(section.title)
    bold = _bold_name(section) if is_named else None
    is_day = _is_bare_day(section.title)
    if bold or (is_named and not (is_day or _ONLY_A_NUMBER.fullmatch(section.title))):
        return bold or section.title
    names = (*_TITLES, *_NAMES_OF_A_DAY) if is_day else _TITLES
    titled = next((f.value for f in fields if f.name in names and f.value), None)
    if titled or is_named:
        return titled or section.title
    is_whole = context.is_whole(section)
    return title_of_file(context.path) if is_whole else section.title


def _is_bare_day(title: str) -> bool:
    """`2021-12-14 (Tue)`, and no name beside it."""
    if not is_only_a_day(title):
        return False
    rest = title.replace(find_days(title, year=2000)[0].words, "")
    return len(re.findall(r"[^\W\d_]", phrase("short_weekday").sub("", rest))) == 0


def _bold_name(section: Section) -> str | None:
    """`**Sign-in outage** (35 min)` right below a heading that is only a day."""
    first = next(iter(section.blocks), None)
    if first is None or not is_only_a_day(section.title) or not first.bold:
        return None
    name = first.bold[0].strip(" .:")
    is_label = roles_of(name) or is_part_title(name) or len(name.split()) < _NAME
    is_first = first.kind == "paragraph" and first.text.startswith(first.bold[0])
    return None if is_label or not is_first else f"{section.title} {name}"


def _when(
    context: Context, section: Section, heading: str, fields: list[Field]
) -> tuple[date | None, bool, list[Event], Clock, bool]:
    """Its day, and if it is stated; its events, read with that day; its clock.

    Last, whether the day may not be that of the trouble, and gives way to its start.
    """
    stated = stated_day(context, section, heading, fields)
    zone = stated_zone(words_of(section)) or context.zone_in(section)
    clock = Clock(stated.day, zone, context.is_day_first)
    events = events_of(section, clock)
    if stated.day and stated.is_of_text:
        clock = replace(clock, day=day_of_events(stated.day, events))
        return clock.day, True, events_of(section, clock), clock, True
    if stated.is_plain and is_after_it_all(stated.day, events):
        return None, False, events, clock, False
    if stated.is_settled:
        return stated.day, True, events, clock, stated.is_weak
    days = [event.day for event in events if event.day]
    is_newest_first = days == sorted(days, reverse=True)
    day = next(iter(days[::-1] if is_newest_first else days), None)
    if not is_newest_first:
        day = day_it_showed(day, events)
    day = (
        day_of_trouble(context, section, day, events)
        or day
        or day_in_words(context, section)
    )
    if day is None:
        context.report_malformed(section)
    clock = replace(clock, day=day)
    return day, False, events_of(section, clock), clock, False


def _forget_late_start(moments: Moments, day: date | None, clock: Clock) -> None:
    """What words tell of days after that of the trouble did not begin it."""
    began = clock.day_of(moments.started)
    is_told = moments.sources.get("started", 0) >= EVENT
    if is_told and day and began and (began - day).days > 1:
        moments.started = None


def minutes_of_incident(
    durations: list[StatedDuration], moments: Moments
) -> int | None:
    """What is stated, though roughly; else from start (or detection) to restoration."""
    if stated := time_to_restore(durations):
        return stated.minutes
    first, end = moments.started or moments.detected, moments.restored
    if first is None or end is None:
        return None
    return round((end - first).total_seconds() / 60)
