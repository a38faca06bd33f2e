"""Fields of an item that name people: authors, assignees, mergers, reviewers."""

from __future__ import annotations

import re

from pipelines.extract.archive import values
from pipelines.extract.archive.fields import Field
from pipelines.extract.archive.item import Item
from pipelines.extract.archive.links import links_in_field
from pipelines.extract.archive.references import references_of
from pipelines.extract.archive.vocabulary import is_nothing


def author(item: Item, one: Field) -> None:
    """Who wrote it, maybe with the day."""
    people = values.people_of(one.value)
    if people:
        item.author, item.author_as_written = people[0], one.value
    at, _ = values.date_of(one.value)
    item.created_at = item.created_at or at


def assignee(item: Item, one: Field) -> None:
    """Who works on it."""
    item.assignees = values.people_of(one.value)
    item.note(one)


def closed_by(item: Item, one: Field) -> None:
    """Who closed it, or the change that did."""
    if references_of(one.value):
        item.links += links_in_field("fixed_by", one.value, item.kind)
    elif people := values.people_of(one.value):
        item.closed_by = people[0]


def merged_by(item: Item, one: Field) -> None:
    """Who merged it, maybe with the day."""
    people = values.people_of(one.value)
    item.merged_by = people[0] if people else None
    at, _ = values.date_of(one.value)
    item.merged_at = item.merged_at or at


def approved_by(item: Item, one: Field) -> None:
    """How many approved, and who."""
    value = one.value
    if re.match(r"^(?:none|no|0|nobody|no one)\b", value.casefold()):
        item.stated_approval_count = 0
        item.note(one)
        return
    if count := re.match(
        r"^(\d{1,2})(?:\s*/\s*\d+)?(?:\s+approvals?)?\s*(?:$|[(:,–—-])", value
    ):
        item.stated_approval_count = int(count[1])
        people = values.people_of(value[count.end(1) :]) if "@" in value else []
    elif is_nothing(value):
        return
    else:
        people = values.people_of(value)
        item.stated_approval_count = len(people) or None
    item.reviews += [(person, "approved") for person in people]
    item.note(one)


def reviewed_by(item: Item, one: Field) -> None:
    """Who reviewed; how it ended only where the same words say it."""
    for part in re.split(r"[,;\n]", one.value):
        for person in values.people_of(part):
            item.reviews.append((person, _verdict(part)))
    item.note(one)


def reviewers(item: Item, one: Field) -> None:
    """Whom it was shown to; who said how it ended has reviewed it."""
    for part in re.split(r"[,;\n]", one.value):
        for person in values.people_of(part):
            verdict = _verdict(part)
            if verdict:
                item.reviews.append((person, verdict))
            else:
                item.requested.append(person)
    item.note(one)


def _verdict(words_said: str) -> str | None:
    if re.search(r"(?i)\b(?:not|never|without)\b", words_said):
        return None
    if re.search(r"(?i)\bapproved?\b|\blgtm\b|✅|👍", words_said):
        return "approved"
    if re.search(r"(?i)\bchanges\s+requested\b|\brequested\s+changes\b", words_said):
        return "changes_requested"
    return None
