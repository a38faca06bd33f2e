"""The clauses as the judge reads them from the warehouse."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import duckdb

from expectations.errors import JudgeError

ALWAYS = datetime(1, 1, 1)  # noqa: DTZ001 the warehouse's times are UTC, without a zone
NEVER = datetime(9999, 12, 31)  # noqa: DTZ001

# `must **not** merge`; stars beside code or a path stand for names.
_EMPHASIS = re.compile(r"(?<![\w/`*])\*\*(?=\w)|(?<=[\w.:!?])\*\*(?![\w/`*])")
# `1.2 Approvals`: a number of a section is none of what is asked for.
_NUMBERED = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3})+[.)]?|\d{1,3}[.)])\s+")
_AND_SO_ON = re.compile(r"[,;]\s+and\s*$")  # of an item before the last
# `PULL_REQUEST_TEMPLATE/new_model.md`; a file of the folder may be the one for all.
_TEMPLATE = re.compile(
    r"(?:pull|merge)_request_templates?/([^/]+)\.\w+$", re.IGNORECASE
)
_GENERAL = re.compile(
    r"(?:pull|merge)_request|default|general|pr_template", re.IGNORECASE
)
_COLUMNS = (
    "clause_id",
    "lineage_id",
    "parameters_id",
    "repository_id",
    "path",
    "line",
    "quote",
    "context",
    "heading",
    "modal",
    "topic",
    "is_negative",
    "is_undecided",
    "parameters",
    "subjects",
    "effective_from",
    "effective_to",
    "history_from",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence that states a rule, for the period in which it stood so.

    Attributes:
        lineage_id: Same for all wordings of one rule.
        parameters_id: Same while the typed parameters are the same.
        context: Lead-in of the list that the sentence stands in.
        subjects: What it is about, in small letters and without markup.
        effective_from: UTC; None where the input has no history.
        effective_to: UTC; None while in force.
        history_from: UTC; what stood before is not there to read. None where it is.
        origin: `found`, or what a person made of it: confirmed, corrected, added.
        unclear: Its words by which an entry may be stated, but not be judged.
    """

    clause_id: str
    repository_id: str
    path: str
    line: int
    quote: str
    modal: str
    topic: str
    lineage_id: str
    parameters_id: str
    context: str = ""
    heading: str = ""
    is_negative: bool = False
    is_undecided: bool = False
    parameters: dict[str, Any] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    effective_from: datetime | None = None
    effective_to: datetime | None = None
    history_from: datetime | None = None
    origin: str = "found"
    unclear: str = ""

    @property
    def words(self) -> str:
        """Heading, lead-in and sentence, as the catalogue's patterns read them."""
        about = "Pull request" if self.is_of_template else ""
        heading = _NUMBERED.sub("", self.heading)
        parts = (about, heading, self.context, _AND_SO_ON.sub("", self.quote))
        return _plain(" ".join(part for part in parts if part)[:4000])

    @property
    def said(self) -> str:
        """Lead-in and sentence, without the heading."""
        return _plain(f"{self.context} {self.quote}".strip()[:4000])

    @property
    def is_of_template(self) -> bool:
        """A template's `this pull request` is each that is opened with it."""
        return "pull_request_template" in self.path.lower()

    @property
    def template(self) -> str:
        """One of several templates, by its name: what is opened with it, follows it."""
        found = _TEMPLATE.search(self.path)
        return found[1] if found and not _GENERAL.match(found[1]) else ""

    @property
    def is_vouched(self) -> bool:
        """A person says that this is the rule: no reservation of its words counts."""
        return self.origin != "found"

    @property
    def is_settled(self) -> bool:
        """In force, and not called undecided by the document itself."""
        is_open = self.is_undecided and not self.is_vouched
        return self.effective_to is None and not is_open

    @property
    def demands(self) -> frozenset[str]:
        return frozenset(self.parameters.get("demands") or ())

    @property
    def order(self) -> tuple[datetime, datetime, str, int, str]:
        """Sorts by time, also within a second (a rebase gives many), then by place."""
        since, until = self.effective_from or ALWAYS, self.effective_to or NEVER
        return since, until, self.path, self.line, self.clause_id


def _plain(text: str) -> str:
    return _EMPHASIS.sub("", text)


def read_clauses(connection: duckdb.DuckDBPyConnection) -> list[Clause]:
    """Every clause of the warehouse, ordered by time and place.

    Raises:
        JudgeError: The relation, or one of its columns, is missing.
    """
    try:
        rows = connection.execute(
            f"select {', '.join(_COLUMNS)} from staging.stg_parsed__clauses"
        ).fetchall()
    except duckdb.Error as error:
        raise JudgeError(
            f"The clauses cannot be read from staging.stg_parsed__clauses: {error}",
            "Build the warehouse's models before the policies are judged.",
        ) from error
    clauses = [_clause(dict(zip(_COLUMNS, row, strict=True))) for row in rows]
    return sorted(clauses, key=lambda clause: clause.order)


def _clause(row: dict[str, Any]) -> Clause:
    written = row["parameters"]
    parameters = json.loads(written) if isinstance(written, str) else written
    row["parameters"] = parameters if isinstance(parameters, dict) else {}
    about = row["subjects"]
    row["subjects"] = tuple(
        json.loads(about) if isinstance(about, str) else about or ()
    )
    row["line"] = row["line"] or 1
    for name in ("lineage_id", "parameters_id"):
        row[name] = row[name] or row["clause_id"]
    for name in ("context", "heading", "quote", "topic"):
        row[name] = row[name] or ""
    row["modal"] = row["modal"] or "should"
    for name in ("is_negative", "is_undecided"):
        row[name] = bool(row[name])
    return Clause(**row)
