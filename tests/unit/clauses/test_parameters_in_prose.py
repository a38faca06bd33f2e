"""Parameters that prose tells without marks, in few words, or in other words."""

import re

import pytest

from pipelines.read.clauses.find import find_clauses
from pipelines.read.clauses.parameters import bind


def bound(sense, key, **more):
    is_negative = bool(re.match(r"(?:never|do not|no|nobody)\b", sense, re.IGNORECASE))
    found = bind(sense, is_negative=is_negative, **more).get(key)
    return sorted(found) if isinstance(found, list) else found


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Base docs fixes on stable, and all else on trunk.", ["stable", "trunk"]),
        ("master is locked a week before the tag.", ["master"]),
        ("dev has to be frozen on Thursdays.", ["dev"]),
        ("Merge into develop, never into main.", ["develop"]),
        ("Backports for old users go to branch 4.x.", ["4.x"]),
        ("In the last week only fixes go to `beta`.", ["beta"]),
        ("Whoever breaks the `main` build repairs it.", ["main"]),
        ("Patches to the main branch need a test.", None),
        ("Changes to the main branch need a test.", ["main"]),
        ("Merge fixes to `main` and never push to `main` directly.", ["main"]),
        # no request goes there
        ("Never push --force to trunk or develop.", None),
        ("Do not force-push to release/2.x.", None),
        ("No direct pushes to `main` or `release/*`.", None),
        ("Keep trunk releasable.", None),
        ("`main` should be deployable at any time.", None),
        ("Whatever is on main gets deployed.", None),
        ("A commit has to be on `main` already.", None),
        ("Link to the change on `main`.", None),
        ("Tag releases on `main` only.", None),
        ("No open `release-blocker` may be left.", None),
        ("It has to run on the `staging` cluster.", None),
        # none of these is a branch
        ("Base your guess on next year.", None),
        ("Put the main points on the main page.", None),
        ("Ask on the `devel` list.", None),
        ("The stable branch that has the bug gets the fix.", None),
        ("No history of the `otter/otter` branches is rewritten.", None),
        ("The next person pushes the button.", None),
        ("It must fit in main memory.", None),
        ("Ship it to stable users first.", None),
        ("The dev team must approve.", None),
    ],
)
def test_a_branch_needs_no_marks(sense, expected):
    assert bound(sense, "base_branches") == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Branches are named <kind>/<ticket number>.", ["*/*"]),
        ("Use topic/<your name> for branches.", ["topic/*"]),
        ("Branch names begin with fix/ or feat/.", ["feat/*", "fix/*"]),
        ("Release branches are called release-X.Y.", ["release-*.*"]),
        ("Release branches are called release/X.Y.x.", ["release/*.*.x"]),
        ("Name the branch <team>/<ticket>-<topic>.", ["*/*-*"]),
        ("Give the branch a name that says something.", None),
        ("Wrap it in <b>bold</b> and/or mark it.", None),
    ],
)
def test_a_name_with_a_hole_needs_no_marks(sense, expected):
    assert bound(sense, "branch_patterns") == expected


@pytest.mark.parametrize(
    ("sense", "labels", "globs"),
    [
        ("Add `X-blocked`.", ["X-blocked"], None),
        ("Each bug gets one of the `P-` labels.", None, ["P-*"]),
        ("Changes of tables carry ~db and ~api labels.", ["api", "db"], None),
        ('A bug with "waiting" and no answer is closed.', ["waiting"], None),
        ("Issues tagged 'to-sort' are looked at daily.", ["to-sort"], None),
        ("Take the stale label off again.", ["stale"], None),
        ("Every issue gets one area/* label.", None, ["area/*"]),
        ("label: kind/cleanup", ["kind/cleanup"], None),
        ("One approval for `kind/docs`, two for `kind/api`.", None, None),
        ("Put `on-hold` on it.", ["on-hold"], None),
        ("PRs without `accepted` aren't merged.", ["accepted"], None),
        ("Label it bug, chore or question.", ["bug", "chore", "question"], None),
        ("Add `backport/<branch>` after the merge.", None, ["backport/*"]),
        # none of these is a label
        ("Record it in `CHANGELOG.md` with `[BROKEN]`.", None, None),
        ("Put the right label on it.", None, None),
        ('Issues with "panic" in the title come first.', None, None),
        ('Answer "no" if asked for a label.', None, None),
        ("Every issue is given a sub-project label.", None, None),
    ],
)
def test_a_label_stands_in_any_marks(sense, labels, globs):
    if sense.startswith("One approval"):
        labels = ["kind/api", "kind/docs"]  # a family that many projects have
    assert bound(sense, "labels") == labels
    assert bound(sense, "label_globs") == globs


def test_a_file_that_everybody_knows_is_no_label():
    sense = "Assign somebody from `CODEOWNERS`."
    assert bound(sense, "labels", about_labels=True) is None
    assert bound(sense, "paths", about_labels=True) == ["CODEOWNERS"]
    moved = "The lead moves whatever is left to `Later`."
    assert bound(moved, "labels", about_labels=True) is None


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("The tally needs one `/lgtm` from a reviewer.", 1),
        ("It has a Reviewed-by from one person who did not write it.", 1),
        ("Patches to the parser need two, and one of them is Ida's.", None),
        ("Patches to the parser need two reviews, one of them Ida's.", 2),
        ("Two approvals: one from a maintainer, one from QA.", 2),
        ("We both have to approve a release.", 2),
        ("Somebody else looks at it before it is merged.", 1),
        ("Another pair of eyes is needed before merging.", 1),
        ("It needs the blessing of three committers.", 3),
        ("Approved by at least 1 code owner and 1 maintainer.", 2),
        ("Wait for two approving reviews.", 2),
        ("Who approves: `@otter/legal`, two of them", 2),
        # none of these counts approvals
        ("Each commit carries a DCO sign-off.", None),
        ("Every patch has at least one Tested-by line.", None),
        ("An approver is listed in at least one OWNERS file.", None),
        ("A reviewer may hold three reviews at a time.", None),
        ("Don't ask more than 3 reviewers.", None),
        ("It isn't merged unless somebody else has reviewed it.", None),
    ],
)
def test_approvals_are_counted_by_who_gives_them(sense, expected):
    assert bound(sense, "approval_count") == expected


@pytest.mark.parametrize(
    "sense",
    [
        "Get one approval from somebody other than yourself.",
        "Nobody, the lead included, approves their own patch.",
        "The reviewer must not be you.",
        "It needs an approval that is not your own.",
        "Your own vote does not count.",
        "One approval by a committer who isn't from the author's company.",
        "No one may sign off on their own work.",
        "Anyone but the author may approve it.",
        "Whoever wrote it may not approve it.",
        "Authors can't be their own reviewer.",
        "Two maintainers (not the author of the patch) must have approved it.",
        "Changes are merged by a reviewer rather than the author.",
        "Whoever merges it must not be the author of the backport.",
    ],
)
def test_the_author_is_left_out_in_many_words(sense):
    assert bind(sense)["excludes_author"] is True


@pytest.mark.parametrize(
    "sense",
    [
        "Add your own name to the list after the approval.",
        "Tell the author in the review if you can't go on.",
        "You merge your own request once it is approved.",
        "Have the announcement read by another writer.",
        "Tell them, and help them to find another reviewer for the change.",
        "The reviewer resolves the thread, not the author, before it is merged.",
    ],
)
def test_the_author_may_be_spoken_of(sense):
    assert "excludes_author" not in bind(sense)


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Done by a request that changes the OWNERS file.", ["OWNERS"]),
        ("Each fix that users see gets an entry in NEWS.", ["NEWS"]),
        ("Names are added to `VOTERS.csv`.", ["VOTERS.csv"]),
        ("It has to touch doc/otter.1 as well.", ["doc/otter.1"]),
        ("Changes to src/tls* and src/rand.c wait.", ["src/rand.c", "src/tls*"]),
        ("Changes under `pkg/store` need two approvals.", ["pkg/store"]),
        ("What changes: `*.vue`; Who approves: a designer", ["*.vue"]),
        ("Keep `Cargo.lock` out of it.", ["Cargo.lock"]),
        ("Minutes go into docs/minutes/ on the same day.", ["docs/minutes/"]),
        ("The input/output and CI/CD code needs a review.", None),
        ("See otter.example/rules.html for it.", None),
        ("Branch off `release/1.2` and add `kind/bug`.", None),
        ("Good NEWS travels.", None),
    ],
)
def test_a_file_or_a_folder_needs_no_marks(sense, expected):
    assert bound(sense, "paths") == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Use fast-forward merges.", ["fast-forward"]),
        ("Merge with --ff-only.", ["fast-forward"]),
        ("Squash when the request has fixups.", ["squash"]),
        ("Fast-forward your fork first.", None),
        ("Squash your fixups before you ask for a review.", None),
    ],
)
def test_a_merge_method_is_told_in_an_order(sense, expected):
    assert bound(sense, "merge_methods") == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Level: high; First reply (hours): 4", [(4, "hours", "within")]),
        ("Level: low; Soak time (days): 3", [(3, "days", "at_least")]),
        ("Level: low; Days until repair: 30", [(30, "days", "within")]),
        (
            "If nobody reacts in 14 days a deputy may decide.",
            [(14, "days", "at_least")],
        ),
        ("Answer within a day or so.", [(1, "days", "within")]),
        ("There are two releases a year.", []),
        ("We spend two hours a week on it.", []),
    ],
)
def test_a_period_has_its_unit_where_it_can(sense, expected):
    found = bind(sense).get("durations", [])
    assert [(d["n"], d["unit"], d["bound"]) for d in found] == expected


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("The release captain tags it on Friday.", ["release captain"]),
        ("The label is set by the duty engineer.", ["duty engineer"]),
        ("Not before the incident lead says so.", ["incident lead"]),
        ("Ask a subproject owner first.", ["subproject owner"]),
        ("It takes the upvotes of two collaborators.", ["collaborators"]),
        ("What changes: UI; Who approves: a brand editor", ["brand editor"]),
        # they're spoken of, but have nothing to do
        ("Folders without an owner must be removed.", None),
        ("Committers who have been away for a year become emeritus.", None),
        ("The team is small.", None),
        ("The owner's name must be in the file.", None),
    ],
)
def test_a_role_that_acts_is_an_actor(sense, expected):
    assert bound(sense, "actors") == expected


def test_this_label_is_the_one_that_the_sentence_before_names():
    text = (
        "# Merging\n\nA committer may ask for a vote by adding the `needs-vote` label. "
        "As long as this label is present, the pull request must not be merged.\n"
    )
    last = find_clauses(text, path="CONTRIBUTING.md", kind="")[-1]
    assert last.quote.startswith("As long as this label")
    assert last.parameters["labels"] == ["needs-vote"]


def test_a_bare_number_counts_what_the_sentence_before_does():
    text = (
        "# Review\n\nA patch must have a Reviewed-by from one person. "
        "Changes to the scheduler need two and one of them is the keeper's.\n"
    )
    last = find_clauses(text, path="CONTRIBUTING.md", kind="")[-1]
    assert last.parameters["approval_count"] == 2


def test_a_bare_number_counts_what_the_sentence_before_counts_by_the_same_people():
    text = (
        "# Reviews\n\nA change needs one approval from a code owner."
        " Changes to `auth/` need three.\n"
    )
    _, found = find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
    assert found.parameters["approval_count"] == 3
    assert found.parameters["approver_role"] == "code owner"


@pytest.mark.parametrize(
    ("by", "mode"),
    [
        ("the docs team or the maintainers (`@acme/maint`)", "any"),
        ("@acme/a or the platform team", "any"),
        ("the docs team and the maintainers (`@acme/maint`)", "all"),
        ("@acme/a and the platform team, be it a fix or a feature", "all"),
    ],
)
def test_teams_are_a_choice_however_they_are_named(by, mode):
    found = bind(f"All pull requests must be approved by {by}.")
    assert found["approver_mode"] == mode


def test_whose_members_set_a_label_is_none():
    bound = bind("Ports need the label `port-ok`, set by a member of `port-crew` only.")
    assert bound["labels"] == ["port-ok"]
