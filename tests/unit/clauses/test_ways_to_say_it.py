"""Numbers, periods, people and labels in the many ways that documents say them."""

import pytest

from pipelines.read.clauses import find_clauses
from pipelines.read.clauses.parameters import bind


def find(text, path="CONTRIBUTING.md"):
    return find_clauses(f"# How we work\n\n## Rules\n\n{text}\n", path=path, kind="")


def periods(sense):
    return [(d["n"], d["unit"], d["bound"]) for d in bind(sense).get("durations", ())]


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("A couple of maintainers must approve it.", 2),
        ("It needs two (2) approvals.", 2),
        ("All requests must have 2+ approvals.", 2),
        ("We require 1-2 approvals.", 1),
        ("You need one or two approvals.", 1),
        ("It needs two or more approvals.", 2),
        ("You need an LGTM from at least two maintainers.", 2),
        ("It needs a +2 from a core reviewer.", 1),
        ("A change needs a +2 vote before it lands.", 1),
        ("Each request should be looked at by two people.", 2),
        ("A single approval is enough for the manual.", 1),
        ("A second maintainer has to approve it.", 1),
        ("It must be approved by someone other than its author.", 1),
        ("It is merged with one approval from the lead and one from QA.", 2),
        ("It must be approved (except for typos) by two maintainers.", 2),
        ("It must be approved by both the lead and the owner.", None),
        ("Approval by two thirds of the members is required.", None),
    ],
)
def test_approvals_are_counted_however_they_are_named(sense, count):
    assert bind(sense).get("approval_count") == count


@pytest.mark.parametrize(
    ("sense", "teams"),
    [
        ("The TSC must approve it.", ["TSC"]),
        ("Two TSC members must approve it.", None),
        ("It must be approved by the steering committee.", ["steering committee"]),
        ("The release manager must approve backports.", None),
        ("It needs approval by the product owner and by QA.", ["QA"]),
        ("It must be approved by a member of the tooling team.", ["tooling team"]),
        ("It needs the approval of Harbour IT Security.", ["Harbour IT Security"]),
        (
            "It must be approved by someone from the data platform team.",
            ["data platform team"],
        ),
        ("It must be approved by a Maintainer.", None),
        ("It must be approved by Code Owners.", None),
    ],
)
def test_bodies_and_teams_are_named_as_they_are_written(sense, teams):
    assert bind(sense).get("approver_teams") == teams


def test_who_approves_may_be_described_before_the_verb():
    bound = bind("A maintainer who isn't the author must approve it.")
    assert (bound["approver_role"], bound["excludes_author"]) == ("maintainer", True)


@pytest.mark.parametrize(
    "sense",
    [
        "Nobody may approve their own change.",
        "Self-approval is not allowed.",
        "Two approvals, not counting the author's, are required.",
        "A reviewer does not vote +2 on a patch of their own.",
    ],
)
def test_one_does_not_approve_for_oneself(sense):
    assert bind(sense, is_negative=True)["excludes_author"] is True


@pytest.mark.parametrize(
    "sense",
    [
        "If you push after approval, you need to request a new review.",
        "Any change pushed after an approval requires a new approval.",
        "Such a change needs a new LGTM.",
    ],
)
def test_a_push_may_ask_for_approval_again(sense):
    bound = bind(sense)
    assert bound["resets_on_push"] is True
    assert "approval_count" not in bound


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Updates are posted hourly.", [(1, "hours", "exactly")]),
        ("Updates are posted at least every 20 minutes.", [(20, "minutes", "within")]),
        ("Access is reviewed once a quarter.", [(3, "months", "exactly")]),
        ("Access is reviewed at least quarterly.", [(3, "months", "within")]),
        ("Remind us at most once a week.", [(1, "weeks", "at_least")]),
        ("Move no more often than every two years.", [(2, "years", "at_least")]),
        ("The list is reviewed every other week.", [(2, "weeks", "exactly")]),
        ("We release every second Monday.", [(2, "weeks", "exactly")]),
        ("The daily build is archived.", []),
        ("It is tested twice a year.", []),
        ("If nobody answered after 3 days, merge it.", [(3, "days", "at_least")]),
        ("Old ones are closed 7 days after that.", [(7, "days", "at_least")]),
        ("The SLO of two hours holds for all.", [(2, "hours", "within")]),
        ("Within 2 days, that's a bit more than one release.", [(2, "days", "within")]),
        ("It is mended within a quarter (3 months).", [(3, "months", "within")]),
        ("Tests that fail more than once a week are disabled.", []),
        (
            "Reports are answered by close of business.",
            [(1, "business_days", "within")],
        ),
        ("Reviews are done the same day.", [(1, "days", "within")]),
        ("It is fixed by EOD.", [(1, "days", "within")]),
        ("It is backported within the same week.", [(1, "weeks", "within")]),
        ("Pages are acknowledged within 5m.", [(5, "minutes", "within")]),
        ("Builds are kept for 7d.", [(7, "days", "at_least")]),
        ("Requests are open for 24/48h.", [(24, "hours", "at_least")]),
        ("Requests are open for 24-48 hours.", [(24, "hours", "at_least")]),
        ("It takes an hour and a half at most.", [(1.5, "hours", "within")]),
        ("It is reviewed within 8 working hours.", [(8, "business_hours", "within")]),
        (
            "It is answered within 8 hours, office hours.",
            [(8, "business_hours", "within")],
        ),
        (
            "It is answered in 8 hours (working hours only).",
            [(8, "business_hours", "within")],
        ),
        (
            "It is answered within 8 hours, office hours or not.",
            [(8, "hours", "within")],
        ),
        ("Items are done within two sprints.", [(2, "sprints", "within")]),
        ("There is a 10-day comment period.", [(10, "days", "at_least")]),
        ("It has to wait until 3 days have passed.", [(3, "days", "at_least")]),
        ("The embargo must not exceed 90 days.", [(90, "days", "within")]),
        ("Merged no more than 48 hours before it.", [(48, "hours", "within")]),
        ("If nobody answers within 30 days, close it.", [(30, "days", "at_least")]),
        (
            "If the author doesn't answer within 9 days, close it.",
            [(9, "days", "at_least")],
        ),
        ("It is closed after 90 days of inactivity.", [(90, "days", "at_least")]),
        ("It goes in release N+2 at the earliest.", [(2, "releases", "at_least")]),
        ("It works until the next major release.", [(1, "releases", "at_least")]),
        ("It is kept for two LTS releases.", [(2, "releases", "at_least")]),
        ("It is told one minor before the removal.", [(1, "releases", "exactly")]),
        (
            "All but at most two agree, and then 10 days pass.",
            [(10, "days", "at_least")],
        ),
        ("It has a complete version number.", []),
    ],
)
def test_periods_are_read_however_they_are_told(sense, expected):
    assert periods(sense) == expected


def test_a_further_period_may_hold_for_a_case():
    found = bind("Open for 24 hours, 72 hours if they change the API.")["durations"]
    assert [d["condition"] for d in found] == [None, "if they change the API"]


@pytest.mark.parametrize(
    ("sense", "key", "expected"),
    [
        ("Issues are labelled bug or feature.", "labels", ["bug", "feature"]),
        ("Bugs need one of `p1` to `p4` labels.", "labels", ["p1", "p2", "p3", "p4"]),
        (
            "It needs both a `kind/` and an `area/` label.",
            "label_globs",
            ["kind/*", "area/*"],
        ),
        ("It needs a task tagged `outage`.", "labels", ["outage"]),
        ("Messages carry `Depends-On:` and `Change-Id`.", "labels", None),
        ("It is an issue in `acme/incidents`, labelled `down`.", "labels", ["down"]),
        ("Open it against `main`, never against `release`.", "base_branches", ["main"]),
        ("Requests from `develop` are merged to `main`.", "base_branches", ["main"]),
        ("Open it against the `next` branch of `acme/web`.", "base_branches", ["next"]),
        ("It goes to `stable` after it landed on `main`.", "base_branches", ["stable"]),
        (
            "Create a branch from it called `revert-12`.",
            "branch_patterns",
            ["revert-12"],
        ),
        ("They are merged using the rebase method.", "merge_methods", ["rebase"]),
        ("For requests by the bot, squash.", "merge_methods", ["squash"]),
        ("Never delete the file from S3.", "severities", None),
        ("Incidents of criticality 2 are reviewed.", "severities", [2]),
        ("A severity (high or low) is recorded.", "severities", [2, 4]),
        ("A write-up is required for P1 and optional for P3.", "severities", [1]),
        ("It is linked for anything but typos.", "exceptions", ["typos"]),
        ("Values provided via the form must be checked.", "conditions", None),
    ],
)
def test_a_name_is_read_in_its_place(sense, key, expected):
    assert bind(sense).get(key) == expected


def test_a_label_is_known_by_what_the_document_calls_it_elsewhere():
    text = (
        "Every bug carries the label `needs-triage`.\n\nRemove `needs-triage` at last."
    )
    found = [clause.parameters.get("labels") for clause in find(text)]
    assert found == [["needs-triage"], ["needs-triage"]]


def test_a_bare_number_is_of_the_period_before():
    text = (
        "Code must be deprecated for at least one release. Public code stays for two."
    )
    found = find(text)
    assert [c.parameters["durations"][0]["n"] for c in found] == [1, 2]


def test_the_name_of_a_label_forbids_nothing():
    (clause,) = find("Add the `do not merge` label while it is in progress.")
    assert not clause.is_negative


@pytest.mark.parametrize(
    "text",
    [
        "```{note}\nEvery release must be tagged.\n```",
        ":::caution\nEvery release must be tagged.\n:::",
        '!!! warning "Releases"\n    Every release must be tagged.',
    ],
)
def test_a_note_of_a_dialect_is_prose(text):
    (clause,) = find(text)
    assert (clause.quote, clause.line) == ("Every release must be tagged.", 6)


def test_code_stays_code_in_a_note():
    assert find("```sh\nEvery release must be tagged.\n```") == []


def test_a_role_of_sphinx_does_not_move_the_passages_after_it():
    lines = "Rules\n=====\n\nA removal (:pep:`900`) must be announced [#]_.\n\n"
    lines += "Other\n-----\n\nReleases must be tagged.\n\n" + "Text.\n\n" * 300
    lines += ".. [#] See number 1 of the list 900.\n"
    found = find_clauses(lines, path="doc/rules.rst", kind="")
    assert [(c.line, c.quote) for c in found][1] == (9, "Releases must be tagged.")


@pytest.mark.parametrize(
    "text",
    [
        "The committers reserve the right to close any pull request.",
        "`impact/api` signifies that a pull request changed the API.",
        "There's no need to create a new pull request for it.",
        "This ensures that two maintainers know of each change.",
        "It's fine to wait for more than two releases.",
        "See the list of pull requests that are ready for review.",
        "A review without a comment does not count as an approval.",
        "The code MAY be removed by anybody.",
    ],
)
def test_what_explains_permits_or_points_asks_for_nothing(text):
    assert find(text) == []
