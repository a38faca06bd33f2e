"""Whether a document, and each of its sections, is in force: as it says of itself.

A proposal, a rejected record and a page that was moved state rules, too; they are none
of the team's. What is `open` may become one, what is `over` is read no further. Only
what says so plainly counts: a rule that is lost is lost without a trace.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from pipelines.read.clauses.lexicon import filled, section
from pipelines.read.clauses.notices import Notice, Titles, marked_notices, plain_notices
from pipelines.read.clauses.passages import is_marked
from pipelines.read.clauses.records import Passage

Force = Literal["open", "over"]
State = Force | Literal["kept"]

_LONGEST = 400  # characters of a text that are looked at
_SHORT = 120  # of one that may be a title, or a field
_HEAD = 3  # texts of a section among which its fields stand
_SENTENCE = re.compile(r"(?<=[.!?])[\s*_]+|\n{2,}")


class Forces:
    """The sections of a document that are not in force."""

    def __init__(self, text: str, path: str, parts: list[Passage]) -> None:
        """Read what the document says of itself, and what its folder says."""
        self._path = path
        self._found: dict[Titles, Force] = {}
        self._whole: set[Titles] = set()  # that, with all that stands below it
        self._count: Counter[Titles] = Counter()
        self._fields: defaultdict[Titles, set[State]] = defaultdict(set)
        self._states: defaultdict[Titles, set[State]] = defaultdict(set)
        self._read(marked_notices(text) if is_marked(path) else plain_notices(parts))
        is_kept = any("kept" in states for states in self._states.values())
        by_folder = force_of_folder(path)
        if by_folder and not (by_folder == "open" and is_kept):
            self._add((), by_folder)

    def of(self, titles: Titles) -> Force | None:
        """What is known of the section under these titles, and of those around it."""
        outer = (titles[:depth] for depth in range(len(titles) + 1))
        known = (one for one in outer if one in self._found)
        found = {self._found[one] for one in known if self._reaches(one, titles)}
        if not found:
            return None
        return "over" if "over" in found else "open"

    def _reaches(self, place: Titles, titles: Titles) -> bool:
        """`This process is obsolete` says nothing of `The new process` below it."""
        below = titles[len(place) :]
        is_new = any(_expression("renewed").match(one) for one in below)
        return place in self._whole or not is_new

    def _read(self, told: Iterable[Notice]) -> None:
        for one in told:
            if one.kind == "title":
                self._add(one.headings, force_of_title(one.text))
                continue
            self._note(one)
            for place, force, is_whole in _told(one):
                self._add(place, force, is_whole=is_whole)
            self._count[one.headings] += one.kind in ("text", "item")
        for place, states in self._fields.items():
            if len(states) == 1:  # several are a list of states
                self._states[place] |= states
        for place, states in self._states.items():
            if "over" in states:
                self._add(place, "over")
            elif "open" in states and "kept" not in states:
                self._add(place, "open")

    def _add(
        self, place: Titles, force: Force | None, *, is_whole: bool = True
    ) -> None:
        if force and is_whole:
            self._whole.add(place)
        if force and self._found.get(place) != "over":
            self._found[place] = force

    def _note(self, one: Notice) -> None:
        """Keep the states that fields name, or the text of a section `Status`."""
        place = _described(one.headings)
        is_record = _is_record(self._path, place)
        if one.kind == "matter":
            self._states[place].update(_states(one.text, is_record=is_record))
            self._states[place].update(_affirmed(one.text))
            return
        is_opening = len(place) <= 1 or not self._count[one.headings]
        is_head = is_opening and not _expression("readme").search(self._path)
        if not (is_head or is_record) or self._count[one.headings] >= _HEAD:
            return
        if is_record or one.kind == "text":
            self._fields[place].update(_states(one.text, is_record=is_record))
        if one.headings and _expression("status").match(one.headings[-1]):
            is_chosen = one.kind == "text" or one.marker in ("[x]", "[X]")
            found = state(one.text, is_record=is_record) if is_chosen else None
            self._states[place].update([found] if found else [])


def force_of_folder(path: str) -> Force | None:
    """What the folder of a document says: `docs/archive/`, `proposals/`."""
    if _expression("folders", "over").search(path):
        return "over"
    is_open = _expression("folders", "open").search(path)
    return "open" if is_open and not _expression("guide").search(path) else None


def force_of_title(title: str) -> Force | None:
    """What a title says of its section: `Old rules`, `Reviews (deprecated)`."""
    words = title[:_SHORT]
    if _expression("titles", "over").search(words):
        return "over"
    return "open" if _expression("titles", "open").search(words) else None


def state(value: str, *, is_record: bool) -> State | None:
    """The state that the value of a field is, if it is one.

    Args:
        value: As it is written: `Superseded by ADR 9`.
        is_record: It is one of a decision or a proposal, which have many states.
    """
    words = value.strip(" *_\"'")[:_SHORT]
    found = _expression("value").match(words) if is_record else None
    if found:
        return "over" if found["is_over"] else "open" if found["is_open"] else "kept"
    if _expression("plain", "over").fullmatch(words):
        return "over"
    return "open" if _expression("plain", "open").fullmatch(words) else None


def is_denied(following: str) -> bool:
    """Does the sentence after a rule say that nobody works so."""
    words = following.replace("’", "'")[:_LONGEST]
    return bool(_expression("denied").match(words))


def _is_record(path: str, place: Titles) -> bool:
    """Is the section at `place` one of a decision or a proposal, or all about it."""
    is_by_path = _expression("record", "path").search(path)
    if len(place) <= 1 and is_by_path and not _expression("guide").search(path):
        return True
    return bool(place and _expression("record", "title").search(place[-1]))


def _described(titles: Titles) -> Titles:
    """The section that the fields under these titles are about."""
    while titles and _is_about(titles[-1]):
        titles = titles[:-1]
    return titles


def _is_about(title: str) -> bool:
    return bool(_expression("status").match(title) or _expression("about").match(title))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """The names and values of the fields of a text."""
    for line in _expression("between").split(text[:_LONGEST]):
        if found := _expression("fields", "field").match(line):
            yield re.sub(r"[-_ ]+", " ", found["name"].strip(" *_")), found["value"]


def _states(text: str, *, is_record: bool) -> list[State]:
    found = (
        state(value, is_record=is_record)
        for name, value in _fields(text)
        if _expression("fields", "state").fullmatch(name)
    )
    return [one for one in found if one]


def _affirmed(text: str) -> Iterator[Force]:
    """What front matter says with a word that is true: `draft: true`."""
    for name, value in _fields(text):
        if _expression("fields", "affirmed").match(value):
            if _expression("fields", "over").fullmatch(name):
                yield "over"
            if _expression("fields", "open").fullmatch(name):
                yield "open"


def _told(one: Notice) -> Iterator[tuple[Titles, Force, bool]]:
    """What the sentences of a text say of the document or the section around them.

    And whether of all that stands there, or of a process.
    """
    if one.kind == "row":
        return
    for sentence in _SENTENCE.split(one.text.replace("’", "'")[: _LONGEST * 2]):
        words = " ".join(sentence[:_LONGEST].split())
        if said := _expression("said").match(words):
            yield one.headings, "over", bool(said["page"])
        if subject := _expression("subject").match(words):
            rest = words[subject.end() :].rstrip("*_\"' ")
            if _expression("predicates", "over").match(rest):
                yield _place(one.headings, subject), "over", bool(subject["page"])
            elif _expression("predicates", "open").match(rest):
                yield _place(one.headings, subject), "open", bool(subject["page"])


def _place(titles: Titles, subject: re.Match[str]) -> Titles:
    """The section that a sentence about `this page` or `this process` is about."""
    nearest = titles[-1].lower() if titles else ""
    if not subject["page"]:
        return titles
    noun = subject["page"].lower()
    return titles if noun in nearest and len(titles) > 1 else ()


@cache
def _expression(*keys: str) -> re.Pattern[str]:
    found = section("force", *keys)
    expression = "|".join(found) if isinstance(found, list) else str(found)
    words = {"field": section("force", "fields", "state"), **section("force", "states")}
    return re.compile(filled(expression, words), re.IGNORECASE)
