"""What people decided about policies, as the judge reads it from the warehouse."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import duckdb

from expectations.errors import JudgeError

_COLUMNS = (
    "decision_id",
    "repository_id",
    "kind",
    "stated_in",
    "subject",
    "entry",
    "clause_id",
    "reason",
    "owner_id",
    "path",
    "line",
    "position",
    "is_for_all",
    "from_on",
    "until_on",
    "details",
)
ON_POLICIES = ("confirm", "correct", "switch_off", "exceptions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One entry of `policies.yml`.

    Attributes:
        kind: Its section: confirm, correct, switch_off, add or exceptions.
        stated_in: `repository`, or `configuration` (beside it).
        subject: The policy that it is about, as written; of `add`, the rule's name.
        entry: Catalogue entry that a new rule names.
        clause_id: The newest wording of a new rule.
        is_for_all: It named no repository, and holds for all that were read.
    """

    decision_id: str
    repository_id: str
    kind: str
    stated_in: str
    subject: str
    path: str
    line: int
    position: int
    entry: str | None = None
    clause_id: str | None = None
    reason: str | None = None
    owner_id: str | None = None
    is_for_all: bool = False
    from_on: date | None = None
    until_on: date | None = None
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"

    @property
    def lineage_id(self) -> str:
        """Of `add`: what all wordings of the rule have in common."""
        return f"{self.repository_id}:{self.path}#{self.subject}"

    @property
    def why(self) -> str:
        """The reason with its place and who answers for it."""
        owner = f", {self.owner_id}" if self.owner_id else ""
        return f"{self.reason or 'no reason given'} ({self.place}{owner})"

    def is_in_force(self, today: date) -> bool:
        return self.until_on is None or today <= self.until_on

    def covers(self, subject_id: str, decided_at: datetime | None, today: date) -> bool:
        """Whether an exception holds for a record.

        One that names records holds until its end, by the day of the run. One that
        names none holds for what happened in its period, and of a record without a
        date, again, by the day of the run.
        """
        records = self.details.get("records")
        if records:
            return self.is_in_force(today) and any(
                self._names(str(record), subject_id) for record in records
            )
        if decided_at is None:
            return self.is_in_force(today)
        day = decided_at.date()
        is_begun = self.from_on is None or self.from_on <= day
        return is_begun and (self.until_on is None or day <= self.until_on)

    def _names(self, record: str, subject_id: str) -> bool:
        record, subject = record.lower(), subject_id.lower()
        own = self.repository_id.lower()
        return subject in (record, f"{own}{record}", f"{own}:{record}")


def read_decisions(connection: duckdb.DuckDBPyConnection) -> list[Decision]:
    """Every decision about policies; what stands beside the configuration comes last.

    Raises:
        JudgeError: The relation, or one of its columns, is missing.
    """
    try:
        rows = connection.execute(
            f"select {', '.join(_COLUMNS)} from staging.stg_parsed__team_decisions"
            " where list_contains(?::varchar[], kind)"
            " order by stated_in = 'configuration', repository_id, kind, position",
            [[*ON_POLICIES, "add"]],
        ).fetchall()
    except duckdb.Error as error:
        raise JudgeError(
            f"The team's decisions cannot be read: {error}",
            "Build the warehouse's models before the policies are judged.",
        ) from error
    return [_decision(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def _decision(row: dict[str, Any]) -> Decision:
    row["details"] = json.loads(row["details"] or "{}")
    row["is_for_all"] = bool(row["is_for_all"])
    return Decision(**row)
