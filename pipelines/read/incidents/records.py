"""What is read out of an incident log or write-up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Part = Literal[
    "summary",
    "impact",
    "timeline",
    "detection",
    "root_cause",
    "resolution",
    "lessons",
    "action_items",
]
PARTS: tuple[Part, ...] = (
    "summary",
    "impact",
    "timeline",
    "detection",
    "root_cause",
    "resolution",
    "lessons",
    "action_items",
)
Standing = Literal["final", "draft", "template", "index", "not_an_incident"]
Status = Literal["open", "done", "unknown"]
State = Literal["open", "closed"]
DurationKind = Literal[
    "restore", "resolve", "repair", "mitigate", "duration", "detect", "acknowledge"
]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part of the text that could not be read: 1-based line, why, and the words."""

    line: int
    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class StatedDuration:
    """A duration that the text states: what of, whole minutes, its line and words."""

    kind: DurationKind
    minutes: int
    line: int
    quote: str


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something to do after an incident.

    Attributes:
        text: Words of the item, without marks, owner and day where these stand apart.
        status: `open` also for what is partly done.
        status_quote: The words or mark that say so, None if nothing does.
        owner_as_written: "@ana", "Platform team".
        owner_id: Login of `@login`, team of `@org/team`, else the name as a slug.
        due_on: Day, if a complete one is stated.
        linked_items: (repository `owner/name` or None for its own, number).
        line: 1-based.
    """

    text: str
    status: Status
    status_quote: str | None
    owner_as_written: str | None
    owner_id: str | None
    due_on: date | None
    linked_items: tuple[tuple[str | None, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """One incident in a log, or one write-up.

    Attributes:
        line: 1-based line of its heading.
        title: Without day, number and severity.
        occurred_on: Day as written, in the zone of the text.
        severity: 1 (worst) to 5; None if not stated or not understood.
        severities_as_written: Every spelling met, the stated one first.
        started_at, detected_at, acknowledged_at, mitigated_at, restored_at: UTC. Only
            what is stated or what the timeline says in so many words. Acknowledged is
            when somebody first looked into it.
        zone_is_assumed: A time was given without a zone, and taken as UTC.
        minutes_to_restore: The stated time to restore, resolve or repair, else the
            stated duration, else from start (or else detection) to restoration.
        stated_durations: All durations that the text states by name.
        parts: The usual parts that are there and not empty, in the order of `PARTS`.
        has_stated_omission: The write-up itself says that something is missing.
        omission_quote: The words that say so.
        is_issue_filed_afterwards: It says that its issue came after the restoration
            (False: that it came at once); None if it does not say.
        status_as_written: What a field or column of its status says.
        document_state: Whether the write-up is still being written, by these words.
        incident_state: Whether the trouble is still going on, by these words.
        standing: `index`: a line that only points to the write-up at `target`.
        text: Verbatim.
        reviewed_on: Day on which a review is said to have been held.
        published_on: Day on which its text says that it was written or published.
        item_roles: Lines of its timeline whose only item is its `cause` or its `fix`.
        document_links: Addresses of the documents that it links to, as written.
    """

    line: int
    title: str
    path: str
    occurred_on: date | None
    severity_as_written: str | None
    severity: int | None
    severities_as_written: tuple[str, ...]
    started_at: datetime | None
    detected_at: datetime | None
    acknowledged_at: datetime | None
    mitigated_at: datetime | None
    restored_at: datetime | None
    zone_is_assumed: bool
    minutes_to_restore: int | None
    stated_durations: tuple[StatedDuration, ...]
    parts: tuple[Part, ...]
    standing: Standing
    has_stated_omission: bool
    omission_quote: str | None
    is_issue_filed_afterwards: bool | None
    text: str
    action_items: tuple[ActionItem, ...] = ()
    target: str | None = None
    end_line: int = 0
    document_links: tuple[str, ...] = ()
    reviewed_on: date | None = None
    published_on: date | None = None
    status_as_written: str | None = None
    document_state: State | None = None
    incident_state: State | None = None
    item_roles: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentReading:
    """Everything that was read from one document, and what could not be."""

    entries: tuple[IncidentEntry, ...]
    unreadable: tuple[Unreadable, ...] = field(default=())
