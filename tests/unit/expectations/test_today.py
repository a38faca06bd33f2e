"""Today's wording on the past, beside the verdict by the wording of its time."""

from __future__ import annotations

RULE = "Every pull request needs two approvals."


def changed_rule(warehouse, *, ends=None, undecided=False):
    for count, start, end in ((1, "2024-01-01", "2024-06-01"), (2, "2024-06-01", ends)):
        warehouse.clause(
            RULE,
            lineage_id="a",
            parameters={"demands": ["approval"], "approval_count": count},
            effective_from=start,
            effective_to=end,
            is_undecided=undecided and count == 2,
        )
    for name, day in (
        ("before", "2023-05-01"),
        ("old", "2024-02-01"),
        ("new", "2024-07-01"),
    ):
        warehouse.pull_request(name, approval_count=1, merged_at=day)


def today(warehouse):
    return {
        subject.split("#")[-1]: (version, outcome)
        for subject, version, outcome in warehouse.rows(
            "select subject_id, version, outcome from judged.policy_results_today"
        )
    }


def test_the_past_is_judged_by_its_own_wording_and_by_todays(warehouse, run_judge):
    changed_rule(warehouse)
    run_judge()
    assert warehouse.outcomes("approval_count") == {
        "before": "not_applicable",
        "old": "pass",
        "new": "fail",
    }
    assert today(warehouse) == {
        "before": (2, "fail"),
        "old": (2, "fail"),
        "new": (2, "fail"),
    }


def test_a_rule_that_ended_or_is_left_open_says_nothing_today(warehouse, run_judge):
    changed_rule(warehouse, ends="2025-01-01")
    run_judge()
    assert today(warehouse) == {}


def test_a_rule_that_is_undecided_today_says_nothing_today(warehouse, run_judge):
    changed_rule(warehouse, undecided=True)
    run_judge()
    assert today(warehouse) == {}


def test_a_rule_without_history_says_the_same_today(warehouse, run_judge):
    warehouse.clause(RULE, parameters={"demands": ["approval"], "approval_count": 2})
    warehouse.pull_request("1", approval_count=2)
    run_judge()
    assert today(warehouse) == {"1": (1, "pass")}
