"""A small build warehouse for the judge: empty marts, and rows given by name."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipelines.read.clauses.subjects import subjects_of

REPOSITORY = "acme/todo"

_IDENTITY = "repository_id varchar, url varchar"
_PLACE = "path varchar, line bigint"
MARTS = {
    "people": "person_id varchar, team_ids varchar[], is_bot boolean",
    "repositories": f"""{_IDENTITY}, default_branch varchar,
        direct_push_count bigint""",
    "pull_requests": f"""pull_request_id varchar, {_IDENTITY}, {_PLACE}, state varchar,
        is_draft boolean, author_id varchar, base_branch varchar, head_branch varchar,
        failing_check_names varchar[],
        checks_state varchar, checks_as_written varchar, merge_method varchar,
        approval_count bigint, recognised_approval_count bigint,
        approval_of_head_count bigint, documented_spoken_approval_count bigint,
        code_owner_approval_count bigint, approved_by_ids varchar[],
        reviewed_by_ids varchar[],
        approved_by_team_ids varchar[], reviewed_by_team_ids varchar[],
        linked_issue_ids varchar[], labels varchar[], kinds varchar[],
        area_words varchar[], changed_paths varchar[], deployed_environments varchar[],
        hours_open double, business_days_open bigint,
        full_business_days_open bigint, is_self_merged boolean,
        is_hotfix boolean, is_breaking boolean, inactive_days bigint,
        response_wait_minutes bigint,
        response_wait_business_days bigint, review_wait_minutes bigint,
        review_wait_business_days bigint, first_response_at timestamp,
        first_review_at timestamp, created_at timestamp, merged_at timestamp,
        title varchar, milestone varchar, has_milestone boolean""",
    "merge_overrides": """repository_id varchar, kind varchar,
        merged_at timestamp""",
    "commits": f"""commit_id varchar, {_IDENTITY}, author_id varchar,
        parent_count bigint, is_signed_off boolean, committed_at timestamp,
        landed_at timestamp""",
    "issues": f"""issue_id varchar, {_IDENTITY}, {_PLACE}, state varchar,
        labels varchar[], kinds varchar[], area_labels varchar[], severity bigint,
        severity_as_written varchar,
        severity_label_count bigint, response_wait_minutes bigint,
        response_wait_business_days bigint, first_response_at timestamp,
        inactive_days bigint,
        created_at timestamp""",
    "incidents": f"""incident_id varchar, {_IDENTITY}, severity bigint,
        severity_as_written varchar[], has_incident_issue boolean,
        issue_ids varchar[], issue_labels varchar[],
        has_log_entry boolean, log_path varchar, log_line bigint, log_paths varchar[],
        linked_item_ids varchar[], postmortem_status varchar, is_draft boolean,
        postmortem_delay_business_days bigint, postmortem_delay_days bigint,
        minutes_to_acknowledge bigint, is_acknowledged_sooner boolean,
        minutes_to_incident_issue bigint,
        is_discussed_off_github boolean, occurred_on date, started_at timestamp,
        detected_at timestamp, issue_created_at timestamp""",
    "action_items": f"""action_item_id varchar, incident_id varchar,
        repository_id varchar, {_PLACE}, owner_or_none varchar, has_due_day boolean,
        linked_item_ids varchar[]""",
    "breaking_changes": f"""breaking_change_id varchar, {_IDENTITY}, {_PLACE},
        item_kind varchar, state varchar, quote varchar, change_kinds varchar[],
        evidence_kinds varchar[],
        approval_count bigint, recognised_approval_count bigint,
        documented_in varchar[], versioned_path varchar,
        is_version_new boolean,
        deprecation_days bigint, created_at timestamp, merged_at timestamp""",
    "documents": """document_id varchar, repository_id varchar, path varchar,
        kind varchar, is_deleted boolean, last_changed_at timestamp""",
    "labels": f"""label_id varchar, repository_id varchar, {_PLACE},
        is_documented boolean, item_count bigint""",
    "review_coverage": """review_coverage_id varchar, repository_id varchar,
        pull_request_id varchar, team_id varchar, area varchar,
        expected_because varchar, is_reviewed boolean""",
}
DECISIONS = """decision_id varchar, repository_id varchar, kind varchar,
    stated_in varchar, subject varchar, entry varchar, clause_id varchar,
    reason varchar, owner_id varchar, path varchar, line bigint, position bigint,
    is_for_all boolean, from_on date, until_on date, details json"""
CLAUSES = """clause_id varchar, lineage_id varchar, parameters_id varchar,
    repository_id varchar, path varchar, commit_sha varchar, quote varchar,
    context varchar, heading varchar, modal varchar, topic varchar, line bigint,
    is_negative boolean, is_undecided boolean, parameters json, subjects json,
    effective_from timestamp, effective_to timestamp, history_from timestamp"""


@cache
def _empty() -> bytes:
    """A file with every table and no row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "build.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("create schema staging")
            connection.execute(f"create table staging.stg_parsed__clauses ({CLAUSES})")
            connection.execute(
                f"create table staging.stg_parsed__team_decisions ({DECISIONS})"
            )
            for name, columns in MARTS.items():
                connection.execute(f"create table main.{name} ({columns})")
        return path.read_bytes()


class BuildWarehouse:
    """Writes rows into a build warehouse and reads what was judged.

    The rows given are written when the file is asked for: to open it for each takes
    longer than to judge it.
    """

    def __init__(self, path: Path) -> None:
        path.write_bytes(_empty())
        self.clause_count = self.decision_count = 0
        self._path = path
        self._given: list[tuple[str, dict[str, Any]]] = []

    @property
    def path(self) -> Path:
        """The file, with every row that was given."""
        if self._given:
            with duckdb.connect(str(self._path)) as connection:
                connection.begin()
                for table, row in self._given:
                    names, marks = ", ".join(row), ", ".join("?" for _ in row)
                    connection.execute(
                        f"insert into {table} ({names}) values ({marks})",
                        list(row.values()),
                    )
                connection.commit()
            self._given = []
        return self._path

    def add(self, mart: str, **row: Any) -> None:
        if "approval_count" in row:  # unless some were given in words
            row = {"recognised_approval_count": row["approval_count"], **row}
        self._insert(f"main.{mart}", {"repository_id": REPOSITORY, **row})

    def person(self, person_id: str, *team_ids: str, is_bot: bool = False) -> None:
        row = {"person_id": person_id, "team_ids": [*team_ids], "is_bot": is_bot}
        self._insert("main.people", row)

    def pull_request(self, name: str, **row: Any) -> None:
        self.add(
            "pull_requests",
            **{
                "pull_request_id": f"{REPOSITORY}#{name}",
                "state": "merged",
                "kinds": [],
                "labels": [],
                "area_words": [],
                "is_hotfix": False,
                "is_breaking": False,
                "is_draft": False,
                "first_response_at": "2024-06-01 00:00:00",
                "first_review_at": "2024-06-01 00:00:00",
                **row,
            },
        )

    def issue(self, name: str, **row: Any) -> None:
        self.add(
            "issues",
            **{
                "issue_id": f"{REPOSITORY}#{name}",
                "kinds": [],
                "labels": [],
                "first_response_at": "2024-06-01 00:00:00",
                **row,
            },
        )

    def clause(self, quote: str, **row: Any) -> str:
        """Add a clause; returns its id."""
        self.clause_count += 1
        clause_id = row.pop("clause_id", f"clause-{self.clause_count}")
        parameters = row.pop("parameters", {})
        self._insert(
            "staging.stg_parsed__clauses",
            {
                "clause_id": clause_id,
                "lineage_id": clause_id,
                "parameters_id": json.dumps(parameters, sort_keys=True),
                "repository_id": REPOSITORY,
                "path": "CONTRIBUTING.md",
                "line": self.clause_count,
                "quote": quote,
                "context": "",
                "heading": "",
                "modal": "must",
                "topic": "other",
                "is_negative": False,
                "is_undecided": False,
                "parameters": json.dumps(parameters),
                "subjects": json.dumps(
                    subjects_of(quote, row.get("context", ""), parameters)
                ),
                **row,
            },
        )
        return clause_id

    def decide(self, kind: str, subject: str, **row: Any) -> str:
        """Add a decision of policies.yml; returns its id."""
        self.decision_count += 1
        decision_id = f"decision-{self.decision_count}"
        self._insert(
            "staging.stg_parsed__team_decisions",
            {
                "decision_id": decision_id,
                "repository_id": REPOSITORY,
                "kind": kind,
                "stated_in": "repository",
                "subject": subject,
                "path": ".saydo/policies.yml",
                "line": self.decision_count,
                "position": self.decision_count,
                "is_for_all": False,
                **row,
                "details": json.dumps(row.get("details", {})),
            },
        )
        return decision_id

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.path), read_only=True) as connection:
            return connection.execute(query).fetchall()

    def outcomes(self, entry: str) -> dict[str, str]:
        """Outcome by the short name of each subject, for one catalogue entry."""
        rows = self.rows(
            "select subject_id, outcome from judged.policy_results"
            f" where split_part(policy_id, ':', 2) = '{entry}'"
        )
        return {subject.split("#")[-1]: outcome for subject, outcome in rows}

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        self._given.append((table, row))
