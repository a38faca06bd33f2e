"""For every entry that can be judged: a clause, and rows with the outcome of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WITHIN_15_MINUTES = {"n": 15, "unit": "minutes", "minutes": 15, "bound": "within"}
WITHIN_A_DAY = {"n": 1, "unit": "days", "days": 1, "minutes": 1440, "bound": "within"}
WITHIN_3_WORKING_DAYS = {"n": 3, "unit": "business_days", "bound": "within"}
AT_LEAST_A_DAY = {**WITHIN_A_DAY, "bound": "at_least"}
AT_LEAST_6_MONTHS = {
    "n": 6,
    "unit": "months",
    "days": 180,
    "minutes": 259200,
    "bound": "at_least",
}
AFTER_60_DAYS = {
    "n": 60,
    "unit": "days",
    "days": 60,
    "minutes": 86400,
    "bound": "at_least",
}


@dataclass(frozen=True)
class Case:
    """One entry's clause and rows: name of a row -> (columns, outcome)."""

    says: str
    demands: list[str]
    mart: str
    rows: dict[str, tuple[dict[str, Any], str]]
    topic: str = "other"
    parameters: dict[str, Any] = field(default_factory=dict)
    is_negative: bool = False


def _pull_requests(
    column: str, good: Any, bad: Any, **common: Any
) -> dict[str, tuple[dict[str, Any], str]]:
    return {
        "kept": ({column: good, **common}, "pass"),
        "broken": ({column: bad, **common}, "fail"),
        "untold": ({column: None, **common}, "unknown"),
    }


_REVIEWED = {"approval_count": 1}
_ONE_ISSUE = {"has_incident_issue": True, "issue_ids": ["acme/todo#1"]}
_NOTICED = _ONE_ISSUE | {
    "minutes_to_incident_issue": 1500,
    "started_at": "2024-05-01 10:00",
    "detected_at": "2024-05-01 11:00",
}
_OWNED = {
    "pull_request_id": "acme/todo#1",
    "expected_because": "codeowners",
    "team_id": "@core",
}
_SEV1 = {"severity": 1}
_REMOVED = {
    "item_kind": "pull_request",
    "state": "merged",
    "change_kinds": [],
    "evidence_kinds": ["removal"],
}
_API = {
    "item_kind": "pull_request",
    "state": "merged",
    "change_kinds": ["api"],
    "quote": "drops a field",
}

CASES: dict[str, Case] = {
    "approval_count": Case(
        says="Every pull request needs two approvals.",
        demands=["approval"],
        parameters={"approval_count": 2},
        mart="pull_requests",
        rows=_pull_requests("approval_count", 2, 1)
        | {
            "in_words": ({"approval_count": 0, "recognised_approval_count": 2}, "pass"),
            "one_in_words": (
                {"approval_count": 0, "recognised_approval_count": 1},
                "fail",
            ),
        },
    ),
    "approval_by_named_group": Case(
        says="Pull requests must be approved by at least two DBAs.",
        demands=["approval"],
        parameters={"approval_count": 2},
        mart="pull_requests",
        rows={
            "perhaps": ({"approval_count": 2}, "unknown"),
            "broken": ({"approval_count": 1}, "fail"),
            "untold": ({"approval_count": None}, "unknown"),
        },
    ),
    "stale_pull_requests_closed": Case(
        says="Pull requests without activity for 60 days must be closed.",
        demands=["stale"],
        topic="stale",
        parameters={"durations": [AFTER_60_DAYS]},
        mart="pull_requests",
        rows={
            "kept": ({"state": "closed", "inactive_days": 60}, "pass"),
            "broken": ({"state": "open", "inactive_days": 61}, "fail"),
            "untold": ({"state": "open", "inactive_days": None}, "unknown"),
        },
    ),
    "approval_by_team": Case(
        says="Every pull request needs an approval from `@acme/core`.",
        demands=["approval", "review_by_team"],
        parameters={"approval_count": 1, "approver_teams": ["@Acme/Core"]},
        mart="pull_requests",
        rows={
            "kept": (_REVIEWED | {"approved_by_team_ids": ["@acme/core"]}, "pass"),
            "broken": (_REVIEWED | {"approved_by_team_ids": ["@acme/sre"]}, "fail"),
            "nobody": ({"approval_count": 0, "approved_by_team_ids": None}, "fail"),
            "in_words": (
                {
                    "approval_count": 0,
                    "recognised_approval_count": 1,
                    "documented_spoken_approval_count": 1,
                    "approved_by_team_ids": [],
                },
                "unknown",
            ),
            "untold": (_REVIEWED | {"approved_by_team_ids": None}, "unknown"),
        },
    ),
    "approval_by_every_team": Case(
        says="Both `@acme/core` and `@acme/sre` must approve a pull request.",
        demands=["approval"],
        parameters={"approver_teams": ["@acme/core", "@acme/sre"], "team_mode": "all"},
        mart="pull_requests",
        rows=_pull_requests(
            "approved_by_team_ids", ["@acme/core", "@acme/sre"], ["@acme/core"]
        ),
    ),
    "approval_by_person": Case(
        says="Pull requests must be approved by @kim.",
        demands=["approval"],
        parameters={"approver_people": ["@kim"]},
        mart="pull_requests",
        rows=_pull_requests("approved_by_ids", ["kim", "lee"], ["lee"]),
    ),
    "approval_by_code_owner": Case(
        says="Two code owners must approve a pull request.",
        demands=["approval"],
        parameters={"approval_count": 2, "approver_role": "code_owner"},
        mart="pull_requests",
        rows=_pull_requests("code_owner_approval_count", 2, 1)
        | {
            "in_words": (
                {
                    "code_owner_approval_count": 1,
                    "documented_spoken_approval_count": 1,
                },
                "unknown",
            )
        },
    ),
    "approvals_one_by_code_owner": Case(
        says="Pull requests need two approvals, one of them by a code owner.",
        demands=["approval"],
        parameters={"approval_count": 2, "approver_role": "code_owner"},
        mart="pull_requests",
        rows={
            "kept": ({"approval_count": 2, "code_owner_approval_count": 1}, "pass"),
            "few": ({"approval_count": 1, "code_owner_approval_count": 1}, "fail"),
            "other": ({"approval_count": 2, "code_owner_approval_count": 0}, "fail"),
            "untold": ({"approval_count": 2}, "unknown"),
        },
    ),
    "approval_by_role": Case(
        says="Pull requests must be approved by a maintainer.",
        demands=["approval"],
        parameters={"approver_role": "maintainer"},
        mart="pull_requests",
        rows={
            "nobody": ({"approval_count": 0}, "fail"),
            "somebody": ({"approval_count": 1}, "unknown"),
            "untold": ({"approval_count": None}, "unknown"),
        },
    ),
    "approval_not_by_author": Case(
        says="Somebody other than the author must approve.",
        demands=["approval"],
        parameters={"excludes_author": True},
        mart="pull_requests",
        rows=_pull_requests("approval_count", 1, 0),
    ),
    "no_self_approval": Case(
        says="Authors must not approve their own pull requests.",
        demands=["approval"],
        parameters={"excludes_author": True},
        is_negative=True,
        mart="pull_requests",
        rows={
            "kept": ({"approval_count": 1}, "pass"),
            "nobody": ({"approval_count": 0}, "unknown"),
            "untold": ({"approval_count": None}, "unknown"),
        },
    ),
    "review_count": Case(
        says="Every pull request must be reviewed by two people.",
        demands=["approval"],
        parameters={"approval_count": 2},
        mart="pull_requests",
        rows=_pull_requests("reviewed_by_ids", ["kim", "lee"], ["kim"]),
    ),
    "review_by_role": Case(
        says="Every pull request must be reviewed by a maintainer.",
        demands=["approval"],
        parameters={"approver_role": "maintainer"},
        mart="pull_requests",
        rows={
            "perhaps": ({"reviewed_by_ids": ["kim"]}, "unknown"),
            "broken": ({"reviewed_by_ids": []}, "fail"),
            "untold": ({"reviewed_by_ids": None}, "unknown"),
        },
    ),
    "approval_by_every_owner": Case(
        says="A pull request must be approved by an owner of each file.",
        demands=["approval"],
        parameters={"approver_role": "code_owner"},
        mart="pull_requests",
        rows={
            "perhaps": ({"code_owner_approval_count": 2}, "unknown"),
            "broken": ({"code_owner_approval_count": 0}, "fail"),
            "untold": ({"code_owner_approval_count": None}, "unknown"),
        },
    ),
    "review_by_code_owner": Case(
        says="Every pull request must be reviewed by a code owner.",
        demands=["approval"],
        parameters={"approver_role": "code_owner"},
        mart="pull_requests",
        rows={
            "approved": ({"code_owner_approval_count": 1}, "pass"),
            "nobody": (
                {
                    "code_owner_approval_count": 0,
                    "approval_count": 0,
                    "reviewed_by_ids": [],
                },
                "fail",
            ),
            "reviewed": (
                {
                    "code_owner_approval_count": 0,
                    "approval_count": 0,
                    "reviewed_by_ids": ["kim"],
                },
                "unknown",
            ),
        },
    ),
    "self_merge_approved": Case(
        says="You must not merge your own pull request without an approval.",
        demands=["approval"],
        is_negative=True,
        mart="pull_requests",
        rows=_pull_requests("approval_count", 1, 0, is_self_merged=True),
    ),
    "self_merge_reviewed": Case(
        says="You must not merge your own pull request without a review.",
        demands=["approval"],
        is_negative=True,
        mart="pull_requests",
        rows=_pull_requests("reviewed_by_ids", ["kim"], [], is_self_merged=True),
    ),
    "merge_not_by_author": Case(
        says="You must not merge your own pull request.",
        demands=["other"],
        is_negative=True,
        mart="pull_requests",
        rows=_pull_requests("is_self_merged", False, True),
    ),
    "approval_of_last_push": Case(
        says="Approvals must be given again after a push.",
        demands=["approval"],
        parameters={"resets_on_push": True},
        mart="pull_requests",
        rows=_pull_requests("approval_of_head_count", 1, 0, approval_count=1),
    ),
    "review_by_team": Case(
        says="Backend changes must be reviewed by `@core` or `@sre`.",
        demands=["review_by_team"],
        parameters={"teams": ["@core", "@sre"], "team_mode": "any", "areas": ["api"]},
        mart="pull_requests",
        rows=_pull_requests("reviewed_by_team_ids", ["@sre"], [], area_words=["api"])
        | {
            "other area": (
                {"area_words": ["docs"], "reviewed_by_team_ids": []},
                "unknown",
            )
        },
    ),
    "review_by_every_team": Case(
        says="Schema changes must be reviewed by `@core` and `@sre`.",
        demands=["review_by_team"],
        parameters={"teams": ["@core", "@sre"], "team_mode": "all", "areas": ["db"]},
        mart="pull_requests",
        rows=_pull_requests(
            "reviewed_by_team_ids", ["@sre", "@core"], ["@sre"], area_words=["db"]
        ),
    ),
    "review_by_owning_team": Case(
        says="Pull requests need a review from the owning team.",
        demands=["review_by_team"],
        mart="review_coverage",
        rows={
            "kept": (_OWNED | {"area": "src/", "is_reviewed": True}, "pass"),
            "broken": (_OWNED | {"area": "docs/", "is_reviewed": False}, "fail"),
            "untold": (_OWNED | {"area": "ops/", "is_reviewed": None}, "unknown"),
            "one of two": (
                _OWNED | {"area": "db/", "is_reviewed": False, "team_id": "@sre"},
                "unknown",
            ),
            "other of two": (
                _OWNED | {"area": "db/", "is_reviewed": True, "team_id": "@dba"},
                "pass",
            ),
        },
    ),
    "checks_passing": Case(
        says="Pull requests must pass CI before merge.",
        demands=["checks"],
        mart="pull_requests",
        rows={
            "kept": ({"checks_state": "passing"}, "pass"),
            "broken": ({"checks_state": "failing"}, "fail"),
            "too early": ({"checks_state": "pending"}, "fail"),
            "untold": ({"checks_state": "unknown"}, "unknown"),
            "null": ({"checks_state": None}, "unknown"),
            "without": ({"checks_state": "none"}, "unknown"),
        },
    ),
    "linked_issue": Case(
        says="Every pull request must be linked to an issue.",
        demands=["linked_issue"],
        mart="pull_requests",
        rows=_pull_requests("linked_issue_ids", ["acme/todo#9"], []),
    ),
    "merge_method": Case(
        says="Pull requests are squash-merged.",
        demands=["merge_method"],
        parameters={"merge_methods": ["squash"]},
        mart="pull_requests",
        rows=_pull_requests("merge_method", "squash", "merge")
        | {"queued": ({"merge_method": "queue"}, "unknown")},
    ),
    "merge_method_excluded": Case(
        says="Merge commits are not allowed.",
        demands=["merge_method"],
        parameters={"excluded_merge_methods": ["merge"]},
        is_negative=True,
        mart="pull_requests",
        rows=_pull_requests("merge_method", "rebase", "merge")
        | {"queued": ({"merge_method": "queue"}, "unknown")},
    ),
    "not_merged_with_label": Case(
        says="Pull requests with the label `hold` must not be merged.",
        demands=["label"],
        parameters={"labels": ["hold"], "label_mode": "none"},
        is_negative=True,
        mart="pull_requests",
        rows=_pull_requests("labels", ["bug"], ["bug", "hold"]),
    ),
    "title_conventional": Case(
        says="The titles of pull requests must follow Conventional Commits.",
        demands=["other"],
        mart="pull_requests",
        rows={
            **_pull_requests("title", "feat(api)!: drop v1", "Drop v1"),
            "other type": ({"title": "wip: a thing"}, "pass"),
            "spaced": ({"title": "fix : a thing"}, "fail"),
        },
    ),
    "milestone_set": Case(
        says="Every pull request must have a milestone before it is merged.",
        demands=["other"],
        mart="pull_requests",
        rows=_pull_requests("has_milestone", True, False),
    ),
    "commits_signed_off": Case(
        says="Every commit must be signed off.",
        demands=["other"],
        mart="commits",
        rows={
            "kept": ({"parent_count": 1, "is_signed_off": True}, "pass"),
            "broken": ({"parent_count": 1, "is_signed_off": False}, "fail"),
            "untold": ({"parent_count": 1, "is_signed_off": None}, "unknown"),
        },
    ),
    "open_time": Case(
        says="Pull requests stay open for at least a day.",
        demands=["open_time"],
        parameters={"durations": [AT_LEAST_A_DAY]},
        mart="pull_requests",
        rows=_pull_requests("hours_open", 24.0, 23.5),
    ),
    "target_branch": Case(
        says="Pull requests must target `main`.",
        demands=["target_branch"],
        parameters={"base_branches": ["main"]},
        mart="pull_requests",
        rows=_pull_requests("base_branch", "main", "release/3"),
    ),
    "branch_name": Case(
        says="Branches must be named `feat/<name>` or `fix/<name>`.",
        demands=["branch_name"],
        topic="branching",
        parameters={"branch_patterns": ["feat/*", "fix/*"]},
        mart="pull_requests",
        rows=_pull_requests("head_branch", "fix/a.b", "prefix/fix/a"),
    ),
    "no_direct_push": Case(
        says="Never push directly to `main`.",
        demands=["other"],
        is_negative=True,
        topic="branching",
        mart="repositories",
        rows={"kept": ({"direct_push_count": 0}, "pass")},
    ),
    "issue_label": Case(
        says="Every issue must have an area label, `area:api` or `area:db`.",
        demands=["label"],
        parameters={"labels": ["area:api", "area:db"], "label_mode": "any"},
        mart="issues",
        rows={
            "kept": ({"labels": ["bug", "Area:API"]}, "pass"),
            "broken": ({"labels": ["area-api"]}, "fail"),
            "untold": ({"labels": None}, "unknown"),
        },
    ),
    "pull_request_label": Case(
        says="Every pull request must have exactly one `kind/*` label.",
        demands=["label"],
        parameters={"label_globs": ["kind/*"], "label_mode": "exactly_one"},
        mart="pull_requests",
        rows={
            "kept": ({"labels": ["kind/bug", "size/S"]}, "pass"),
            "two": ({"labels": ["kind/bug", "kind/docs"]}, "fail"),
            "none": ({"labels": []}, "fail"),
            "untold": ({"labels": None}, "unknown"),
        },
    ),
    "severity_label": Case(
        says="Bugs and incidents must carry a severity label, `sev1` or `sev2`.",
        demands=["severity", "label"],
        parameters={
            "labels": ["sev1", "sev2"],
            "label_mode": "any",
            "item_kinds": ["bug", "incident"],
            "severities": [1, 2],
        },
        mart="issues",
        rows={
            "kept": ({"kinds": ["bug"], "labels": ["bug", "sev2"]}, "pass"),
            "other spelling": ({"kinds": ["incident"], "labels": ["sev-1"]}, "fail"),
            "without": ({"kinds": ["bug"], "labels": ["type:bug"]}, "fail"),
            "untold": ({"kinds": ["bug"], "labels": None}, "unknown"),
        },
    ),
    "severity_stated": Case(
        says="Every bug must be given a severity.",
        demands=["severity"],
        parameters={"item_kinds": ["bug"]},
        mart="issues",
        rows={
            "kept": ({"kinds": ["bug"], "severity_label_count": 1}, "pass"),
            "broken": ({"kinds": ["bug"], "severity_label_count": 0}, "fail"),
            "untold": ({"kinds": ["bug"], "severity_label_count": None}, "unknown"),
        },
    ),
    "exclusive_labels": Case(
        says="Issues have at most one `priority/*` label.",
        demands=["label"],
        parameters={"label_globs": ["priority/*"]},
        mart="issues",
        rows={
            "kept": ({"labels": ["priority/high"]}, "pass"),
            "none": ({"labels": []}, "pass"),
            "broken": ({"labels": ["priority/high", "priority/low"]}, "fail"),
            "untold": ({"labels": None}, "unknown"),
        },
    ),
    "label_scheme": Case(
        says="Only use the labels that are listed in `LABELS.md`.",
        demands=["label"],
        topic="labels",
        mart="labels",
        rows={
            "kept": ({"is_documented": True, "item_count": 2}, "pass"),
            "broken": ({"is_documented": False, "item_count": 2}, "fail"),
            "untold": ({"is_documented": None, "item_count": 2}, "unknown"),
        },
    ),
    "incident_severity": Case(
        says="All incidents must have a severity.",
        demands=["severity"],
        topic="incidents",
        mart="incidents",
        rows={
            "kept": ({"severity_as_written": ["SEV-2"]}, "pass"),
            "broken": ({"severity_as_written": []}, "fail"),
            "untold": ({"severity_as_written": None}, "unknown"),
        },
    ),
    "exclusive_pull_request_labels": Case(
        says="A pull request must have at most one `kind/*` label.",
        demands=["label"],
        parameters={"label_globs": ["kind/*"]},
        mart="pull_requests",
        rows=_pull_requests("labels", ["kind/bug"], ["kind/bug", "kind/docs"]),
    ),
    "incident_issue": Case(
        says="A Sev1 incident must have an issue labelled `incident` and `sev1`.",
        demands=["incident_issue", "label"],
        parameters={
            "labels": ["incident", "sev1"],
            "label_mode": "all",
            "severities": [1],
        },
        mart="incidents",
        rows={
            "kept": (
                _SEV1 | _ONE_ISSUE | {"issue_labels": ["incident", "sev1"]},
                "pass",
            ),
            "other spelling": (
                _SEV1 | _ONE_ISSUE | {"issue_labels": ["incident", "sev-1"]},
                "fail",
            ),
            "no issue": (_SEV1 | {"has_incident_issue": False}, "fail"),
            "no severity": (
                {"severity": None, "has_incident_issue": False},
                "unknown",
            ),
        },
    ),
    "incident_issue_opened": Case(
        says="Every incident must have a tracking issue.",
        demands=["incident_issue"],
        mart="incidents",
        rows={
            "kept": (_ONE_ISSUE, "pass"),
            "broken": ({"has_incident_issue": False}, "fail"),
            "untold": ({"has_incident_issue": None}, "unknown"),
        },
    ),
    "incident_logged": Case(
        says="Every incident must be recorded in `ops/log.md`.",
        demands=["incident_log"],
        parameters={"paths": ["ops/log.md"]},
        mart="incidents",
        rows={
            "kept": ({"has_log_entry": True, "log_paths": ["ops/log.md"]}, "pass"),
            "elsewhere": ({"has_log_entry": True, "log_paths": ["notes.md"]}, "fail"),
            "nowhere": ({"has_log_entry": False, "log_paths": []}, "fail"),
            "untold": ({"has_log_entry": True, "log_paths": None}, "unknown"),
        },
    ),
    "incident_linked": Case(
        says="An incident must be linked to its issues.",
        demands=["linked_issue"],
        topic="incidents",
        mart="incidents",
        rows={
            "kept": ({"linked_item_ids": ["acme/todo#1"]}, "pass"),
            "broken": ({"linked_item_ids": []}, "fail"),
            "untold": ({"linked_item_ids": None}, "unknown"),
        },
    ),
    "acknowledged_in_time": Case(
        says="The on-call engineer must respond to a page within 15 minutes.",
        demands=["response_time"],
        topic="oncall",
        parameters={"durations": [WITHIN_15_MINUTES]},
        mart="incidents",
        rows={
            "kept": ({"minutes_to_acknowledge": 15}, "pass"),
            "broken": ({"minutes_to_acknowledge": 16}, "fail"),
            "paged later": (
                {"minutes_to_acknowledge": 16, "is_acknowledged_sooner": True},
                "unknown",
            ),
            "soon at any rate": (
                {"minutes_to_acknowledge": 15, "is_acknowledged_sooner": True},
                "pass",
            ),
            "untold": ({"minutes_to_acknowledge": None}, "unknown"),
        },
    ),
    "incident_issue_in_time": Case(
        says="An incident issue must be opened within a day of every incident.",
        demands=["incident_issue"],
        parameters={"durations": [WITHIN_A_DAY]},
        mart="incidents",
        rows={
            "kept": (_ONE_ISSUE | {"minutes_to_incident_issue": 1440}, "pass"),
            "broken": (_ONE_ISSUE | {"minutes_to_incident_issue": 1441}, "fail"),
            "noticed": (_ONE_ISSUE | _NOTICED, "unknown"),
            "late": (
                _ONE_ISSUE | _NOTICED | {"detected_at": "2024-05-01 10:59"},
                "fail",
            ),
            "untold": (_ONE_ISSUE | {"minutes_to_incident_issue": None}, "unknown"),
        },
    ),
    "escalation_recorded": Case(
        says="Escalations must be recorded on the incident issue.",
        demands=["escalation"],
        mart="incidents",
        rows={
            "elsewhere": ({"is_discussed_off_github": True}, "fail"),
            "untold": ({"is_discussed_off_github": False}, "unknown"),
        },
    ),
    "postmortem_written": Case(
        says="Every incident must have a postmortem.",
        demands=["postmortem"],
        mart="incidents",
        rows={
            "complete": ({"postmortem_status": "complete"}, "pass"),
            "partial": ({"postmortem_status": "partial"}, "pass"),
            "draft": ({"postmortem_status": "partial", "is_draft": True}, "unknown"),
            "informal": ({"postmortem_status": "informal"}, "fail"),
            "missing": ({"postmortem_status": "missing"}, "fail"),
            "untold": ({"postmortem_status": None}, "unknown"),
        },
    ),
    "postmortem_in_time": Case(
        says="The post-incident review must be held within 3 business days.",
        demands=["postmortem"],
        parameters={"durations": [WITHIN_3_WORKING_DAYS]},
        mart="incidents",
        rows={
            "kept": (
                {"postmortem_status": "partial", "postmortem_delay_business_days": 3},
                "pass",
            ),
            "late": (
                {"postmortem_status": "complete", "postmortem_delay_business_days": 4},
                "fail",
            ),
            "draft": (
                {
                    "postmortem_status": "partial",
                    "postmortem_delay_business_days": 2,
                    "is_draft": True,
                },
                "unknown",
            ),
            "never": ({"postmortem_status": "missing"}, "fail"),
            "untold": ({"postmortem_status": "complete"}, "unknown"),
        },
    ),
    "action_items_owned": Case(
        says="Every action item must have an owner.",
        demands=["action_items"],
        mart="action_items",
        rows={
            "kept": ({"owner_or_none": "kim"}, "pass"),
            "broken": ({"owner_or_none": ""}, "fail"),
            "untold": ({"owner_or_none": None}, "unknown"),
        },
    ),
    "action_items_dated": Case(
        says="Every action item must have a due date.",
        demands=["action_items"],
        mart="action_items",
        rows={
            "kept": ({"has_due_day": True}, "pass"),
            "broken": ({"has_due_day": False}, "fail"),
            "untold": ({"has_due_day": None}, "unknown"),
        },
    ),
    "action_items_tracked": Case(
        says="Action items must be tracked as issues.",
        demands=["action_items"],
        mart="action_items",
        rows={
            "kept": ({"linked_item_ids": ["acme/todo#1"]}, "pass"),
            "broken": ({"linked_item_ids": []}, "fail"),
            "untold": ({"linked_item_ids": None}, "unknown"),
        },
    ),
    "breaking_change_documented": Case(
        says="Breaking API changes must be documented in `docs/api.md`.",
        demands=["documentation"],
        parameters={"paths": ["docs/api.md"], "areas": ["api"]},
        mart="breaking_changes",
        rows={
            "kept": (_API | {"documented_in": ["docs/api.md"]}, "pass"),
            "elsewhere": (_API | {"documented_in": ["README.md"]}, "fail"),
            "nowhere": (_API | {"documented_in": []}, "fail"),
            "untold": (_API | {"documented_in": None}, "unknown"),
            "open": (_API | {"state": "open", "documented_in": []}, "not_applicable"),
        },
    ),
    "breaking_change_versioned": Case(
        says="A breaking change gets a new versioned path.",
        demands=["versioning"],
        mart="breaking_changes",
        rows={
            "kept": (
                _API | {"versioned_path": "/v2/todos", "is_version_new": True},
                "pass",
            ),
            "the broken one": (_API | {"versioned_path": "/v2/todos"}, "unknown"),
            "new files": (_API | {"is_version_new": True}, "pass"),
            "untold": (_API | {"versioned_path": None}, "unknown"),
            "open": (_API | {"state": "open"}, "not_applicable"),
        },
    ),
    "breaking_change_approved": Case(
        says="Breaking changes must have two approvals.",
        demands=["approval"],
        parameters={"approval_count": 2},
        mart="breaking_changes",
        rows={
            "kept": (_API | {"approval_count": 2}, "pass"),
            "broken": (_API | {"approval_count": 0}, "fail"),
            "untold": (_API | {"approval_count": None}, "unknown"),
        },
    ),
    "deprecation_window": Case(
        says="The old version must stay available for at least 6 months.",
        demands=["deprecation_window"],
        parameters={"durations": [AT_LEAST_6_MONTHS]},
        mart="breaking_changes",
        rows={
            "kept": (_API | {"deprecation_days": 180}, "pass"),
            "broken": (_API | {"deprecation_days": 90}, "fail"),
            "untold": (_API | {"deprecation_days": None}, "unknown"),
            "too-soon": (_REMOVED | {"deprecation_days": 40}, "fail"),
        },
    ),
    "changelog_entry": Case(
        says="Every pull request must add an entry to the changelog.",
        demands=["release_note"],
        mart="pull_requests",
        rows=_pull_requests(
            "changed_paths", ["src/a.py", "CHANGELOG.md"], ["src/a.py"]
        ),
    ),
    "release_note": Case(
        says="Every pull request must have a release note.",
        demands=["release_note"],
        mart="pull_requests",
        rows={
            "kept": ({"changed_paths": ["docs/release-notes/12.md"]}, "pass"),
            "told": ({"changed_paths": ["src/a.py"]}, "unknown"),
            "untold": ({"changed_paths": None}, "unknown"),
        },
    ),
    "deployed_through": Case(
        says="Deployments must go through staging before production.",
        demands=["staging"],
        parameters={"environments": ["staging", "production"]},
        mart="pull_requests",
        rows={
            **_pull_requests(
                "deployed_environments", ["staging", "production"], ["production"]
            ),
            "nowhere": ({"deployed_environments": []}, "not_applicable"),
            "stg": ({"deployed_environments": ["prod", "stg-eu"]}, "unknown"),
            "tried": ({"deployed_environments": ["staging"]}, "not_applicable"),
        },
    ),
    "issue_response": Case(
        says="New issues are answered within a day.",
        demands=["response_time"],
        parameters={"durations": [WITHIN_A_DAY]},
        mart="issues",
        rows={
            "kept": ({"response_wait_minutes": 60}, "pass"),
            "closed first": (
                {"response_wait_minutes": 60, "first_response_at": None},
                "not_applicable",
            ),
            "broken": ({"response_wait_minutes": 2000}, "fail"),
            "never": (
                {"response_wait_minutes": 2000, "first_response_at": None},
                "fail",
            ),
            "untold": ({"response_wait_minutes": None}, "unknown"),
        },
    ),
    "pull_request_response": Case(
        says="Reviewers should respond to a pull request within 3 business days.",
        demands=["response_time"],
        parameters={"durations": [WITHIN_3_WORKING_DAYS]},
        mart="pull_requests",
        rows=_pull_requests("response_wait_business_days", 3, 5),
    ),
    "review_in_time": Case(
        says="Reviewers should review pull requests within 3 business days.",
        demands=["response_time"],
        parameters={"durations": [WITHIN_3_WORKING_DAYS]},
        mart="pull_requests",
        rows=_pull_requests("review_wait_business_days", 3, 5),
    ),
    "issue_triage": Case(
        says="New issues are triaged within a day.",
        demands=["response_time"],
        parameters={"durations": [WITHIN_A_DAY]},
        mart="issues",
        rows={
            "answered": ({"response_wait_minutes": 60}, "pass"),
            "perhaps": ({"response_wait_minutes": 2000}, "unknown"),
            "untold": ({"response_wait_minutes": None}, "unknown"),
        },
    ),
    "stale_issues_closed": Case(
        says="Issues without activity for 60 days must be closed.",
        demands=["stale"],
        parameters={"durations": [AFTER_60_DAYS]},
        mart="issues",
        rows={
            "kept": ({"inactive_days": 60}, "pass"),
            "broken": ({"inactive_days": 400}, "fail"),
            "untold": ({"inactive_days": None}, "unknown"),
        },
    ),
}

SUBJECTS = {
    "pull_requests": "pull_request_id",
    "issues": "issue_id",
    "incidents": "incident_id",
    "action_items": "action_item_id",
    "breaking_changes": "breaking_change_id",
    "labels": "label_id",
    "commits": "commit_id",
    "review_coverage": "review_coverage_id",
    "repositories": "repository_id",
}
DEFAULTS: dict[str, dict[str, Any]] = {
    "pull_requests": {
        "state": "merged",
        "merged_at": "2024-06-01 00:00:00",
        "kinds": [],
        "labels": [],
        "area_words": [],
        "is_hotfix": False,
        "is_breaking": False,
        "is_draft": False,
        "first_response_at": "2024-06-01 00:00:00",
        "first_review_at": "2024-06-01 00:00:00",
    },
    "issues": {
        "kinds": [],
        "labels": [],
        "created_at": "2024-06-01 00:00:00",
        "first_response_at": "2024-06-01 00:00:00",
    },
}
