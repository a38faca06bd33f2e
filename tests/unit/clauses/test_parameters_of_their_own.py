"""What a clause asks for is told from what only stands in its sentence."""

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.parameters import bind


@pytest.mark.parametrize(
    ("sense", "method"),
    [
        ("Rebase only; no bubbles in the history.", ["rebase"]),
        ("On merge, use squash.", ["squash"]),
        ("The team uses a squash workflow for pull requests.", ["squash"]),
        ("PRs are merged by `bin/land.sh`, which squashes them.", ["squash"]),
        ("Before review, use squash to tidy your own branch.", None),
        ("Squash only the commits that mend a typo.", None),
        ("A merge commit must name the driver.", None),
        ("A merge commit should be avoided.", None),
        ("A branch that contains merge commits gets a warning.", None),
        ("Merge commits must be used for vendored code.", ["merge"]),
    ],
)
def test_a_way_to_merge_is_asked_for_and_not_only_named(sense, method):
    assert bind(sense).get("merge_methods") == method


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("It needs the sign-off of somebody from the wheel shop.", 1),
        ("Get approval from one of the smiths and one from the yard.", 2),
        ("Approval from one of the smiths is needed, and one of them reads it.", 1),
        ("Each wagon has two owners listed in CODEOWNERS.", None),
        ("Two owners listed in CODEOWNERS must approve it.", 2),
        ("Never give an approval without a test drive.", None),
        ("Write the notes before the change is reviewed by a smith.", None),
        ("Not merged before it is approved by two maintainers.", 2),
        ("More than 2/3 of the members have to vote in favour.", None),
        ("Brakes need the approval of two.", 2),
        ("It requires sign-off: one from the yard, one from the shop.", 2),
        ("If two reviewers disagree, the yard decides.", None),
        ("When two reviewers approve it, it is merged.", 2),
        ("Brakes need two approvals and one from paint.", 3),
        ("Brakes need two reviewers and one owner.", 3),
        ("Two reviewers and one owner must approve the brakes.", 3),
        ("Brakes need two approvals, and one of the reviewers must be a smith.", 2),
        ("Brakes need two approvals and one of the leads will fit them.", 2),
        ("Brakes need two approvals and one of `iron` or `wood`.", 2),
        ("Brakes need two approvals and one from those.", 2),
        ("Brakes need two approvals and another from the author is not counted.", 2),
        ("Brakes need two approvals and one owner fits them.", 2),
        ("It must be approved by one of the smiths and one of the managers.", 2),
        ("Approved by one of the smiths and one from the shop that it is of.", 2),
        ("It must be approved by one of the smiths and one of the tests must run.", 1),
        ("It must be approved by one of the smiths and one of the leads fits it.", 1),
        ("It must be approved by one of the smiths, and one from paint dries it.", 1),
        ("It must be approved by one of the smiths and one of the type labels.", 1),
        ("Sign-offs are due: one from the yard, one from the shop.", 2),
        ("Sign-offs are due: one from the yard, one from the shop fits it.", None),
        ("Two maintainers, one of which isn't a smith must approve it.", 2),
        ("Approvers: two maintainers, one of which isn't in the author's team.", 2),
        ("At least two people listed in OWNERS must have approved each wagon.", 2),
        ("Two owners listed in `OWNERS.md` approve each wagon.", 2),
        ("It runs as soon as two owners listed in OWNERS approve.", 2),
        ("It has two owners listed in OWNERS, who approve its paint.", None),
        ("Wait before the change is reviewed by two smiths.", 2),
        ("Oil it before it is reviewed by a smith, who must approve it.", None),
        ("Oil it before it is reviewed by a lead, who must approve it.", 1),
    ],
)
def test_an_approval_counts_where_it_is_asked_for(sense, count):
    assert bind(sense).get("approval_count") == count


@pytest.mark.parametrize(
    ("sense", "key", "expected"),
    [
        ("Send it to `next`, not to `main` or `edge`.", "base_branches", ["next"]),
        ("Link the broken build of main.", "base_branches", None),
        ("Avoid merges from `main`.", "base_branches", None),
        ("Don't work on the `main` branch of your fork.", "base_branches", None),
        ("Merge it into `main` of `acme.github.io`.", "base_branches", ["main"]),
        ("Cherry-picks to `v3-*-fix` are done last.", "base_branches", ["v3-*-fix"]),
        ("`train/<week>` is cut from `main`.", "branch_patterns", ["train/*"]),
        ("`train/<week>.zip` is built from `main`.", "branch_patterns", None),
        ("The branch is tagged `<line>-end` when it ends.", "label_globs", None),
        ("Fixes are labelled `pick/<line>`, which turns into `picked/<line>`.",
         "label_globs", ["pick/*", "picked/*"]),
        ('Tag wishes on the issue list as "Needs Oil".', "labels", ["Needs Oil"]),
        ('Tag the release with "1.4".', "labels", None),
        ("Each ticket has `needs-oil` set by the form.", "labels", ["needs-oil"]),
        ("Each ticket has a `needs-oil` set of fields.", "labels", None),
        ("File an issue in `yard` labelled `want: paint`.", "labels", ["want: paint"]),
        ("Bugs that have been in `wait-a-bit` are shut.", "labels", ["wait-a-bit"]),
        ("Bugs that are in `axle-core` come first.", "labels", None),
    ],
)  # fmt: skip
def test_a_name_is_bound_as_what_it_is_here(sense, key, expected):
    assert bind(sense).get(key) == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Leaks are mended in the next sprint.", [(1, "sprints", "within")]),
        ("What is found in the spring waits for the next sprint.", []),
        ("Planned into the next two sprints.", [(2, "sprints", "within")]),
        ("Updates are merged in the same week.", [(1, "weeks", "within")]),
        ("The note and the parts go out on the same day.", []),
        ("Reply on the same day.", [(1, "days", "within")]),
        ("Nobody drives for more than one month in six.", []),
        ("Kept for at least one calendar year or two releases.",
         [(1, "years", "at_least"), (2, "releases", "at_least")]),
        ("Line 1 is kept for 12 months after 2.0.", [(12, "months", "at_least")]),
        ("Closed if none came within 3 weeks.", [(3, "weeks", "at_least")]),
    ],
)  # fmt: skip
def test_a_period_is_one_that_is_asked_for(sense, expected):
    found = bind(sense).get("durations", ())
    assert [(d["n"], d["unit"], d["bound"]) for d in found] == expected


LED = """\
# Contributing

Old parts are kept for at least two years before they go:

- The list names every part that goes.
- New parts must have a drawing.

Within two days of a ride, these must be done:

- The driver writes the report.
"""


def test_the_period_of_a_rule_before_a_list_is_not_that_of_its_items():
    found = find_clauses(LED, path="CONTRIBUTING.md", kind="")
    assert [
        (one.quote[:8], [d["unit"] for d in one.parameters.get("durations", ())])
        for one in found
    ] == [
        ("Old part", ["years"]),
        ("The list", []),
        ("New part", []),
        ("The driv", ["days"]),
    ]


BELOW = """\
# Triage

## Labels

### needs-oil

A smith has looked. Closed if nobody answers for 3 weeks.
Must only be removed within 5 days.
Should be opened within 4 days.

### Loose wheels

Closed if nobody answers for 4 weeks.
"""


def test_a_sentence_without_a_subject_is_of_the_label_above_it():
    found = find_clauses(BELOW, path="CONTRIBUTING.md", kind="")
    labels = [one.parameters.get("labels") for one in found]
    assert labels == [["needs-oil"], ["needs-oil"], None, None]


@pytest.mark.parametrize("team", ["@acme/keys", "@acme/safety-net/keys"])
def test_a_team_may_stand_in_a_group_of_groups(team):
    found = find_clauses(
        f"# Process\n\n## Rules\n\nChanges to keys must be approved by {team}.\n",
        path="CONTRIBUTING.md",
        kind="",
    )
    assert [one.parameters["approver_teams"] for one in found] == [[team]]
