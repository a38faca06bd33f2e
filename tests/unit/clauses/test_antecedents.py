"""What a sentence goes on about, and what the one after it takes back."""

from __future__ import annotations

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.antecedents import (
    antecedents,
    graded,
    sections,
    topics,
)
from pipelines.read.clauses.excepted import (
    excepted_after,
    excepted_before,
    longer_after,
)


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("It needs two approvals.", ["Every change is small."], ["Every change"]),
        (
            "It needs two approvals.",
            ["If a patch drops an option, say so."],
            ["If a patch drops an option"],
        ),
        (
            "Open it against `next`.",
            ["A backport has one topic.", "Push the branch."],
            ["A backport has one topic"[:10]],
        ),
        (
            "They are reviewed.",
            ["Changes that touch `a/` are rare.", "They are small."],
            ["Changes that touch `a/` are rare"],
        ),
        (
            "Get it approved.",
            ["Open a pull request.", "A tester has tried it."],
            ["a pull request"],
        ),
        ("The CI must be green.", ["If you are stuck, ask."], []),
        ("One look is still needed.", ["A revert is quick."], ["A revert"]),
        ("While the outage is still going, say so.", ["A revert is quick."], []),
        ("It is required that all changes are reviewed.", ["A backport is rare."], []),
        ("A change needs two approvals before it is merged.", ["Be kind."], []),
    ],
)
def test_a_pronoun_stands_for_what_was_spoken_of(text, before, expected):
    assert antecedents(text, before) == expected


def test_a_topic_holds_for_a_sentence_without_records_of_its_own():
    before = "For translations things are faster."
    assert topics("One approval is required.", before) == ["For translations"]
    assert topics("Every pull request needs one approval.", before) == []
    assert topics("One approval is required.", "For your patch, choose a title.") == []


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        (
            "The postmortem must be ready within a week.",
            ["SEV1 and SEV2 incidents are reviewed on Mondays."],
            ["only for SEV1 and SEV2 incidents"],
        ),
        ("Its review is public.", ["A P1 pages everybody."], ["only for P1"]),
        ("The report is due in a week.", ["Every incident is reviewed."], []),
        ("The report of a SEV2 is due in a week.", ["A SEV1 is different."], []),
        ("A postmortem for every incident is due.", ["A SEV1 is different."], []),
    ],
)
def test_an_account_is_asked_for_of_the_severities_named_before(text, before, expected):
    assert graded(text, before) == expected


def test_an_outer_section_may_be_about_some_changes():
    assert sections(["Guide", "Backports"]) == ["under the heading Backports"]
    assert sections(["Reviews, releases and security"]) == []


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ("Translations and typos don't have to wait.", "translations and typos"),
        ("Only if the code is gone, take another.", "only if the code is gone"),
        ("Exceptions are reverts.", "reverts"),
        ("The only exception is a revert.", "a revert"),
        ("This does not apply to backports.", "backports"),
        ("Dependency updates are exempt.", "dependency updates"),
        ("However, hotfixes can be merged right away.", "hotfixes"),
        ("Except for the manual.", "the manual"),
        ("Unless you say otherwise, your work is ours.", None),
        ("You don't have to wait for everybody.", None),
        ("Only two people can do that.", None),
        ("The bot closes them.", None),
        ("Leads may do so for typos.", "leads may do so for typos"),
        ("When the outage is unrelated, mention it.", "when the outage is unrelated"),
        ("If a job is flaky, retry it twice, then merge anyway.", "if a job is flaky"),
        ("If a job is flaky, retry it and tell the build team of `flaky`.", None),
        ("Give `no-log` to those that do not need one.", "labelled no-log"),
        ("Put the label `log` on those that need one.", None),
        ("", None),
    ],
)
def test_the_next_sentence_may_take_something_back(following, expected):
    assert excepted_after(following) == expected


@pytest.mark.parametrize(
    ("demand", "following", "expected"),
    [
        ("target_branch", "Fixes of texts can target `site`.", "fixes of texts"),
        ("target_branch", "Docs changes may go straight to `site`.", "docs changes"),
        ("target_branch", "Reverts target `lts/*`.", "reverts"),
        ("target_branch", "For backports, use `lts`.", "backports"),
        ("target_branch", "Use `lts` for security fixes.", "security fixes"),
        ("target_branch", "`lts` only takes bug fixes.", "bug fixes"),
        ("target_branch", "Bug fixes are sent to the release branch.", "bug fixes"),
        ("target_branch", "Fixes are made on a branch of your own.", None),
        ("target_branch", "Reverts are opened by the bot.", None),
        ("target_branch", "Translations go to the translators.", None),
        ("target_branch", "Fixes never go to `lts`.", None),
        ("target_branch", "`lts` is frozen.", None),
        ("merge_method", "Series from forks are merged by hand.", None),
        ("merge_method", "Reviewed changes are merged by a lead.", None),
        ("merge_method", "Topic branches are merged into `trunk`.", None),
        ("merge_method", "Broken changes are not merged.", None),
        ("merge_method", "Tidy changes keep the history readable.", None),
        ("merge_method", "Tidy changes keep their commits.", "tidy changes"),
        ("merge_method", "Long branches may be rebased.", "long branches"),
        ("merge_method", "Vendor branches are merged with a merge commit.",
         "vendor branches"),
        ("merge_method", "Rebase merging is fine too.", "rebase merging"),
        ("approval", "Rebase merging is fine too.", None),
        ("approval", "Small patches are fine.", "small patches"),
        ("approval", "A sign-off isn't required for small fixes.", "small fixes"),
        ("approval", "For translations, a review is optional.", "translations"),
        ("approval", "A ticket isn't required for small fixes.", None),
        ("linked_issue", "A ticket isn't required for small fixes.", "small fixes"),
        ("linked_issue", "For typos this is optional.", "typos"),
        ("linked_issue", "Typos can be sent without one.", "typos"),
        ("linked_issue", "For a typo, just open a pull request.", "a typo"),
        ("linked_issue", "For an issue that is planned, open a pull request.", None),
        ("release_note", "For tests, no entry is needed.", "tests"),
        ("label", "A label is not needed for chores.", "chores"),
        ("approval", "Urgent fixes can be merged first and reviewed later.",
         "urgent fixes"),
        ("approval", "At busy times this can take longer.", None),
        ("period", "This can take longer in August.", "take longer in august"),
        ("approval", "That can be less for the website.", "be less for the website"),
        ("approval", "Votes of bots are ignored.", None),
        ("checks", "Failures of the nightly job are ignored.",
         "failures of the nightly job"),
        ("checks", "The optional ones may fail.", "the optional ones"),
        ("checks", "Experimental jobs are allowed to fail.", "experimental jobs"),
        ("checks", "The `bench` job is informational.", "the `bench` job"),
        ("checks", "`bench` may fail.", "`bench`"),
        ("checks", "A build can fail for other reasons.", None),
        ("approval", "The optional ones may fail.", None),
        ("approval", "Documentation changes one.", "documentation changes"),
        ("approval", "Backports two.", "backports"),
        ("approval", "The author is not one.", None),
        ("approval", "If you can't find one, ask and a lead will review it.", None),
        ("approval", "If you can't find a second one, one is enough.",
         "if you can't find a second one"),
        ("approval", "For beginners, the lead will find one.", None),
        ("approval", "For translations one is enough.", "translations"),
        ("approval", "Use your judgement when picking reviewers.", None),
        ("approval", "Use your judgement.", "use your judgement"),
        ("approval", "In rare cases a patch is rejected instead of merged.", None),
        ("approval", "In rare cases we merge without.", "in rare cases"),
        ("approval", "No patch is accepted in the week of a release.", None),
        ("stale", "When a month has passed, commit rights are taken away.", None),
        ("approval", "(Unless agreed on.)", "agreed on"),
        ("approval", "It is not required that both be experts.", None),
        ("approval", "It is not necessary to ask for more.", None),
        ("approval", "It is not required for typos.", "typos"),
        ("stale", "Put `keep` on those that should stay open.", "labelled keep"),
        ("stale", "Use `keep` to exempt a request.", "labelled keep"),
    ],
)  # fmt: skip
def test_what_the_next_sentence_takes_back_is_of_what_the_rule_asks(
    demand, following, expected
):
    assert excepted_after(following, [demand]) == expected


def test_where_some_changes_go_is_an_exception_to_where_all_go():
    following = "Backports target the branch of their release."
    assert excepted_after(following, ["target_branch"]) == "backports"
    assert excepted_after(following, ["approval"]) is None


def test_whom_a_longer_period_is_asked_of_is_no_exception():
    assert longer_after("Questions may take longer.") == "questions"
    assert longer_after("We ask you to wait three days.") is None
    assert longer_after("Questions which take a day get a ticket.") is None


def test_what_is_exempt_from_this_is_so_from_the_rule_before():
    rule = "Every change needs two approvals."
    assert excepted_before("Reverts are exempt.", rule) == "reverts"
    assert excepted_before("Reverts are exempt from this.", rule) is None
    assert excepted_before("There are exceptions to this rule.", rule) is None


@pytest.mark.parametrize(
    ("before", "rule", "expected"),
    [
        ("Notes need no entry.", "Every change needs an entry.", "notes"),
        ("Questions don't need a label.", "All issues are labelled.", "questions"),
        ("Fixes can be merged at once.", "A change is open for a day.", "fixes"),
        ("Pinned issues stay open.", "Quiet issues are closed.", "pinned issues"),
        ("Drills are exempt.", "Every incident has an account.", "drills"),
        ("The drills are excluded.", "Each outage has a log.", "the drills"),
        ("There are no exceptions.", "A branch has a ticket.", None),
        ("Questions need no answer.", "Every issue needs a label.", None),
        ("You don't need a label.", "Every issue needs a label.", None),
        ("Commits need no ticket.", "Every commit needs a ticket.", None),
        ("Fixes can be merged at once.", "Every issue needs a label.", None),
        ("The shop stays open.", "Quiet issues are closed.", None),
    ],
)  # fmt: skip
def test_the_sentence_before_a_rule_takes_something_out_of_it(before, rule, expected):
    assert excepted_before(before, rule) == expected


@pytest.mark.parametrize(
    ("before", "demands"),
    [
        ("An incident review must be held for every SEV1.", ["postmortem"]),
        ("An RCA is required for each SEV1.", ["postmortem"]),
        ("Every outage needs a postmortem and an issue.", ["other"]),
        ("Keep the diagram up to date.", ["other"]),
    ],
)
def test_it_stands_for_the_account_that_alone_was_asked_for(before, demands):
    text = f"# On call\n\n{before} It must be finished within one week.\n"
    *_, last = find_clauses(text, path="docs/oncall.md", kind="oncall")
    assert last.quote.startswith("It must")
    assert last.parameters["demands"] == demands
