"""A subject is judged by the wording that was in force when it was decided."""

from __future__ import annotations

import pytest

from expectations import policies, versions
from expectations.clauses import Clause
from expectations.loading import load_catalogue
from expectations.versions import sense
from pipelines.read.clauses import find_clauses

TWO = {"approval_count": 2, "demands": ["approval"]}
ONE = {"approval_count": 1, "demands": ["approval"]}
SPRING, SUMMER, AUTUMN = "2024-03-01 00:00", "2024-06-01 00:00", "2024-09-01 00:00"


@pytest.fixture
def changed_rule(warehouse):
    """Two approvals from spring on, one from summer on."""
    warehouse.clause(
        "Every pull request needs two approvals.",
        lineage_id="approvals",
        parameters=TWO,
        effective_from=SPRING,
        effective_to=SUMMER,
    )
    warehouse.clause(
        "Every pull request needs an approval.",
        lineage_id="approvals",
        parameters=ONE,
        effective_from=SUMMER,
    )
    return warehouse


def results(warehouse):
    return warehouse.rows(
        "select split_part(subject_id, '#', 2), version, outcome, reason"
        " from judged.policy_results order by 1"
    )


def test_the_version_in_force_at_the_merge_decides(changed_rule, run_judge):
    for name, moment in (("before", "2024-05-31"), ("after", "2024-06-02")):
        changed_rule.pull_request(name, merged_at=moment, approval_count=1)
    run_judge()
    assert results(changed_rule) == [
        ("after", 2, "pass", None),
        ("before", 1, "fail", None),
    ]


def test_the_change_that_brings_a_wording_falls_under_the_one_before(
    changed_rule, run_judge
):
    for name, moment in (("that", f"{SUMMER}:01"), ("next", f"{SUMMER}:20")):
        changed_rule.pull_request(name, merged_at=moment, approval_count=1)
    run_judge()
    assert results(changed_rule) == [
        ("next", 2, "pass", None),
        ("that", 1, "fail", None),
    ]


def test_the_commit_that_states_the_first_wording_is_before_it(changed_rule, run_judge):
    changed_rule.pull_request("first", merged_at=SPRING, approval_count=0)
    run_judge()
    [(_, _, outcome, _)] = results(changed_rule)
    assert outcome == "not_applicable"


def test_before_the_first_wording_nothing_is_judged(changed_rule, run_judge):
    changed_rule.pull_request("early", merged_at="2024-01-01", approval_count=0)
    run_judge()
    assert results(changed_rule) == [
        ("early", 1, "not_applicable", "before the rule (stated on 2024-03-01)")
    ]


def test_without_a_date_the_wording_in_force_now_decides(changed_rule, run_judge):
    changed_rule.pull_request("undated", approval_count=1)
    run_judge()
    [(_, version, outcome, reason)] = results(changed_rule)
    assert (version, outcome) == (2, "pass")
    assert "wording in force now" in reason


def test_after_a_rule_was_withdrawn_nothing_is_judged(warehouse, run_judge):
    warehouse.clause(
        "Every pull request needs two approvals.",
        parameters=TWO,
        effective_from=SPRING,
        effective_to=SUMMER,
    )
    warehouse.pull_request("late", merged_at=AUTUMN, approval_count=0)
    warehouse.pull_request("undated", approval_count=0)
    run_judge()
    assert results(warehouse) == [
        ("late", 1, "not_applicable", "after the rule (in force until 2024-06-01)"),
        (
            "undated",
            1,
            "not_applicable",
            "no date, and the rule is withdrawn (in force until 2024-06-01)",
        ),
    ]


def test_without_history_a_rule_was_always_in_force(warehouse, run_judge):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.pull_request("old", merged_at="1999-01-01", approval_count=2)
    warehouse.pull_request("undated", approval_count=2)
    run_judge()
    assert results(warehouse) == [
        ("old", 1, "pass", None),
        ("undated", 1, "pass", None),
    ]


def test_a_mere_rewording_is_the_same_version_with_the_newest_words(
    warehouse, run_judge
):
    warehouse.clause(
        "Every pull request needs two approvals.",
        clause_id="old words",
        lineage_id="approvals",
        parameters=TWO,
        effective_from=SPRING,
        effective_to=SUMMER,
    )
    warehouse.clause(
        "Two approvals are needed for every pull request.",
        clause_id="new words",
        lineage_id="approvals",
        parameters={**TWO, "item_kinds": ["pull_request"]},
        effective_from=SUMMER,
    )
    run_judge()
    assert warehouse.rows(
        "select version, clause_id, effective_from::date::varchar, effective_to"
        " from judged.policies"
    ) == [(1, "new words", "2024-03-01", None)]
    assert warehouse.rows("select count(*) from judged.policy_bindings") == [(2,)]


def test_a_rule_that_moved_to_another_document_keeps_its_policy(warehouse, run_judge):
    warehouse.clause(
        "Every pull request needs two approvals.",
        parameters=TWO,
        path="CONTRIBUTING.md",
        effective_from=SPRING,
        effective_to=SUMMER,
    )
    warehouse.clause(
        "Every pull request needs an approval.",
        parameters=ONE,
        path="docs/review.md",
        effective_from=SUMMER,
    )
    run_judge()
    assert warehouse.rows(
        "select policy_id, version from judged.policies order by version"
    ) == [("acme/todo:approval_count", 1), ("acme/todo:approval_count", 2)]


def test_the_same_rule_in_two_documents_is_one_policy(warehouse, run_judge):
    for path in ("CONTRIBUTING.md", "docs/review.md"):
        warehouse.clause(
            "Every pull request needs two approvals.", parameters=TWO, path=path
        )
    run_judge()
    assert warehouse.rows("select count(*) from judged.policies") == [(1,)]
    assert warehouse.rows("select count(*) from judged.clause_conflicts") == [(0,)]


def test_rules_on_different_areas_are_policies_of_their_own(warehouse, run_judge):
    for area in ("api", "db"):
        warehouse.clause(
            f"Changes of the {area} need two approvals.",
            parameters={**TWO, "areas": [area]},
        )
    run_judge()
    assert warehouse.rows("select policy_id from judged.policies order by 1") == [
        ("acme/todo:approval_count:api",),
        ("acme/todo:approval_count:db",),
    ]


def test_a_period_for_each_severity_is_a_policy_for_each(warehouse, run_judge):
    warehouse.clause(
        "A postmortem is due within 3 days for a Sev1 and 5 days for a SEV-2.",
        parameters={
            "demands": ["postmortem"],
            "severities": [1, 2],
            "durations": [
                {"n": 3, "days": 3, "minutes": 4320, "condition": "for a Sev1"},
                {"n": 5, "days": 5, "minutes": 7200, "condition": "for a SEV-2"},
            ],
        },
    )
    for severity in (1, 2):
        warehouse.add(
            "incidents",
            incident_id=f"sev{severity}",
            severity=severity,
            postmortem_status="complete",
            postmortem_delay_days=4,
        )
    run_judge()
    assert warehouse.rows(
        "select policy_id, subject_id, outcome from judged.policy_results order by 1"
    ) == [
        ("acme/todo:postmortem_in_time:sev1", "sev1", "fail"),
        ("acme/todo:postmortem_in_time:sev2", "sev2", "pass"),
    ]


def test_of_two_commits_of_one_second_the_wording_of_the_last_is_in_force(
    warehouse, run_judge
):
    """A rebase gives commits one time, and so does a clock that went back."""
    for name, quote, parameters, until in (
        ("a", "Every pull request needs an approval.", ONE, None),
        ("z", "Every pull request needs two approvals.", TWO, SPRING),
    ):
        warehouse.clause(
            quote,
            clause_id=name,
            lineage_id="approvals",
            parameters=parameters,
            effective_from=SPRING,
            effective_to=until,
        )
    warehouse.pull_request("x", merged_at=AUTUMN, approval_count=1)
    run_judge()
    assert results(warehouse) == [("x", 2, "pass", None)]


def test_before_a_shallow_clone_begins_nothing_is_judged(warehouse, run_judge):
    """One rule stood there when it begins, the other came after."""
    sentence = "Every pull request needs two approvals."
    since = {"history_from": SUMMER, "parameters": TWO}
    warehouse.clause(sentence, lineage_id="approvals", **since)
    for name, moment in (("a", SPRING), ("b", AUTUMN), ("c", None)):
        warehouse.pull_request(name, merged_at=moment, approval_count=1)
    run_judge()
    told = results(warehouse)
    assert [(name, outcome) for name, _, outcome, _ in told] == [
        ("a", "unknown"),
        ("b", "fail"),
        ("c", "fail"),
    ]
    assert "The clone is shallow: it begins on 2024-06-01" in told[0][3]
    assert [reason for *_, reason in told[1:]] == [None, None]


def test_a_rule_that_came_after_a_shallow_clone_begins_may_have_stood_before_it(
    warehouse, run_judge
):
    sentence = "Every pull request needs two approvals."
    since = {"history_from": SPRING, "effective_from": SUMMER, "parameters": TWO}
    warehouse.clause(sentence, lineage_id="approvals", **since)
    for name, moment in (("a", "2024-01-01"), ("b", "2024-04-01"), ("c", AUTUMN)):
        warehouse.pull_request(name, merged_at=moment, approval_count=1)
    run_judge()
    assert [outcome for _, _, outcome, _ in results(warehouse)] == [
        "unknown",
        "not_applicable",
        "fail",
    ]


def test_a_rule_that_stands_a_thousand_times_is_made_out_of_each_once(monkeypatch):
    """Its clauses are compared by what they say, not each with each."""
    calls = 0

    def counted(entry, clause):
        nonlocal calls
        calls += 1
        return sense(entry, clause)

    for module in (policies, versions):
        monkeypatch.setattr(module, "sense", counted)
    quote = "Every pull request must have two approvals."
    stated = find_clauses(quote, path="CONTRIBUTING.md", kind="contributing")[0]
    clauses = [
        Clause(
            clause_id=f"c{number}",
            lineage_id=f"c{number}",
            parameters_id="two",
            repository_id="o/r",
            path=f"docs/{number}.md",
            line=1,
            quote=quote,
            modal=stated.modal,
            topic=stated.topic,
            parameters=stated.parameters,
            subjects=tuple(stated.subjects),
        )
        for number in range(200)
    ]
    (found,) = policies.find_policies(clauses, load_catalogue())
    assert len(found.versions[0].clauses) == 200
    assert calls <= 3 * 200


@pytest.mark.parametrize(
    ("pushed_on", "outcome"),
    [("2024-02-29", "not_applicable"), ("2024-03-02", "fail"), (None, "pass")],
)
def test_a_push_from_before_the_rule_does_not_break_it(
    warehouse, run_judge, pushed_on, outcome
):
    warehouse.clause(
        "Never push directly to `main`.",
        topic="branching",
        is_negative=True,
        parameters={"demands": ["other"]},
        effective_from=SPRING,
    )
    warehouse.add("repositories", direct_push_count=1 if pushed_on else 0)
    for kind, moment in (("direct_push", pushed_on), ("stated_override", SUMMER)):
        warehouse.add("merge_overrides", kind=kind, merged_at=moment)
    run_judge()
    assert set(warehouse.outcomes("no_direct_push").values()) == {outcome}
