"""One outcome per subject: unknown where nobody can tell, and errors are errors."""

from __future__ import annotations

import random

import duckdb
import pytest

from expectations.errors import JudgeError
from tests.unit.expectations.build_warehouse import REPOSITORY

TWO = {"approval_count": 2, "demands": ["approval"]}
RULE = "Every pull request needs two approvals."


def reasons(warehouse):
    return dict(
        warehouse.rows(
            "select split_part(subject_id, '#', 2), reason from judged.policy_results"
        )
    )


def test_the_0_of_a_scheme_that_counts_from_there_is_no_1(warehouse, run_judge):
    written = {"demands": ["postmortem"], "severities_as_written": ["SEV1"]}
    warehouse.clause(
        "A postmortem must be written for every SEV1 incident.",
        path="docs/oncall.md",
        parameters={**written, "severities": [1]},
    )
    for name, spelling in (("zero", "SEV0"), ("one", "sev-1")):
        warehouse.add(
            "incidents",
            incident_id=name,
            severity=1,
            severity_as_written=[spelling],
            postmortem_status="missing",
        )
    run_judge()
    assert warehouse.outcomes("postmortem_written") == {"one": "fail"}


def test_every_subject_of_a_population_has_one_outcome(warehouse, run_judge):
    chance = random.Random(4)
    days = [None, *(f"2024-{month:02}-10" for month in range(1, 13))]
    for number in range(60):
        warehouse.pull_request(
            str(number),
            state=chance.choice(["merged", "merged", "open"]),
            merged_at=chance.choice(days),
            approval_count=chance.choice([None, 0, 1, 2]),
            checks_state=chance.choice(["passing", "failing", "unknown", None]),
            kinds=chance.choice([[], ["feature"], ["bug"]]),
        )
    for lineage, months in (("a", (2, 5, 9)), ("b", (4,))):
        for place, month in enumerate(months):
            later = months[place + 1] if place + 1 < len(months) else None
            warehouse.clause(
                RULE,
                lineage_id=lineage,
                parameters={
                    **TWO,
                    "approval_count": place + 1,
                    "item_kinds": ["feature"] if lineage == "b" else [],
                },
                effective_from=f"2024-{month:02}-01",
                effective_to=f"2024-{later:02}-01" if later else None,
            )
    warehouse.clause(
        "Pull requests must pass CI before merge.", parameters={"demands": ["checks"]}
    )
    run_judge()
    merged = warehouse.rows(
        "select count(*) from main.pull_requests where state = 'merged'"
    )[0][0]
    features = warehouse.rows(
        "select count(*) from main.pull_requests"
        " where state = 'merged' and not list_contains(kinds, 'bug')"
    )[0][0]
    counts = warehouse.rows(
        "select count(*), count(distinct subject_id) from judged.policy_results"
        " group by policy_id order by 1"
    )
    assert counts == sorted([(merged, merged), (merged, merged), (features, features)])


def test_a_record_without_a_verdict_is_an_error_of_ours(
    warehouse, run_judge, monkeypatch
):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.pull_request("1", approval_count=2)
    monkeypatch.setattr("expectations.judge.count_subjects", lambda *_: 2)
    with pytest.raises(JudgeError, match="1 verdicts on 2 records"):
        run_judge()
    with pytest.raises(duckdb.CatalogException):
        warehouse.rows("from judged.policy_results")  # nothing was written


def test_a_row_that_the_rule_does_not_speak_of_is_not_in_the_population(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters={**TWO, "item_kinds": ["hotfix"]})
    warehouse.pull_request("hotfix", is_hotfix=True, approval_count=0)
    warehouse.pull_request("other", is_hotfix=False, approval_count=0)
    warehouse.pull_request("perhaps", is_hotfix=None, approval_count=0)
    warehouse.pull_request("open", state="open", approval_count=0)
    run_judge()
    outcomes = warehouse.outcomes("approval_count")
    assert outcomes == {"hotfix": "fail", "perhaps": "unknown"}


def test_a_value_that_the_sentence_does_not_state_makes_everything_unknown(
    warehouse, run_judge
):
    warehouse.clause(
        "The post-incident review must be held in time, in days.",
        parameters={
            "demands": ["postmortem"],
            "durations": [
                {"n": 3, "minutes": 3, "condition": "on weekdays"},
                {"n": 5, "minutes": 5, "condition": "at weekends"},
            ],
        },
    )
    warehouse.add("incidents", incident_id="i", postmortem_status="complete")
    run_judge()
    [(outcome, reason)] = warehouse.rows(
        "select outcome, reason from judged.policy_results"
    )
    assert outcome == "unknown"
    assert reason == "The sentence does not say how long."


def test_a_condition_that_is_not_understood_makes_everything_unknown(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters={**TWO, "conditions": ["if the moon is full"]})
    warehouse.pull_request("1", approval_count=0)
    run_judge()
    assert warehouse.outcomes("approval_count") == {"1": "unknown"}
    assert "if the moon is full" in reasons(warehouse)["1"]


def test_a_condition_on_a_label_narrows_the_population(warehouse, run_judge):
    warehouse.clause(RULE, parameters={**TWO, "conditions": ["labelled `risky`"]})
    warehouse.pull_request("risky", labels=["Risky"], approval_count=0)
    warehouse.pull_request("plain", labels=["docs"], approval_count=0)
    run_judge()
    assert warehouse.outcomes("approval_count") == {"risky": "fail"}


def test_words_that_narrow_the_rule_are_not_overlooked(warehouse, run_judge):
    warehouse.clause(
        "Pull requests that change the wire format need two approvals.", parameters=TWO
    )
    warehouse.pull_request("1", approval_count=0)
    run_judge()
    assert warehouse.outcomes("approval_count") == {"1": "unknown"}


def test_a_branch_pattern_for_fixes_does_not_speak_of_features(warehouse, run_judge):
    warehouse.clause(
        "Fixes: `fix/<name>`",
        topic="branching",
        heading="Branches",
        parameters={"demands": ["branch_name"], "branch_patterns": ["fix/*"]},
    )
    for name, kinds in (("fix", ["bug"]), ("new", ["feature"]), ("untold", [])):
        warehouse.pull_request(name, kinds=kinds, head_branch="feat/new")
    run_judge()
    assert warehouse.outcomes("branch_name") == {"fix": "fail", "untold": "unknown"}


def test_a_violation_that_may_be_an_exception_is_unknown_and_a_pass_is_a_pass(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters={**TWO, "exceptions": ["docs-only changes"]})
    for name, paths, count in (
        ("docs", ["docs/a.md"], 0),
        ("code", ["src/a.py", "docs/a.md"], 0),
        ("untold", None, 0),
        ("kept", None, 2),
    ):
        warehouse.pull_request(name, changed_paths=paths, approval_count=count)
    run_judge()
    assert warehouse.outcomes("approval_count") == {
        "docs": "not_applicable",
        "code": "fail",
        "untold": "unknown",
        "kept": "pass",
    }


def test_a_revert_is_told_by_its_title(warehouse, run_judge):
    warehouse.clause(RULE, parameters={**TWO, "exceptions": ["reverts"]})
    for name, title in (
        ("revert", 'Revert "Draw faster"'),
        ("other words", "Roll the cache back"),
        ("none", "Draw faster"),
    ):
        warehouse.pull_request(name, title=title, approval_count=0)
    run_judge()
    assert warehouse.outcomes("approval_count") == {
        "revert": "not_applicable",
        "other words": "unknown",
        "none": "fail",
    }


def test_the_first_review_is_that_of_every_change(warehouse, run_judge):
    day = {"n": 1, "unit": "business_days", "bound": "within"}
    warehouse.clause(
        "A first review is given within one business day.",
        topic="review",
        parameters={"durations": [day]},
    )
    warehouse.pull_request("late", review_wait_business_days=3)
    run_judge()
    assert warehouse.outcomes("review_in_time") == {"late": "fail"}


def test_an_exception_that_is_not_understood_excuses_what_would_fail(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters={**TWO, "exceptions": ["what the board says"]})
    warehouse.pull_request("kept", approval_count=2)
    warehouse.pull_request("broken", approval_count=0)
    run_judge()
    outcomes = warehouse.outcomes("approval_count")
    assert outcomes == {"kept": "pass", "broken": "unknown"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"is_undecided": True}, "The document itself calls it undecided."),
        (
            {"parameters": {**TWO, "is_example": True}},
            "The document gives the value as an example only.",
        ),
        (
            {"quote": "Generally, every pull request needs two approvals."},
            "The sentence leaves room: “Generally”.",
        ),
    ],
)
def test_what_the_document_leaves_open_is_listed_and_not_judged(
    row, why, warehouse, run_judge
):
    row = {"quote": RULE, "parameters": TWO, **row}
    warehouse.clause(row.pop("quote"), **row)
    warehouse.pull_request("1", approval_count=0)
    run_judge()
    assert warehouse.rows(
        "select testability, not_testable_reason from judged.policies"
    ) == [("not_testable", why)]
    assert warehouse.rows("select count(*) from judged.policy_results") == [(0,)]


def test_a_permission_is_no_policy(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO, modal="may")
    summary = run_judge()
    assert (summary.policy_count, summary.unbound_clause_count) == (0, 1)


def test_a_policy_that_no_data_can_test_says_why(warehouse, run_judge):
    warehouse.clause(
        "All review conversations must be resolved.",
        parameters={"demands": ["conversations"]},
    )
    assert run_judge().not_testable_count == 1
    [(reason,)] = warehouse.rows("select not_testable_reason from judged.policies")
    assert reason


HOSTILE = "'; drop table main.pull_requests; -- $subject {approval_count} <script>"


def test_hostile_text_is_carried_and_never_run(warehouse, run_judge):
    warehouse.clause(
        f"Every issue must have a label {HOSTILE}",
        path=HOSTILE,
        heading=HOSTILE,
        context=HOSTILE,
        parameters={
            "demands": ["label"],
            "labels": [HOSTILE, "(((a+)+)+)+$"],
            "label_mode": "any",
            "conditions": [f"labelled `{HOSTILE}`"],
            "exceptions": [HOSTILE],
            "item_kinds": [HOSTILE],
        },
    )
    warehouse.issue("hostile", labels=[HOSTILE])
    run_judge()
    assert warehouse.rows("select count(*) from main.pull_requests") == [(0,)]
    [(observed,)] = warehouse.rows("select observed from judged.policy_results")
    assert HOSTILE in observed


def test_a_branch_pattern_is_read_as_a_glob_and_in_good_time(warehouse, run_judge):
    warehouse.clause(
        "Branches must be named as follows.",
        parameters={"demands": ["branch_name"], "branch_patterns": ["a(b+)+/*.$"]},
    )
    warehouse.pull_request("kept", head_branch="a(b+)+/x.$")
    warehouse.pull_request("broken", head_branch="a" + "b" * 5000)
    run_judge()
    outcomes = warehouse.outcomes("branch_name")
    assert outcomes == {"kept": "pass", "broken": "fail"}


def test_a_column_that_is_missing_is_an_error_and_nothing_is_written(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters=TWO)
    with duckdb.connect(str(warehouse.path)) as connection:
        connection.execute(
            "alter table main.pull_requests drop column recognised_approval_count"
        )
    with pytest.raises(JudgeError, match="approval_count"):
        run_judge()
    assert warehouse.rows(
        "select count(*) from duckdb_tables() where schema_name = 'judged'"
    ) == [(0,)]


def test_an_expectation_that_cannot_be_evaluated_is_an_error_and_no_finding(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters={**TWO, "approval_count": "two"})
    warehouse.pull_request("1", approval_count=1)
    with pytest.raises(JudgeError, match="approval_count"):
        run_judge()


def test_a_warehouse_without_clauses_is_an_error(tmp_path, warehouse, run_judge):
    with duckdb.connect(str(warehouse.path)) as connection:
        connection.execute("drop table staging.stg_parsed__clauses")
    with pytest.raises(JudgeError, match="stg_parsed__clauses"):
        run_judge()


def test_judging_again_gives_the_same_rows(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    for number in range(5):
        warehouse.pull_request(str(number), approval_count=number)
    run_judge()
    first = warehouse.rows("from judged.policy_results order by subject_id")
    run_judge()
    assert warehouse.rows("from judged.policy_results order by subject_id") == first


def test_another_repository_is_judged_by_its_own_rules(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.clause(RULE, parameters=TWO, repository_id="acme/other")
    warehouse.pull_request("1", approval_count=0)
    run_judge()
    assert warehouse.rows("select policy_id from judged.policy_results") == [
        (f"{REPOSITORY}:approval_count",)
    ]


def test_the_evidence_of_a_result_is_its_own_place(warehouse, run_judge):
    warehouse.clause(
        "Pull requests must pass CI before merge.", parameters={"demands": ["checks"]}
    )
    warehouse.pull_request(
        "1",
        checks_state="failing",
        checks_as_written="CI: red",
        url="https://example.com/1",
        path=".github/PULL_REQUESTS.md",
        line=7,
    )
    run_judge()
    assert warehouse.rows(
        "select evidence_url, quote, path, line, observed from judged.policy_results"
    ) == [
        (
            "https://example.com/1",
            "CI: red",
            ".github/PULL_REQUESTS.md",
            7,
            "checks at the merge: failing",
        )
    ]


def test_no_rules_and_no_rows_are_judged_as_nothing(warehouse, run_judge):
    assert run_judge().outcome_counts == {}
    assert warehouse.rows("select count(*) from judged.policies") == [(0,)]


def test_a_team_of_which_nobody_is_known_is_no_violation(warehouse, run_judge):
    """Nor is it for the want of the other team, where one of two is enough."""
    for place, teams in enumerate((["@acme/new"], ["@acme/core", "@new"], ["@core"])):
        warehouse.clause(
            f"Pull requests need an approval by {' or '.join(teams)}.",
            parameters={"demands": ["approval"], "approver_teams": teams},
            lineage_id=str(place),
        )
    for name, count, approved in (
        ("nobody", 0, []),
        ("core", 1, ["@acme/core"]),
        ("sre", 1, ["@acme/sre"]),
    ):
        warehouse.pull_request(
            name, approval_count=count, approved_by_team_ids=approved
        )
    run_judge()
    outcomes = {
        (policy.split(":")[-1], subject.split("#")[-1]): outcome
        for policy, subject, outcome in warehouse.rows(
            "select policy_id, subject_id, outcome from judged.policy_results"
        )
    }
    assert outcomes == {
        ("acme-new", "nobody"): "fail",
        ("acme-new", "core"): "unknown",
        ("acme-new", "sre"): "unknown",
        ("acme-core+new", "nobody"): "fail",
        ("acme-core+new", "core"): "pass",
        ("acme-core+new", "sre"): "unknown",
        ("core", "nobody"): "fail",
        ("core", "core"): "pass",
        ("core", "sre"): "fail",
    }


def test_a_rule_for_a_path_speaks_of_changes_under_it(warehouse, run_judge):
    warehouse.clause(
        "Changes to `warehouse/**` need two approvals.",
        parameters={**TWO, "paths": ["warehouse/**"]},
    )
    for name, paths in (
        ("inside", ["warehouse/models/a.sql", "README.md"]),
        ("outside", ["docs/warehouse.md"]),
        ("untold", None),
    ):
        warehouse.pull_request(name, approval_count=1, changed_paths=paths)
    run_judge()
    assert warehouse.outcomes("approval_count") == {
        "inside": "fail",
        "untold": "unknown",
    }


def test_a_kind_of_item_does_not_stand_for_what_else_narrows_the_rule(
    warehouse, run_judge
):
    warehouse.clause(
        "Bugs without a reproduction must carry the `unconfirmed` label.",
        parameters={
            "demands": ["label"],
            "labels": ["unconfirmed"],
            "item_kinds": ["bug"],
        },
    )
    warehouse.issue("1", kinds=["bug"])
    run_judge()
    assert warehouse.outcomes("issue_label") == {"1": "unknown"}


def test_a_row_of_a_table_keeps_its_periods_apart(warehouse, run_judge):
    warehouse.clause(
        "SEV-1 | 15 minutes | required",
        context="Severity | Acknowledge within | Post-mortem",
        topic="severity",
        parameters={
            "demands": ["severity", "postmortem", "response_time"],
            "severities": [1],
            "durations": [
                {"n": 15, "unit": "minutes", "minutes": 15, "days": 0.01},
            ],
        },
    )
    warehouse.add(
        "incidents",
        incident_id="i",
        severity=1,
        postmortem_status="complete",
        postmortem_delay_days=4,
        minutes_to_acknowledge=20,
    )
    run_judge()
    assert warehouse.outcomes("acknowledged_in_time") == {"i": "fail"}
    assert warehouse.outcomes("postmortem_written") == {"i": "pass"}
    assert warehouse.outcomes("postmortem_in_time") == {}


def test_what_a_draft_has_to_do_afterwards_is_not_settled(warehouse, run_judge):
    for words in ("be tracked as issues", "each have an owner"):
        warehouse.clause(
            f"Action items must {words}.",
            topic="postmortems",
            parameters={"demands": ["action_items"]},
        )
    for name, is_draft in (("draft", True), ("finished", False)):
        warehouse.add("incidents", incident_id=name, is_draft=is_draft)
        warehouse.add(
            "action_items",
            action_item_id=name,
            incident_id=name,
            owner_or_none="",
            linked_item_ids=[],
        )
    run_judge()
    for policy in ("action_items_tracked", "action_items_owned"):
        assert warehouse.outcomes(policy) == {"draft": "unknown", "finished": "fail"}


def test_a_period_for_each_severity_is_a_rule_for_each(warehouse, run_judge):
    warehouse.clause(
        "P1 alerts must be acknowledged within 5 minutes and P2 alerts within 30.",
        topic="oncall",
        parameters={
            "demands": ["response_time"],
            "severities": [1, 2],
            "durations": [
                {"n": 5, "unit": "minutes", "minutes": 5, "condition": "P1 alerts"},
                {"n": 30, "unit": "minutes", "minutes": 30, "condition": "P2 alerts"},
            ],
        },
    )
    for severity in (1, 2):
        warehouse.add(
            "incidents",
            incident_id=f"sev{severity}",
            severity=severity,
            minutes_to_acknowledge=10,
        )
    run_judge()
    assert warehouse.outcomes("acknowledged_in_time") == {
        "sev1": "fail",
        "sev2": "pass",
    }


def test_a_label_by_the_name_of_the_grade_tells_of_whom_a_rule_speaks(
    warehouse, run_judge
):
    warehouse.clause(
        "P0 issues must be answered within 4 hours, P1 issues within 9 hours.",
        topic="severity",
        parameters={
            "demands": ["response_time"],
            "item_kinds": ["issue"],
            "severities": [0, 1],
            "severities_as_written": ["P0", "P1"],
            "durations": [
                {"n": 4, "unit": "hours", "minutes": 240, "condition": "P0"},
                {"n": 9, "unit": "hours", "minutes": 540, "condition": "P1"},
            ],
        },
    )
    for name, labels in {
        "zero": ["bug", "P0"],
        "one": ["priority/p1"],
        "three": ["P3"],
        "none": ["bug"],
        "severe": ["sev0"],
    }.items():
        warehouse.add(
            "issues",
            issue_id=name,
            labels=labels,
            kinds=[],
            response_wait_minutes=480,
            first_response_at="2024-05-01 18:00",
            created_at="2024-05-01 10:00",
        )
    run_judge()
    assert warehouse.rows(
        "select split_part(policy_id, ':', 3), subject_id, outcome"
        " from judged.policy_results order by all"
    ) == [
        ("sev0", "none", "unknown"),
        ("sev0", "severe", "unknown"),
        ("sev0", "zero", "fail"),
        ("sev1", "none", "unknown"),
        ("sev1", "one", "pass"),
        ("sev1", "severe", "unknown"),
    ]


def test_what_another_sentence_allows_is_no_certain_violation(warehouse, run_judge):
    demand = {"demands": ["target_branch"]}
    warehouse.clause(
        "Patches are sent as pull requests against `main`.",
        parameters={**demand, "base_branches": ["main"]},
    )
    warehouse.clause(
        "Backports go to `release-X.Y` branches.",
        path="docs/releases.md",
        line=7,
        parameters={**demand, "base_branches": ["release-*"]},
        effective_from="2024-02-01",
    )
    warehouse.clause(
        "Cut your branch from `develop`.",
        parameters={**demand, "base_branches": ["develop"]},
    )
    day = "2024-03-01"
    warehouse.pull_request("main", base_branch="main", merged_at=day)
    warehouse.pull_request("backport", base_branch="release-2.1", merged_at=day)
    warehouse.pull_request("early", base_branch="release-2.0", merged_at="2024-01-09")
    warehouse.pull_request("other", base_branch="develop", merged_at=day)
    run_judge()
    assert warehouse.outcomes("target_branch") == {
        "main": "pass",
        "backport": "unknown",
        "early": "fail",
        "other": "fail",
    }
    assert reasons(warehouse)["backport"] == (
        "Another sentence allows it (docs/releases.md:7)."
    )


def test_a_label_that_says_that_no_entry_is_needed_leaves_it_open(warehouse, run_judge):
    warehouse.clause(
        "Every pull request must add an entry to `CHANGELOG.md`.",
        parameters={"demands": ["release_note"]},
    )
    warehouse.pull_request("bare", changed_paths=["a.py"], labels=["docs"])
    warehouse.pull_request("freed", changed_paths=["a.py"], labels=["skip-changelog"])
    warehouse.pull_request("small", changed_paths=["a.py"], labels=["no changeset"])
    run_judge()
    assert warehouse.outcomes("changelog_entry") == {
        "bare": "fail",
        "freed": "unknown",
        "small": "unknown",
    }


def test_what_is_asked_of_people_is_not_certainly_asked_of_machines(
    warehouse, run_judge
):
    warehouse.clause(
        "Every pull request must be linked to an issue.",
        parameters={"demands": ["linked_issue"]},
    )
    warehouse.person("robo", is_bot=True)
    warehouse.pull_request("person", author_id="ann", linked_issue_ids=[])
    warehouse.pull_request("machine", author_id="robo", linked_issue_ids=[])
    run_judge()
    assert warehouse.outcomes("linked_issue") == {
        "person": "fail",
        "machine": "unknown",
    }
    assert "machine" in reasons(warehouse)["machine"]


def test_the_usual_branch_does_not_widen_a_heading(warehouse, run_judge):
    warehouse.clause(
        "Pull requests to `main` must pass CI before merge.",
        heading="Releasing",
        parameters={"demands": ["checks"], "base_branches": ["main"]},
    )
    warehouse.pull_request("1", base_branch="main", checks_state="failing")
    run_judge()
    assert warehouse.outcomes("checks_passing") == {"1": "unknown"}


def test_a_check_that_is_excepted_by_name_excuses_no_other(warehouse, run_judge):
    warehouse.clause(
        "All checks must pass before a pull request is merged.",
        parameters={
            "demands": ["checks"],
            "exceptions": ["the check `slow`, which only informs"],
        },
    )
    for name, failing in (("other", ["unit", "slow"]), ("named", ["slow"])):
        warehouse.pull_request(
            name, checks_state="failing", failing_check_names=failing
        )
    run_judge()
    assert warehouse.outcomes("checks_passing") == {
        "other": "fail",
        "named": "unknown",
    }


def test_changes_that_are_excepted_are_no_checks(warehouse, run_judge):
    warehouse.clause(
        "All checks must pass before a pull request is merged.",
        parameters={
            "demands": ["checks"],
            "exceptions": ["changes to `site/` that need no tests"],
        },
    )
    warehouse.pull_request("1", checks_state="failing", failing_check_names=["unit"])
    run_judge()
    assert warehouse.outcomes("checks_passing") == {"1": "unknown"}


def test_a_list_of_old_names_is_no_rule(warehouse, run_judge):
    warehouse.clause(
        "Old names that you may still find: `bug` (now `kind/bug`).",
        heading="Labels",
        parameters={"demands": ["severity", "label"], "labels": ["bug", "kind/bug"]},
    )
    run_judge()
    assert warehouse.rows("select count(*) from judged.policies") == [(0,)]


def test_an_issue_that_is_younger_than_its_period_may_still_be_labelled(
    warehouse, run_judge
):
    warehouse.clause(
        "Every issue must have an `area/*` label within 3 days.",
        parameters={
            "demands": ["label"],
            "label_globs": ["area/*"],
            "durations": [
                {"n": 3, "unit": "days", "days": 3, "minutes": 4320, "bound": "within"}
            ],
        },
    )
    warehouse.issue("old", created_at="2024-01-01 10:00")
    warehouse.issue("young", created_at="2024-01-08 10:00")
    warehouse.issue("newest", created_at="2024-01-10 10:00", labels=["area/api"])
    run_judge()
    assert warehouse.outcomes("issue_label") == {
        "old": "fail",
        "young": "unknown",
        "newest": "unknown",  # it has the label, and since when is not looked at
    }
