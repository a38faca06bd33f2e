"""Finds what no list of changes shows: what was mentioned, moved, or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.checks import instant
from pipelines.extract.github.errors import GitHubError, GoneError
from pipelines.extract.github.paging import ask, ask_nodes
from pipelines.extract.github.people import person_row
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.second_look import look_again
from pipelines.extract.records import Row

Node = dict[str, Any]

# Events of REST's list that do not move an item's `updated_at`.
SILENT_EVENTS = frozenset(
    {"connected", "disconnected", "cross-referenced", "referenced", "transferred"}
)
_IDS_IN_A_GROUP = 100
_NIGHTS = 30  # in which every item is looked at once
_MASS_SHARE, _MASS_COUNT = 0.05, 20


def again(
    reading: Reading, numbers: Iterable[int], *, has_strangers: bool = False
) -> int:
    """Note items to be read again, those apart that were read in this run.

    With `has_strangers`, numbers of which nothing is known are looked up.
    """
    found, strangers = [], []
    for number in numbers:
        if not reading.desk.has("item", number):
            node_id = reading.known.node_id(reading.known_as, number)
            if node_id is None:
                strangers.append(number)
            elif reading.known.is_living(reading.known_as, number):
                found.append((node_id, None))
    with reading.desk.page():
        reading.desk.add_work("again", found)
    if has_strangers:
        _look_up(reading, sorted(strangers))
    return len(found)


def _look_up(reading: Reading, numbers: list[int]) -> None:
    """Note those of the numbers that are items to be read."""
    owner, _, name = reading.name.partition("/")
    waiting = list(numbers)
    while waiting:
        asked: list[int] = []

        def question(size: int, asked: list[int] = asked) -> tuple[str, Node]:
            asked[:] = waiting[:size]  # noqa: B023 asked at once
            return queries.by_numbers(owner, name, asked), {}

        answer = ask(reading.client, reading.sizes.numbers, question, is_by_name=True)
        found = answer.data.get("repository") or {}
        nodes = [found.get(f"i{number}") for number in asked]
        with reading.desk.page():
            reading.desk.add_work(
                "again", [(one["id"], None) for one in nodes if one and one.get("id")]
            )
        waiting = waiting[len(asked) :]


def reconcile(reading: Reading) -> None:
    """Make the items that are known as many as GitHub counts, and the same ones."""
    for kind, field in (("issue", "issues"), ("pull_request", "pullRequests")):
        if reading.glance.get(field) is None:
            continue
        total = _total(reading, field)
        if total is None:
            continue
        known = reading.known.living_count(reading.known_as, kind)
        count = known + len(_new(reading, kind)) - len(_vanished(reading, kind))
        if count > total:
            _find_deleted(reading, kind)
        elif count < total:
            _find_missing(reading, total - count)


def sweep(reading: Reading) -> None:
    """Compare a thirtieth of the items, and people, with what is known of them.

    Most are in the second look; what is found missing or changed is read again. The
    next run goes on behind them.
    """
    if reading.desk.marked("sweep"):
        return
    look_again([reading])
    second = reading.second
    if second is None:
        return
    compared = _compare_found(reading, second.items, second.found)
    numbers = [row["number"] for row in second.items.values()]
    if renamed := second.renamed:
        with reading.desk.page():
            reading.desk.mark("renamed_people", renamed)
            for account in map(second.found.get, second.people):
                row = person_row(reading.name, account)
                if row and row["person_id"] in renamed.values():
                    reading.desk.put([("people", row)], "people")
    if numbers and not reading.is_idle:
        numbers += _compare_more(reading, numbers[-1], len(numbers))
    with reading.desk.page():
        reading.desk.mark(
            "sweep",
            {
                "items": numbers[-1] if numbers else 0,
                "people": (list(second.people) or [""])[-1],
                "compared": compared,
            },
        )


def has_changes(reading: Reading) -> bool:
    """Tell whether a second look saw an item that is not as it was."""
    second = reading.second
    return second is not None and any(
        not node or not _is_here(reading, node) or not _is_same(second.items[key], node)
        for key, node in second.found.items()
        if key in second.items
        and reading.known.is_living(reading.known_as, second.items[key]["number"])
    )


def _compare_more(reading: Reading, start: int, done: int) -> list[int]:
    """Compare what a thirtieth holds beyond the second look."""
    count = sum(
        reading.known.living_count(reading.known_as, kind)
        for kind in ("issue", "pull_request")
    )
    wanted = ceil(count / _NIGHTS) - done
    numbers = reading.known.items_from(reading.known_as, start, max(0, wanted))
    fresh = [
        number
        for number in numbers
        if not reading.desk.has("item", number)
        and reading.known.is_living(reading.known_as, number)
    ]
    for group in _groups(fresh, _IDS_IN_A_GROUP):
        _compare(reading, group)
    return numbers


def _total(reading: Reading, field: str) -> int | None:
    place = reading.desk.marked(field) or {}
    found = place.get("total_count")
    return reading.glance[field].get("totalCount") if found is None else int(found)


def _new(reading: Reading, kind: str) -> list[int]:
    """Return spooled items of a kind that are not loaded yet, or are deleted there."""
    found = []
    for number in reading.desk.owners("item"):
        row = reading.desk.row("synced_items", reading.name, number)
        is_kind = row is not None and row["item_kind"] == kind
        if is_kind and (
            reading.is_first or not reading.known.is_living(reading.known_as, number)
        ):
            found.append(number)
    return found


def _vanished(reading: Reading, kind: str) -> list[str]:
    work = reading.desk.work("tombstone", 1_000_000)
    return [subject for subject, detail in work if detail["kind"] == kind]


def _find_deleted(reading: Reading, kind: str) -> None:
    """Ask for every known item by its id: what is not there moved or was deleted."""
    living = {
        node_id: number
        for number, node_id in reading.known.living(reading.known_as, kind).items()
        if node_id and not reading.desk.has("item", number)
    }
    gone: list[str] = []
    waiting = list(_groups(list(living), _IDS_IN_A_GROUP))
    while waiting:
        asked: list[list[str]] = []

        def question(
            size: int, asked: list[list[str]] = asked, waiting: list[Any] = waiting
        ) -> tuple[str, Node]:
            asked[:] = waiting[:size]
            return queries.present(asked), {}

        answer = ask(reading.client, reading.sizes.groups, question, is_by_name=True)
        for place, ids in enumerate(asked):
            nodes = answer.data.get(f"g{place}") or []
            found = {
                str(node.get("id"))
                for node in nodes
                if node and _is_here(reading, node)
            }
            gone += [node_id for node_id in ids if node_id not in found]
        waiting = waiting[len(asked) :]
    if len(gone) > max(_MASS_COUNT, len(living) * _MASS_SHARE):
        reason = f"{len(gone)} vanished at once: a lost permission? They are kept"
        reading.withheld(f"{kind}s", reason)
        return
    for node_id in gone:
        _bury(reading, living[node_id], node_id, kind)


def _is_here(reading: Reading, node: Node) -> bool:
    place = (node.get("repository") or {}).get("nameWithOwner")
    return place is None or str(place).lower() == reading.name.lower()


def _bury(reading: Reading, number: int, node_id: str, kind: str) -> None:
    """Note that an item is gone, and whereto; read what it was linked with."""
    path = reading.rest_path(f"/issues/{number}")
    try:
        reply = reading.client.rest(path, is_redirected=False)
    except GoneError as error:
        moved_to = error.moved_to
    except GitHubError:
        return
    else:
        moved_to = _elsewhere(reading, reply.content)
        if moved_to is None:
            return  # it is there after all
    detail = {"number": number, "kind": kind, "moved_to": moved_to}
    detail["at"] = reading.client.now().isoformat()
    with reading.desk.page():
        reading.desk.add_work("tombstone", [(node_id, detail)])
    again(reading, reading.known.neighbours(reading.known_as, [number]))


def _elsewhere(reading: Reading, item: object) -> str | None:
    """Return the address of an item that is another repository's, None if ours."""
    address = str(item.get("html_url") or "") if isinstance(item, dict) else ""
    is_ours = f"/{reading.name.lower()}/" in address.lower()
    return None if not address or is_ours else address


def _find_missing(reading: Reading, count: int) -> None:
    """Look at every number that is not known, up to some above the highest one.

    An item that was transferred to here has a new number, and an old time.
    """
    numbers = {
        number
        for kind in ("issue", "pull_request")
        for number in reading.known.living(reading.known_as, kind)
    } | set(reading.desk.owners("item"))
    highest = max(numbers, default=0) + 2 * count + _MASS_COUNT
    _look_up(reading, [one for one in range(1, highest + 1) if one not in numbers])


def _compare(reading: Reading, numbers: list[int]) -> None:
    rows = [reading.known.item(reading.known_as, number) for number in numbers]
    by_id: dict[str, Row] = {row["node_id"]: row for row in rows if row}
    waiting = list(by_id)
    while waiting:
        nodes, _, _ = ask_nodes(
            reading.client, reading.sizes.records, "present_by_id", waiting
        )
        _compare_found(reading, by_id, nodes)
        waiting = waiting[len(nodes) :]


def _compare_found(
    reading: Reading, known: dict[str, Row], found: dict[str, Node | None]
) -> int:
    """Read again what is not as it was, bury what is gone; return how many."""
    changed = []
    count = 0
    for node_id, row in known.items():
        number = row["number"]
        is_living = reading.known.is_living(reading.known_as, number)
        if node_id not in found or reading.desk.has("item", number) or not is_living:
            continue
        count += 1
        node = found[node_id]
        if not node or not _is_here(reading, node):
            if f"{row['item_kind']}s" in (reading.desk.marked("withheld") or {}):
                continue  # too many are missing to believe it of this one
            _bury(reading, number, node_id, row["item_kind"])
        elif not _is_same(row, node):
            changed.append(number)
    again(reading, changed)
    return count


def _is_same(row: Node, node: Node) -> bool:
    return bool(
        instant(str(row["updated_at"])) == instant(node["updatedAt"])
        and row["comment_count"] == (node.get("comments") or {}).get("totalCount")
        and row["timeline_count"] == (node.get("timelineItems") or {}).get("totalCount")
        and row["total_comment_count"] == node.get("totalCommentsCount")
    )


def _groups(values: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
