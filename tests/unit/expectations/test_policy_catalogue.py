"""The catalogue is well formed, and knows the sentences that it says it knows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import yaml

from expectations.errors import CatalogueError
from expectations.loading import load_catalogue
from expectations.recognise import entries_of
from expectations.testing import expectation_types
from pipelines.read.clauses import find_clauses
from pipelines.stated_policies import as_judged
from tests.unit.expectations.build_warehouse import MARTS

CATALOGUE = load_catalogue()
ROOT = Path(__file__).parents[3]


def stated_by(sentence):
    """Ids of the entries that a document of this one sentence states."""
    text = f"# Contributing\n\n{sentence}\n"
    found = find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
    clauses = [as_judged(one, path="CONTRIBUTING.md") for one in found]
    return {entry.id for clause in clauses for entry in entries_of(clause, CATALOGUE)}


EXAMPLES = [
    pytest.param(entry.id, sentence, kind == "recognised", id=f"{entry.id}-{place}")
    for entry in CATALOGUE
    for kind in ("recognised", "not_recognised")
    for place, sentence in enumerate(entry.examples[kind])
]


@pytest.mark.parametrize(("entry_id", "sentence", "is_stated"), EXAMPLES)
def test_an_entry_knows_its_sentences_and_no_others(entry_id, sentence, is_stated):
    assert (entry_id in stated_by(sentence)) == is_stated


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_every_expectation_exists(entry):
    for expected in entry.expect:
        names = {expected.type, *expected.types.values()} - {""}
        assert names
        assert names <= expectation_types().keys()


@pytest.mark.parametrize(
    "entry", [e for e in CATALOGUE if e.expect], ids=lambda entry: entry.id
)
def test_every_fact_that_is_worded_or_expected_is_a_column(entry):
    with duckdb.connect() as connection:
        connection.execute(f"create table marts ({MARTS[entry.mart]})")
        columns = {row[0] for row in connection.execute("describe marts").fetchall()}
    assert entry.subject in columns
    assert {expected.column for expected in entry.expect} <= columns


def test_a_malformed_entry_is_named(tmp_path):
    (tmp_path / "review.yml").write_text(
        "- {id: two_eyes, title: Two eyes, topic: review, recognise: {demands: [x]}}",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match=r"review\.yml: two_eyes"):
        load_catalogue(tmp_path)


def test_an_unknown_parameter_is_named(tmp_path):
    (tmp_path / "review.yml").write_text(
        """
- id: two_eyes
  title: Two eyes
  topic: review
  recognise: {demands: [approval]}
  mart: pull_requests
  subject: pull_request_id
  expect:
    - type: ExpectColumnValuesToBeBetween
      column: approval_count
      arguments: {min_value: $eye_count}
  examples: {recognised: [a], not_recognised: [b]}
""",
        encoding="utf-8",
    )
    with pytest.raises(CatalogueError, match=r"\$eye_count"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize("mart", sorted(MARTS))
def test_the_facts_that_these_tests_assume_are_in_the_marts_contract(mart):
    models = [
        model
        for path in (ROOT / "dbt_project/models/marts").glob("*__models.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8"))["models"]
    ]
    [contract] = [model for model in models if model["name"] == mart]
    with duckdb.connect() as connection:
        connection.execute(f"create table marts ({MARTS[mart]})")
        assumed = {row[0] for row in connection.execute("describe marts").fetchall()}
    assert assumed <= {column["name"] for column in contract["columns"]}
