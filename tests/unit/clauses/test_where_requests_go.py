"""What a request, a title or a trailer names, and who is asked as a reviewer."""

from __future__ import annotations

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.parameters import bind


@pytest.mark.parametrize(
    ("sense", "bases"),
    [
        ("Every pull request to `main` has to be green.", ["main"]),
        ("Merge requests against `stable` must be rebased.", ["stable"]),
        ("PRs to `staging-next` are only for this cycle.", ["staging-next"]),
        ("`main` must always be green.", None),
        ("Pull requests to `acme/server` need two approvals.", None),
        ("Proposals are merge requests against `proposals/` of the docs.", None),
        ("Fixes of the manual go to `current`.", ["current"]),
        ("Questions go to `help`.", None),
        ("Repairs are merged into main from the release branch.", ["main"]),
        ("If unsure use `main`, that's where most changes go.", ["main"]),
        ("Big changes to `main` should go to `staging` instead.", ["staging"]),
        ("If in doubt, use `main`.", ["main"]),
        ("If you are not sure, use `main` as the prefix.", None),
        (
            "Open one request each to the `main` and `release-XX.YY` branches.",
            ["main", "release-*"],
        ),
        ("The preview is cut from `dev` to `rc`.", ["rc"]),
        ("Open a request from `main` targeting the `2.x` branch.", ["2.x"]),
        ("It only holds cherry-picks from `main`.", None),
        ("Nobody merges their own work, a broken `main` apart.", None),
        ("Own work needs a review, trivial repairs on `main` excepted.", None),
        ("It may go once its successor is available on main.", None),
        ("`main` must be bumped to the next major.", None),
    ],
)
def test_a_request_goes_to_a_branch(sense: str, bases: list[str] | None) -> None:
    assert bind(sense).get("base_branches") == bases


@pytest.mark.parametrize(
    ("sense", "labels"),
    [
        ("Pull requests without an answer become `abandoned`.", ["abandoned"]),
        ("Merge the `Release Notes` pull request and label it `done`.", ["done"]),
        ("The message has to carry `Not-picked-because: <reason>`.", None),
        ("Strike out with `~~` what does not apply to the issue.", None),
        ("Add the `x` label if it exists in `core_*`.", ["x"]),
    ],
)
def test_a_label_is_no_title_and_no_trailer(
    sense: str, labels: list[str] | None
) -> None:
    found = bind(sense)
    assert found.get("labels") == labels
    assert "label_globs" not in found


@pytest.mark.parametrize(
    ("name", "glob"),
    [
        ("GH-4711", "GH-*"),
        ("GH-4711_loose-valve", "GH-*_*"),
        ("fix/GH-47-loose-valve", "fix/GH-*-*"),
        ("release-2", "release-2"),
    ],
)
def test_the_key_of_a_ticket_stands_for_any(name: str, glob: str) -> None:
    found = bind(f"The branch is named after the ticket, such a branch is `{name}`.")
    assert found.get("branch_patterns") in ([glob], None)
    named = bind(f"Branches are called `{name}`.")
    assert (named.get("branch_patterns") or named["base_branches"]) == [glob]


@pytest.mark.parametrize(
    ("sense", "labels"),
    [
        ("Set `legal?` on the issue and label it `open`.", ["open"]),
        ("Add the `api:new` entry to the release notes.", None),
        ("Leave it to the SIG label only.", None),
        ("Label it `leak` and a severity (`S1` ... `S3`).", ["leak", "S1", "S2", "S3"]),
    ],
)
def test_a_flag_and_an_entry_are_no_labels(
    sense: str, labels: list[str] | None
) -> None:
    assert bind(sense).get("labels") == labels


def test_a_label_and_a_range_of_others_have_no_mode_in_common() -> None:
    assert "label_mode" not in bind("Label it `leak` and a severity (`S1` ... `S3`).")


def test_a_label_that_all_know_is_one_in_bold() -> None:
    found = bind("It needs a Help Wanted ticket.", bold=("Help Wanted",))
    assert found["labels"] == ["Help Wanted"]


@pytest.mark.parametrize(
    "sense",
    [
        "The label `9.approvals: 2` is set by a robot, leave it alone.",
        "The board decides, and one of its members notes it, whether accepted or not.",
        "One of the members writes down what was accepted or rejected.",
    ],
)
def test_who_writes_and_what_a_label_is_called_approve_nothing(sense: str) -> None:
    assert "approval_count" not in bind(sense)


def test_who_is_added_as_a_reviewer_is_asked() -> None:
    assert bind("Add `@acme/web` as a reviewer.")["approver_teams"] == ["@acme/web"]
    assert bind("`@acme/web` keeps the pages.")["teams"] == ["@acme/web"]


def test_whoever_holds_a_role_now_is_no_team() -> None:
    found = bind("It must be approved by @acme/data or the officer (currently @ada).")
    assert found["approver_teams"] == ["@acme/data"]


@pytest.mark.parametrize(
    ("sense", "role"),
    [
        ("All code owner teams have to approve.", "code owner"),
        ("If you are the first committer to approve it, start the tests.", None),
        ("Members review, and work towards becoming an approver.", None),
    ],
)
def test_a_role_is_who_approves(sense: str, role: str | None) -> None:
    assert bind(sense).get("approver_role") == role


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Logs that nobody needed are deleted in 30 days.", [(30, "within")]),
        ("Data that weren't asked for are deleted in 30 days.", [(30, "within")]),
        ("It stays for two releases (that's a year at present).", [(2, "at_least")]),
        ("Secrets never go into the log, not even for five minutes.", []),
        (
            "The test run must be no more than 8 hours old (or 16 for `slow`).",
            [(8, "within"), (16, "within")],
        ),
        ("Unfinished work is postponed until the next release.", []),
        ("Old names are kept until the next release.", [(1, "at_least")]),
    ],
)
def test_periods_that_bind(sense: str, expected: list[tuple[int, str]]) -> None:
    found = bind(sense).get("durations", ())
    assert [(period["n"], period["bound"]) for period in found] == expected


def test_a_component_of_mdx_is_prose_with_its_title() -> None:
    text = (
        '# Contributing\n\n<Callout title="Freeze">\n  Nothing is merged in May.\n'
        "</Callout>\n\n<div>\n  Two approvals are required.\n</div>\n"
    )
    found = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert [(one.quote, one.heading) for one in found] == [
        ("Nothing is merged in May.", "Freeze")
    ]
