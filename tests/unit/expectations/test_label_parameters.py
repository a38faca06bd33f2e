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
