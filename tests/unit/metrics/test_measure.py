"""A metric is what its definition says, and NULL where the data cannot tell."""

from __future__ import annotations

import json

import pytest

from pipelines.metrics.definitions import published_metrics

REPOSITORIES = [{"repository_id": "o/a"}, {"repository_id": "o/b"}]
ASKED = {
    "policy_conformance_rate",
    "override_rate",
    "label_drift_rate",
    "postmortem_completeness_rate",
    "action_item_closure_rate",
    "review_coverage_rate",
    "time_to_first_response_hours",
    "change_lead_time",
    "deployment_frequency",
    "change_fail_rate",
    "failed_deployment_recovery_time",
}


def change(repository, number, is_override, merged_at):
    return {
        "merged_change_id": f"{repository}#{number}",
        "repository_id": repository,
        "is_override": is_override,
        "merged_at": merged_at,
    }


def told(row):
    return row["numerator"], row["denominator"], row["unknown_count"], row["value"]


def test_every_metric_has_a_title_a_unit_a_definition_and_a_standard(semantic_manifest):
    found = published_metrics(json.loads(semantic_manifest.read_text()))
    assert {one.name for one in found} == ASKED
    for one in found:
        assert one.title
        assert one.unit in {"rate", "hours", "per_month"}
        assert len(one.definition) > 40
        assert one.source_name == "saydo" or one.source_url.startswith("https://")
        assert one.measured_on


def test_a_rate_has_a_value_for_all_each_repository_and_each_month(measured):
    values = measured(
        {
            "repositories": REPOSITORIES,
            "merged_changes": [
                change("o/a", 1, True, "2024-05-01 10:00"),
                change("o/a", 2, False, "2024-05-31 23:59"),
                change("o/a", 3, False, "2024-06-01 00:00"),
                change("o/b", 4, False, "2024-06-02 00:00"),
            ],
        }
    )
    rates = {
        key[1:]: told(row) for key, row in values.items() if key[0] == "override_rate"
    }
    assert rates == {
        (None, None): (1, 4, 0, 0.25),
        ("o/a", None): (1, 3, 0, pytest.approx(1 / 3)),
        ("o/b", None): (0, 1, 0, 0.0),
        (None, "2024-05"): (1, 2, 0, 0.5),
        (None, "2024-06"): (0, 2, 0, 0.0),
        ("o/a", "2024-05"): (1, 2, 0, 0.5),
        ("o/a", "2024-06"): (0, 1, 0, 0.0),
        ("o/b", "2024-06"): (0, 1, 0, 0.0),
    }


def test_what_has_no_date_is_in_the_whole_and_in_no_month(measured):
    values = measured(
        {
            "repositories": REPOSITORIES[:1],
            "merged_changes": [
                change("o/a", 1, True, None),
                change("o/a", 2, False, "2024-05-01"),
            ],
        }
    )
    assert values["override_rate", None, None]["value"] == 0.5
    assert values["override_rate", None, "2024-05"]["value"] == 0.0
    assert not [key for key in values if key[0] == "override_rate" and key[2] == "NULL"]


def test_a_known_override_counts_of_all_merged_changes(measured):
    changes = [change("o/a", 1, True, None), change("o/a", 2, None, None)]
    values = measured({"repositories": REPOSITORIES[:1], "merged_changes": changes})
    assert told(values["override_rate", None, None]) == (1, 2, 1, 0.5)


def test_where_no_change_can_be_told_the_override_rate_is_unknown(measured):
    changes = [change("o/a", 1, None, None), change("o/a", 2, None, None)]
    values = measured({"repositories": REPOSITORIES[:1], "merged_changes": changes})
    assert told(values["override_rate", None, None]) == (None, 2, 2, None)


def test_an_empty_warehouse_has_every_metric_and_no_value(measured):
    values = measured({"repositories": REPOSITORIES[:1]})
    assert {key[0] for key in values} == ASKED
    assert {key[1:] for key in values} == {(None, None), ("o/a", None)}
    assert {row["value"] for row in values.values()} == {None}


def test_unknown_verdicts_and_statuses_are_in_neither_part_of_a_rate(measured):
    outcomes = ["pass", "pass", "fail", "unknown", "not_applicable"]
    statuses = ["done", "open", "open", "unknown"]
    values = measured(
        {
            "repositories": REPOSITORIES[:1],
            "policy_results": [
                {"policy_result_id": str(n), "repository_id": "o/a", "outcome": one}
                for n, one in enumerate(outcomes)
            ],
            "action_items": [
                {"action_item_id": str(n), "repository_id": "o/a", "status": one}
                for n, one in enumerate(statuses)
            ],
        }
    )
    assert told(values["policy_conformance_rate", None, None]) == (
        2,
        3,
        1,
        pytest.approx(2 / 3),
    )
    assert told(values["action_item_closure_rate", None, None]) == (
        1,
        3,
        1,
        pytest.approx(1 / 3),
    )


def test_review_coverage_is_of_merged_pull_requests_whose_reviews_can_be_read(measured):
    cases = [(True, True), (True, False), (True, None), (False, False), (None, None)]
    rows = [
        {
            "review_coverage_id": str(n),
            "repository_id": "o/a",
            "is_merged": is_merged,
            "is_reviewed": is_reviewed,
        }
        for n, (is_merged, is_reviewed) in enumerate(cases)
    ]
    values = measured({"repositories": REPOSITORIES[:1], "review_coverage": rows})
    assert told(values["review_coverage_rate", None, None]) == (1, 2, 1, 0.5)


def test_the_time_to_first_response_is_the_median_of_those_answered(measured):
    hours = [1.0, 2.0, 30.0, None]
    rows = [
        {"item_id": str(n), "repository_id": "o/a", "hours_to_first_response": one}
        for n, one in enumerate(hours)
    ]
    values = measured({"repositories": REPOSITORIES[:1], "first_responses": rows})
    row = values["time_to_first_response_hours", None, None]
    assert told(row) == (None, 3, 1, 2.0)


def deployment(number, needed_intervention, minutes, *, is_production=True):
    return {
        "deployment_id": str(number),
        "repository_id": "o/a",
        "is_production": is_production,
        "needed_intervention": needed_intervention,
        "minutes_to_recover": minutes,
        "created_at": "2024-05-01 10:00",
    }


def test_the_dora_metrics_speak_of_production_alone(measured):
    values = measured(
        {
            "repositories": REPOSITORIES,
            "deployments": [
                deployment(1, True, 60),
                deployment(2, True, 180),
                deployment(3, False, None),
                deployment(4, None, None),
                deployment(5, True, 5, is_production=False),
            ],
            "deployment_months": [
                {
                    "deployment_month_id": month,
                    "repository_id": "o/a",
                    "month_on": f"{month}-01",
                    "deployment_count": count,
                }
                for month, count in (("2024-05", 3), ("2024-06", 0))
            ],
            "commits": [
                {
                    "commit_id": str(n),
                    "repository_id": "o/a",
                    "minutes_to_deploy": minutes,
                    "first_deployed_at": "2024-05-01 10:00",
                }
                for n, minutes in enumerate((30, 90, 600, None))
            ],
        }
    )
    whole = {
        key[0]: told(row) for key, row in values.items() if key[1:] == (None, None)
    }
    assert whole["change_lead_time"] == (None, 3, None, 1.5)
    assert whole["change_fail_rate"] == (2, 3, None, pytest.approx(2 / 3))
    assert whole["failed_deployment_recovery_time"] == (None, 2, 0, 2.0)
    assert whole["deployment_frequency"] == (3, 2, None, 1.5)
    assert values["deployment_frequency", "o/a", "2024-06"]["value"] == 0.0
    assert values["deployment_frequency", "o/b", None]["value"] is None
