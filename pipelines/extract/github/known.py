"""What was loaded before: asked of the raw tables, never held as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from pipelines.errors import WarehouseError
from pipelines.extract.github.completeness import NOT_READ
from pipelines.extract.github.sight import SaidBefore
from pipelines.extract.loading import LIMITS
from pipelines.extract.records import Row

_REVIEW_COMMENTS = (
    "from store.raw.comments join (select repository_id, number"
    " from store.raw.pull_requests where deleted_at is null) as living"
    " using (repository_id, number)"
    " where repository_id = ? and kind = 'review_comment' and deleted_at is null"
)


class Known:
    """The raw tables as they were before this run; nothing if there are none."""

    def __init__(self, raw_path: Path) -> None:
        """Open the file for reading.

        Raises:
            WarehouseError: It is damaged, or another program has it open.
        """
        spilled = str(raw_path.absolute().with_name("raw.spilled"))
        self._connection = duckdb.connect(
            ":memory:", config={**LIMITS, "temp_directory": spilled}
        )
        self._tables: set[str] = set()
        if not raw_path.exists():
            return
        try:
            place = str(raw_path.absolute()).replace("'", "''")
            self._connection.execute(f"attach '{place}' as store (read_only)")
            self._connection.execute("set timezone = 'UTC'")
            found = self._connection.execute(
                "select table_name from information_schema.tables"
                " where table_catalog = 'store' and table_schema = 'raw'"
            ).fetchall()
        except duckdb.Error as error:
            self._connection.close()
            raise WarehouseError(
                f"{raw_path}: cannot be read: {str(error).splitlines()[0]}",
                "Close the program that has it open; if it is damaged, delete it.",
            ) from error
        self._tables = {name for (name,) in found}

    def close(self) -> None:
        self._connection.close()

    def state(self, node_id: str) -> tuple[str, Mapping[str, Any]] | None:
        """Return the repository's id at its last reading, and what that left behind."""
        rows = self._rows(
            "sync_states", "select repository_id, state from store.raw.sync_states"
            " where node_id = ?", [node_id],
        )  # fmt: skip
        if not rows:
            return None
        state = rows[0][1]
        return rows[0][0], json.loads(state) if isinstance(state, str) else state

    def item(self, repository_id: str, number: int) -> Row | None:
        """Return a row of `synced_items`."""
        found = self._connection
        if "synced_items" not in self._tables:
            return None
        found.execute(
            "select * exclude (_dlt_load_id, _dlt_id) from store.raw.synced_items"
            " where repository_id = ? and number = ?", [repository_id, number],
        )  # fmt: skip
        row = found.fetchone()
        if row is None:
            return None
        names = [column[0] for column in found.description or ()]
        item = dict(zip(names, row, strict=True))
        item["updated_at"] = item["updated_at"] and item["updated_at"].isoformat()
        return item

    def living(self, repository_id: str, kind: str) -> dict[int, str]:
        """Return number and node id of the items of a kind that are not deleted."""
        table = "issues" if kind == "issue" else "pull_requests"
        rows = self._rows(
            table, f"select number, node_id from store.raw.{table}"
            " where repository_id = ? and deleted_at is null", [repository_id],
        )  # fmt: skip
        return dict(rows)

    def node_id(self, repository_id: str, number: int) -> str | None:
        row = self.item(repository_id, number)
        return row["node_id"] if row else None

    def deployments(self, repository_id: str) -> dict[str, Any]:
        """Return when each deployment was updated last, by id."""
        return dict(
            self._rows(
                "deployments",
                "select deployment_id, updated_at from store.raw.deployments"
                " where repository_id = ?",
                [repository_id],
            )
        )

    def people_from(self, repository_id: str, start: str, limit: int) -> dict[str, str]:
        """Return login by node id of accounts above `start`, lowest first."""
        return dict(
            self._rows(
                "people",
                "select node_id, person_id from store.raw.people"
                " where repository_id = ? and node_id > ?"
                " order by node_id, person_id limit ?",
                [repository_id, start, limit],
            )
        )

    def has_account(self, repository_id: str, person_id: str) -> bool:
        """Tell whether GitHub itself named a person before, not a commit alone."""
        return bool(
            self._rows(
                "people",
                "select 1 from store.raw.people"
                " where repository_id = ? and person_id = ? and email is null",
                [repository_id, person_id],
            )
        )

    def accounts(self, repository_id: str) -> set[str]:
        """Return all whom GitHub itself named before."""
        rows = self._rows(
            "people",
            "select person_id from store.raw.people"
            " where repository_id = ? and email is null",
            [repository_id],
        )
        return {person for (person,) in rows}

    def are_linked(self, repository_id: str, number: int, target: int) -> bool:
        """Tell whether the target's own timeline says that the item mentions it."""
        return bool(
            self._rows(
                "item_links", "select 1 from store.raw.item_links where kind ="
                " 'cross_referenced' and repository_id = ? and number = ?"
                " and target_repository_id = ? and target_number = ?",
                [repository_id, number, repository_id, target],
            )
        )  # fmt: skip

    def targets(self, repository_id: str, numbers: Iterable[int]) -> set[int]:
        """Return the items here that any of `numbers` is linked with."""
        rows = self._rows(
            "item_links", "select target_number from store.raw.item_links"
            " where repository_id = ? and target_repository_id = ?"
            " and list_contains(?::bigint[], number)",
            [repository_id, repository_id, list(numbers)],
        )  # fmt: skip
        return {number for (number,) in rows}

    def review_comment_ids(self, repository_id: str, number: int) -> set[str]:
        rows = self._rows(
            "comments", "select comment_id from store.raw.comments where"
            " repository_id = ? and number = ? and kind = 'review_comment'"
            " and deleted_at is null", [repository_id, number],
        )  # fmt: skip
        return {name for (name,) in rows}

    def review_comments(
        self, repository_id: str, start: str = "", limit: int | None = None
    ) -> dict[str, SaidBefore]:
        """Return review comments that are not deleted, by node id, above `start`."""
        rows = self._rows(
            "comments", f"select comment_id, number, updated_at {_REVIEW_COMMENTS}"
            " and updated_at is not null and comment_id > ?"
            " order by comment_id limit ?", [repository_id, start, limit],
        )  # fmt: skip
        return {name: SaidBefore(number, at.isoformat()) for name, number, at in rows}

    def has_uncounted(self, repository_id: str) -> bool:
        """Tell whether the server did not count all comments of a pull request."""
        return bool(
            self._rows(
                "synced_items",
                "select 1 from store.raw.synced_items where repository_id = ?"
                " and item_kind = 'pull_request' and total_comment_count is null"
                " limit 1",
                [repository_id],
            )
        )

    def review_comment_count(self, repository_id: str) -> int:
        rows = self._rows(
            "comments", f"select count(*) {_REVIEW_COMMENTS}", [repository_id]
        )
        return int(rows[0][0]) if rows else 0

    def living_count(self, repository_id: str, kind: str) -> int:
        table = "issues" if kind == "issue" else "pull_requests"
        rows = self._rows(
            table,
            f"select count(*) from store.raw.{table}"
            " where repository_id = ? and deleted_at is null",
            [repository_id],
        )
        return int(rows[0][0]) if rows else 0

    def is_living(self, repository_id: str, number: int) -> bool:
        """Tell whether an item is loaded and not deleted."""
        return any(
            self._rows(
                table,
                f"select 1 from store.raw.{table} where repository_id = ?"
                " and number = ? and deleted_at is null",
                [repository_id, number],
            )
            for table in ("issues", "pull_requests")
        )

    def items_from(self, repository_id: str, start: int, limit: int) -> list[int]:
        """Return numbers of living items above `start`, lowest first."""
        rows = self._rows(
            "synced_items",
            "select number from store.raw.synced_items where repository_id = ?"
            " and number > ? order by number limit ?",
            [repository_id, start, limit],
        )
        return [number for (number,) in rows]

    def is_behind(self, repository_id: str) -> bool:
        """Tell whether the last run could not read the repository."""
        return bool(
            self._rows(
                "completeness",
                "select 1 from store.raw.completeness"
                " where repository_id = ? and starts_with(reason, ?)",
                [repository_id, NOT_READ],
            )
        )

    def synced_at(self, repository_id: str) -> str:
        """Return when the repository was read last, empty if never."""
        rows = self._rows(
            "sync_states",
            "select synced_at from store.raw.sync_states where repository_id = ?",
            [repository_id],
        )
        return rows[0][0].isoformat() if rows and rows[0][0] else ""

    def _rows(self, table: str, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
        if table not in self._tables:
            return []
        found: list[tuple[Any, ...]] = self._connection.execute(sql, values).fetchall()
        return found
