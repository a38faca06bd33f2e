"""The tables of schema `judged`: what the judge writes and dbt turns into marts."""

from __future__ import annotations

from pipelines.tables import Table, columns

SCHEMA = "judged"

POLICY_BINDINGS = Table(
    "policy_bindings",
    "One row per clause and policy that it states.",
    ("clause_id", "policy_id"),
    columns(text="clause_id policy_id"),
)
POLICIES = Table(
    "policies",
    "One row per policy and version; a version ends where its parameters change.",
    ("policy_id", "version"),
    columns(
        # strength: must | should | may. testability: testable | not_testable.
        # origin: found | confirmed | added. clause_id: the newest wording.
        # effective_from: NULL where the input has no history.
        text="policy_id title topic strength clause_id repository_id mart expectation"
        " testability not_testable_reason origin",
        bigint="version",
        json="parameters",
        timestamp="effective_from effective_to",
    ),
)
POLICY_RESULTS = Table(
    "policy_results",
    "One row per policy version and subject of its population.",
    ("policy_id", "version", "subject_id"),
    columns(
        # outcome: pass | fail | unknown | not_applicable. reason: why it is not
        # pass or fail, or what the judgement rests on. decided_at: deciding moment.
        text="policy_id repository_id subject_id outcome observed evidence_url quote"
        " path reason",
        bigint="version line",
        timestamp="decided_at judged_at",
    ),
)
CLAUSE_CONFLICTS = Table(
    "clause_conflicts",
    "One row per pair of clauses in force that cannot both be followed.",
    ("clause_id", "other_clause_id"),
    columns(
        text="repository_id clause_id other_clause_id topic difference quote path"
        " other_quote other_path",
        bigint="line other_line",
    ),
)

JUDGED_TABLES: tuple[Table, ...] = (
    POLICY_BINDINGS,
    POLICIES,
    POLICY_RESULTS,
    CLAUSE_CONFLICTS,
)
