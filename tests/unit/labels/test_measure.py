"""Aliases of labels on schemes of our own: precise first, then complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.read.labels.evaluate import measure

SCHEMES = Path("tests/evaluation/labels.jsonl")
FORMS = Path("tests/evaluation/labels_forms.jsonl")
NAMES = Path("tests/evaluation/labels_schemes.jsonl")
RENAMES = Path("tests/evaluation/labels_renames.jsonl")


def test_what_looks_alike_stays_apart_and_what_means_the_same_is_found() -> None:
    lines = SCHEMES.read_text(encoding="utf-8").splitlines()
    found = measure(json.loads(line) for line in lines)
    assert found.precision >= 0.98, found.mistakes
    assert found.recall >= 0.95, found.mistakes


@pytest.mark.parametrize("file", [FORMS, NAMES, RENAMES])
def test_former_names_are_read_in_the_forms_and_names_of_many_houses(file) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    found = measure(json.loads(line) for line in lines)
    assert found.precision >= 0.98, found.mistakes
    assert found.recall >= 0.95, found.mistakes


def test_without_the_declarations_few_names_are_taken_for_one_that_are_two() -> None:
    lines = SCHEMES.read_text(encoding="utf-8").splitlines()
    schemes = [json.loads(line) for line in lines]
    declaring = [scheme for scheme in schemes if "documented" not in scheme]
    found = measure(declaring, is_declared=False)
    assert found.precision >= 0.95, found.mistakes
    assert found.recall >= 0.5, found.mistakes


def test_a_wrong_alias_counts_against_precision_and_a_missed_one_against_recall():
    scheme = {
        "scheme": "one of each",
        "documented": ["bug", "api"],
        "used": {"defect": "bug", "programming interface": "api"},
        "apart": ["bugs"],
    }
    found = measure([scheme])
    assert (found.right, found.wrong, found.total) == (1, 1, 2)
    assert (found.precision, found.recall) == (0.5, 0.5)
    assert len(found.mistakes) == 2
