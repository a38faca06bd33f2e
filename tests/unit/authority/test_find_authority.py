"""Statements of authority are found by the rules' own examples, and only there."""

import pytest

from pipelines.read.authority import find_authority, read_rules

RULES = read_rules()["rules"]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [(rule["kind"], text) for rule in RULES for text in rule["examples"]],
)
def test_an_example_is_found(kind, sentence):
    (found,) = find_authority(f"Some words before.\n\n{sentence}")
    assert (found.kind, found.line) == (kind, 3)
    assert found.who in sentence


@pytest.mark.parametrize(
    "sentence", [text for rule in RULES for text in rule["near_misses"]]
)
def test_a_near_miss_is_not(sentence):
    assert find_authority(sentence) == []


def test_who_is_named_as_written():
    (found,) = find_authority("Otherwise backend-core leads, but not documented.")
    assert found.who == "backend-core"
