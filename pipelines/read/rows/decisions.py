"""What people decided in `policies.yml`, per repository, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pipelines.read.decisions import (
    DatedRule,
    Decision,
    FileRevision,
    Problem,
    date_rules,
    read_decisions,
)
from pipelines.read.decisions.dated import start_of
from pipelines.read.decisions.labels import LabelChoice
from pipelines.read.rows.ids import short_hash
from pipelines.read.store import Row, Store
from pipelines.read.tables import CLAUSES, TEAM_DECISIONS, UNREADABLE

CONFIGURED_PATH = ".dlt/policies.yml"  # as it is cited: never where a machine has it
_REVISIONS = """
    select revisions.repository_id, revisions.document_id, revisions.path,
        revisions.change, revisions.commit_sha, revisions.committed_at,
        revisions.is_current, texts.text
    from raw.document_revisions as revisions
    left join raw.document_texts as texts
        on revisions.repository_id = texts.repository_id
        and revisions.content_id = texts.content_id
    where revisions.kind = 'team_decisions'
    order by revisions.repository_id, revisions.document_id, revisions.position
"""
_REPOSITORIES = """
    select repository_id, history_from from raw.repositories order by repository_id
"""  # history_from: of a shallow clone, what stood before is not there


@dataclass(frozen=True, slots=True)
class _File:
    """A file of decisions, with the repository that its entries are for."""

    repository_id: str
    path: str
    source: str
    commit_sha: str | None = None

    def decision_id(self, one: Decision) -> str:
        return f"{self.repository_id}:{self.path}#{one.kind}-{one.position}"


class Decisions:
    """Reads the file of each repository, then the one beside the configuration.

    Attributes:
        label_choices: Canonical labels that were chosen, by repository.
    """

    def __init__(self, store: Store, configured: Sequence[Decision]) -> None:
        self._store = store
        self._configured = configured
        self._history_from: dict[str, datetime | None] = {}
        self.label_choices: dict[str, list[LabelChoice]] = defaultdict(list)

    def write(self) -> None:
        repositories = list(self._store.rows(_REPOSITORIES))
        self._history_from = {
            str(row["repository_id"]): row["history_from"] for row in repositories
        }
        rows = self._store.rows(_REVISIONS)
        for repository_id, found in groupby(rows, lambda row: row["repository_id"]):
            self._read_repository(repository_id, list(found))
        for row in repositories:
            repository_id = str(row["repository_id"])
            file = _File(repository_id, CONFIGURED_PATH, "configuration")
            chosen = [one for one in self._configured if _is_for(one, repository_id)]
            # Beside the configuration there is no history: in force since it says so.
            rules = [
                DatedRule(one, None, start_of(one.fields.get("since")))
                for one in chosen
                if one.kind == "add"
            ]
            self._add(file, chosen, rules)

    def _read_repository(self, repository_id: str, revisions: list[Row]) -> None:
        current = [row for row in revisions if row["is_current"] and row["text"]]
        if not current:
            return
        chosen = min(current, key=lambda row: _rank(row["path"]))
        for row in current:
            if row is not chosen:
                reason = f"not read: {chosen['path']} is the file of decisions"
                self._unreadable(repository_id, row["path"], Problem(1, "", reason))
        file = _File(repository_id, chosen["path"], "repository", chosen["commit_sha"])
        reading = read_decisions(chosen["text"])
        for problem in reading.problems:
            self._unreadable(repository_id, file.path, problem)
        holding = []
        for one in reading.decisions:
            named = one.fields.get("repository", repository_id)
            if str(named).lower() == repository_id.lower():
                holding.append(one)
            else:
                place = f"{one.kind}[{one.position}].repository"
                reason = "a repository's own file speaks of that repository alone"
                self._unreadable(
                    repository_id, file.path, Problem(one.line, place, reason)
                )
        history = [
            FileRevision(
                row["committed_at"],
                row["commit_sha"],
                None if row["change"] == "deleted" else row["text"],
            )
            for row in revisions
            if row["document_id"] == chosen["document_id"]
        ]
        self._add(file, holding, date_rules(history))

    def _add(
        self, file: _File, decisions: list[Decision], rules: list[DatedRule]
    ) -> None:
        newest = {}
        for rule in rules:
            row = _clause(file, rule)
            if rule.commit_sha and "since" not in rule.decision.fields:
                row["history_from"] = self._history_from.get(file.repository_id)
            if rule.effective_to is None:
                newest[rule.rule_id] = row["clause_id"]
            self._store.add(CLAUSES, [row])
        for one in decisions:
            if one.kind == "labels":
                self.label_choices[file.repository_id].append(_choice(file, one))
            self._store.add(TEAM_DECISIONS, [_row(file, one, newest)])

    def _unreadable(self, repository_id: str, path: str, problem: Problem) -> None:
        self._store.add(
            UNREADABLE,
            [
                {
                    "repository_id": repository_id,
                    "unreadable_id": short_hash(path, problem.line, str(problem)),
                    "path": path,
                    "line": problem.line,
                    "reason": str(problem)[:1_000],
                }
            ],
        )


def _rank(path: str) -> tuple[int, str]:
    """`.saydo/` is ours alone; `.github/` comes before the root."""
    folders = (".saydo/", ".github/")
    for place, folder in enumerate(folders):
        if path.lower().startswith(folder):
            return place, path
    return len(folders), path


def _is_for(one: Decision, repository_id: str) -> bool:
    named = one.fields.get("repository")
    return named is None or str(named).lower() == repository_id.lower()


def _clause(file: _File, rule: DatedRule) -> Row:
    since = rule.effective_from
    day = f"{since:%Y-%m-%d}" if since else "always"
    lineage = f"{file.repository_id}:{file.path}#{rule.rule_id}"
    clause = rule.clause()
    return clause | {
        "clause_id": f"{lineage}:{short_hash(clause)[:6]}@{day}",
        "lineage_id": lineage,
        "parameters_id": short_hash(clause["modal"], clause["parameters"]),
        "repository_id": file.repository_id,
        "path": file.path,
        "commit_sha": rule.commit_sha,
        "context": "",
        "heading": "",
        "line": rule.decision.line,
        "is_undecided": False,
        "effective_from": since,
        "effective_to": rule.effective_to,
    }


def _choice(file: _File, one: Decision) -> LabelChoice:
    return LabelChoice(
        canonical=one.fields["canonical"],
        variants=tuple(one.fields["variants"]),
        path=file.path,
        line=one.line,
        quote=_quote(one),
    )


def _quote(one: Decision) -> str:
    """The entry in one line, for those who don't open the file."""
    parts = []
    for name, value in one.fields.items():
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        parts.append(f"{name}: {text}")
    return f"{one.kind}: {'; '.join(parts)}"[:1_000]


def _row(file: _File, one: Decision, newest: dict[str, str]) -> Row:
    fields = one.fields
    detail = ("parameters", "variants", "people", "person", "records", "strength")
    return {
        "decision_id": file.decision_id(one),
        "repository_id": file.repository_id,
        "kind": one.kind,
        "source": file.source,
        "subject": one.subject,
        "entry": fields.get("policy") if one.kind == "add" else None,
        "path": file.path,
        "commit_sha": file.commit_sha,
        "clause_id": newest.get(one.subject) if one.kind == "add" else None,
        "reason": fields.get("reason"),
        "owner_id": fields.get("owner"),
        "quote": _quote(one),
        "line": one.line,
        "position": one.position,
        "is_for_all": file.source == "configuration" and "repository" not in fields,
        "from_on": fields.get("from"),
        "until_on": fields.get("until") or fields.get("to"),
        "details": {name: fields[name] for name in detail if name in fields},
    }
