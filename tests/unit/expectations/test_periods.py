"""Limits that a sentence leaves open: kept, broken, and what lies between."""

from __future__ import annotations

import pytest

from expectations.periods import Bracket, period_limits

HOURS_48 = {"n": 48, "unit": "hours", "minutes": 2880, "days": 2, "bound": "at_least"}
HOURS_72 = {"n": 72, "unit": "hours", "minutes": 4320, "days": 3, "bound": "at_least"}
MONTHS_12 = {
    "n": 12,
    "unit": "months",
    "minutes": 525600,
    "days": 365,
    "bound": "at_least",
}
RELEASES_3 = {"n": 3, "unit": "releases", "bound": "at_least"}
AT_WEEKENDS = {**HOURS_72, "condition": "at weekends"}


def _limits(*durations, mode=None):
    return period_limits({"durations": list(durations), "duration_mode": mode})


def test_one_period_is_the_limit():
    assert _limits(HOURS_48)["at_least_hours"] == 48


def test_the_longer_of_two_that_can_be_compared_is_the_limit():
    assert _limits(HOURS_48, HOURS_72, mode="longest")["at_least_hours"] == 72


def test_another_period_at_times_leaves_the_limit_open_between_the_two():
    assert _limits(HOURS_48, AT_WEEKENDS)["at_least_hours"] == Bracket(72, 48)


def test_another_period_to_answer_is_kept_by_the_shorter_and_broken_by_the_longer():
    at_weekends = {**AT_WEEKENDS, "bound": "within"}
    found = _limits({**HOURS_48, "bound": "within"}, at_weekends)
    assert found["within_hours"] == Bracket(48, 72)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("longest", Bracket(None, 365)), ("shortest", Bracket(365, None))],
)
def test_a_period_that_cannot_be_compared_leaves_one_side_open(mode, expected):
    assert _limits(MONTHS_12, RELEASES_3, mode=mode)["kept_days"] == expected


def test_what_comes_again_and_again_is_the_most_that_may_pass():
    every_48 = {**HOURS_48, "bound": "exactly", "is_recurring": True}
    found = _limits(every_48)
    assert found["within_hours"] == 48
    assert "at_least_hours" not in found
    assert found["kept_days"] is None
    assert _limits({**every_48, "is_recurring": False})["at_least_hours"] == 48


def test_at_most_every_two_days_is_the_least_that_must_pass():
    found = _limits({**HOURS_48, "is_recurring": True})
    assert found["at_least_hours"] == 48
    assert "within_hours" not in found


def test_two_periods_for_unnamed_reasons_are_no_limit():
    assert "at_least_hours" not in _limits(HOURS_48, HOURS_72)


def test_a_period_for_some_times_only_is_no_limit():
    assert "at_least_hours" not in _limits(AT_WEEKENDS)


@pytest.mark.parametrize(
    ("durations", "mode", "outcomes"),
    [
        ([HOURS_48, AT_WEEKENDS], None, {"a": "fail", "b": "unknown", "c": "pass"}),
        ([HOURS_48, RELEASES_3], "longest", dict.fromkeys("bc", "unknown")),
        ([HOURS_48, RELEASES_3], "shortest", {"a": "unknown", "b": "pass"}),
    ],
)
def test_records_are_judged_by_what_is_certain(
    durations, mode, outcomes, warehouse, run_judge
):
    warehouse.clause(
        "Pull requests stay open for at least 48 hours.",
        parameters={
            "demands": ["open_time"],
            "durations": durations,
            "duration_mode": mode,
        },
    )
    for name, hours in {"a": 47.0, "b": 60.0, "c": 80.0}.items():
        warehouse.pull_request(name, hours_open=hours, state="merged")
    run_judge()
    judged = warehouse.outcomes("open_time")
    found = {name.rsplit("#")[-1]: outcome for name, outcome in judged.items()}
    assert {name: found[name] for name in outcomes} == outcomes


def test_business_hours_are_kept_within_as_many_hours(warehouse, run_judge):
    four = {"n": 4, "unit": "business_hours", "bound": "within"}
    warehouse.clause(
        "Reviewers respond to pull requests within four business hours.",
        parameters={"demands": ["response_time"], "durations": [four]},
    )
    for name, minutes in (("soon", 240), ("late", 300)):
        warehouse.pull_request(name, response_wait_minutes=minutes)
    run_judge()
    assert warehouse.outcomes("pull_request_response") == {
        "soon": "pass",
        "late": "unknown",
    }


def test_a_working_day_that_only_began_may_count_or_not(warehouse, run_judge):
    two = {"n": 2, "unit": "business_days", "bound": "at_least"}
    warehouse.clause(
        "Pull requests must be open for at least two working days.",
        parameters={"demands": ["open_time"], "durations": [two]},
    )
    for name, days, full in (("long", 3, 2), ("touched", 2, 1), ("short", 1, 1)):
        warehouse.pull_request(
            name, business_days_open=days, full_business_days_open=full, state="merged"
        )
    run_judge()
    assert warehouse.outcomes("open_time") == {
        "long": "pass",
        "touched": "unknown",
        "short": "fail",
    }


def test_an_open_limit_says_why_it_is_unknown(warehouse, run_judge):
    warehouse.clause(
        "Pull requests stay open for at least 48 hours.",
        parameters={"demands": ["open_time"], "durations": [HOURS_48, AT_WEEKENDS]},
    )
    warehouse.pull_request("b", hours_open=60.0, state="merged")
    run_judge()
    ((reason, expectation),) = warehouse.rows(
        "select reason, expectation from judged.policy_results"
        " join judged.policies using (policy_id)"
    )
    assert reason.startswith("The sentence leaves open")
    assert "min_value=48.0 or 72.0" in expectation


def test_hours_of_business_in_a_cell_are_no_hours_of_the_clock():
    hours = {"n": 4, "unit": "hours", "minutes": 240, "bound": "within"}
    found = period_limits(
        {"durations": [hours]}, "P2: Response 4 hours, business hours"
    )
    assert found["within_minutes"] == Bracket(keeps=240, breaks=None)
    days = {"n": 3, "unit": "business_days", "bound": "within"}
    found = period_limits({"durations": [days]}, "P3: Response 3 business days")
    assert found["within_business_days"] == 3
