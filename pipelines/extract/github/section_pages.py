"""One section of a repository: asked for page by page, put down as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.extract.github import queries
from pipelines.extract.github.answers import Answer
from pipelines.extract.github.errors import WithheldError
from pipelines.extract.github.glances import fingerprint
from pipelines.extract.github.paging import PageSize, ask, following
from pipelines.extract.github.reading import Reading
from pipelines.extract.records import Row

Node = dict[str, Any]


def is_due(reading: Reading, section: str, seen: object) -> bool:
    """Tell whether a section is to be read: it changed, and this run has not yet."""
    if reading.desk.marked(f"section:{section}"):
        return False
    if reading.is_first or seen is None:
        return True
    last = (reading.state.get("looks") or {}).get(section)
    return bool(last != seen)


def all_records(
    reading: Reading, section: str, query: str | None = None
) -> Iterator[Node]:
    """Yield all records of a section, page by page."""
    cursor: str | None = None
    cursors: list[str] = []
    while True:
        answer = page_of(
            reading,
            query or f"all_{section}",
            reading.sizes.records,
            reading.variables,
            cursor,
        )
        connection = (answer.data.get("repository") or {}).get(section)
        if connection is None:
            problem = answer.problem_at("repository", section)
            raise WithheldError(
                f"{reading.name}: {section}: {problem.message if problem else 'null'}"
            )
        yield from (node for node in connection.get("nodes") or [] if node)
        cursor = following(connection, cursor)
        if cursor is None:
            break
        cursors.append(cursor)
    if section == "labels":
        with reading.desk.page():
            reading.desk.mark("label_cursors", cursors)


def page_of(
    reading: Reading, name: str, size: PageSize, variables: Node, cursor: str | None
) -> Answer:
    return ask(
        reading.client,
        size,
        lambda first: (
            queries.document(name),
            variables | {"first": first, "after": cursor},
        ),
    )


def keep(
    reading: Reading,
    section: str,
    tables: list[tuple[str, list[Row]]],
    people: list[Row | None] | None = None,
) -> None:
    """Put a section down, unless it is what the last reading left."""
    digest = digest_of(tables)
    last = (reading.state.get("digests") or {}).get(section)
    counts = {table: len(rows) for table, rows in tables}
    with reading.desk.page():
        reading.desk.mark(f"section:{section}", {"digest": digest, "counts": counts})
        reading.readable(section, *counts)
        if digest == last:
            return
        for table, rows in tables:
            reading.desk.replace(table)
            reading.desk.put(((table, row) for row in rows), table)
        reading.people(people or [])


def note_asked(reading: Reading, section: str) -> None:
    """Note that a section was asked for, of which no digest is to be kept."""
    reading.desk.mark(f"section:{section}", {"digest": None, "counts": {}})


def digest_of(tables: list[tuple[str, list[Row]]]) -> str:
    """Name rows by their content, whenever they were read."""
    return fingerprint([[_timeless(row) for row in rows] for _, rows in tables])


def _timeless(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "as_of"}
