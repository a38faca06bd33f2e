"""References are found in their forms, with the role that the sentence gives them."""

import pytest

from pipelines.read.references import find_references


def roles(text):
    return {
        r.target_number: r.role for r in find_references(text, repository_id="acme/api")
    }


@pytest.mark.parametrize(
    ("text", "repository", "number", "kind"),
    [
        ("see #12", "acme/api", 12, "unknown"),
        ("see PR #12", "acme/api", 12, "pull_request"),
        ("see PR 12", "acme/api", 12, "pull_request"),
        ("see issue 101", "acme/api", 101, "issue"),
        ("see GH-12", "acme/api", 12, "unknown"),
        ("see acme/web#12", "acme/web", 12, "unknown"),
        ("https://github.com/acme/web/pull/12", "acme/web", 12, "pull_request"),
        ("https://ghe.acme.test/acme/web/issues/12#x", "acme/web", 12, "issue"),
        ("[text](https://github.com/acme/web/pull/12)", "acme/web", 12, "pull_request"),
    ],
)
def test_every_form_of_a_reference_is_read(text, repository, number, kind):
    (found,) = find_references(text, repository_id="acme/api")
    assert (found.target_repository_id, found.target_number) == (repository, number)
    assert found.target_kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/acme/web/commit/0123456789",
        "color: #123456",
        "version 1.2 and C# 7",
        "page.html#12",
        "`&#123;`",
        "on 2024-01-02 at 10:05",
    ],
)
def test_what_is_no_reference_is_left(text):
    assert find_references(text, repository_id="acme/api") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Errors rose after deploying PR #12.", "cause"),
        ("500s in production since the deployment of PR 12", "cause"),
        ("It was caused by #12.", "cause"),
        ("Since the removal of the old keys in #12, nobody can sign in.", "cause"),
        ("We can tidy up after removing the old keys in #12.", "mention"),
        ("The bug was introduced in #12.", "cause"),
        ("A regression from #12.", "cause"),
        ("#12 broke the pool.", "cause"),
        ("Fixed in #12.", "fix"),
        ("The deploy was reverted in #12.", "fix"),
        ("We rolled it back again with #12, and calls went through.", "fix"),
        ("Undone by #12.", "fix"),
        ("We backed out the new cache via #12.", "fix"),
        ("Reverts #12, sign-in is down.", "reverts"),
        ("Rolled back the release of #12.", "reverts"),
        ("Backed out the changes of #12.", "reverts"),
        ("We raised an issue for the alert, #12.", "follow_up"),
        ("Raised as #12.", "follow_up"),
        ("The limit was raised in #12.", "mention"),
        ("Resolved by PR 12.", "fix"),
        ("The fix is #12.", "fix"),
        ("Closes #12", "closes"),
        ("Fixes #12", "closes"),
        ("This reverts #12.", "reverts"),
        ("Follow-up in #12.", "follow_up"),
        ("The rest is tracked in #12.", "follow_up"),
        ("Duplicate of #12", "duplicate"),
        ("See #12 for the numbers.", "mention"),
        ("The outage was on 2024-03-01, #12 was merged that day.", "mention"),
    ],
)
def test_the_sentence_gives_the_role(text, role):
    assert roles(text) == {12: role}


def test_a_denied_cause_is_negated_and_the_other_half_is_not():
    first, second = find_references(
        "It was not caused by PR 12, it was fixed by PR 13.", repository_id=None
    )
    assert (first.role, first.is_negated) == ("cause", True)
    assert (second.role, second.is_negated) == ("fix", False)


def test_an_enumeration_shares_its_role():
    assert roles("Fixes #1, #2 and #3") == {1: "closes", 2: "closes", 3: "closes"}
    assert roles("Caused by PRs 4, 5 and 6") == {4: "cause", 5: "cause", 6: "cause"}


def test_a_bare_number_has_no_repository_unless_the_caller_gives_one():
    (found,) = find_references("see #12", repository_id=None)
    assert found.target_repository_id is None


def test_a_reference_knows_its_line():
    found = find_references("a\n\n- b\n- see #3\n", repository_id=None)
    assert [(r.line, r.quote) for r in found] == [(4, "see #3")]


def test_what_stands_in_brackets_below_root_cause_is_the_cause():
    text = (
        "# Outage\n\n## Summary\n\nThe queue stood (#6).\n\n"
        "## Root cause\n\nThe lock was taken too early (#7). As in #8, nobody looked.\n"
    )
    assert roles(text) == {6: "mention", 7: "cause", 8: "mention"}


@pytest.mark.parametrize(
    ("heading", "told", "role"),
    [
        (
            "Why",
            "After the retry was removed in #7 a single loss ended the run.",
            "cause",
        ),
        ("Why did it fail?", "The lease ran out once it was shortened by #7.", "cause"),
        ("Root cause", "Since the lock was widened in #7, both could write.", "cause"),
        (
            "Why",
            "After the cache was added in #7 we no longer need the pool.",
            "mention",
        ),
        (
            "Why we like it",
            "After the retry was removed in #7 it is faster.",
            "mention",
        ),
        ("Timeline", "After the retry was removed in #7 we had lunch.", "mention"),
        ("Why", "The leak (#7) is gone.", "mention"),
    ],
)
def test_below_why_what_was_taken_away_in_a_change_is_the_cause(heading, told, role):
    assert roles(f"# Outage\n\n## {heading}\n\n{told}\n") == {7: role}


def test_a_change_after_which_it_broke_may_be_named_in_brackets():
    assert roles("After the change to the new pool (#7) went out, reads failed.") == {
        7: "cause"
    }


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The cache was doubled in #12 without more memory.", "cause"),
        ("The pool had been cut to 5 in PR #12.", "cause"),
        ("Retries were switched off for all clients by #12.", "cause"),
        ("It was already discussed in #12.", "mention"),
        ("The leak was explained in #12.", "mention"),
        ("The deploy had been carefully reviewed in #12.", "mention"),
        ("The limit was never doubled by #12.", "mention"),
        ("The risk was described in #12.", "mention"),
        ("It was mended by hand and then fixed in #12.", "fix"),
        ("The pool was made smaller, and that was reverted in #12.", "fix"),
    ],
)
def test_what_changed_a_thing_below_the_cause_is_the_cause(sentence, role):
    assert roles(f"# Sign-in down\n\n## Root cause\n\n{sentence}\n") == {12: role}
    assert roles(f"# Sign-in down\n\n## Lessons\n\n{sentence}\n")[12] in (
        "mention" if role == "cause" else role
    )


def test_who_takes_back_and_what_is_taken_back_are_told_apart():
    assert roles("Reverted #7 in #12.") == {7: "reverts", 12: "fix"}
    assert roles("Caused by #7, rolled back with #12.") == {7: "cause", 12: "fix"}
