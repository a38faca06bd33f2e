"""Approvals, periods, names and actors as projects of many kinds put them."""

from __future__ import annotations

import pytest

from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.parameters import bind


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("Changes to the protocol need three ACKs from regular reviewers.", 3),
        ("Mass renames need the OK of two maintainers.", 2),
        ("A proposal needs two 👍 from editors.", 2),
        ("New tables | service owner + 1 from `@harbour/data` |", 2),
        ("The CFO and the head of sales jointly approve new vendors.", 2),
        ("Schema proposals are reviewed by one downstream team.", 1),
        ("Every patch needs Code-Review+2 from one owner.", 1),
        ("It must have been approved by somebody from another squad.", 1),
        ("A merge request is reviewed by a peer and then by a maintainer.", 2),
    ],
)
def test_an_approval_has_many_names(sense: str, count: int) -> None:
    assert bind(sense)["approval_count"] == count


@pytest.mark.parametrize(
    "sense",
    [
        "On-call engineers must ACK the alert.",
        "The OK button must have a label.",
        "Two builds must be green before the release.",
        "Nobody needs to wait for a second reply.",
        "The lead and the owner must agree on a date together.",
    ],
)
def test_what_only_looks_like_an_approval(sense: str) -> None:
    assert "approval_count" not in bind(sense)


@pytest.mark.parametrize(
    "sense",
    [
        "Approvers must not be members of the team that made the change.",
        "The approval must come from somebody outside of the pair.",
        "It is merged by a maintainer who isn't the reviewer or the author.",
        "It needs two reviews, neither from the author.",
        "Approved by two members, neither of whom has written the patch.",
        "It needs two ACKs from people other than the author.",
        "Don't approve changes that you co-authored.",
    ],
)
def test_the_author_stays_out(sense: str) -> None:
    assert bind(sense, is_negative="n't" in sense)["excludes_author"] is True


@pytest.mark.parametrize(
    "sense",
    [
        "Reviewers must be from the team that owns the code.",
        "Ask for a review outside of your working hours only if it burns.",
        "The author asks the team that owns the module for a review.",
        "Somebody other than the assignee closes the ticket.",
    ],
)
def test_the_author_may_take_part(sense: str) -> None:
    assert "excludes_author" not in bind(sense)


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        (
            "Reminders go out 60, 30 and 14 days before the shutdown.",
            [(60, "days"), (30, "days"), (14, "days")],
        ),
        ("Warn subscribers 30 & 7 days before removal.", [(30, "days"), (7, "days")]),
        ("Old keys are accepted until the next two majors.", [(2, "releases")]),
        ("It is fixed in the next 3 releases.", [(3, "releases")]),
        (
            "Start it again after 10 days, because caches are only kept for 10 days.",
            [(10, "days")],
        ),
        ("We keep at least three releases alive, each for two years.", [(2, "years")]),
        ("Stay close to the latest tag, i.e. within 3 months.", [(3, "months")]),
        ("No more than three versions of it run at the same time.", []),
        ("It takes between 2 and 3 days before an answer.", [(3, "days")]),
    ],
)
def test_periods(sense: str, expected: list[tuple[int, str]]) -> None:
    found = bind(sense).get("durations", ())
    assert [(one["n"], one["unit"]) for one in found] == expected


@pytest.mark.parametrize(
    ("sense", "labels"),
    [
        ("PRs that break the file format get `breaks format`.", ["breaks format"]),
        ("File an issue with the label flaky-test for it.", ["flaky-test"]),
        ("Uplifts need `uplift-approved` from a manager.", ["uplift-approved"]),
        ("Nominate such a fix with `stable-nominated`.", ["stable-nominated"]),
        ('Never close bugs as "worksforme." without a comment.', ["worksforme"]),
        ("It needs `build-essential` from the package manager.", []),
        ("An issue is opened with the label of its area.", []),
        ("Questions get an answer with the label explained.", []),
        ("Branch `hotfix/<ticket>`, PR to main.", []),
    ],
)
def test_labels_that_people_give(sense: str, labels: list[str]) -> None:
    assert bind(sense).get("labels", []) == labels


@pytest.mark.parametrize(
    ("sense", "actor"),
    [
        ("The triage captain of the week goes through new issues.", "triage captain"),
        ("The DRI acknowledges it within an hour.", "dri"),
        ("Leads send a summary by Friday.", "leads"),
        ("Owners of a directory must not approve alone.", "owners"),
        ("The board answers within ten days.", "board"),
        ("The Head of Data Platform has signed it off.", "head of data platform"),
        ("It needs a review from a member of the owning team.", "owning team"),
        ("Every merge needs the OK of the release coordinator.", "release coordinator"),
    ],
)
def test_roles_that_act(sense: str, actor: str) -> None:
    assert actor in bind(sense)["actors"]


@pytest.mark.parametrize(
    "sense",
    [
        "Owners file must be sorted by name.",
        "Leads to a crash when it is empty.",
        "Managers guide is kept in the wiki.",
    ],
)
def test_a_plural_that_opens_a_sentence_may_be_part_of_a_name(sense: str) -> None:
    assert "actors" not in bind(sense)


def test_a_document_knows_its_branches() -> None:
    text = (
        "# Branches\n\n"
        "- New features must target the `4.x` branch.\n"
        "- Only maintainers may push security fixes for 4.x directly.\n"
        "- Use `4.x` for everything that changes the public interface.\n"
    )
    rules = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert [rule.parameters.get("base_branches") for rule in rules] == [["4.x"]] * 3


def test_a_name_that_is_a_label_as_well_is_no_branch() -> None:
    text = (
        "# Merging\n\n"
        "- Fixes must target the `stable` branch.\n"
        "- Issues must have the label `stable` when they concern users.\n"
        "- Write `stable` in the title of an announcement.\n"
    )
    rules = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert "base_branches" not in rules[-1].parameters


def test_what_is_merged_into_a_branch_is_one() -> None:
    found = bind("Merge `v4` into `main` after each patch.")
    assert sorted(found["base_branches"]) == ["main", "v4"]


def test_a_text_to_follow_is_no_path() -> None:
    links = (("naming guide", "./names.md"),)
    assert "paths" not in bind("Titles must follow the naming guide.", links=links)
    assert "paths" in bind("Add each name to the naming guide.", links=links)


def test_a_plain_word_is_a_label_again_where_it_is_handled_as_one() -> None:
    text = (
        "# Reviews\n\n"
        "- Requests that wait for their author must get the `waiting` label.\n"
        "- Remove `waiting` when the author answers.\n"
        "- Write `waiting` in the notes of the meeting.\n"
    )
    rules = find_clauses(text, path="CONTRIBUTING.md", kind="")
    found = [rule.parameters.get("labels") for rule in rules]
    assert found == [["waiting"], ["waiting"], None]


def test_names_that_a_year_or_a_tag_gives() -> None:
    named = bind("Release branches are called `rel-YYYY.MM`.")
    assert named["branch_patterns"] == ["rel-*"]
    assert bind("Tag the PR with do-not-merge.")["labels"] == ["do-not-merge"]
    assert "labels" not in bind("Tag the release with the version-number of today.")


def test_an_ordinary_word_is_a_branch_only_with_its_marks() -> None:
    text = (
        "# Releases\n\n"
        "- Fixes must be merged into the `production` branch.\n"
        "- Changes must never be deployed to production on a Friday.\n"
    )
    rules = find_clauses(text, path="CONTRIBUTING.md", kind="")
    found = [rule.parameters.get("base_branches") for rule in rules]
    assert found == [["production"], None]
