"""A second look at repositories in which nothing seems to have happened.

One query for many of them finds what no time of change shows: items that are gone or
hold another number of comments or events, logins that were changed, labels beyond the
first hundred, classic protection of branches, and, where a repository is looked at as
a whole, review comments that were edited. A query can bear five hundred items; of a
larger repository each night looks at the next ones, a thirtieth at least, so that all
have been looked at in a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.errors import UnavailableError
from pipelines.extract.github.paging import PageSize, ask
from pipelines.extract.github.queries import Aspect
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.sight import Node, SaidBefore, Sight

ITEMS = 500  # that one query can bear; it bears people and comments beside them
LIGHT = 10  # people or review comments, which hold no lists, weigh as much as an item
_NIGHTS = 30  # in which every item is looked at once
_IDS = 100  # in one list of nodes
_PEOPLE = 1000  # of a repository that is looked at alone, and as many comments
_FEW = 100  # people of one repository among many
_ROOM = 120  # items that each step of the query's size has room for, people included
_REPOSITORIES = 50  # in one query


@dataclass(slots=True)
class _Portion:
    """What one query asks of one repository."""

    reading: Reading
    items: list[str]
    people: list[str]
    comments: list[str]
    cursors: list[str]


@dataclass(slots=True)
class _Waiting:
    """What is still to be asked of one repository."""

    reading: Reading
    sight: Sight
    items: list[str]
    people: list[str]
    comments: list[str]
    is_begun: bool = False

    @property
    def is_over(self) -> bool:
        return self.is_begun and not (self.items or self.people or self.comments)


def look_again(readings: Sequence[Reading]) -> None:
    """Look at these repositories once more, many at a time."""
    fresh = [reading for reading in readings if reading.second is None]
    people = _PEOPLE if len(fresh) == 1 else _FEW
    waiting = [_begin(reading, ITEMS // len(fresh), people) for reading in fresh]
    while waiting:
        asked: list[_Portion] = []

        def question(
            size: int,
            waiting: list[_Waiting] = waiting,
            asked: list[_Portion] = asked,
        ) -> tuple[str, Node]:
            asked[:] = _portions(waiting, size * _ROOM)
            return queries.second_look([_aspect(one) for one in asked]), {}

        first = waiting[0].reading
        size: PageSize = first.sizes.second
        try:
            answer = ask(first.client, size, question, is_by_name=True)
        except UnavailableError as error:
            first.progress.say(f"  {first.name}: no second look: {error.what}")
            first.second = Sight()
            waiting = waiting[1:]
            continue
        for place, portion in enumerate(asked):
            _take(waiting[place], portion, place, answer.data)
        waiting = [one for one in waiting if not one.is_over]


def weight_of(reading: Reading) -> float:
    """Return how many queries it takes to look at all of a repository."""
    known, name = reading.known, reading.known_as
    comments = known.review_comment_count(name)
    return (_count(reading) + comments / LIGHT) / ITEMS


def _count(reading: Reading) -> int:
    return sum(
        reading.known.living_count(reading.known_as, kind)
        for kind in ("issue", "pull_request")
    )


def _begin(reading: Reading, allowed: int, people: int) -> _Waiting:
    sight = reading.second = _wanted(reading, allowed, people)
    return _Waiting(
        reading, sight, list(sight.items), list(sight.people), list(sight.comments)
    )


def _wanted(reading: Reading, allowed: int, people: int) -> Sight:
    known, name = reading.known, reading.known_as
    count = _count(reading)
    wanted = min(count, max(allowed, min(ceil(count / _NIGHTS), _IDS)))
    if reading.is_seen_whole:
        wanted = count
    start = int(reading.place("items") or reading.state.get("sweep_position") or 0)
    numbers = known.items_from(name, start, wanted)
    if len(numbers) < wanted:
        numbers += known.items_from(name, 0, wanted - len(numbers))
    rows = [known.item(name, number) for number in dict.fromkeys(numbers)]
    logins = known.people_from(name, str(reading.place("people") or ""), people)
    if len(logins) < people:
        logins |= known.people_from(name, "", people - len(logins))
    labels = reading.glance.get("labels") or {}
    is_longer = (labels.get("totalCount") or 0) > _IDS
    return Sight(
        items={row["node_id"]: row for row in rows if row},
        people=logins,
        comments=_comments(reading),
        cursors=list(reading.state.get("label_cursors") or []) if is_longer else [],
    )


def _comments(reading: Reading) -> dict[str, SaidBefore]:
    """Return all review comments, or the next ones where no count tells of them."""
    known, name = reading.known, reading.known_as
    if reading.is_seen_whole:
        return known.review_comments(name)
    if not known.has_uncounted(name):
        return {}
    start = str(reading.place("comments") or "")
    found = known.review_comments(name, start, _PEOPLE)
    if len(found) < _PEOPLE:
        found |= known.review_comments(name, "", _PEOPLE - len(found))
    return found


def _portions(waiting: list[_Waiting], room: int) -> list[_Portion]:
    """Return what one query can bear of the first of them, at least something."""
    found: list[_Portion] = []
    for one in waiting[:_REPOSITORIES]:
        people = one.people[: max(room, 1) * LIGHT]
        room -= ceil(len(people) / LIGHT)
        items = one.items[: max(room, 0)]
        room -= len(items)
        comments = one.comments[: max(room, 0) * LIGHT]
        room -= ceil(len(comments) / LIGHT)
        cursors = [] if one.is_begun else one.sight.cursors
        found.append(_Portion(one.reading, items, people, comments, cursors))
        if room <= 0:
            break
    return found


def _aspect(portion: _Portion) -> Aspect:
    return Aspect(
        portion.reading.owner,
        portion.reading.name.partition("/")[2],
        list(_groups(portion.items)),
        list(_groups(portion.people)),
        list(_groups(portion.comments)),
        portion.cursors,
    )


def _groups(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _IDS):
        yield ids[start : start + _IDS]


def _take(one: _Waiting, portion: _Portion, place: int, data: Any) -> None:  # noqa: ANN401 any JSON
    asked = {"s": portion.items, "p": portion.people, "c": portion.comments}
    for name, ids in asked.items():
        for number, group in enumerate(_groups(ids)):
            _match(one.sight, group, data.get(f"{name}{place}_{number}"))
    del one.items[: len(portion.items)]
    del one.people[: len(portion.people)]
    del one.comments[: len(portion.comments)]
    if not one.is_begun:
        one.is_begun = True
        _take_sections(one.sight, data.get(f"q{place}") or {})


def _take_sections(sight: Sight, repository: Node) -> None:
    rules = repository.get("branchProtectionRules")
    if rules is not None and not (rules.get("pageInfo") or {}).get("hasNextPage"):
        sight.protection = [one for one in rules.get("nodes") or [] if one]
    found = [repository.get(f"l{number}") for number in range(len(sight.cursors))]
    pages: list[Node] = [page for page in found if page]
    if pages and len(pages) == len(found):
        goes_on = (pages[-1].get("pageInfo") or {}).get("hasNextPage")
        nodes = [one for page in pages for one in page.get("nodes") or [] if one]
        sight.labels = None if goes_on else list({n["id"]: n for n in nodes}.values())


def _match(sight: Sight, ids: list[str], nodes: list[Node | None] | None) -> None:
    if nodes and len(nodes) == len(ids):
        sight.found |= dict(zip(ids, nodes, strict=True))
