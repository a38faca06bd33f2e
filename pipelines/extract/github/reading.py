"""One repository being read: who is asked, what for, and where it is put down."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pipelines.extract.github.client import Client
from pipelines.extract.github.glances import fingerprint
from pipelines.extract.github.known import Known
from pipelines.extract.github.paging import PageSize
from pipelines.extract.github.sight import Sight
from pipelines.extract.github.spool import Desk
from pipelines.extract.records import Row, unreadable
from pipelines.progress import Progress


@dataclass(slots=True)
class Shared:
    """What a run's repositories share: page sizes that work, teams of their owners."""

    issues: PageSize = field(default_factory=lambda: PageSize(50))
    pull_requests: PageSize = field(default_factory=lambda: PageSize(25, 50))
    items: PageSize = field(default_factory=lambda: PageSize(25, 50))
    checks: PageSize = field(default_factory=lambda: PageSize(50))
    further: PageSize = field(default_factory=lambda: PageSize(10, 20))
    records: PageSize = field(default_factory=lambda: PageSize(100))
    numbers: PageSize = field(default_factory=lambda: PageSize(200, 200))
    groups: PageSize = field(default_factory=lambda: PageSize(10, 10))
    second: PageSize = field(default_factory=lambda: PageSize(5, 5))
    teams: PageSize = field(default_factory=lambda: PageSize(25))
    glances: PageSize = field(default_factory=lambda: PageSize(50, 50))
    teams_of: dict[str, Any] = field(default_factory=dict)


def _spoken(seconds: float) -> str:
    return f"{seconds:,.0f} s" if seconds < 120 else f"{seconds / 60:,.0f} min"


@dataclass(slots=True)
class Reading:
    """What is being read.

    Attributes:
        name: `owner/name` as GitHub has it now: the repository's id.
        glance: The look at it (query `Glance`) on which this reading is founded.
        state: What the last reading left behind, empty at the first.
        known_as: The repository's id at its last reading: it may have been renamed.
        is_skipped: Nothing happened to it, and it is not its turn.
        is_seen_whole: The second look is at all of its items and review comments.
        places: Where the rounds over all items and people stand, of all repositories.
        second: What a second look at it found.
    """

    client: Client
    desk: Desk
    progress: Progress
    sizes: Shared
    name: str
    glance: Mapping[str, Any]
    state: Mapping[str, Any]
    known: Known
    known_as: str
    is_skipped: bool = False
    is_seen_whole: bool = False
    places: Desk | None = None
    second: Sight | None = None
    began_at: dict[str, float] = field(default_factory=dict)

    @property
    def owner(self) -> str:
        return self.name.partition("/")[0]

    @property
    def variables(self) -> dict[str, Any]:
        owner, _, name = self.name.partition("/")
        return {"owner": owner, "name": name}

    @property
    def is_first(self) -> bool:
        return not self.state

    @property
    def is_idle(self) -> bool:
        """Tell whether a first look sees it as the last reading left it."""
        return not self.is_first and self.state.get("glance") == fingerprint(
            self.glance
        )

    def place(self, round_: str) -> Any:  # noqa: ANN401 any JSON
        """Return where a round over what is known of the repository stands."""
        return self.places.marked(f"{round_}:{self._id}") if self.places else None

    def move(self, round_: str, place: object) -> None:
        """Note where the next run goes on with a round."""
        if self.places:
            with self.places.page():
                self.places.mark(f"{round_}:{self._id}", place)

    @property
    def _id(self) -> str:
        return str(self.glance["id"])

    def item(self, number: int) -> Row | None:
        """Return the row of `synced_items`, as spooled, else as loaded."""
        found = self.desk.row("synced_items", self.name, number)
        if self.is_first:
            return found
        return found or self.known.item(self.known_as, number)

    def count(self, what: str, done: int, total: int | None = None) -> None:
        """Say how far a list has been read, what points are left, and time to go."""
        elapsed = time.monotonic() - self.began_at.setdefault(what, time.monotonic())
        told = [self.name, what]
        points = self.client.limits.points_left()
        if points is not None:
            told.append(f"{points:,} points left")
        if total and done and done < total and elapsed > 5:
            told.append(f"{_spoken(elapsed * (total - done) / done)} to go")
        self.progress.count(", ".join(told), done, total)

    def rest_path(self, path: str) -> str:
        return f"/repos/{self.name}{path}"

    def withheld(self, kind: str, reason: str) -> None:
        """Note that a kind of record may not be read, and what permission would do."""
        found = self.desk.marked("withheld") or {}
        with self.desk.page():
            self.desk.mark("withheld", found | {kind: reason})
        self.progress.say(f"  {self.name}: {kind} not readable: {reason}")

    def readable(self, *kinds: str) -> None:
        """Note that kinds of record were read. Call it within a page."""
        found = self.desk.marked("readable") or []
        self.desk.mark("readable", sorted({*found, *kinds}))

    def unreadable(self, reason: str, *, number: int | None = None) -> None:
        """Put down that something could not be read. Call it within a page."""
        item = f"{self.name}#{number}" if number else None
        row = unreadable(self.name, reason, item_id=item)
        self.desk.put([("unreadable", row)], "unreadable", number or 0)

    def people(self, rows: Iterable[Row | None]) -> None:
        """Put down accounts; a mere login hides no name. Call it within a page."""
        for row in rows:
            if row is None:
                continue
            name = row["person_id"]
            is_bare = str(row["display_name"]).lower() in name
            if is_bare and (
                self.desk.row("people", self.name, name)
                or self.known.has_account(self.known_as, name)
            ):
                continue
            self.desk.put([("people", row)], "people")
