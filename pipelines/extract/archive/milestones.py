"""The section of a milestone as one `Milestone`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.extract.archive import values
from pipelines.extract.archive.fields import Field, fields_of
from pipelines.extract.archive.item import Problem
from pipelines.extract.archive.lines import Section
from pipelines.extract.archive.references import Reference, references_of
from pipelines.extract.archive.states import state_of
from pipelines.extract.archive.vocabulary import is_nothing


@dataclass(slots=True)
class Milestone:
    """One milestone as an archive tells of it; None is unknown."""

    title: str
    line: int
    description: str | None = None
    state: str | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    items: list[Reference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def milestone_of(section: Section) -> Milestone:
    """Read a section; what cannot be read is among the milestone's problems."""
    milestone = Milestone(section.title or section.heading, section.line)
    texts: list[str] = []
    for one in fields_of(section):
        _read(milestone, one, texts)
        milestone.items += references_of(one.text, bare=one.name in ("links", "closes"))
    milestone.description = "\n\n".join(texts) or None
    if not section.lines and not section.row:
        milestone.problems.append(
            Problem(section.line, "a heading and nothing under it", section.heading)
        )
    return milestone


def _read(milestone: Milestone, one: Field, texts: list[str]) -> None:
    if one.name in ("due", "closed"):
        at, reason = values.date_of(one.value)
        if at:
            setattr(milestone, f"{one.name}_at", at)
        elif reason:
            milestone.problems.append(
                Problem(one.line, reason, f"{one.written}: {one.value}")
            )
        elif not is_nothing(one.value):
            texts.append(f"{one.written}: {one.text}")
    elif one.name == "status":
        milestone.state = state_of(one.value, "milestone")
        if milestone.state is None:
            reason = "a status that is not known"
            milestone.problems.append(
                Problem(one.line, reason, f"{one.written}: {one.value}")
            )
    elif one.name == "description":
        texts.append(one.text.strip())
    elif one.name not in ("milestone", "title") and one.text.strip():
        texts.append(f"{one.written}: {one.text.strip()}")
