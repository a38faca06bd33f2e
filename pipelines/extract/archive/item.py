"""One issue or pull request as an archive tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.extract.archive.fields import Field
from pipelines.extract.archive.links import Link
from pipelines.extract.archive.values import Person
from pipelines.extract.archive.vocabulary import ItemKind


@dataclass(frozen=True, slots=True)
class Comment:
    """Something said under an item. `kind` is discussion, note or resolution."""

    kind: str
    line: int
    author: Person | None
    author_as_written: str | None
    words: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of an item that could not be read; `quote` has the words."""

    line: int
    reason: str
    quote: str


@dataclass(slots=True)
class Item:
    """One issue or pull request as an archive tells of it; None is unknown."""

    kind: ItemKind
    number: int
    line: int
    title: str | None
    url: str | None
    body: str | None = None
    body_line: int | None = None
    state: str | None = None
    state_as_written: str | None = None
    is_draft: bool | None = None
    author: Person | None = None
    author_as_written: str | None = None
    closed_by: Person | None = None
    merged_by: Person | None = None
    milestone: str | None = None
    base: str | None = None
    head: str | None = None
    merge_commit: str | None = None
    merge_method: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    stated_approval_count: int | None = None
    labels: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)  # conclusion, words
    reviews: list[tuple[Person | None, str | None]] = field(default_factory=list)
    requested: list[Person] = field(default_factory=list)
    assignees: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, one: Field) -> None:
        """Keep a field that no column holds, as a note in its own words."""
        text = f"{one.written}: {one.text}" if one.written else one.text
        if one.text.strip():
            self.comments.append(Comment("note", one.line, None, None, text))

    def problem(self, one: Field, reason: str) -> None:
        self.problems.append(Problem(one.line, reason, f"{one.written}: {one.value}"))
