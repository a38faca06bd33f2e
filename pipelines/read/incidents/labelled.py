"""Documents with what a person reads in them, to measure the reader by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from pipelines.data_files import read_yaml
from pipelines.errors import InputError
from pipelines.read.incidents.records import PARTS, Part, Standing, Status

MOMENTS = ("started", "detected", "mitigated", "restored")
_KEYS = {
    "title", "day", "standing", "parts", "severity", "durations", "actions", "doubt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LabelledAction:
    """Words in an action item, its state, owner, day and linked items."""

    text: str
    status: Status
    owner: str | None
    due: date | None
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledEntry:
    """One incident: words in its title, and what the document says of it.

    `durations` are the minutes that it states; `moments` are in UTC; `doubt` names the
    keys, parts and moments that a person could read one way or the other.
    """

    title: str
    day: date | None
    standing: Standing
    parts: tuple[Part, ...]
    severity: int | None
    durations: tuple[int, ...]
    moments: Mapping[str, datetime]
    actions: tuple[LabelledAction, ...]
    doubt: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A document; `kind` is what it is known to be, None if nothing is known."""

    path: str
    kind: str | None
    text: str
    entries: tuple[LabelledEntry, ...]


def read_labelled(folder: Path) -> list[LabelledDocument]:
    """The labelled documents of a folder, by its `truth.yml`.

    Raises:
        InputError: A label cannot be read, or its document is not there.
    """
    truth = folder / "truth.yml"
    documents = []
    for number, record in enumerate(read_yaml(truth), start=1):
        try:
            documents.append(_document(folder, record))
        except (KeyError, TypeError, ValueError, OSError) as error:
            where = f"{truth}: document {number}"
            raise InputError(f"{where}: {error!r}", "Mend the label.") from error
    return documents


def _document(folder: Path, record: dict[str, Any]) -> LabelledDocument:
    path = str(record["path"])
    return LabelledDocument(
        path=path,
        kind=record.get("kind", "incident_log"),
        text=(folder / path).read_text(encoding="utf-8"),
        entries=tuple(_entry(one) for one in record.get("entries", [])),
    )


def _entry(record: dict[str, Any]) -> LabelledEntry:
    parts = tuple(record.get("parts", ()))
    unknown = {*record} - _KEYS - {*MOMENTS} | {*parts} - {*PARTS}
    if unknown:
        raise ValueError(f"unknown words: {sorted(unknown)}")
    standing: Standing = record.get("standing", "final")
    if standing not in get_args(Standing):
        raise ValueError(f"unknown standing: {standing}")
    moments = {name: _utc(record[name]) for name in MOMENTS if name in record}
    return LabelledEntry(
        title=str(record["title"]),
        day=record.get("day"),
        standing=standing,
        parts=parts,
        severity=record.get("severity"),
        durations=tuple(record.get("durations", ())),
        moments=moments,
        actions=tuple(_action(one) for one in record.get("actions", ())),
        doubt=frozenset(record.get("doubt", ())),
    )


def _utc(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {written}")
    return moment


def _action(record: list[Any]) -> LabelledAction:
    """`[state, words, owner, day, links]`, the last three may be left out."""
    status, text, owner, due, links = [*record, None, None, None][:5]
    if status not in get_args(Status):
        raise ValueError(f"unknown state: {status}")
    return LabelledAction(str(text), status, owner, due, tuple(links or ()))
