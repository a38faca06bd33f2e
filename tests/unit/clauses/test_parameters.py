"""Each parameter is bound from the words that say it, and from no others."""

import pytest

from pipelines.read.clauses.parameters import bind


def keys(sense, *names, **more):
    bound = bind(sense, **more)
    return tuple(bound.get(name) for name in names)


@pytest.mark.parametrize(
    ("sense", "count", "role"),
    [
        ("Changes need two approvals by code owners.", 2, "code owner"),
        ("Patches must be approved by 3 maintainers.", 3, "maintainer"),
        ("Changes must be reviewed by at least one committer.", 1, "committer"),
        ("A tech lead must approve the release.", 1, "tech lead"),
        ("The tech lead must approve the release.", None, "tech lead"),
        ("New ports need a tech lead's approval.", 1, "tech lead"),
        ("Ask for a review by a tech lead.", None, "tech lead"),
        ("Who may approve | It must be approved by a: Tech lead", 1, "tech lead"),
        ("Ports need two `accept` comments.", 2, None),
        ("Patches need an `r+` from one person.", 1, None),
        ("If it requires more than one approval, the last one merges.", None, None),
        ("Every change needs an LGTM.", 1, None),
        ("Two +1s from core developers are required.", 2, "core developer"),
        ("A review comment must be answered by the author.", None, None),
        ("Reviews must happen within two days.", None, None),
        ("Changes that touch three teams need an approval.", 1, None),
        ("Required approvals: 2", 2, None),
        ("Two Collaborators must approve each change.", 2, "collaborator"),
        ("Two TSC members must approve it.", 2, "tsc member"),
        ("It needs one +2 from another SRE.", 1, "sre"),
        ("Backports need the approval of one merger.", 1, "merger"),
        ("The project lead has to sign it off.", None, "project lead"),
        ("Approvals: 1 developer, from any team", 1, "developer"),
        (
            "A change is approved by an approver from the `OWNERS` file.",
            1,
            "code owner",
        ),
        ("The release manager must approve backports.", None, "release manager"),
        # persons who approve nothing, and nouns that are a part of another
        ("Contributors must sign off on every commit.", None, None),
        ("The approval of contributor guides takes a week.", None, None),
        ("Two approvals by other people are needed.", 2, None),
        ("The two maintainers review each other's changes.", 2, "maintainer"),
    ],
)
def test_approvals_are_counted_and_ascribed(sense, count, role):
    assert keys(sense, "approval_count", "approver_role") == (count, role)


@pytest.mark.parametrize(
    "sense",
    [
        "Two approvals from people other than the author are required.",
        "Authors must not approve their own changes.",
        "Changes must be approved by someone else.",
        "The author of a change may not approve it.",
        "Reviews come from people who did not write the change: two approvals.",
    ],
)
def test_the_author_may_be_left_out(sense):
    assert bind(sense)["excludes_author"] is True


def test_a_push_may_reset_approvals():
    assert bind("New commits dismiss earlier approvals.")["resets_on_push"] is True
    kept = bind("New commits do not dismiss earlier approvals.")
    assert kept.get("resets_on_push") is not True
    excepted = bind(
        "Nobody approves their own change, except to re-approve after a sync."
    )
    assert excepted.get("resets_on_push") is not True


@pytest.mark.parametrize(
    ("sense", "teams", "mode"),
    [
        ("Must be approved by `@o/a` or `@o/b`.", ["@o/a", "@o/b"], "any"),
        ("Must be approved by `@o/a` and `@o/b`.", ["@o/a", "@o/b"], "all"),
        ("Must be approved by the platform team.", ["platform team"], None),
        ("Must be approved by the whole team.", None, None),
        ("Must be approved; write to me@example.org.", None, None),
        ("Must be approved, says `@types/node`.", None, None),
    ],
)
def test_teams_approve_alone_or_together(sense, teams, mode):
    assert keys(sense, "approver_teams", "approver_mode") == (teams, mode)


def test_a_team_that_only_reviews_is_no_approver():
    bound = bind("Backend changes are reviewed by `@backend-core`.")
    assert bound["teams"] == ["@backend-core"]
    assert bound["areas"] == ["backend"]
    assert "approver_teams" not in bound
    assert "approval_count" not in bound


def test_a_person_is_no_team():
    assert bind("Parser changes are reviewed by @alice.")["people"] == ["@alice"]


@pytest.mark.parametrize(
    ("sense", "labels", "globs", "mode"),
    [
        ("Bugs carry `s1` or `s2`.", ["s1", "s2"], None, "any"),
        ("Bugs are labelled `s1` and `prod`.", ["s1", "prod"], None, "all"),
        ("Bugs carry both `s1` and `prod`.", ["s1", "prod"], None, "all"),
        ("Issues need one `S-` and one `T-` label.", None, ["S-*", "T-*"], "all"),
        ("Issues carry an `area:*` label.", None, ["area:*"], None),
        ("Issues carry a `kind/<name>` label.", None, ["kind/*"], None),
        ("Exactly one label of `a` and `b`.", ["a", "b"], None, "exactly_one"),
        ("One label: `a` or `b`, never both.", ["a", "b"], None, "exactly_one"),
        ('Mark it with the "needs work" label.', ["needs work"], None, None),
        ("Issues labelled needs-info are closed.", ["needs-info"], None, None),
        ("Open an `incident` issue.", ["incident"], None, None),
        ("Run `make test` before you add a label.", None, None, None),
        ("Add it to `docs/labels.md`.", None, None, None),
        ("Bugs must be labelled correctly.", None, None, None),
        ("The `Fixes:` tag of a commit is required.", None, None, None),
        (
            "Use https://github.com/o/r/labels/type%3A%3Abug for labelled bugs.",
            ["type::bug"],
            None,
            None,
        ),
    ],
)
def test_labels_are_told_from_other_code(sense, labels, globs, mode):
    found = keys(sense, "labels", "label_globs", "label_mode")
    assert found == (labels, globs, mode)


def test_a_label_that_is_forbidden_is_none_of_them():
    bound = bind("Do not use the `urgent` label.", is_negative=True)
    assert (bound["labels"], bound["label_mode"]) == (["urgent"], "none")


def brief(sense):
    told = []
    for one in bind(sense).get("durations", []):
        told.append((one["n"], one["unit"], one["bound"], one["condition"]))
    return told


@pytest.mark.parametrize(
    ("sense", "durations"),
    [
        ("Respond within 15 minutes.", [(15, "minutes", "within", None)]),
        ("Answer in two business days.", [(2, "business_days", "within", None)]),
        ("Answer within 3 working days.", [(3, "business_days", "within", None)]),
        ("Wait at least 24h.", [(24, "hours", "at_least", None)]),
        ("Answer within 2-3 days.", [(3, "days", "within", None)]),
        ("Kept for half a year.", [(0.5, "years", "at_least", None)]),
        ("Closed after a quarter.", [(3, "months", "at_least", None)]),
        ("Fix it within an hour or two.", [(2, "hours", "within", None)]),
        (
            "Answer within 48 hours (72 at weekends).",
            [(48, "hours", "within", None), (72, "hours", "within", "at weekends")],
        ),
        (
            "Within 15 minutes for Sev1 and 1 hour for Sev2.",
            [(15, "minutes", "within", "for Sev1"), (1, "hours", "within", "for Sev2")],
        ),
        ("We meet twice a week.", []),
        ("We meet once a week.", [(1, "weeks", "exactly", None)]),
        ("Python 3 releases are old.", []),
        ("The 24/7 service.", []),
        ("See v2 of the day-to-day guide.", []),
    ],
)
def test_durations_are_read_with_unit_bound_and_condition(sense, durations):
    assert brief(sense) == durations


def test_durations_are_converted_where_the_calendar_can_tell():
    (six_months,) = bind("Kept for at least 6 months.")["durations"]
    assert (six_months["days"], six_months["minutes"]) == (180, 259_200)
    (working,) = bind("Answer within 3 business days.")["durations"]
    assert (working["days"], working["minutes"]) == (None, None)


def test_the_longer_of_two_periods_may_count():
    bound = bind("Kept for 12 months or 3 releases, whichever is longer.")
    assert [d["unit"] for d in bound["durations"]] == ["months", "releases"]
    assert bound["duration_mode"] == "longest"


def test_an_example_is_told_from_a_rule():
    bound = bind("Kept for a deprecation window (e.g. 6 months).")
    assert bound["durations"][0]["is_example"] is True
    assert bound["is_example"] is True


@pytest.mark.parametrize(
    ("sense", "bases", "patterns"),
    [
        ("Pull requests target `main`.", ["main"], None),
        ("Branch off `develop` and merge into `main`.", ["develop", "main"], None),
        ("Branches are named `feat/…` or `fix/<id>`.", None, ["feat/*", "fix/*"]),
        ("Hotfix branches: `hotfix/<id>`", None, ["hotfix/*"]),
        ("Pull requests against the develop branch.", ["develop"], None),
        ("Merge into `release/*` branches.", ["release/*"], None),
        ("Commit subjects are prefixed with `feat:`.", None, None),
        ("Documented in `docs/main.md`.", None, None),
    ],
)
def test_branches_are_bases_or_patterns(sense, bases, patterns):
    assert keys(sense, "base_branches", "branch_patterns") == (bases, patterns)


def test_a_title_about_branches_tells_what_a_name_is():
    bound = bind("Features: `feat/<name>`", heading="Branches")
    assert bound["branch_patterns"] == ["feat/*"]


def test_paths_come_from_code_words_and_links():
    code = bind("Recorded in `ops/log.md` and docs/other.md.")
    assert code["paths"] == ["ops/log.md", "docs/other.md"]
    linked = bind("Listed in the changes file.", links=(("changes file", "C.md"),))
    assert linked["paths"] == ["C.md"]
    web = bind("Listed in the guide.", links=(("guide", "https://x.org/a.md"),))
    assert "paths" not in web


@pytest.mark.parametrize(
    ("sense", "levels", "written"),
    [
        ("A Sev1 incident.", [1], ["Sev1"]),
        ("SEV-1 or SEV-2 incidents.", [1, 2], ["SEV-1", "SEV-2"]),
        ("Severity 1 to 3 incidents.", [1, 2, 3], ["Severity 1"]),
        ("P0 incidents.", [0], ["P0"]),
        ("Several incidents, severely late.", None, None),
    ],
)
def test_severities_keep_their_spelling(sense, levels, written):
    assert keys(sense, "severities", "severities_as_written") == (levels, written)


def test_the_title_tells_the_severity_of_its_rules():
    assert bind("Respond within 5 minutes.", heading="SEV-1")["severities"] == [1]


def test_conditions_and_exceptions_are_quoted():
    bound = bind("Two approvals are required, except for docs-only changes.")
    assert bound["exceptions"] == ["docs-only changes"]
    held = bind("For bugs and incidents, a severity label is required.")
    assert held["conditions"] == ["bugs and incidents"]
    asked = bind("Two approvals are required from others than the author.")
    assert "exceptions" not in asked


@pytest.mark.parametrize(
    ("words", "exception"),
    [
        ("except for the check `style`, which only informs", "the check `style`"),
        ("except `plan / eu`", "the check `plan / eu`"),
        ("except the `a11y` and `size` jobs", "the check `a11y` and `size`"),
        ("except on `next`", "on next"),
        ("except for changes to `docs/`", "changes to docs/"),
        ("unless `build` runs out of memory", "build runs out of memory"),
    ],
)
def test_checks_that_are_excepted_keep_the_marks_of_their_names(words, exception):
    assert bind(f"All checks must pass, {words}.")["exceptions"] == [exception]


def test_all_checks_but_one_are_an_exception():
    assert bind("All checks but `style` must pass.")["exceptions"] == [
        "the check `style`"
    ]


@pytest.mark.parametrize(
    ("words", "severities"),
    [
        ("above SEV3", [1, 2]),
        ("worse than SEV-2", [1]),
        ("above SEV1", [0]),
        ("at or above SEV2", [1, 2]),
        ("below SEV3", [4, 5]),
        ("of SEV2 and above", [1, 2]),
    ],
)
def test_what_is_beyond_a_severity_leaves_it_out(words, severities):
    bound = bind(f"Every incident {words} needs a postmortem.")
    assert bound["severities"] == severities


def test_a_branch_that_is_excepted_is_no_check():
    bound = bind("CI must pass on every branch except `next`.")
    assert "check" not in bound["exceptions"][0]


def test_merge_methods_that_are_refused_are_not_bound():
    bound = bind("Merge with a merge commit, never by squashing.")
    assert bound["merge_methods"] == ["merge"]


def test_environments_keep_their_order():
    bound = bind("Deployments go through staging before production.")
    assert bound["environments"] == ["staging", "production"]


def test_what_is_asked_is_named():
    demands = bind("Pull requests target `main` and have one approval.")["demands"]
    assert {"target_branch", "approval"} <= set(demands)
    assert bind("Be kind to others.")["demands"] == ["other"]


def test_a_bound_clause_can_be_changed_without_changing_the_next():
    bind("Issues carry `a`.")["labels"].append("b")
    assert bind("Issues carry `a`.")["labels"] == ["a"]


@pytest.mark.parametrize(
    ("sense", "key"),
    [
        ("Patches need a card, except changes to the documentation.", "areas"),
        ("Every incident needs a report, except SEV3 incidents.", "severities"),
        ("Label every ticket, except for bugs.", "item_kinds"),
    ],
)
def test_what_is_exempt_is_not_what_it_is_about(sense, key):
    bound = bind(sense)
    assert bound["exceptions"]
    assert bound.get(key) in (None, ["issue"])
