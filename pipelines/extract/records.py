"""Rows on their way to schema `raw`, in batches: no history fills the memory."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Row = dict[str, Any]
Batch = tuple[str, Sequence[Row]]  # table of `pipelines.extract.tables`, rows of it

_ROWS_IN_A_BATCH = 500
_CHARACTERS_IN_A_BATCH = 4_000_000
_LONG_COLUMNS = ("text", "body", "message")


def batches(rows: Iterable[tuple[str, Row]]) -> Iterator[Batch]:
    """Gather single rows into batches, each of one table, none of them too large.

    Rows of one table keep their order.
    """
    held: dict[str, list[Row]] = {}
    sizes: Counter[str] = Counter()
    for table, row in rows:
        held.setdefault(table, []).append(row)
        sizes[table] += characters_of([row])
        is_full = len(held[table]) >= _ROWS_IN_A_BATCH
        if is_full or sizes[table] >= _CHARACTERS_IN_A_BATCH:
            yield table, held.pop(table)
            del sizes[table]
    yield from held.items()


def characters_of(rows: Iterable[Row]) -> int:
    """Count the characters of what can be long: texts, descriptions, messages."""
    return sum(len(row.get(name) or "") for row in rows for name in _LONG_COLUMNS)


def unreadable(
    repository_id: str,
    reason: str,
    *,
    path: str | None = None,
    line: int | None = None,
    quote: str | None = None,
    item_id: str | None = None,
) -> Row:
    """Row of `unreadable`: what could not be read, where, and why.

    Its id is the same on every run, while place and reason are.
    """
    place = "\n".join(
        (repository_id, path or "", item_id or "", str(line or ""), reason)
    )
    return {
        "repository_id": repository_id,
        "unreadable_id": hashlib.sha256(place.encode()).hexdigest()[:16],
        "path": path,
        "item_id": item_id,
        "reason": reason,
        "quote": quote[:500] if quote else None,
        "line": line,
    }


def completeness(
    repository_id: str,
    kind: str,
    *,
    loaded: int,
    expected: int | None,
    reason: str | None = None,
) -> Row:
    """Row of `completeness`: `expected` is None where the source cannot tell."""
    return {
        "repository_id": repository_id,
        "kind": kind,
        "expected_count": expected,
        "loaded_count": loaded,
        "reason": reason,
        "as_of": None,
    }


def counted(stream: Iterable[Batch], counts: Counter[str]) -> Iterator[Batch]:
    """Pass batches on, adding the rows of each table to `counts`."""
    for table, rows in stream:
        counts[table] += len(rows)
        yield table, rows
