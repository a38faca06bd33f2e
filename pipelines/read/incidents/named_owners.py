"""Owners of action items that only the rest of the write-up shows to be people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.owners import owner_id
from pipelines.read.incidents.records import ActionItem

_WORD = r"[^\W\d_][\w'’-]{1,30}"
_SLOTS = (  # "(Ada, before 6.4)", "- Ada", "→ Ada"; and "(ada) mend it"
    re.compile(
        rf"[(\[](?P<who>{_WORD})(?:, [^()\[\]]{{1,80}})?[)\]](?=[\s.]*$|\s+[-–—]\s)"
    ),
    re.compile(
        rf"\s(?:--?|–|—|→|->|=>)\s*(?P<who>{_WORD})\s*(?:\([^()]{{1,80}}\))?\.?$"
    ),
    re.compile(rf"^[(\[](?P<who>{_WORD})[)\]]\s"),
)
_SUBJECT = re.compile(rf"(?:^|[.;:] )({_WORD}) (?=[a-z])")
_GIVEN_NAME = re.compile(r"[A-Z][a-zà-ÿ]{1,14}")
_NAME = re.compile(r"@?([^\W\d_][\w-]{1,38})(?:@[\w.-]+)?")
_LEAST = 2  # items that name somebody in one and the same place


def with_named_owners(items: list[ActionItem], source: str) -> list[ActionItem]:
    """Items with the owners that their own words leave open.

    A word where an owner may stand is one if the write-up names it among its people, or
    if at least two items, and half of them, have a given name in that place. A word
    that the write-up has in small letters, too, is no name.

    Args:
        items: Of one incident, with the owners that are sure.
        source: The text of the incident.
    """
    people = {name.lower() for name in _people(source)}
    held = [_in_slots(item.text) for item in items]
    named = {
        slot
        for slot in range(len(_SLOTS))
        if _are_people([words[slot] for words in held], source)
    }
    owned = [
        _with_owner(item, words, people, named)
        for item, words in zip(items, held, strict=True)
    ]
    own = {one.owner_as_written for one in owned if one not in items}
    return [_with_subject(item, own) for item in owned]


def _with_subject(item: ActionItem, names: set[str | None]) -> ActionItem:
    """`Mend it. Ada asks for it`, where Ada owns another item."""
    if item.owner_id is not None:
        return item
    subjects = [one[1] for one in _SUBJECT.finditer(item.text) if one[1] in names]
    if not subjects:
        return item
    return replace(item, owner_as_written=subjects[0], owner_id=owner_id(subjects[0]))


def _in_slots(text: str) -> list[str | None]:
    found = (slot.search(text) for slot in _SLOTS)
    return [match["who"] if match else None for match in found]


def _with_owner(
    item: ActionItem, words: list[str | None], people: set[str], named: set[int]
) -> ActionItem:
    if item.owner_id is not None:
        return item
    for slot, word in enumerate(words):
        if word and (word.lower() in people or (slot in named and _may_be(word))):
            return replace(item, owner_as_written=word, owner_id=owner_id(word))
    return item


def _people(source: str) -> Iterator[str]:
    """Words of the fields that hold people (`Authors: ada, ben@example.org`)."""
    for line in source.splitlines()[:200]:
        field = any_of("owners.yml", "of_people").match(line[:400])
        if field:
            yield from (m[1] for m in _NAME.finditer(field["names"]) if len(m[1]) > 2)


def _are_people(words: list[str | None], source: str) -> bool:
    """Whether a place holds a given name in several items, and no other words."""
    told = [word for word in words if word]
    if len(told) < _LEAST or len(told) * 2 < len(words):
        return False
    return all(_may_be(one) and not _is_common(one, source) for one in told)


def _may_be(word: str) -> bool:
    is_other = any_of("owners.yml", "not_people").match(word)
    return bool(_GIVEN_NAME.fullmatch(word)) and not is_other


def _is_common(word: str, source: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word.lower())}\b", source))
