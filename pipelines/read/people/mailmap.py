"""`.mailmap` as git reads it (gitmailmap(5)): who is behind a name and an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.persons import person_of

_NAME = r"[^<>\n]{0,200}"
_ADDRESS = r"<([^<>\n]{1,200})>"
_ENTRY = re.compile(rf"^({_NAME}){_ADDRESS}(?:({_NAME}){_ADDRESS})?")


@dataclass(frozen=True, slots=True)
class MailmapEntry:
    """Two addresses of one person.

    Attributes:
        line: 1-based.
        person_id: Login or address to be used.
        commit_person_id: Login or address that commits carry.
        commit_name: Only commits by this name, too, are meant; None: all.
        quote: The line, verbatim.
    """

    line: int
    person_id: str
    commit_person_id: str
    commit_name: str | None
    quote: str


def read_mailmap(text: str) -> Iterator[MailmapEntry]:
    """Yield the lines that join two addresses; those that mend a name say nothing."""
    for number, line in enumerate(text.splitlines(), start=1):
        found = None if line.startswith("#") else _ENTRY.match(line)
        if not found or found[4] is None:
            continue
        person_id, _ = person_of("", found[2])
        commit_person_id, _ = person_of("", found[4])
        commit_name = " ".join((found[3] or "").split()) or None
        if person_id != commit_person_id or commit_name:
            yield MailmapEntry(
                number, person_id, commit_person_id, commit_name, line.strip()
            )
