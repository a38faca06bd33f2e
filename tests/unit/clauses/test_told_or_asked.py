"""Sentences that look like rules and only tell, beside those that ask for something."""

import pytest

from pipelines.read.clauses import find_clauses
from tests.unit.clauses.quoting import under


@pytest.mark.parametrize(
    "sentence",
    [
        "For more information about how we cut a release, please see the wiki.",
        "For further details on how a patch gets merged, consult the wiki.",
        "Information on how to act when a release breaks.",
        "Details about what to do after an outage.",
        "If the key is missing you will be prompted for your passphrase.",
        "When the release script starts you are asked for a token.",
        "A good review requires patience and trust.",
        "A smooth release requires focus and coordination.",
        "Nobody really reads the release notes before merging.",
        "No one checks if the labels of old issues still fit.",
        "Nobody actually follows the old branch names.",
        "Usually only one maintainer is needed for a release.",
        "Typically, only the author merges a pull request.",
        "We'll try to release a fix two weeks after the report.",
        "The team will try to review each pull request within three days.",
        "Nothing but the title is needed to begin with.",
        "Hand out the remaining tasks as you see fit.",
        "Over the last two quarters the web team had 1.4 pages a week.",
        "In the last drill the failover took 40 minutes instead of 5.",
        "The scribe isn't expected to understand the incident in depth.",
        "Reviewers are not expected to be an expert of each area.",
        "Involve other reviewers at your own discretion.",
        'The "Rebase and push" button will rewrite the commits of the pull request.',
        'The "Merge" option keeps every commit of the branch.',
        "That scheme would mean that each release must be tagged twice.",
        "Such a policy would require two approvals for a typo.",
        "Each stage describes how far the review of a pull request has come.",
        "Reviewers may or may not warn you before they close a pull request.",
        "After a month the maintainers will discuss whether to merge the branch.",
        "Nobody has ever been blamed for a broken release.",
        "We make no promises about releases in the next two years.",
        "There's a script for the release notes, which needs a token.",
        "Users are given releases that are stable and safe.",
        "Every night a job builds a preview of the release from the archive.",
        "If you're reading this during a release, go to the checklist.",
        "The workflow first goes to staging, then to the small cluster.",
        "Switch the checks of the branch on by running `hooks enable`.",
        "For example, a change of the API should be noted in the changelog.",
        "For instance, typing `/ready` must add the `ready` label to the issue.",
        "Nobody can remember what each release contains.",
        "Our helper warns about pull requests with no commits in a while.",
        "By default, GitHub fills the title of the merge commit.",
        "Stale issues are normally closed in the weekly meeting.",
        "Use the following decision tree to find the branch of your change:",
        "These releases are aimed at testers.",
        "Take this policy as a starting point for the issues of your team.",
        "The above policy may change as the project grows.",
        "We merge by consensus, but sometimes a vote must be held.",
        "Squash merging loses the single commits of a pull request.",
        "A bug without a version is not a bug report.",
        "Long-lived branches are where reviews go to die.",
    ],
)
def test_what_only_tells_is_no_rule(sentence):
    assert under("Changes", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Force pushes are only okay if nobody has reviewed the branch yet.",
        "The only changes made to a frozen branch are fixes of leaks.",
        "No changes go into a frozen branch.",
        "The changelog is part of the pull request.",
        "This is the only week in which backports are merged.",
        "Nobody can merge without a review.",
        "Do not lower the priority of a bug while it is open.",
        "Don't dm a maintainer while a review is running.",
        "Please do not reword a commit once it is on `main`.",
        "Please, do not open a pull request without an issue.",
        "Please, link the issue in each pull request.",
        "In the last week before a release, only fixes are merged.",
        "Contributors are expected to have signed the agreement before the merge.",
        'The "Squash" button must not be used on `main`.',
        "A patch cannot be bigger than 400 lines.",
        "A release branch can't be more than two versions old.",
        "During the voting period, the proposal can not change.",
        "We make a release every ten weeks, usually on a Monday.",
        "Each removal needs an issue that we plan to close with it.",
        "It is the reviewer's job to close the pull request.",
        "The responsibility for a release lies with its manager.",
        "The index of the decisions is updated in the same commit.",
        "The state of a proposal is one of `open` and `closed`.",
        "A contributor may hold three issues at most.",
        "The release scripts are off-limits for contributors.",
        "We'd appreciate it if you opened an issue before a pull request.",
        "Allowed prefixes of a branch are `fix` and `docs`.",
        "The notes are generated, so the title of a pull request must be short.",
        "If it is unclear who owns an issue, label it `orphan`.",
        "We tell the reporter within a week whether we could confirm the issue.",
        "A published release cannot be altered.",
        "There is only ever one release manager for a release.",
        "There is only one open release branch at a time.",
        "The script writes the changelog from fragments, do not edit the changelog.",
        "CI builds the lock file, so never commit the lock file by hand.",
        "Maintainers without a review in the past six months lose their merge rights.",
        "A committer who has been idle in the past 12 months is moved to emeritus.",
        "Before each freeze, the release manager will post a list of open blockers.",
        "After every release, the release team will announce the next date.",
        "Fixes are backported to each currently maintained branch.",
    ],
)
def test_what_asks_for_something_is_a_rule(sentence):
    assert under("Changes", sentence) == [sentence]


@pytest.mark.parametrize(
    "lead",
    [
        "Patches must be backported to the last branch when they fix grave errors:",
        "A pull request needs two approvals if it touches critical parts:",
        "Releases must be delayed when the build shows known faults:",
    ],
)
def test_a_list_of_cases_belongs_to_the_order_before_it(lead):
    text = f"{lead}\n\n- Data loss.\n- Crashes on start.\n- Security holes."
    assert [quote.rstrip(":") for quote in under("Changes", text)] == [lead[:-1]]


def test_a_list_of_rules_is_still_read_one_by_one():
    text = (
        "Every release must fulfil what follows when it has new features:\n\n"
        "- The changelog must be updated.\n- Two maintainers must approve it."
    )
    assert len(under("Changes", text)) == 2


def test_a_list_that_is_mostly_work_at_a_keyboard_holds_steps():
    last = "3. Make a key and store it in the vault\n"
    assert under("Changes", f"1. Clone the sources\n2. Run `make up`\n{last}") == []
    asked = under("Changes", f"1. Add a test\n2. Update the manual\n{last}")
    assert "Make a key and store it in the vault" in asked


def test_an_order_with_its_time_is_the_rule_of_the_places_below_it():
    text = "Within two days raise the version in:\n\n- the chart\n- the handbook\n"
    assert under("Releases", text) == ["Within two days raise the version in:"]


def test_an_item_of_a_list_of_values_may_ask_for_something_itself():
    text = (
        "Every pull request must have one of these labels:\n\n"
        "- `tested`: set it once somebody else has tested the change.\n"
        "- `untested`: for changes of the manual.\n"
    )
    assert len(under("Labels", text)) == len(("every", "set"))


def test_a_bound_makes_a_rule_of_a_row_whatever_its_titles():
    text = (
        "| Stage | Promise |\n|---|---|\n"
        "| beta | changes are told at least two versions before |\n"
        "| early | none |\n"
    )
    (found,) = under("Stages", text)
    assert found.startswith("beta")


def test_a_section_that_shows_an_example_holds_no_rules():
    text = "Two issues are found, and a second release is made within a week."
    assert under("Example of a release", text) == []
    assert under("Releases", "A second release is made within a week.") != []


@pytest.mark.parametrize("example", ["e.g.:", "for example:", "for instance:"])
def test_an_order_with_an_example_below_it_is_a_rule_and_the_example_none(example):
    order = "The first line of the entry must say that it is a security release,"
    text = f"{order} {example}\n\n- Security release."
    (found,) = under("Changelog", text)
    assert found.startswith(order)


@pytest.mark.parametrize(
    "text",
    [
        "Our teams have roles. Incident management provides:\n\n"
        "- a review where lessons of an incident are shared\n"
        "- contact points to steer the response",
        "The release process offers:\n\n"
        "- branches where fixes are tested\n- tags to find a version",
    ],
)
def test_a_list_of_what_is_offered_tells(text):
    assert under("Incidents", text) == []


@pytest.mark.parametrize(
    "item",
    [
        "`needs port`: Used for PRs which should go to an older branch as well.",
        "`no-news`: Used when a pull request does not need a news entry.",
        "`trivial`: Used by maintainers for changes that do not need an issue.",
    ],
)
def test_what_a_label_is_used_for_is_its_meaning(item):
    assert under("Labels", f"Our labels are:\n\n- {item}\n- `bug`: it is broken") == []


def test_a_waiting_time_by_case_is_a_rule_even_after_here_are():
    items = "- Fixes of release blockers only: 2 days\n- Fixes of grave bugs: 5 days"
    lead = "Here are the recommended delays before an upload:"
    found = under("Uploads", f"{lead}\n\n{items}")
    assert found == [line[2:] for line in items.split("\n")]


def test_a_measured_time_by_case_is_none():
    items = "- Fixes of release blockers: 2 days\n- Fixes of grave bugs: 5 days"
    lead = "Here are the typical delays before an upload:"
    assert under("Uploads", f"{lead}\n\n{items}") == []


@pytest.mark.parametrize(
    "prompt", ["Put an `x` in the boxes that apply.", "Tick all boxes that apply."]
)
def test_how_a_form_is_filled_in_is_no_rule(prompt):
    form = f"{prompt}\n\n- [ ] Tests were added"
    found = under("Checklist", form, path=".github/pull_request_template.md")
    assert found == ["Tests were added"]


def table(*rows):
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_a_table_of_ways_to_merge_rules_whatever_its_titles():
    rows = table(
        ("", "One commit", "More commits"),
        ("---", "---", "---"),
        ("Clean history", "rebase", "merge commit"),
        ("Messy history", "squash", "squash"),
    )
    assert len(under("Merging", rows)) == 2


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Role", "Description", "Who?"),
            ("---", "---", "---"),
            ("Duty officer", "Is called when an incident needs help.", "The rota"),
        ),
        (
            ("Severity", "Must have"),
            ("---", "---"),
            ("Sev3", "Write-up optional"),
        ),
    ],
)
def test_a_table_that_asks_for_nothing_has_no_rules(rows):
    assert under("Incidents", table(*rows)) == []


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("reviews/2024-02-01-search.md", False),
        ("reviews/2024/2024-02-01-search.md", False),
        ("reviews/how-we-review.md", True),
        ("MIGRATION.md", False),
        ("docs/upgrading-to-v4.md", False),
        ("docs/migration-guide.md", False),
        ("docs/upgrade-policy.md", True),
        ("docs/migrations.md", True),
    ],
)
def test_a_review_that_was_held_and_a_guide_to_a_new_version_hold_no_rules(
    path, is_read
):
    text = (
        "# Page\n\nAll pull requests must have two approvals before they are merged.\n"
    )
    assert bool(find_clauses(text, path=path, kind="other")) == is_read
