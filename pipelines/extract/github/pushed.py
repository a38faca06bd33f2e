"""What a push brings: pushes, bypasses of rules, documents, commits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.extract.github.ending import head_of
from pipelines.extract.github.errors import GoneError, WithheldError
from pipelines.extract.github.git import Clones
from pipelines.extract.github.known import Known
from pipelines.extract.github.reading import Reading
from pipelines.extract.github.rest_lists import read_bypasses, read_pushes
from pipelines.extract.github.spool import Desk
from pipelines.extract.records import Row
from pipelines.progress import Progress


def read_pushed(reading: Reading, clones: Clones | None) -> None:
    """Read what was pushed since the last reading."""
    has_pushed = reading.glance.get("pushedAt") != reading.state.get("pushed_at")
    head = head_of(reading.glance)
    if has_pushed or reading.is_first or head[1] != reading.state.get("head"):
        read_pushes(reading)
        read_bypasses(reading)
    # An account of a new name may have given its old one to commits alone.
    is_same = head[1] == reading.state.get("head")
    if reading.desk.marked("renamed_people"):
        is_same = False
    if clones is None or head[1] is None or is_same:
        return
    if reading.desk.marked("git"):
        return
    reading.progress.say(f"  {reading.name}: fetching documents and commits")
    try:
        folder = clones.update(reading.name, str(head[0]), head[1])
    except (WithheldError, GoneError) as error:
        is_gone = isinstance(error, GoneError)
        permission = "the branch is not there" if is_gone else "Contents: read"
        for kind in ("documents", "document_revisions", "commits"):
            reading.withheld(kind, f"{permission} ({error.what[:120]})")
        return
    with reading.desk.page():
        reading.desk.mark("git", str(folder))
        reading.readable("documents", "document_revisions", "commits")


def git_rows(
    desk: Desk, clones: Clones | None, raw_path: Path, progress: Progress
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of a clone, as far as GitHub's own word does not go before."""
    if clones is None:
        return
    folder = Path(desk.marked("git"))
    known = Known(raw_path)
    accounts = known.accounts(desk.repository)
    known.close()
    accounts -= set(desk.marked("renamed_people") or {})  # a commit may still name them
    accounts |= {row["person_id"] for row in desk.rows("people")}
    for table, row in clones.rows(desk.repository, folder, progress):
        if table != "people" or row["person_id"] not in accounts:
            yield table, row  # GitHub's own word of an account goes before a commit's
