"""Owners of action items that only the rest of the write-up shows to be people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.read.incidents.data import any_of
from pipelines.read.incidents.owners import owner_id
from pipelines.read.incidents.records import ActionItem
from pipelines.read.incidents.status import status_of

_WORD = r"[^\W\d_][\w'’-]{1,30}"
_MORE = r"(?: (?-i:[A-Z])[\w'’.-]{0,30}){0,2}"  # of a name: that of the family
_SLOTS = (  # "(Ada, before 6.4)", "- Ada", "→ Ada"; "(ada) mend", "Ada: mend", ...
    re.compile(
        rf"[(\[](?P<who>{_WORD})(?:, [^()\[\]]{{1,80}})?[)\]]"
        r"(?=[\s.]*$|\s+[-–—]\s|,?\s+(?:see |in |→ ?)?(?:https?://\S+|[\w./-]*#\d+)\s*$)"
    ),
    re.compile(
        rf"\s(?:--?|–|—|→|->|=>)\s(?P<who>{_WORD}{_MORE})\s*"
        r"(?:(?:\([^()]{1,80}\))?\.?$|(?=\s[-–—]\s))"
    ),
    re.compile(rf"^[(\[](?P<who>{_WORD})[)\]]\s"),
    re.compile(rf"^(?P<who>{_WORD}):\s+\S"),
    re.compile(rf"^(?P<who>{_WORD}) (?:to|will) (?!be\b)[a-z]"),
    re.compile(rf"(?:\s(?:--?|–|—)|[.;])\s(?P<who>{_WORD}) (?:to|will) (?!be\b)[a-z]"),
    re.compile(  # "— `@ada`"
        rf"(?:[-–—→] |[(\[])`@(?P<who>{_WORD})`(?=[)\]]?\W*$|\s[-–—→]\s)"
    ),
)
_BRACKET, _TAIL, _CODE = 0, 1, 6  # of these places
_TOPICS = (3, 4, 5, 6)  # where a topic, or code, stands more often than a person
_BESIDE_STATE = (  # "(done, ada)", "— TODO ada", "done by Ada": only who is known
    re.compile(rf"[(\[](?P<state>[^()\[\],]{{2,30}}), (?P<who>{_WORD})[)\]]"),
    re.compile(
        rf"[(\[](?P<who>{_WORD}), "
        r"(?:done|fixed|merged|open|wip|to ?do|in progress)[)\]]",
        re.I,
    ),
    re.compile(rf"(?-i:\b(?:TODO|DONE|WIP)\b):? (?P<who>{_WORD})\W*$"),
    re.compile(  # "[[User:Ada Lind|Ada]] {{done}}" of a wiki
        rf"(?:\[\[User:|\|)(?P<who>{_WORD})\]\]\s*(?:\{{\{{[^{{}}]{{1,40}}\}}\}}\s*)?$"
    ),
    re.compile(
        rf"\b(?:done|fixed|completed|merged|shipped) by (?P<who>{_WORD})\b", re.I
    ),
)
_HANDLE = re.compile(r"[a-z][a-z0-9]{2,14}")
_SUBJECT = re.compile(rf"(?:^|[.;:] )({_WORD}) (?=[a-z])")
_GIVEN_NAME = re.compile(r"[A-Z][a-zà-ÿ]{1,14}(?:-[A-Z][a-zà-ÿ]{1,14})?")
_NAME = re.compile(r"@?([^\W\d_][\w-]{1,38})(?:@[\w.-]+)?")
_INITIALS = re.compile(r"\b([A-Z])[\w'’-]+ (?:[A-Z][\w'’.-]* )?([A-Z])[\w'’-]+")
_LOGIN = re.compile(r"(?<![\w@./`])@([A-Za-z][A-Za-z0-9-]{2,38})(?![\w.@/-]*/)")
_USER_OF_WIKI = re.compile(r"(?:\{\{(?:u|user|ping)\||\[\[User:)([\w-]{2,30})", re.I)
_SIGNED = re.compile(r"^[ \t]{12,}--[ \t]+([\w-]{2,30})[ \t]*$", re.MULTILINE)
_SPOKE = re.compile(  # `14:20 <ada> looks ok`
    r"^[ \t]{0,8}\[?\d\d:\d\d(?::\d\d)?\]?[ \t]+<[@+ ]?([\w-]{2,30})>", re.MULTILINE
)
_LISTED = re.compile(r"^[ \t]*[-*+•][ \t]+(?:[^:\n]{2,40}:[*_ ]*)?(?P<names>.{2,80})$")
_ROW_OF_PEOPLE = re.compile(r"^\s*\|([^|\n]{2,30})\|([^|\n]{2,200})\|\s*$")
_LEAST = 2  # items that name somebody in one and the same place


def with_named_owners(
    items: list[ActionItem], source: str, first_line: int = 1
) -> list[ActionItem]:
    """Items with the owners that their own words leave open.

    A word where an owner may stand is one if the write-up names it among its people or
    by its login, or if at least two items, and half of them, have a given name, or a
    login in small letters at their end, in that place. A word that the write-up has in
    small letters, too, is no name.

    Args:
        items: Of one incident, with the owners that are sure.
        source: The text of the incident.
        first_line: Of the document, with which it begins, 1-based.
    """
    people = {name.lower() for name in _people(source)}
    people |= {item.owner_as_written.lower() for item in items if item.owner_as_written}
    held = [_in_slots(item.text) for item in items]
    lines = dict(enumerate(source.splitlines(), start=first_line))
    people |= _beside_states([lines.get(item.line, "") for item in items], people)
    named = {
        slot
        for slot in range(len(_SLOTS))
        if _hold_people([words[slot] for words in held], slot, people, source)
    }
    owned = [
        _beside_state(_with_owner(item, words, people, named), people, lines)
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
        is_login = slot in (_BRACKET, _TAIL, _CODE)
        is_in_place = slot in named and word and (_may_be(word) or is_login)
        if word and (word.lower() in people or is_in_place):
            return replace(item, owner_as_written=word, owner_id=owner_id(word))
    return item


def _beside_state(
    item: ActionItem, people: set[str], lines: dict[int, str]
) -> ActionItem:
    """A known name beside the state, which is no more among the words of the item."""
    line = lines.get(item.line, "")[:1_000]
    for beside in _BESIDE_STATE if item.owner_id is None else ():
        match = beside.search(line)
        if match and match["who"].lower() in people:
            who = match["who"]
            return replace(item, owner_as_written=who, owner_id=owner_id(who))
    return item


def _beside_states(lines: list[str], people: set[str]) -> set[str]:
    """`(closed, ben)`, where another item has a known name there."""
    found = [_BESIDE_STATE[0].search(line[:1_000]) for line in lines]
    names = [m["who"] for m in found if m and status_of(m["state"])[1]]
    is_known = any(name.lower() in people for name in names)
    return {
        one.lower() for one in names if is_known and (_may_be(one) or _is_login(one))
    }


def _people(source: str) -> Iterator[str]:
    """Words of fields that hold people (`Authors: ada, ben@example.org`); logins."""
    is_below = False  # a heading such as `Responders`
    for line in source.splitlines()[:200]:
        told = _ROW_OF_PEOPLE.sub(r"\1: \2", line[:400])
        field = any_of("owners.yml", "of_people").match(told)
        listed = _LISTED.match(told) if is_below else None
        if told.strip() and not listed:
            is_below = bool(any_of("owners.yml", "over_people").match(told))
        if field := field or listed:
            yield from (m[1] for m in _NAME.finditer(field["names"]) if len(m[1]) > 2)
            yield from (f"{m[1]}{m[2]}" for m in _INITIALS.finditer(field["names"]))
    yield from (match[1] for match in _LOGIN.finditer(source))
    yield from (match[1] for match in _USER_OF_WIKI.finditer(source))
    yield from (match[1] for match in _SIGNED.finditer(source))
    yield from (match[1] for match in _SPOKE.finditer(source))


def _hold_people(
    words: list[str | None], slot: int, people: set[str], source: str
) -> bool:
    """Whether a place holds a given name in several items, and no other words.

    What an item begins with is more often a topic, as are words that are all two or
    more: one of them has to be known.
    """
    told = [word for word in words if word]
    if len(told) < _LEAST or len(told) * 2 < len(words):
        return False
    names = {word.lower() for one in told for word in one.split()}
    are_phrases = not any(" " not in one for one in told)  # `- Data Center`
    if (slot in _TOPICS or are_phrases) and not names & people:
        return False
    if slot == _CODE:
        return True
    if all(_may_be(one) and not _is_common(one, source) for one in told):
        return True
    is_each = slot == _BRACKET and len(told) == len(words)
    return (slot == _TAIL or is_each) and _are_logins(told, source)


def _are_logins(words: list[str], source: str) -> bool:
    """`- mkolb`: words in small letters that stand nowhere else, not all the same."""
    return len({*words}) > 1 and all(
        _is_login(one)
        and len(re.findall(rf"\b{re.escape(one)}\b", source)) == words.count(one)
        for one in words
    )


def _is_login(word: str) -> bool:
    is_other = any_of("owners.yml", "no_logins").search(word)
    return bool(_HANDLE.fullmatch(word)) and not is_other


def _may_be(name: str) -> bool:
    """A given name, or one with that of the family."""
    words = name.split()
    is_other = any(any_of("owners.yml", "not_people").match(word) for word in words)
    is_name = all(_GIVEN_NAME.fullmatch(word) for word in words)
    return is_name and not is_other and not status_of(name)[1]


def _is_common(word: str, source: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word.lower())}\b", source))
