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
        # strength: must | should | may. severity: critical | warning | info.
        # testability: testable | not_testable. clause_id: the newest wording.
        # origin: found | confirmed | corrected | added; decision_id: by whom.
        # switched_off_reason: a person's; NULL where it is judged.
        # subject_count: records that fall to this version, counted by themselves.
        # is_one_sided: a record can be seen to break it, never to keep it.
        # effective_from: NULL where the input has no history.
        text="policy_id title topic strength severity clause_id repository_id mart"
        " expectation testability not_testable_reason origin decision_id"
        " switched_off_reason",
        bigint="version subject_count",
        bool="is_one_sided",
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
        # exception_id: decision that excuses a fail, which stays one.
        text="policy_id repository_id subject_id outcome observed evidence_url quote"
        " path reason origin exception_id",
        bigint="version line",
        timestamp="decided_at judged_at",
    ),
)
POLICY_RESULTS_TODAY = Table(
    "policy_results_today",
    "One row per policy in force and subject: the verdict by today's wording.",
    ("policy_id", "subject_id"),
    columns(
        text="policy_id repository_id subject_id outcome observed reason",
        bigint="version",
        timestamp="decided_at",
    ),
)
DECISION_USES = Table(
    "decision_uses",
    "One row per decision about policies: which one it came to be about.",
    ("decision_id",),
    # problem: why it could not be followed. is_in_force: by the day of the run.
    columns(text="decision_id policy_id problem", bool="is_in_force"),
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
    POLICY_RESULTS_TODAY,
    DECISION_USES,
    CLAUSE_CONFLICTS,
)
