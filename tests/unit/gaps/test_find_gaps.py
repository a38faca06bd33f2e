"""Statements of a missing rule are found with their topic; plain questions are not."""

import pytest

from pipelines.read.gaps import find_gaps
from pipelines.read.gaps.find import gap_rules

RULES = gap_rules()[1]


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.examples[0]],
    ids=lambda value: getattr(value, "id", None),
)
def test_a_rule_finds_its_positive_examples(rule, text):
    assert [gap.rule_id for gap in find_gaps(text)] == [rule.id]
    assert find_gaps(text)[0].kind == rule.kind


@pytest.mark.parametrize("text", [text for rule in RULES for text in rule.examples[1]])
def test_no_rule_takes_a_negative_example(text):
    assert find_gaps(text) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples_of_both_sorts(rule):
    assert all(rule.examples)


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        ("Who approves schema changes?", "missing", "schema_changes"),
        ("Who has the last word on breaking changes?", "missing", "breaking_changes"),
        ("The exception should be documented somewhere.", "missing", "exceptions"),
        (
            "We need a decision on which is the source of truth.",
            "undecided",
            "source_of_truth",
        ),
        (
            "Rolling back a migration: it is not documented who decides.",
            "missing",
            "migration_rollbacks",
        ),
        ("Please clarify the severity levels.", "undecided", "severity_levels"),
        (
            "The docs say six labels but two others are in use.",
            "contradicted",
            "labels",
        ),
        ("There is no documented process for a canary.", "missing", "deployments"),
    ],
)
def test_a_gap_has_a_kind_and_a_topic(text, kind, topic):
    (gap,) = find_gaps(text)
    assert (gap.kind, gap.topic) == (kind, topic)


def test_the_heading_gives_the_topic_that_the_sentence_leaves_open():
    (gap,) = find_gaps(
        "It was discussed but not agreed.", heading="Breaking changes of the API"
    )
    assert gap.topic == "breaking_changes"


@pytest.mark.parametrize(
    "text",
    [
        "How do I install this?",
        "Should we use a list or a set here?",
        "Who can reproduce this bug?",
        "The cache policy is least recently used.",
        "We agreed on the name.",
        "> Who approves schema changes?",
        "<!-- Who approves schema changes? -->",
    ],
)
def test_ordinary_questions_and_quotations_are_no_gaps(text):
    assert find_gaps(text) == []


def test_a_gap_is_quoted_verbatim_with_its_line():
    text = "# Review\n\nFine so far. **Who** approves\nschema changes?\n"
    (gap,) = find_gaps(text)
    assert gap.quote == "**Who** approves\nschema changes?"
    assert gap.line == 3
