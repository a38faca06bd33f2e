"""Labels that a label file gave another name, as its revisions show.

A revision in which one name goes and another comes with the very same description has
renamed the label, whether or not the file says what it was called before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipelines.read.labels import DocumentedLabel, read_documented_labels
from pipelines.read.labels.reading import DATA
from pipelines.read.store import Row, Store

_FEWEST_WORDS = 3  # a shorter description may fit two labels
# Oldest first.
_REVISIONS = """
    select revisions.path, revisions.kind, texts.text
    from raw.document_revisions as revisions
    join raw.document_revisions as now
        on revisions.repository_id = now.repository_id
        and revisions.document_id = now.document_id
        and now.is_current and now.path = ?
        and revisions.position <= now.position
    join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.repository_id = ? and now.kind = 'labels'
    order by revisions.position
"""


def renames_in_history(
    store: Store, repository_id: str, path: str
) -> Iterator[tuple[str, str]]:
    """(old, new) names, oldest first, of what the file at `path` renamed.

    Of files of data alone: a page may move a description from one label to another.
    """
    if not path.lower().endswith(DATA):
        return
    before: dict[str, str] | None = None
    for row in store.rows(_REVISIONS, [path, repository_id]):
        now = _described(row)
        if before is not None:
            yield from _renamed(before, now)
        before = now


def _described(row: Row) -> dict[str, str]:
    """Label to its description, of those that the revision has in use."""
    found = read_documented_labels(row["text"] or "", path=row["path"], kind="labels")
    return {label.name: _words(label) for label in found if _is_in_use(label)}


def _is_in_use(label: DocumentedLabel) -> bool:
    return label.alias_of is None and label.standing != "deprecated"


def _words(label: DocumentedLabel) -> str:
    return " ".join(label.description.casefold().split())


def _renamed(before: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str]]:
    gone = {name: said for name, said in before.items() if name not in now}
    come = {name: said for name, said in now.items() if name not in before}
    told = Counter([*before.values()]), Counter([*now.values()])
    for new, said in come.items():
        if (
            len(said.split()) < _FEWEST_WORDS
            or told[0][said] != 1
            or told[1][said] != 1
        ):
            continue
        for old, words in gone.items():
            if words == said:
                yield old, new
