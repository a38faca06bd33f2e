"""What is stated of all records is judged on all, and what is not, is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from expectations.loading import load_catalogue
from expectations.meaning import asked_of
from expectations.parameters import judged_parameters
from expectations.policies import find_policies
from expectations.populations import population_of
from pipelines.read.clauses import find_clauses
from pipelines.stated_policies import as_judged

CATALOGUE = load_catalogue()
SENTENCES = yaml.safe_load(
    Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
)
_INCIDENTS = ("Incident", "On-call", "Postmortem", "Severity")


def judged_by(heading, sentence):
    """Ids of the entries that judge the sentence, and whether on all of the records."""
    path = "docs/oncall.md" if heading.startswith(_INCIDENTS) else "CONTRIBUTING.md"
    text = f"# Contributing\n\n## {heading}\n\n{sentence}\n"
    found = find_clauses(text, path=path, kind="")
    clauses = [as_judged(one, path=path) for one in found]
    judged = {}
    for policy in find_policies(clauses, CATALOGUE):
        version, entry = policy.versions[-1], policy.entry
        parameters = judged_parameters(version.clause)
        population = population_of(entry, parameters)
        missing = [one for one in asked_of(entry, parameters) if one.missing]
        if version.not_testable or missing or not population.is_understood:
            continue
        judged[entry.id] = population.condition == population_of(entry, {}).condition
    return judged


def cases(section):
    return [
        pytest.param(entries, heading, sentence, id=sentence[:60])
        for entries, sentences in SENTENCES[section].items()
        for heading, sentence in sentences
    ]


@pytest.mark.parametrize(("entries", "heading", "sentence"), cases("judged"))
def test_a_plain_rule_is_judged(entries, heading, sentence):
    assert "+".join(sorted(judged_by(heading, sentence))) == entries


@pytest.mark.parametrize(("entries", "heading", "sentence"), cases("in_part"))
def test_a_rule_for_some_records_is_judged_on_these(entries, heading, sentence):
    assert judged_by(heading, sentence) == {entries: False}


@pytest.mark.parametrize(("heading", "sentence"), SENTENCES["not_judged"])
def test_a_sentence_that_says_more_than_is_understood_is_not_judged(heading, sentence):
    assert judged_by(heading, sentence) == {}
