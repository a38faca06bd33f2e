"""What people decided changes what is judged, and is told apart from what was found."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.errors import UsageError
from tests.unit.expectations.build_warehouse import REPOSITORY

TWO = {"approval_count": 2, "demands": ["approval"]}
RULE = "Every pull request needs two approvals."
ADDED = {
    "lineage_id": f"{REPOSITORY}:.saydo/policies.yml#two-for-schema",
    "path": ".saydo/policies.yml",
}


def policies(warehouse, *columns):
    return warehouse.rows(
        f"select {', '.join(columns)} from judged.policies order by policy_id, version"
    )


def uses(warehouse):
    return dict(warehouse.rows("select decision_id, problem from judged.decision_uses"))


def results(warehouse):
    return {
        subject.split("#")[-1]: (outcome, exception)
        for subject, outcome, exception in warehouse.rows(
            "select subject_id, outcome, exception_id from judged.policy_results"
        )
    }


def test_what_nobody_decided_is_found(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.pull_request("1", approval_count=2)
    run_judge()
    assert policies(warehouse, "origin", "decision_id") == [("found", None)]
    assert warehouse.rows("select origin from judged.policy_results") == [("found",)]


@pytest.mark.parametrize("name", ["approval_count", f"{REPOSITORY}:approval_count"])
def test_a_confirmed_rule_is_judged_whatever_its_words_leave_open(
    warehouse, run_judge, name
):
    warehouse.clause(f"{RULE[:-1]}, usually.", parameters=TWO, is_undecided=True)
    warehouse.pull_request("1", approval_count=1)
    run_judge()
    assert results(warehouse) == {}
    decision = warehouse.decide("confirm", name)
    run_judge()
    assert results(warehouse) == {"1": ("fail", None)}
    assert policies(warehouse, "origin", "decision_id") == [("confirmed", decision)]
    assert warehouse.rows("select origin from judged.policy_results") == [
        ("confirmed",)
    ]


def test_a_correction_changes_the_version_in_force_and_leaves_the_past(
    warehouse, run_judge
):
    for place, (start, end) in enumerate(
        [("2024-01-01", "2024-06-01"), ("2024-06-01", None)]
    ):
        warehouse.clause(
            RULE,
            lineage_id="a",
            parameters={**TWO, "approval_count": place + 2},
            effective_from=start,
            effective_to=end,
        )
    warehouse.pull_request("old", approval_count=1, merged_at="2024-02-01")
    warehouse.pull_request("new", approval_count=1, merged_at="2024-07-01")
    warehouse.decide(
        "correct", "approval_count", details={"parameters": {"approval_count": 1}}
    )
    run_judge()
    assert results(warehouse) == {"old": ("fail", None), "new": ("pass", None)}
    assert policies(warehouse, "version", "origin") == [(1, "found"), (2, "corrected")]


def test_a_correction_takes_away_a_condition(warehouse, run_judge):
    warehouse.clause(RULE, parameters={**TWO, "conditions": ["if the moon is full"]})
    warehouse.pull_request("1", approval_count=2)
    warehouse.decide(
        "correct", "approval_count", details={"parameters": {"conditions": None}}
    )
    run_judge()
    assert results(warehouse) == {"1": ("pass", None)}


def test_a_policy_that_is_switched_off_is_listed_and_not_judged(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.pull_request("1", approval_count=0)
    decision = warehouse.decide(
        "switch_off", "approval_count", reason="We gave up on it."
    )
    run_judge()
    assert results(warehouse) == {}
    assert warehouse.rows("select * from judged.policy_results_today") == []
    [(origin, made_by, why, count)] = policies(
        warehouse, "origin", "decision_id", "switched_off_reason", "subject_count"
    )
    assert (origin, made_by, count) == ("found", decision, None)
    assert why == "We gave up on it. (.saydo/policies.yml:1)"


@pytest.mark.parametrize("entry", [None, "approval_count"])
def test_an_added_rule_is_judged_and_called_added(warehouse, run_judge, entry):
    warehouse.clause(RULE, parameters={**TWO, "approval_count": 1})
    warehouse.clause(RULE, parameters=TWO, **ADDED)
    warehouse.decide("add", "two-for-schema", entry=entry)
    warehouse.pull_request("1", approval_count=1)
    run_judge()
    assert policies(warehouse, "policy_id", "origin") == [
        (f"{REPOSITORY}:approval_count", "found"),
        (f"{REPOSITORY}:approval_count:two-for-schema", "added"),
    ]
    outcomes = warehouse.rows(
        "select origin, outcome from judged.policy_results order by all"
    )
    assert outcomes == [("added", "fail"), ("found", "pass")]


def test_an_added_rule_that_no_policy_knows_is_a_problem(warehouse, run_judge):
    warehouse.clause("Be kind.", parameters={}, **ADDED)
    decision = warehouse.decide("add", "two-for-schema")
    run_judge()
    assert policies(warehouse, "policy_id") == []
    assert "name one" in uses(warehouse)[decision]


EXCEPTION = {"reason": "The runner was down.", "owner_id": "kim"}


def test_an_exception_excuses_a_violation_which_stays_one(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    for name, count in (("7", 0), ("8", 0), ("9", 2)):
        warehouse.pull_request(name, approval_count=count)
    decision = warehouse.decide(
        "exceptions",
        "approval_count",
        until_on=date(2025, 3, 1),  # the day of the run
        details={"records": ["#7", "#9"]},
        **EXCEPTION,
    )
    run_judge()
    assert results(warehouse) == {
        "7": ("fail", decision),
        "8": ("fail", None),
        "9": ("pass", None),
    }
    [(reason,)] = warehouse.rows(
        "select reason from judged.policy_results where exception_id is not null"
    )
    assert reason == "excused: The runner was down. (.saydo/policies.yml:1, kim)"


def test_an_exception_for_a_record_that_ended_excuses_it_no_more(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.pull_request("7", approval_count=0)
    warehouse.decide(
        "exceptions",
        "approval_count",
        until_on=date(2025, 2, 28),
        details={"records": [f"{REPOSITORY}#7"]},
        **EXCEPTION,
    )
    run_judge()
    assert results(warehouse) == {"7": ("fail", None)}
    assert warehouse.rows("select is_in_force from judged.decision_uses") == [(False,)]


def test_an_exception_for_a_period_excuses_what_happened_in_it(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    for name, day in (("4", "2025-01-04"), ("5", "2025-01-05"), ("9", "2025-01-09")):
        warehouse.pull_request(name, approval_count=0, merged_at=f"{day} 23:00")
    decision = warehouse.decide(
        "exceptions",
        "approval_count",
        from_on=date(2025, 1, 5),
        until_on=date(2025, 1, 8),
        **EXCEPTION,
    )
    run_judge()
    assert results(warehouse) == {
        "4": ("fail", None),
        "5": ("fail", decision),
        "9": ("fail", None),
    }


def test_a_name_that_is_nowhere_is_a_problem_with_what_is_near(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    decision = warehouse.decide("switch_off", "aproval_count", reason="x")
    run_judge()
    assert "near are approval_count" in uses(warehouse)[decision]


def test_beside_the_configuration_such_a_name_stops_the_run(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.decide(
        "switch_off",
        "aproval_count",
        stated_in="configuration",
        path=".dlt/policies.yml",
    )
    with pytest.raises(UsageError) as raised:
        run_judge()
    assert ".dlt/policies.yml:1: switch_off[1].policy" in raised.value.what


def test_for_all_repositories_it_is_enough_that_one_has_the_policy(
    warehouse, run_judge
):
    warehouse.clause(RULE, parameters=TWO)
    for repository in (REPOSITORY, "acme/other"):
        warehouse.decide(
            "switch_off",
            "approval_count",
            repository_id=repository,
            stated_in="configuration",
            is_for_all=True,
            position=1,
        )
    run_judge()
    found = uses(warehouse)
    assert found.pop("decision-1") is None
    assert [*found.values()] != [None]


def test_an_entry_of_a_policy_names_the_one_that_there_is(warehouse, run_judge):
    warehouse.clause(
        "API changes need an approval by `@acme/api`.",
        parameters={"demands": ["approval"], "approver_teams": ["@acme/api"]},
    )
    warehouse.decide("switch_off", "approval_by_team", reason="x")
    run_judge()
    assert policies(warehouse, "switched_off_reason is null") == [(False,)]


def test_what_stands_beside_the_configuration_comes_last(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO)
    warehouse.pull_request("1", approval_count=1)
    for stated_in, count in (("configuration", 1), ("repository", 3)):
        warehouse.decide(
            "correct",
            "approval_count",
            stated_in=stated_in,
            details={"parameters": {"approval_count": count}},
        )
    run_judge()
    assert results(warehouse) == {"1": ("pass", None)}
