"""Items that a changed text mentions, or that were connected with a changed item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.extract.github.checks import instant
from pipelines.extract.github.item_lists import read_by_id
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.reconcile import again

_MENTION = re.compile(r"(?<![\w/&])(?:([\w.-]{1,100}/[\w.-]{1,100}))?#(\d{1,9})\b")
_ADDRESS = re.compile(r"/([\w.-]{1,100}/[\w.-]{1,100})/(?:issues|pull)/(\d{1,9})\b")
_PASSES = 5


def follow_references(reading: Reading, since: str | None) -> None:
    """Read what the changed items mention or are connected with, where that is new.

    A mention is an event of the item that is mentioned, and does not move its time.
    """
    for _ in range(_PASSES):
        targets = _mentioned(reading) | _connected(reading, since)
        if not again(reading, targets):
            return
        read_by_id(reading)


def _mentioned(reading: Reading) -> set[int]:
    """Return items that a changed text names, and whose timeline does not say so."""
    found = set()
    for table in ("issues", "pull_requests", "comments"):
        for row in reading.desk.rows(table):
            for target in _references(reading.name, row.get("body") or ""):
                if target != row["number"] and not reading.known.are_linked(
                    reading.known_as, row["number"], target
                ):
                    found.add(target)
    return found


def _references(repository_id: str, text: str) -> Iterator[int]:
    for pattern in (_MENTION, _ADDRESS):
        for place, number in pattern.findall(text[:100_000]):
            if not place or place.lower() == repository_id.lower():
                yield int(number)


def _connected(reading: Reading, since: str | None) -> set[int]:
    """Return the other sides of connections that were made or ended since."""
    found = set()
    for row in reading.desk.rows("timeline_events"):
        subject = (row.get("details") or {}).get("subject") or {}
        is_ours = subject.get("repository") == reading.name
        if is_ours and (since is None or instant(row["occurred_at"]) >= instant(since)):
            found.add(int(subject["number"]))
    return found
