"""`python -m pipelines.read.incidents.evaluate FOLDER...`: how much is read rightly.

Each FOLDER holds documents and a `truth.yml`: per document its `path` and the `entries`
that a person finds in it, with what each says (see `labelled.py`). What an entry does
not name is asserted to be absent, unless its `doubt` names it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.read.incidents.labelled import (
    MOMENTS,
    LabelledAction,
    LabelledDocument,
    LabelledEntry,
    read_labelled,
)
from pipelines.read.incidents.owners import owner_id
from pipelines.read.incidents.reading import read_incidents
from pipelines.read.incidents.records import PARTS, ActionItem, IncidentEntry
from pipelines.read.measuring import print_measure


@dataclass(slots=True)
class Score:
    """Counts of one measure: found rightly, found wrongly, missed, rightly absent."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    absent: int = 0

    @property
    def accuracy(self) -> float:
        asked = self.right + self.wrong + self.missed + self.absent
        return (self.right + self.absent) / asked if asked else 1.0

    @property
    def precision(self) -> float:
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0


@dataclass(slots=True)
class Evaluation:
    """A score per measure and each mistake in words."""

    scores: dict[str, Score] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    documents: int = 0

    def judge(self, measure: str, where: str, wanted: object, found: object) -> None:
        """One value against its label; a wrong value counts once, as wrong."""
        score = self.scores.setdefault(measure, Score())
        if wanted == found:
            score.right += wanted is not None
            score.absent += wanted is None
            return
        score.missed += found is None
        score.wrong += found is not None
        self.mistakes.append(f"{measure}: {where}: {found!r}, not {wanted!r}")

    def compare(
        self,
        measure: str,
        where: str,
        wanted: Iterable[object],
        found: Iterable[object],
    ) -> None:
        """Values of a kind that may be there more than once."""
        score = self.scores.setdefault(measure, Score())
        asked, got = Counter(wanted), Counter(found)
        score.right += (asked & got).total()
        for value in (got - asked).elements():
            score.wrong += 1
            self.mistakes.append(f"{measure}: {where}: not so: {value!r}")
        for value in (asked - got).elements():
            score.missed += 1
            self.mistakes.append(f"{measure}: {where}: missed: {value!r}")


def evaluate(documents: Iterable[LabelledDocument]) -> Evaluation:
    """Read each document and compare what is read with what it is labelled with."""
    result = Evaluation()
    for document in documents:
        result.documents += 1
        reading = read_incidents(document.text, path=document.path, kind=document.kind)
        _judge_document(document, list(reading.entries), result)
    return result


def _judge_document(
    document: LabelledDocument, entries: list[IncidentEntry], result: Evaluation
) -> None:
    pairs = _pair(document.entries, entries)
    unlabelled = [e for e in entries if all(e is not found for _, found in pairs)]
    for entry in unlabelled:
        if entry.standing in ("final", "draft", "index"):
            where = f"{document.path}:{entry.line}"
            result.judge("entries", where, None, entry.title)
    for label, found in pairs:
        where = f"{document.path} {label.title}"
        result.judge("entries", where, label.title, found and label.title)
        if found is None:
            continue
        if "standing" not in label.doubt:
            result.judge("standing", where, label.standing, found.standing)
        if label.standing != "index" and label.standing in ("final", "draft"):
            _judge_entry(label, found, where, result)
        if label.standing == "index":
            result.judge("date", where, label.day, found.occurred_on)


def _judge_entry(
    label: LabelledEntry, found: IncidentEntry, where: str, result: Evaluation
) -> None:
    """Everything but what the label leaves in doubt."""
    doubt = label.doubt
    if "day" not in doubt:
        result.judge("date", where, label.day, found.occurred_on)
    if "severity" not in doubt:
        result.judge("severity", where, label.severity, found.severity)
    for part in PARTS:
        if not {part, "parts"} & doubt:
            wanted = part if part in label.parts else None
            result.judge("parts", where, wanted, part if part in found.parts else None)
    if "durations" not in doubt:
        stated = sorted({d.minutes for d in found.stated_durations})
        result.compare("durations", where, label.durations, stated)
    for moment in MOMENTS:
        if moment not in doubt:
            wanted_at, at = label.moments.get(moment), getattr(found, f"{moment}_at")
            if wanted_at and at and not wanted_at.second:
                at = at.replace(second=0)  # labels tell minutes
            result.judge(moment, where, wanted_at, at)
    if "actions" not in doubt:
        _judge_actions(label.actions, found.action_items, where, result)


def _judge_actions(
    labels: tuple[LabelledAction, ...],
    items: tuple[ActionItem, ...],
    where: str,
    result: Evaluation,
) -> None:
    left = list(items)
    for label in labels:
        words = label.text.lower()
        item = next((i for i in left if words in i.text.lower()), None)
        result.judge("action items", where, label.text, item and label.text)
        if item is None:
            continue
        left.remove(item)
        at = f"{where}: {label.text}"
        result.judge("action states", at, label.status, item.status)
        result.judge("action owners", at, owner_id(label.owner), item.owner_id)
        result.judge("action days", at, label.due, item.due_on)
        links = [f"{repo or ''}#{number}" for repo, number in item.linked_items]
        result.compare("action links", at, label.links, links)
    for item in left:
        result.judge("action items", where, None, item.text)


def _pair(
    labels: tuple[LabelledEntry, ...], entries: list[IncidentEntry]
) -> list[tuple[LabelledEntry, IncidentEntry | None]]:
    """Each label with the entry whose title holds its words."""
    left = list(entries)
    pairs: list[tuple[LabelledEntry, IncidentEntry | None]] = []
    for label in labels:
        words = label.title.lower()
        found = next((e for e in left if words in e.title.lower()), None)
        if found is None and len(labels) == len(entries) == 1:
            found = left[0]
        if found is not None:
            left.remove(found)
        pairs.append((label, found))
    return pairs


def report(result: Evaluation) -> str:
    """The scores as a table in plain text."""
    lines = [
        f"{'measure':<16}{'accuracy':>9}{'precision':>10}{'recall':>8}{'labelled':>9}"
    ]
    for measure, score in result.scores.items():
        lines.append(
            f"{measure:<16}{score.accuracy:>9.3f}{score.precision:>10.3f}"
            f"{score.recall:>8.3f}{score.right + score.missed:>9}"
        )
    return "\n".join([*lines, f"{result.documents} documents"])


def main(arguments: list[str]) -> int:
    """Print the scores of the documents of each FOLDER, all taken together."""

    def measure(folders: list[Path]) -> tuple[str, list[str]]:
        documents = (one for folder in folders for one in read_labelled(folder))
        result = evaluate(documents)
        return report(result), result.mistakes

    return print_measure(
        arguments,
        usage="pipelines.read.incidents.evaluate FOLDER...",
        is_source=lambda folder: (folder / "truth.yml").is_file(),
        measure=measure,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
