"""The reader keeps its measure on the labelled documents."""

from pathlib import Path

import pytest

from pipelines.read.clauses.evaluate import measure, read_cases, total
from pipelines.stated_policies import policies_of

CASES = Path(__file__).parents[2] / "evaluation"


@pytest.mark.parametrize(
    "name",
    [
        "clauses.jsonl",
        "clauses_more.jsonl",
        "clauses_third.jsonl",
        "clauses_fourth.jsonl",
    ],
)
def test_rules_are_found_bound_and_not_invented(name):
    result = measure(read_cases(CASES / name))
    told = "\n".join(result.misses)
    assert result.recall >= 0.95, told
    assert result.exactness >= 0.95, told
    assert result.false_rate <= 0.12, told


@pytest.mark.parametrize(
    ("name", "recall"),
    [
        ("clauses_fifth.jsonl", 0.85),
        ("clauses_sixth.jsonl", 0.77),
        ("clauses_seventh.jsonl", 0.87),
        ("clauses_eighth.jsonl", 0.82),
        ("clauses_ninth.jsonl", 0.76),
        ("clauses_tenth.jsonl", 0.85),
        ("clauses_eleventh.jsonl", 0.84),
        ("clauses_twelfth.jsonl", 0.9),
        ("clauses_thirteenth.jsonl", 0.86),
        ("clauses_fourteenth.jsonl", 0.87),
        ("clauses_fifteenth.jsonl", 0.83),
        ("clauses_sixteenth.jsonl", 0.88),
        ("clauses_seventeenth.jsonl", 0.93),
        ("clauses_twentyfirst.jsonl", 0.93),
        ("clauses_twentysecond.jsonl", 0.93),
        ("clauses_twentythird.jsonl", 0.9),
        ("clauses_twentyfourth.jsonl", 0.95),
        ("clauses_twentyfifth.jsonl", 0.95),
        ("clauses_structures.jsonl", 0.95),
    ],
)
def test_documents_with_rules_that_nothing_can_test_keep_their_measure(name, recall):
    result = measure(read_cases(CASES / name))
    told = "\n".join(result.misses)
    assert result.recall >= recall, told
    assert result.exactness >= 0.92, told
    assert result.false_rate <= 0.15, told


def test_what_binds_a_parameter_is_found_nearly_always():
    cases = [case for file in CASES.glob("clauses*.jsonl") for case in read_cases(file)]
    bound = [
        {**case, "rules": [rule for rule in case["rules"] if rule["parameters"]]}
        for case in cases
    ]
    result = total([measure(bound)])
    assert result.recall >= 0.95
    assert result.exactness >= 0.95


def test_policies_come_from_rules_nearly_always():
    cases = [case for file in CASES.glob("clauses*.jsonl") for case in read_cases(file)]
    found = [one for case in cases for one in policies_of(case)]
    unstated = [one for one in found if not one[2]]
    assert len(found) > 400
    assert len(unstated) <= 0.03 * len(found), unstated


def test_a_policy_from_a_sentence_without_a_label_is_told():
    text = "Pull requests must be approved by two maintainers.\n"
    case = {"path": "CONTRIBUTING.md", "text": text, "rules": []}
    assert [is_known for _, _, is_known in policies_of(case)] == [False]
    rule = {"quote": "Pull requests must", "parameters": {"approval_count": 2}}
    assert [one[2] for one in policies_of({**case, "rules": [rule]})] == [True]


def test_a_missing_rule_and_an_invented_one_lower_the_measure():
    text = "Pull requests must be approved by two maintainers.\n"
    case = {"path": "CONTRIBUTING.md", "text": text, "rules": []}
    assert measure([case]).false_rate == 1.0
    other = {"quote": "Nobody merges", "parameters": {}}
    assert measure([{**case, "rules": [other]}]).recall == 0.0


def test_a_wrong_parameter_is_not_exact():
    text = "Pull requests must be approved by two maintainers.\n"
    rule = {"quote": "Pull requests must", "parameters": {"approval_count": 3}}
    case = {"path": "CONTRIBUTING.md", "text": text, "rules": [rule]}
    assert measure([case]).exactness == 0.0
