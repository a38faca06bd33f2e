"""Whether a document, and each of its sections, is in force: as it says of itself.

A proposal, a rejected record and a page that was moved state rules, too; they are none
of the team's. What is `open` may become one, what is `over` is read no further.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.notices import Notice, Titles, marked_notices, plain_notices
from pipelines.read.clauses.passages import is_marked
from pipelines.read.clauses.records import Passage

Force = Literal["open", "over"]

_LONGEST = 400  # characters of a text that are looked at
_SHORT = 120  # of one that may be a field, or a mark
_HEAD = 3  # texts of a section among which its fields and marks stand
_SENTENCE = re.compile(r"(?<=[.!?])[\s*_]+|\n{2,}")


class Forces:
    """The sections of a document that are not in force."""

    def __init__(self, text: str, path: str, parts: list[Passage]) -> None:
        """Read what the document says of itself, and what its folder says."""
        self._found: dict[Titles, Force] = {}
        self._count: Counter[Titles] = Counter()
        self._is_kept = False
        told = marked_notices(text) if is_marked(path) else plain_notices(parts)
        self._read(told)
        by_folder = force_of_folder(path)
        if by_folder and not (by_folder == "open" and self._is_kept):
            self._add((), by_folder)

    def of(self, titles: Titles) -> Force | None:
        """What is known of the section under these titles, and of those around it."""
        outer = (titles[:depth] for depth in range(len(titles) + 1))
        found = {self._found[one] for one in outer if one in self._found}
        if not found:
            return None
        return "over" if "over" in found else "open"

    def _read(self, told: Iterable[Notice]) -> None:
        for one in told:
            for place, force in self._said(one):
                self._add(place, force)
            self._count[one.headings] += one.kind in ("text", "item")

    def _add(self, place: Titles, force: Force) -> None:
        if self._found.get(place) != "over":
            self._found[place] = force

    def _said(self, one: Notice) -> Iterator[tuple[Titles, Force]]:
        """What a text says of the section that it stands in, or of all."""
        if one.kind == "title":
            of_field = _worst([*_fields(one.text)])
            if force := of_field or force_of_title(one.text):
                yield one.headings[:-1] if of_field else one.headings, force
            return
        titles = one.headings
        is_head = self._count[titles] < _HEAD
        if is_head and (force := self._by_state(one)):
            yield _described(titles), force
        is_apart = one.kind == "note" or (
            one.kind == "text" and not self._count[titles]
        )
        if is_apart and (force := _marked(one.text)):
            yield titles, force
        if one.kind != "row":
            yield from _told(one, is_opening=is_apart)

    def _by_state(self, one: Notice) -> Force | None:
        """The state that a field names, or the text of a section `Status`."""
        nearest = one.headings[-1] if one.headings else ""
        states = list(_fields(one.text))
        if _expression("status").match(nearest) and one.kind != "row":
            is_chosen = one.kind != "item" or one.marker in ("[x]", "[X]")
            if is_chosen and len(one.text) <= _SHORT:
                states.append(state(one.text))
        self._is_kept = self._is_kept or "kept" in states
        return _worst(states)


def _worst(states: Sequence[Force | Literal["kept"] | None]) -> Force | None:
    if "over" in states:
        return "over"
    return "open" if "open" in states else None


def force_of_folder(path: str) -> Force | None:
    """What the folder of a document says: `docs/archive/`, `proposals/`."""
    if _expression("folders", "over").search(path):
        return "over"
    is_open = _expression("folders", "open").search(path)
    return (
        "open" if is_open and not _expression("folders", "but").search(path) else None
    )


def force_of_title(title: str) -> Force | None:
    """What a title says of its section: `Old rules`, `Reviews (proposed)`."""
    words = title.replace("’", "'")[:_SHORT]
    for one in section("force", "titles", "marked"):
        if found := _filled(one).search(words):
            return _force_of(found["state"])
    if _expression("titles", "over").search(words):
        return "over"
    return "open" if _expression("titles", "open").search(words) else None


def state(value: str) -> Force | Literal["kept"] | None:
    """The state that the value of a field is, if it is one."""
    words = value.replace("’", "'")[:_SHORT]
    if _expression("form").search(words):
        return "open"  # to be filled in
    if not _expression("value").match(words) or _expression("listed").search(words):
        return None
    if any(_own(words, "over")):
        return "over"
    is_open = any(_own(words, "open"))
    is_kept = any(_own(words, "kept"))
    return "kept" if is_kept else "open" if is_open else None


def is_denied(following: str) -> bool:
    """Does the sentence after a rule say that nobody works so."""
    words = following.replace("’", "'")[:_LONGEST]
    return any(_filled(one).match(words) for one in section("force", "denied"))


def _described(titles: Titles) -> Titles:
    """The section that the fields under these titles are about."""
    while titles and _is_about(titles[-1]):
        titles = titles[:-1]
    return titles


def _is_about(title: str) -> bool:
    return bool(_expression("status").match(title) or _expression("about").match(title))


def _fields(text: str) -> Iterator[Force | Literal["kept"] | None]:
    """The states that the fields of a text name."""
    for line in _expression("between").split(text[:_LONGEST]):
        found = _expression("fields", "field").match(line)
        if found:
            name = re.sub(r"[-_ ]+", " ", found["name"].strip(" *_")).lower()
            yield _of_field(name, found["value"].strip(" *_\"'`"))


def _of_field(name: str, value: str) -> Force | Literal["kept"] | None:
    if _expression("fields", "state").fullmatch(name):
        return state(value)
    if _expression("fields", "by").fullmatch(name):
        return None if _expression("fields", "none").match(value) else "over"
    for answer, means in (("affirmed", "yes"), ("denied", "no")):
        if _expression("fields", answer).match(value):
            for force in ("over", "open"):
                if _expression("fields", means, force).fullmatch(name):
                    return force
    return None


def _marked(text: str) -> Force | None:
    """What a note or a bold line is, or begins with: `DRAFT`, `Deprecated: ...`."""
    words = text.replace("’", "'")[:_LONGEST]
    for number, one in enumerate(section("force", "fragments")):
        found = _filled(one).match(words)
        if found and not (number and _expression("named").match(words)):
            return _force_of(found["state"])
    return None


def _told(one: Notice, *, is_opening: bool) -> Iterator[tuple[Titles, Force]]:
    """What the sentences of a text say of the document or the section around them."""
    told = _SENTENCE.split(one.text.replace("’", "'")[: _LONGEST * 2])
    for number, sentence in enumerate(told):
        words = " ".join(sentence[:_LONGEST].split())
        if _expression("said").match(words):
            yield one.headings, "over"
        subject = _expression("subject").match(words)
        if not subject or _expression("unlike").search(words):
            continue
        if subject["bare"] and (number or not is_opening):
            continue  # what the sentence before it says
        rest = words[subject.end() :].rstrip("*_\"' ")
        for force in ("over", "open"):
            if any(_filled(p).match(rest) for p in _predicates(force)):
                yield _place(one.headings, subject), force
                break


def _place(titles: Titles, subject: re.Match[str]) -> Titles:
    """The section that a sentence about `this page` or `the rules below` is about."""
    nearest = titles[-1].lower() if titles else ""
    if not subject["page"]:
        return titles
    noun = subject["page"].split()[-1].lower()
    return titles if noun in nearest and len(titles) > 1 else ()


def _predicates(force: str) -> list[str]:
    found: list[str] = section("force", "predicates", force)
    return found


def _own(words: str, force: str) -> Iterator[str]:
    """States in a text that are not those of something else that it names."""
    for found in _state(force).finditer(words):
        if not _expression("others").search(words[: found.start()]):
            yield found[0]


def _force_of(words: str) -> Force:
    return "over" if _state("over").fullmatch(words.strip()) else "open"


@cache
def _state(force: str) -> re.Pattern[str]:
    return _filled(rf"(?<![\w-])(?:<{force}>)(?![\w-])")


@cache
def _expression(*keys: str) -> re.Pattern[str]:
    found = section("force", *keys)
    return _filled("|".join(found) if isinstance(found, list) else found)


@cache
def _filled(expression: str) -> re.Pattern[str]:
    fields = section("force", "fields", "state")
    words = {"field": fields, "whole": section("force", "whole")}
    words["rules"] = section("force", "rules")
    words |= section("force", "states")
    for name, alternatives in words.items():
        expression = expression.replace(f"<{name}>", f"(?:{alternatives})")
    return re.compile(expression, re.IGNORECASE)
