"""What stands beside a value: said again, held by voters, refused, only an example."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.parameters import bind


@pytest.mark.parametrize(
    ("sense", "periods"),
    [
        ("Options stay for two releases, which is roughly a year.", [2]),
        ("Options stay for two releases (about eight months).", [2]),
        ("It is kept for three releases, which amounts to nine months today.", [3]),
        ("The flag stays for two releases, which is a minimum of six months.", [2, 6]),
        ("Votes are open for 72 hours (120 hours at weekends).", [72, 120]),
        ("A flag goes with the next one, which is removed in two releases.", [2]),
    ],
)
def test_a_period_that_is_told_again_is_no_second_one(
    sense: str, periods: list[int]
) -> None:
    assert [one["n"] for one in bind(sense)["durations"]] == periods


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("Each committer gets two votes in the election.", None),
        ("Every member of the council has one vote, a motion needs five votes.", 5),
        ("Every pull request gets two votes before it is merged.", 2),
        ("A change is accepted when it has three votes.", 3),
        ("Two people must have looked at the change before it is merged.", 2),
    ],
)
def test_the_votes_of_a_voter_are_not_those_that_a_change_needs(
    sense: str, count: int | None
) -> None:
    assert bind(sense).get("approval_count") == count


@pytest.mark.parametrize(
    ("sense", "role", "is_without_author"),
    [
        ("Three committers, none of them the author, have to approve.", "committer", 1),
        ("Two architects, and not both from one team, must approve.", "architect", 0),
        ("Two committers, one of whom knows the area, must approve.", "committer", 0),
        ("At least one maintainer that isn't its author approves it.", "maintainer", 1),
        ("At least one must be given by an owner.", "owner", 0),
        ("Two approvals are required, none of them by the author.", None, 1),
    ],
)
def test_an_aside_parts_no_role_from_what_it_does(
    sense: str, role: str | None, is_without_author: int
) -> None:
    found = bind(sense)
    assert found.get("approver_role") == role
    assert bool(found.get("excludes_author")) == bool(is_without_author)


@pytest.mark.parametrize(
    ("sense", "bound"),
    [
        (
            "Target `main`; requests against `stable` or a release branch are closed.",
            {"base_branches": ["main"]},
        ),
        ("Requests against `stable` will be closed.", {"base_branches": ["stable"]}),
        (
            "A release branch `release/x.y` is cut from `main` every month.",
            {"branch_patterns": ["release/*.*"]},
        ),
        ("Set it when the branch conflicts with `main`.", {}),
        ("Nobody pushes to a release branch, only `deploy-bot` may.", {}),
        ("Only branches called `docs/*` may.", {"branch_patterns": ["docs/*"]}),
    ],
)
def test_a_branch_is_no_name_that_stands_near_it(
    sense: str, bound: dict[str, Any]
) -> None:
    found = bind(sense)
    for key in ("base_branches", "branch_patterns"):
        assert found.get(key) == bound.get(key)


@pytest.mark.parametrize(
    ("sense", "method"),
    [
        ("Changes are merged by the queue, and always squashed.", "squash"),
        ("One commit per request lands, i.e. squash.", "squash"),
        ("Requests are landed as one squashed commit.", "squash"),
        ("Use the rebase button to merge.", "rebase"),
        ("Fixup commits have to be squashed by the author before the review.", None),
    ],
)
def test_a_merge_method_is_told_in_many_ways(sense: str, method: str | None) -> None:
    assert bind(sense).get("merge_methods") == ([method] if method else None)


@pytest.mark.parametrize(
    ("sense", "labels"),
    [
        ("Title the request like `parser: read empty lines`.", None),
        ("The module `src/net/http` has an owner, who approves.", None),
        ("Say where it belongs, e.g. `area-net`.", None),
        ("When the title is wrong, label it `bad-title`.", ["bad-title"]),
        ("`frozen` while the release is being made.", ["frozen"]),
        ("Write yourself down in `people_away`.", None),
        ("The list is changed by a request to `people/away`.", None),
        ("Keep the `Helped-by: name <mail>` tags of the series.", None),
    ],
)
def test_in_a_text_on_labels_not_every_name_is_one(
    sense: str, labels: list[str] | None
) -> None:
    assert bind(sense, about_labels=True).get("labels") == labels


def test_an_entry_of_a_list_of_labels_is_one() -> None:
    lead, own = "These labels matter:", "easy: mark what a newcomer can do with it."
    assert bind(f"{lead} {own}", own=own, bold=("easy",))["labels"] == ["easy"]
    note = "easy: it takes an hour."
    assert "labels" not in bind(f"The steps: {note}", own=note, bold=("easy",))


@pytest.mark.parametrize(
    ("sense", "asked", "excluded"),
    [
        ("Merge commits only; we never squash.", ["merge"], ["squash"]),
        ("We never squash in this repository.", None, ["squash"]),
        ("Never merge by a merge commit, but squash.", None, ["merge"]),
        ("We squash; merge commits are disabled.", ["squash"], ["merge"]),
        ("Merge commits must be avoided.", None, ["merge"]),
        ("Squash, don't merge.", ["squash"], None),
        ("Don't use merge commits.", None, ["merge"]),
    ],
)
def test_what_is_forbidden_is_told_from_what_is_asked_for(
    sense: str, asked: list[str] | None, excluded: list[str] | None
) -> None:
    found = bind(sense, is_negative=True)
    assert found.get("merge_methods") == asked
    assert found.get("excluded_merge_methods") == excluded


def test_a_branch_that_is_brought_up_to_date_is_not_merged_yet() -> None:
    sense = "When there are conflicts, always rebase instead of merging."
    assert "merge_methods" not in bind(sense)
    assert bind("Use a merge commit, not squash.")["merge_methods"] == ["merge"]


def test_who_may_decide_otherwise_approves_nothing() -> None:
    text = "It needs two approvals, unless a maintainer decides otherwise."
    assert "approver_role" not in bind(text)
    text = "It needs the approval of a lead other than the one who wrote it."
    assert "exceptions" not in bind(text)
    text = "It needs two approvals, unless a maintainer approves it."
    assert bind(text)["approver_role"] == "maintainer"
    text = "Keep track of the work without notifying reviewers."
    assert "approver_role" not in bind(text)


def test_what_is_pressed_or_how_it_is_done_is_no_label() -> None:
    assert "labels" not in bind(
        "To leave the issue, press `drop-it` beside its labels."
    )
    assert "labels" not in bind("A job has to sync the labels daily.")
    assert bind("An issue for newcomers gets `good first issue`.")["labels"]


@pytest.mark.parametrize(
    ("text", "excludes"),
    [
        ("A patch is never merged by the person who opened it.", True),
        ("A patch is not approved by whoever wrote it.", True),
        ("A patch is never merged by the person on duty.", None),
        ("A patch is always merged by the person who opened it.", None),
    ],
)
def test_whoever_opened_it_is_its_author(text: str, excludes: bool | None) -> None:
    assert bind(text, is_negative=True).get("excludes_author") == excludes


def test_what_the_author_never_does_is_forbidden() -> None:
    text = "# Review\n\nA patch is never approved by its author.\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert clause.is_negative
    assert clause.parameters["excludes_author"]
    text = "# Review\n\nA patch is never approved before the build is green.\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert "excludes_author" not in clause.parameters


def test_what_something_is_changed_in_is_no_label_elsewhere() -> None:
    text = (
        "# Contributing\n\n`wheel-core` pull requests must have a note. {}\n\n"
        "Whoever changes `wheel-core` must add a note.\n"
    )
    said = [text.format(""), text.format("A bug in `wheel-core` is mended first.")]
    rules = [find_clauses(one, path="CONTRIBUTING.md", kind="")[-1] for one in said]
    assert all("must add a note" in rule.quote for rule in rules)
    assert rules[0].parameters["labels"] == ["wheel-core"]
    assert "labels" not in rules[1].parameters


@pytest.mark.parametrize(
    ("sense", "labels", "mode"),
    [
        ("Label requests for new modules with `fresh`, and those that fix a crash with"
         " `crash fix`.", ["fresh", "crash fix"], None),
        ("Label wishes with `idea` and all other issues with `work`.",
         ["idea", "work"], None),
        ("Label reports of modules with `module` or `plugin`.",
         ["module", "plugin"], "any"),
        ("Label crashes with `crash` and check them with `verify`.", ["crash"], None),
        ("Replace the modules with `spare`.", None, None),
        ("Tag the commit of the release as `v1.2`.", None, None),
    ],
)  # fmt: skip
def test_each_of_two_labels_may_be_for_things_of_its_own(
    sense: str, labels: list[str] | None, mode: str | None
) -> None:
    found = bind(sense)
    assert (found.get("labels"), found.get("label_mode")) == (labels, mode)


@pytest.mark.parametrize(
    ("sense", "patterns"),
    [
        ("Use `feat/`, `mend/` or `task/` as branch prefix.",
         ["feat/*", "mend/*", "task/*"]),
        ("Use `mend/` as a prefix for branches.", ["mend/*"]),
        ("Use `mend/` as the prefix of a title.", None),
        ("Changes of `mend/` need a branch of their own.", None),
    ],
)  # fmt: skip
def test_a_folder_is_the_prefix_of_branches_where_it_is_called_so(
    sense: str, patterns: list[str] | None
) -> None:
    assert bind(sense).get("branch_patterns") == patterns


@pytest.mark.parametrize(
    "sense",
    [
        "Don't squash, rebase or force-push once the review has begun.",
        "Do not squash when you answer comments.",
        "Never squash it while somebody is reviewing.",
    ],
)
def test_what_is_not_squashed_during_a_review_may_be_at_the_merge(sense: str) -> None:
    assert "excluded_merge_methods" not in bind(sense, is_negative=True)
    text = "Do not squash pull requests."
    assert bind(text, is_negative=True)["excluded_merge_methods"] == ["squash"]


@pytest.mark.parametrize(
    ("sense", "demand"),
    [
        ("Each change needs a review from a core developer.", "approval"),
        ("No change lands without a code review by a committer.", "approval"),
        ("A core developer must review each patch.", "approval"),
        ("A core developer must review the open issues.", "other"),
        ("Ask for a review from a core developer.", "other"),
        ("Your change will get a review from a core developer.", "other"),
        ("Please link each of your pull requests to a GitHub issue.", "linked_issue"),
        ("Each change needs a semver label.", "label"),
    ],
)
def test_what_is_asked_for_is_heard_in_other_words(sense: str, demand: str) -> None:
    assert bind(sense)["demands"] == [demand]


@pytest.mark.parametrize(
    "sense",
    [
        "Each change needs two approvals, even if it only touches docs.",
        "Each change needs two approvals, even when the docs change is small.",
        "A postmortem is due within 5 days, not even if it was a Sev3 is it left out.",
        "Nothing is merged without an approval, even where the change is trivial.",
    ],
)
def test_what_holds_even_then_holds_always(sense: str) -> None:
    found = bind(sense)
    assert not found.keys() & {"conditions", "areas", "severities"}
    assert bind("A postmortem is due if it was a Sev3.")["severities"] == [3]
