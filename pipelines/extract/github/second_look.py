"""A second look at repositories in which nothing seems to have happened.

One query for all of them finds what no time of change shows: items that are gone or
hold another number of comments or events, logins that were changed, labels beyond the
first hundred, classic protection of branches. It can bear five hundred items, which is
all that a small repository has; of a larger one each night looks at the next ones, a
thirtieth at least, so that all have been looked at in a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.errors import UnavailableError
from pipelines.extract.github.paging import PageSize, ask
from pipelines.extract.github.people import person_id
from pipelines.extract.github.queries import Aspect
from pipelines.extract.github.reading import Reading
from pipelines.extract.records import Row

Node = dict[str, Any]

_NIGHTS = 30  # in which every item is looked at once
_IDS = 100  # in one list of nodes
_ITEMS, _PEOPLE = 500, 1000  # of all repositories that one query asks about
_FEW = 100  # people of one repository among many


@dataclass(slots=True)
class SecondLook:
    """What is to be looked at, and what was found.

    Attributes:
        items: Rows of `synced_items`, by node id.
        people: Login by node id, as it is known.
        found: Node by id, None where it is gone or hidden.
        labels: The labels beyond the first hundred; None if they were not all seen.
        protection: Rules of classic protection; None if they may not be read.
    """

    items: dict[str, Row]
    people: dict[str, str]
    cursors: list[str]
    found: dict[str, Node | None] = field(default_factory=dict)
    labels: list[Node] | None = None
    protection: list[Node] | None = None

    @property
    def renamed(self) -> dict[str, str]:
        """Logins that were changed: the new one by the old one."""
        told: dict[str, str] = {}
        for node_id, known in self.people.items():
            now = person_id(self.found.get(node_id))
            if now and now != known:
                told[known] = now
        return told


def look_again(readings: Sequence[Reading]) -> None:
    """Look at these repositories once more, many at a time."""
    waiting = [reading for reading in readings if reading.second is None]
    people = _PEOPLE if len(waiting) == 1 else _FEW
    for reading in waiting:
        reading.second = _wanted(reading, _ITEMS // len(waiting), people)
    while waiting:
        asked: list[Reading] = []

        def question(
            size: int,
            waiting: list[Reading] = waiting,
            asked: list[Reading] = asked,
        ) -> tuple[str, Node]:
            asked[:] = _fitting(waiting, size * _IDS)
            return queries.second_look([_aspect(one) for one in asked]), {}

        first = waiting[0]
        size: PageSize = first.sizes.second
        try:
            answer = ask(first.client, size, question, is_by_name=True)
        except UnavailableError as error:
            first.progress.say(f"  {first.name}: no second look: {error.what}")
            first.second = SecondLook({}, {}, [])
            waiting = waiting[1:]
            continue
        for place, reading in enumerate(asked):
            _take(reading, place, answer.data)
        waiting = waiting[len(asked) :]


def _wanted(reading: Reading, allowed: int, people: int) -> SecondLook:
    known, name = reading.known, reading.known_as
    count = sum(known.living_count(name, kind) for kind in ("issue", "pull_request"))
    wanted = min(count, max(allowed, min(ceil(count / _NIGHTS), _IDS)))
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
    cursors = list(reading.state.get("label_cursors") or []) if is_longer else []
    items = {row["node_id"]: row for row in rows if row}
    return SecondLook(items, logins, cursors)


def _fitting(waiting: list[Reading], item_count: int) -> list[Reading]:
    """Return as many of them as one query can bear, at least one."""
    found: list[Reading] = []
    items = people = 0
    for reading in waiting:
        second = reading.second or SecondLook({}, {}, [])
        items += len(second.items)
        people += len(second.people)
        if found and (items > item_count or people > _PEOPLE):
            break
        if items > item_count:  # too much for one query: the rest is looked at later
            second.items = dict(list(second.items.items())[:item_count])
        found.append(reading)
    return found


def _aspect(reading: Reading) -> Aspect:
    second = reading.second or SecondLook({}, {}, [])
    return Aspect(
        reading.owner,
        reading.name.partition("/")[2],
        list(_groups(list(second.items))),
        list(_groups(list(second.people))),
        second.cursors,
    )


def _groups(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _IDS):
        yield ids[start : start + _IDS]


def _take(reading: Reading, place: int, data: Any) -> None:  # noqa: ANN401 any JSON
    second = reading.second
    if second is None:
        return
    for name, ids in (("s", second.items), ("p", second.people)):
        for number, group in enumerate(_groups(list(ids))):
            _match(second, group, data.get(f"{name}{place}_{number}"))
    repository = data.get(f"q{place}") or {}
    rules = repository.get("branchProtectionRules")
    if rules is not None and not (rules.get("pageInfo") or {}).get("hasNextPage"):
        second.protection = [one for one in rules.get("nodes") or [] if one]
    found = [repository.get(f"l{number}") for number in range(len(second.cursors))]
    pages: list[Node] = [page for page in found if page]
    if pages and len(pages) == len(found):
        goes_on = (pages[-1].get("pageInfo") or {}).get("hasNextPage")
        nodes = [one for page in pages for one in page.get("nodes") or [] if one]
        second.labels = None if goes_on else list({n["id"]: n for n in nodes}.values())


def _match(second: SecondLook, ids: list[str], nodes: list[Node | None] | None) -> None:
    if nodes and len(nodes) == len(ids):
        second.found |= dict(zip(ids, nodes, strict=True))
