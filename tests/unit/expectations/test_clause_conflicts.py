"""Clauses in force that cannot both be followed are rows with both citations."""

from __future__ import annotations

import pytest

REVIEW = "The post-incident review must be held within {} days."


def days(number):
    return {"n": number, "unit": "days", "minutes": number * 1440, "bound": "within"}


def conflicts(warehouse):
    return warehouse.rows(
        "select path, other_path, difference from judged.clause_conflicts"
    )


@pytest.fixture
def state_review(warehouse):
    def state(number, path, **row):
        warehouse.clause(
            REVIEW.format(number),
            path=path,
            parameters={
                "demands": ["postmortem"],
                "durations": [days(number)],
                **row.pop("parameters", {}),
            },
            **row,
        )

    return state


def test_three_days_here_and_five_there_contradict(warehouse, run_judge, state_review):
    state_review(3, "CONTRIBUTING.md")
    state_review(5, "ops/oncall.md")
    run_judge()
    assert conflicts(warehouse) == [
        ("CONTRIBUTING.md", "ops/oncall.md", "3 days / 5 days")
    ]


def test_both_of_two_contradicting_rules_are_judged(warehouse, run_judge, state_review):
    state_review(3, "CONTRIBUTING.md")
    state_review(5, "ops/oncall.md")
    warehouse.add(
        "incidents",
        incident_id="i",
        postmortem_status="complete",
        postmortem_delay_days=4,
    )
    run_judge()
    assert warehouse.rows(
        "select policy_id, outcome from judged.policy_results order by 1"
    ) == [
        ("acme/todo:postmortem_in_time", "fail"),
        ("acme/todo:postmortem_in_time:2", "pass"),
    ]


def test_a_rule_that_was_replaced_contradicts_nothing(
    warehouse, run_judge, state_review
):
    state_review(3, "CONTRIBUTING.md", effective_to="2024-01-01")
    state_review(5, "ops/oncall.md", effective_from="2024-01-01")
    run_judge()
    assert conflicts(warehouse) == []


def test_different_severities_may_have_different_periods(
    warehouse, run_judge, state_review
):
    state_review(3, "ops/oncall.md", parameters={"severities": [1]})
    state_review(5, "ops/oncall.md", parameters={"severities": [2]})
    run_judge()
    assert conflicts(warehouse) == []


def test_one_label_in_two_spellings_contradicts(warehouse, run_judge):
    for label, path in (("sev1", "CONTRIBUTING.md"), ("SEV-1", "ops/oncall.md")):
        warehouse.clause(
            f"Incidents are labelled `{label}`.",
            path=path,
            parameters={"demands": ["label"], "labels": [label]},
        )
    run_judge()
    assert conflicts(warehouse) == [
        ("CONTRIBUTING.md", "ops/oncall.md", "label sev1 / label SEV-1")
    ]


def test_a_rule_that_is_undecided_contradicts_nothing(
    warehouse, run_judge, state_review
):
    state_review(3, "CONTRIBUTING.md")
    state_review(5, "ops/oncall.md", is_undecided=True)
    run_judge()
    assert conflicts(warehouse) == []


def test_two_days_and_48_hours_do_not_contradict(warehouse, run_judge):
    for n, unit in ((2, "days"), (48, "hours")):
        warehouse.clause(
            f"A postmortem must be published within {n} {unit}.",
            parameters={
                "demands": ["postmortem"],
                "durations": [{"n": n, "unit": unit, "minutes": 2880}],
            },
        )
    run_judge()
    assert conflicts(warehouse) == []


def test_a_severity_is_the_same_however_a_sentence_puts_it(warehouse, run_judge):
    for number, conditions in ((3, ["Sev1 incident"]), (5, [])):
        warehouse.clause(
            REVIEW.format(number),
            parameters={
                "demands": ["postmortem"],
                "durations": [days(number)],
                "severities": [1],
                "conditions": conditions,
            },
        )
    run_judge()
    assert [row[2] for row in conflicts(warehouse)] == ["3 days / 5 days"]


def merging(warehouse, says, methods, path, **row):
    name = "excluded_merge_methods" if row.get("is_negative") else "merge_methods"
    warehouse.clause(
        says,
        path=path,
        parameters={"demands": ["merge_method"], name: methods},
        **row,
    )


def test_a_method_asked_for_here_and_forbidden_there_contradicts(warehouse, run_judge):
    merging(warehouse, "Pull requests must be squash-merged.", ["squash"], "A.md")
    says = "Squash merges are not allowed."
    merging(warehouse, says, ["squash"], "B.md", is_negative=True)
    run_judge()
    assert conflicts(warehouse) == [("A.md", "B.md", "squash asked for / forbidden")]


def test_a_forbidden_method_that_nobody_asks_for_contradicts_nothing(
    warehouse, run_judge
):
    merging(warehouse, "Pull requests must be squash-merged.", ["squash"], "A.md")
    says = "Merge commits are not allowed."
    merging(warehouse, says, ["merge"], "B.md", is_negative=True)
    run_judge()
    assert conflicts(warehouse) == []


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        (["merge"], [("A.md", "B.md", "squash / merge")]),
        (["squash", "rebase"], []),
    ],
)
def test_two_methods_contradict_if_no_merge_can_keep_both(
    theirs, found, warehouse, run_judge
):
    merging(warehouse, "Pull requests must be squash-merged.", ["squash"], "A.md")
    merging(warehouse, "Pull requests must be merged so.", theirs, "B.md")
    run_judge()
    assert conflicts(warehouse) == found


def state(warehouse, sentence, count, path, **parameters):
    warehouse.clause(
        sentence,
        path=path,
        parameters={"demands": ["approval"], "approval_count": count, **parameters},
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every change needs two approvals.", "One approval is enough."),
        ("Changes to marts need two approvals.", "One approval is enough for marts."),
        ("Two approvals for marts.", "For marts, one approval is enough."),
    ],
)
def test_two_approvals_and_one_is_enough_contradict(warehouse, run_judge, one, other):
    state(warehouse, one, 2, "CONTRIBUTING.md")
    state(warehouse, other, 1, "docs/review.md")
    run_judge()
    assert conflicts(warehouse) == [
        ("CONTRIBUTING.md", "docs/review.md", "2 asked for / 1 enough")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Every change needs two approvals.", "One approval is enough for marts."),
        ("Changes to marts need two approvals.", "One approval is enough."),
        ("Changes to marts need two approvals.", "One approval is enough for seeds."),
        ("Every change needs two approvals.", "Three approvals are enough."),
        ("Every change needs two approvals.", "Hotfixes need one approval."),
    ],
)
def test_a_rule_for_all_and_one_for_some_do_not_contradict(
    warehouse, run_judge, one, other
):
    kinds = {"item_kinds": ["hotfix"]} if "Hotfix" in other else {}
    state(warehouse, one, 2, "CONTRIBUTING.md")
    state(warehouse, other, 3 if "Three" in other else 1, "docs/review.md", **kinds)
    run_judge()
    assert conflicts(warehouse) == []


def test_a_period_in_releases_contradicts_none_in_months(warehouse, run_judge):
    for says, period in (
        ("A deprecated API stays available for at least two releases.", "releases"),
        ("A deprecated API stays available for at least 6 months.", "months"),
    ):
        length = {"n": 6, "days": 180, "minutes": 259200}
        if period == "releases":
            length = {"n": 2, "days": None, "minutes": None}
        duration = {**length, "unit": period, "bound": "at_least", "condition": None}
        warehouse.clause(
            says,
            parameters={"demands": ["deprecation_window"], "durations": [duration]},
        )
    run_judge()
    assert conflicts(warehouse) == []
