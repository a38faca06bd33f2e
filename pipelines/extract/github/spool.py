"""What has been read but not yet loaded, in one SQLite file beside the raw tables.

Each page is written together with the place where the next one begins, so a run that
is killed goes on there; the memory that a run needs is that of a page. An item that
is read again replaces what was spooled of it. The file goes once it has been loaded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.extract.records import Row
from pipelines.extract.tables import RAW_TABLES
from pipelines.tables import Table

WHOLE_TABLE = -1
_VERSION = 1
_CACHE_KIB = 32_000  # rows come in no order of their keys
_TABLES: dict[str, Table] = {table.name: table for table in RAW_TABLES}
_SCHEMA = """
create table if not exists rows (
    repository text, tbl text, key text, owner integer, part text, row text,
    primary key (repository, tbl, key)
) without rowid;
create index if not exists rows_by_owner on rows (repository, owner, part);
create table if not exists replaced (
    repository text, part text, owner integer, primary key (repository, part, owner)
) without rowid;
create table if not exists work (
    repository text, job text, subject text, detail text,
    primary key (repository, job, subject)
) without rowid;
create table if not exists marks (
    repository text, name text, value text, primary key (repository, name)
) without rowid;
"""


class Spool:
    """The file; `desk` gives the part of one repository."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._connection = _open(path)

    def desk(self, repository: str) -> Desk:
        return Desk(self._connection, repository)

    def repositories(self) -> list[str]:
        """Return the repositories that something is spooled of."""
        found = self._connection.execute("select distinct repository from marks")
        return sorted(name for (name,) in found)

    def close(self) -> None:
        self._connection.close()


class Desk:
    """What is spooled of one repository."""

    def __init__(self, connection: sqlite3.Connection, repository: str) -> None:
        self._connection = connection
        self.repository = repository

    @contextmanager
    def page(self) -> Iterator[None]:
        """Keep all that is written in the block, or nothing of it."""
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def replace(self, part: str, owner: int = WHOLE_TABLE) -> None:
        """Say that what follows of `part` (of one item) is all that there is of it."""
        self._connection.execute(
            "delete from rows where repository = ? and owner = ? and part = ?",
            (self.repository, owner, part),
        )
        self._connection.execute(
            "insert or ignore into replaced values (?, ?, ?)",
            (self.repository, part, owner),
        )

    def put(
        self, rows: Iterable[tuple[str, Row]], part: str, owner: int = WHOLE_TABLE
    ) -> None:
        """Spool rows; a row replaces the one of the same key."""
        self._connection.executemany(
            "insert or replace into rows values (?, ?, ?, ?, ?, ?)",
            (
                (self.repository, table, _key(table, row), owner, part, _pack(row))
                for table, row in rows
            ),
        )

    def rows(self, table: str) -> Iterator[Row]:
        """Yield what is spooled of a table."""
        found = self._connection.execute(
            "select row from rows where repository = ? and tbl = ? order by key",
            (self.repository, table),
        )
        for (packed,) in found:
            yield json.loads(packed)

    def row(self, table: str, *key: object) -> Row | None:
        found = self._connection.execute(
            "select row from rows where repository = ? and tbl = ? and key = ?",
            (self.repository, table, _join(key)),
        ).fetchone()
        return json.loads(found[0]) if found else None

    def keys(self, table: str, part: str, owner: int) -> set[str]:
        """Return the last part of the keys of an item's rows."""
        found = self._connection.execute(
            "select key from rows where repository = ? and tbl = ? and part = ?"
            " and owner = ?",
            (self.repository, table, part, owner),
        )
        return {key.rpartition("\n")[2] for (key,) in found}

    def replaced(self) -> Iterator[tuple[str, int]]:
        """Yield what was read anew: part, and item or `WHOLE_TABLE`."""
        yield from self._connection.execute(
            "select part, owner from replaced where repository = ?",
            (self.repository,),
        )

    def owners(self, part: str) -> list[int]:
        found = self._connection.execute(
            "select owner from replaced where repository = ? and part = ?",
            (self.repository, part),
        )
        return [owner for (owner,) in found]

    def has(self, part: str, owner: int) -> bool:
        return bool(
            self._connection.execute(
                "select 1 from replaced where repository = ? and part = ?"
                " and owner = ?",
                (self.repository, part, owner),
            ).fetchone()
        )

    def add_work(self, job: str, subjects: Iterable[tuple[str, Any]]) -> None:
        """Note what is still to be done; noted twice is noted once."""
        self._connection.executemany(
            "insert or ignore into work values (?, ?, ?, ?)",
            (
                (self.repository, job, subject, json.dumps(detail))
                for subject, detail in subjects
            ),
        )

    def work(self, job: str, limit: int) -> list[tuple[str, Any]]:
        found = self._connection.execute(
            "select subject, detail from work where repository = ? and job = ?"
            # Alike together: what is asked beyond the usual is asked for many at once.
            " order by detail, subject limit ?",
            (self.repository, job, limit),
        ).fetchall()
        return [(subject, json.loads(detail)) for subject, detail in found]

    def work_count(self, job: str) -> int:
        return int(
            self._connection.execute(
                "select count(*) from work where repository = ? and job = ?",
                (self.repository, job),
            ).fetchone()[0]
        )

    def done(self, job: str, subjects: Sequence[str]) -> None:
        self._connection.executemany(
            "delete from work where repository = ? and job = ? and subject = ?",
            [(self.repository, job, subject) for subject in subjects],
        )

    def mark(self, name: str, value: object) -> None:
        """Note a place or a finding, as JSON."""
        self._connection.execute(
            "insert or replace into marks values (?, ?, ?)",
            (self.repository, name, json.dumps(value)),
        )

    def marked(self, name: str) -> Any:  # noqa: ANN401 any JSON
        """Return what was noted, None if nothing was."""
        found = self._connection.execute(
            "select value from marks where repository = ? and name = ?",
            (self.repository, name),
        ).fetchone()
        return json.loads(found[0]) if found else None

    def clear(self) -> None:
        """Forget all of it."""
        with self.page():
            for table in ("rows", "replaced", "work", "marks"):
                self._connection.execute(
                    f"delete from {table} where repository = ?", (self.repository,)
                )


def clean(value: Any) -> Any:  # noqa: ANN401 any JSON
    """Replace what no table can hold: NUL, and halves of surrogate pairs."""
    if isinstance(value, str):
        whole = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        return whole.replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value


def _key(table: str, row: Row) -> str:
    return _join([row[name] for name in _TABLES[table].key])


def _join(values: Iterable[object]) -> str:
    return "\n".join(str(value) for value in values)


def _pack(row: Row) -> str:
    return json.dumps(clean(row), ensure_ascii=False, default=str)


def _open(path: Path) -> sqlite3.Connection:
    """Open the file; one of another version or a broken one is begun anew."""
    for _ in range(2):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            (version,) = connection.execute("pragma user_version").fetchone()
            is_empty = not connection.execute("select 1 from sqlite_master").fetchone()
            if is_empty or version == _VERSION:
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                connection.execute(f"pragma cache_size = -{_CACHE_KIB}")
                connection.executescript(_SCHEMA)
                connection.execute(f"pragma user_version = {_VERSION}")
                return connection
        except sqlite3.DatabaseError:
            pass
        connection.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink(missing_ok=True)
    raise OSError(f"{path}: cannot be written")
