"""What documents state about labels, oldest first, and where they contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pipelines.read.labels.documented import DocumentedLabel, is_family

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class LabelConflict:
    """Two statements about a label that cannot both hold; `newer` is in force."""

    name: str
    newer: DocumentedLabel
    older: DocumentedLabel


def label_conflicts(documented: Sequence[DocumentedLabel]) -> list[LabelConflict]:
    """Labels of which a newer statement says otherwise than an older one."""
    conflicts: list[LabelConflict] = []
    for name, statements in by_name(documented).items():
        verdicts = [s for s in oldest_first(statements) if verdict(s)]
        if not verdicts:
            continue
        newest = verdicts[-1]
        seen = {verdict(newest)}
        for older in reversed(verdicts[:-1]):
            if verdict(older) not in seen:
                seen.add(verdict(older))
                conflicts.append(LabelConflict(name, newest, older))
    return conflicts


def verdict(statement: DocumentedLabel) -> str:
    """What a statement makes of its label; empty for a mere mention."""
    if statement.standing == "preferred":
        return "use"
    if statement.standing == "deprecated":
        target = statement.alias_of
        return f"use {target.casefold()}" if target else "do not use"
    return ""


def by_name(
    documented: Iterable[DocumentedLabel],
) -> dict[str, list[DocumentedLabel]]:
    """Statements by the exact name that they speak of; those of families left out."""
    found: dict[str, list[DocumentedLabel]] = defaultdict(list)
    for label in documented:
        if not is_family(label.name):
            found[label.name].append(label)
    return found


def oldest_first(statements: list[DocumentedLabel]) -> list[DocumentedLabel]:
    """By date where known; those of one date in the order given."""
    return sorted(statements, key=lambda label: label.said_at or _NEVER)
