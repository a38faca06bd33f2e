"""Every entry of the catalogue judges: kept, broken, and what the data can't tell."""

from __future__ import annotations

import pytest

from expectations.loading import load_catalogue
from tests.unit.expectations.build_warehouse import REPOSITORY
from tests.unit.expectations.outcome_cases import CASES, DEFAULTS, SUBJECTS

TESTABLE = {entry.id for entry in load_catalogue() if entry.not_testable is None}


def test_every_entry_that_can_be_judged_has_a_case():
    assert set(CASES) == TESTABLE


@pytest.mark.parametrize("entry_id", sorted(CASES))
def test_rows_are_judged_as_the_sentence_says(entry_id, warehouse, run_judge):
    case = CASES[entry_id]
    warehouse.clause(
        case.says,
        topic=case.topic,
        is_negative=case.is_negative,
        parameters={"demands": case.demands, **case.parameters},
    )
    if case.mart == "review_coverage":
        warehouse.pull_request("1")
    for name, (columns, _) in case.rows.items():
        subject = REPOSITORY if case.mart == "repositories" else name
        row = {**DEFAULTS.get(case.mart, {}), **columns, SUBJECTS[case.mart]: subject}
        warehouse.add(case.mart, **row)
    run_judge()
    expected = {
        REPOSITORY if case.mart == "repositories" else name: outcome
        for name, (_, outcome) in case.rows.items()
    }
    assert warehouse.outcomes(entry_id) == expected


@pytest.mark.parametrize("entry_id", sorted(CASES))
def test_a_clause_states_no_other_policy_than_its_own(entry_id, warehouse, run_judge):
    case = CASES[entry_id]
    warehouse.clause(
        case.says,
        topic=case.topic,
        is_negative=case.is_negative,
        parameters={"demands": case.demands, **case.parameters},
    )
    run_judge()
    stated = warehouse.rows("select split_part(policy_id, ':', 2) from judged.policies")
    assert stated == [(entry_id,)]
