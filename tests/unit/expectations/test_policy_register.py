"""The register says what each policy asks, where it stands, and how it is kept."""

from __future__ import annotations

import pytest

from expectations.errors import JudgeError
from expectations.register import format_register

TWO = {"approval_count": 2, "demands": ["approval"]}
RULE = "Every pull request needs two approvals."


def test_a_policy_is_listed_with_source_parameters_date_and_rate(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO, line=12, effective_from="2024-03-01")
    for name, count in (("1", 2), ("2", 2), ("3", 0), ("4", None)):
        warehouse.pull_request(name, approval_count=count, merged_at="2024-05-01")
    run_judge()
    text = format_register(warehouse.path)
    assert "acme/todo:approval_count: Enough approvals stand at the merge" in text
    assert "must, CONTRIBUTING.md:12, since 2024-03-01" in text
    assert "approval count: 2" in text
    assert "pass 2, fail 1, unknown 1: 67%" in text


def test_a_policy_that_is_not_testable_says_why(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO, is_undecided=True)
    run_judge()
    assert "not testable: The document itself" in format_register(warehouse.path)


def test_control_characters_do_not_reach_the_terminal(warehouse, run_judge):
    warehouse.clause(RULE, parameters=TWO, path="a\x1b[2Jb.md")
    run_judge()
    assert "\x1b" not in format_register(warehouse.path)


def test_no_policy_is_said_in_words(warehouse, run_judge):
    run_judge()
    assert format_register(warehouse.path).startswith("No policy")


def test_a_warehouse_that_was_not_judged_is_an_error(warehouse):
    with pytest.raises(JudgeError, match="holds no policies"):
        format_register(warehouse.path)
