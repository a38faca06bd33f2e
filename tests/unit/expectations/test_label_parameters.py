"""Which of several labels a rule asks for."""

import pytest

from expectations.label_parameters import MIXED, label_mode


@pytest.mark.parametrize(
    ("labels", "quote", "mode"),
    [
        (
            ["incident", "sev1"],
            "label it `incident`, with its severity (`sev1`)",
            "all",
        ),
        (
            ["x", "sev1", "sev2"],
            "labelled `x` and its severity (`sev1`, `sev2`)",
            MIXED,
        ),
        (["sev1", "sev2"], "tagged with its severity (`sev1`, `sev2`)", "any"),
    ],
)
def test_a_scale_in_brackets_is_a_choice_and_one_name_is_no_scale(labels, quote, mode):
    assert label_mode({"labels": labels, "label_mode": "all"}, quote) == mode


@pytest.mark.parametrize(
    "quote",
    [
        "one label of each of these groups: kind (`a`, `b`) and rank (`x`, `y`)",
        "one label from every category: `a` or `b`, and `x` or `y`",
        "exactly one label of each of the following groups:",
        "one of each: `a`/`b`, `x`/`y`",
    ],
)
def test_one_of_each_group_is_neither_one_of_all_nor_all(quote):
    found = {"labels": ["a", "b", "x", "y"], "label_mode": "exactly_one"}
    assert label_mode(found, quote) == MIXED


def test_what_the_sentence_leaves_open_is_said_before_what_may_come(
    warehouse, run_judge
):
    warehouse.clause(
        "Every issue must have one label of each group: `a` or `b`, and `x` or `y`.",
        topic="labels",
        parameters={
            "demands": ["label"],
            "labels": ["a", "b", "x", "y"],
            "label_mode": "any",
        },
    )
    warehouse.add("issues", issue_id="i", labels=["a"], created_at="2024-05-01")
    run_judge()
    rows = warehouse.rows("select outcome, reason from judged.policy_results")
    assert rows == [
        (
            "unknown",
            "The sentence does not say in one way how many of the labels are meant.",
        )
    ]
