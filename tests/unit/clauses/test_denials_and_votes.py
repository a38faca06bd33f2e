"""What may not be, who may not do it, what a vote needs; and what only tells so."""

import pytest

from pipelines.read.clauses import find_clauses
from tests.unit.clauses.quoting import under


@pytest.mark.parametrize(
    "sentence",
    [
        "Patches without a test are dropped.",
        "A change without a ticket doesn't get in.",
        "Without a green build nothing goes in.",
        "Nothing goes in without a second look.",
        "Unsigned commits are turned away.",
        "Somebody else than the author presses the button.",
        "The author never merges alone.",
        "Nobody but the release team pushes tags.",
        "Merging one's own change is out of the question.",
        "Whoever notices it opens an incident in the tracker.",
        "Nothing lands after Thursday noon.",
        "A regression blocks the release.",
        "A release cannot contain a change that was not in the candidate.",
        "Pushing to `stable` is restricted to the release team.",
        "Two thirds of the council carry a motion.",
        "To change the charter takes two thirds of the votes.",
        "Five members make a quorum.",
        "Silence counts as consent after 72 hours.",
        "Migrations ship separately from the code that uses them.",
        "Check that the label `new` was set by the bot.",
    ],
)
def test_a_denial_or_a_vote_is_a_rule(sentence):
    assert under("Changes", sentence) == [sentence]


def test_a_list_of_short_denials_is_one_of_rules():
    text = "- No rebase, no squash by the button.\n- Never on a Friday."
    assert under("Merging", text) == [line[2:] for line in text.split("\n")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Last year: moved from the old tracker, two approvals instead of one.",
        "2023-04: reviews by two people, announced on the list.",
        "Until spring 2022 every change needed three approvals.",
        "The median time to a review was 41 hours.",
        "On average a change waits two days.",
        "Half of the reviews are done by three people.",
        "We use merge commits since 2019, with varying success.",
        "Releases come about every six weeks.",
        "Open it as a draft if you'd like early feedback.",
        "On-call is paid with 300 euros a week.",
        "Each weekend on call gives one day off.",
        "Please come to our meetings and let's discuss it.",
        "Approving a change indicates that the reviewer has read all of it.",
        "An approval does not mean that the change is merged.",
        "They describe what the author of a change has to do.",
        "Pull requests there are closed by a script.",
        "The rule of two approvals goes back to the outage of 2019.",
    ],
)
def test_history_numbers_pay_and_wishes_are_no_rules(sentence):
    assert under("Reviews", sentence) == []


def test_an_answer_to_a_question_is_no_order_but_what_it_rules_is():
    text = "**How do I get one?** Ask in #dev, once. New labels need a description."
    assert under("FAQ", text) == ["New labels need a description."]


def test_reasons_and_goals_are_no_rules():
    reasons = "Common reasons why a review takes long:\n\n- The change is too big.\n"
    assert under("Reviews", reasons) == []
    assert under("Goals", "1. Everyone who opens an issue gets an answer.") == []


@pytest.mark.parametrize(
    ("sentence", "modal", "is_negative"),
    [
        ("Merge commits (`--no-ff`) are not allowed on `main`.", "must", True),
        ("A change with `hold`, any of them, must not go into `main`.", "must", True),
        ("Changes of the parser (`src/`) must be approved by `@a/b`.", "must", False),
        ("Use the label `must not merge` while it waits.", "should", False),
        ("The labels `A` and `B` are old, please do not use them.", "must", True),
    ],
)
def test_only_what_stands_in_code_is_a_name(sentence, modal, is_negative):
    [clause] = find_clauses(f"# Changes\n\n{sentence}\n", path="RULES.md", kind="")
    assert (clause.modal, clause.is_negative) == (modal, is_negative)
