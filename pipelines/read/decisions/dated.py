"""Rules that a team adds in `policies.yml`, dated by the history of that file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from pipelines.read.clauses import find_clauses
from pipelines.read.decisions.check import Decision, read_decisions


@dataclass(frozen=True, slots=True)
class FileRevision:
    """The file as one commit left it; `text` is None where the commit deleted it."""

    committed_at: datetime | None
    commit_sha: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class DatedRule:
    """A rule that a team added, for the period in which it stood so.

    Attributes:
        effective_from: UTC: its `since`, else the commit; None where neither is known.
        effective_to: UTC; None while in force.
    """

    decision: Decision
    commit_sha: str | None
    effective_from: datetime | None
    effective_to: datetime | None = None

    @property
    def rule_id(self) -> str:
        return self.decision.subject

    def clause(self) -> dict[str, Any]:
        """Modal, topic, parameters and so on, read from the words and the fields.

        What the entry states replaces what the reader finds in its sentence; None
        takes it away.
        """
        fields = self.decision.fields
        said = find_clauses(fields["rule"], path="CONTRIBUTING.md", kind="contributing")
        one = said[0] if len(said) == 1 else None
        stated = fields.get("parameters", {})
        merged = {**(one.parameters if one else {}), **stated}
        return {
            "quote": fields["rule"],
            "modal": fields.get("strength") or (one.modal if one else "must"),
            "topic": one.topic if one else "other",
            "is_negative": one.is_negative if one else False,
            "subjects": one.subjects if one else [],
            "parameters": {k: v for k, v in merged.items() if v is not None},
        }


@dataclass(slots=True)
class _Runs:
    """The periods of every rule, as the revisions are gone through."""

    open: dict[str, DatedRule] = field(default_factory=dict)
    closed: list[DatedRule] = field(default_factory=list)
    last_end: dict[str, datetime] = field(default_factory=dict)

    def end(self, rule_id: str, moment: datetime | None) -> None:
        rule = self.open.pop(rule_id)
        self.closed.append(replace(rule, effective_to=moment))
        if moment is not None:
            self.last_end[rule_id] = moment

    def begin(self, decision: Decision, revision: FileRevision) -> None:
        start = start_of(decision.fields.get("since")) or revision.committed_at
        before = self.last_end.get(decision.subject)
        if before is not None and (start is None or start < before):
            start = before  # a later wording does not reach back over an earlier one
        rule = DatedRule(decision, revision.commit_sha, start)
        self.open[decision.subject] = rule


def date_rules(revisions: Sequence[FileRevision]) -> list[DatedRule]:
    """Every rule that stood in the file, once per period with the same words.

    Args:
        revisions: Oldest first; one without a date for a file without history.
    """
    runs = _Runs()
    for revision in revisions:
        now = {one.subject: one for one in _added(revision.text)}
        for rule_id in list(runs.open):
            standing = runs.open[rule_id]
            same = now.pop(rule_id, None)
            if same is not None and _sense(same) == _sense(standing.decision):
                runs.open[rule_id] = replace(
                    standing, decision=same, commit_sha=revision.commit_sha
                )
            else:
                runs.end(rule_id, revision.committed_at)
                if same is not None:
                    now[rule_id] = same
        for decision in now.values():
            runs.begin(decision, revision)
    found = [*runs.closed, *runs.open.values()]
    return sorted(found, key=lambda rule: (rule.rule_id, rule.effective_to is None))


def _added(text: str | None) -> list[Decision]:
    if text is None:
        return []
    return [one for one in read_decisions(text).decisions if one.kind == "add"]


def _sense(decision: Decision) -> str:
    said = {k: v for k, v in decision.fields.items() if k not in ("reason", "owner")}
    return json.dumps(said, sort_keys=True, default=str)


def start_of(day: date | None) -> datetime | None:
    """The first moment of a day, UTC."""
    return datetime.combine(day, time(), tzinfo=UTC) if day else None
