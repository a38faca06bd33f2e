"""Parameters that depend on what stands beside them."""

import pytest

from pipelines.read.clauses.parameters import bind


def test_a_label_s_name_asks_for_nothing_but_the_label():
    found = bind("A triager puts the label `no-changelog` on it.", about_labels=True)
    assert found["labels"] == ["no-changelog"]
    assert found["demands"] == ["label"]


@pytest.mark.parametrize(
    "sense",
    [
        "Every incident, whatever its severity, is entered in the log.",
        "Outages are recorded in the log, irrespective of the severity.",
    ],
)
def test_what_makes_no_difference_is_no_demand(sense):
    assert "severity" not in bind(sense)["demands"]
    assert "incident_log" in bind(sense)["demands"]


def periods(sense):
    return [(d["n"], d["unit"], d["bound"]) for d in bind(sense).get("durations", ())]


@pytest.mark.parametrize(
    ("sense", "expected"),
    [
        ("Swaps are agreed 48 hours ahead.", [(48, "hours", "at_least")]),
        ("A plan no more than 6 months ahead.", [(6, "months", "within")]),
        ("Merged no later than 4 weeks before it.", [(4, "weeks", "at_least")]),
        ("Votes last three days at a minimum.", [(3, "days", "at_least")]),
        ("It is rotated within the hour.", [(1, "hours", "within")]),
        ("Due by the end of the next business day.", [(1, "business_days", "within")]),
        ("Never kept for less than 6 months.", [(6, "months", "at_least")]),
        ("Support ends 24 months after the next one.", [(24, "months", "exactly")]),
        ("We publish at most two versions a year.", []),
        ("One release candidate precedes it.", []),
        ("We give 90 days' notice before a removal.", [(90, "days", "at_least")]),
        ("Open for at least fourteen days.", [(14, "days", "at_least")]),
        ("Three incidents in a quarter are too many.", []),
        ("Kept for a full major release.", [(1, "releases", "at_least")]),
        ("Kept for the next two releases.", [(2, "releases", "at_least")]),
        (
            "Closed after 30 days (that is, about one month).",
            [(30, "days", "at_least")],
        ),
        (
            "Kept for two releases or two years, whichever is longer.",
            [(2, "releases", "at_least"), (2, "years", "at_least")],
        ),
        (
            "Critical ones are fixed in 7 days, high ones in 30, others in 90.",
            [(7, "days", "within"), (30, "days", "within"), (90, "days", "within")],
        ),
    ],
)
def test_a_bound_stands_beside_its_number(sense, expected):
    assert periods(sense) == expected


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("One of the two maintainers has to approve.", 1),
        ("It needs the approval of three of its five members.", 3),
        ("PRs require the LGTM of one of its owners.", 1),
        ("It is sponsored by two reviewers before an approval.", 1),
        ("Each backport needs two ``+2`` votes from the team.", 2),
        ("Changes to the core are reviewed by two, not by one.", 2),
    ],
)
def test_a_part_is_counted_and_not_the_whole(sense, count):
    assert bind(sense)["approval_count"] == count


@pytest.mark.parametrize(
    ("sense", "key", "expected"),
    [
        ("Name the branch after the ticket, e.g. `t_314`.", "branch_patterns", None),
        ("Responses carry the `Sunset` header.", "labels", None),
        ('Remove the `~"in dev"` label.', "labels", ["in dev"]),
        ("After 90 days `lifecycle/old` is applied.", "labels", ["lifecycle/old"]),
        ("They get one label from each of `kind/*`.", "label_globs", ["kind/*"]),
        ("Open it against the `release/<n>` branch.", "base_branches", ["release/*"]),
        ("File it to move it to the `stable` module set.", "base_branches", None),
        ("It is added to the Roadmap Board.", "teams", None),
        (
            "Approval from the product owner is required.",
            "approver_role",
            "product owner",
        ),
    ],
)
def test_a_name_is_what_its_neighbours_make_of_it(sense, key, expected):
    assert bind(sense).get(key) == expected


def test_a_condition_does_not_end_inside_of_code():
    bound = bind("When `Stop()` is called, tests must pass.")
    assert bound["conditions"] == ["Stop() is called"]


def test_severity_is_read_from_a_rating_and_from_a_scoped_label():
    assert bind("Rating: Critical; Deadline: 72 hours")["severities"] == [1]
    assert bind("Issues with `severity::2` are fixed.")["severities"] == [2]


@pytest.mark.parametrize(
    ("sense", "count"),
    [
        ("At least one of them must approve changes in `core/`.", 1),
        ("Someone from `@acme/ops` must approve it.", 1),
        ("A pull request with somebody else's approval.", 1),
        ("One of them must be a committer's.", 1),
        ("Two moderators must have approved it before it's merged.", 2),
        ("Merged only after two members of the core team have approved it.", 2),
        ("After two reviewers were asked, an approval is enough.", 1),
        ("One of them must be a link.", None),
    ],
)
def test_an_approval_of_one_of_many_is_counted(sense, count):
    assert bind(sense).get("approval_count") == count


def test_a_label_is_named_by_the_text_of_its_link():
    links = (("Ready To Go", "https://github.com/acme/web/labels/Ready%20To%20Go"),)
    found = bind("Use the Ready To Go label then.", links=links)
    assert found["labels"] == ["Ready To Go"]


def test_a_label_of_a_known_family_stands_first_in_its_list():
    sense = "Exactly one of `size/s` and `size/m` is on every PR."
    found = bind(sense, known_labels=frozenset({"size/m"}))
    assert found["labels"] == ["size/s", "size/m"]
    assert found["label_mode"] == "exactly_one"


@pytest.mark.parametrize(
    ("sense", "demand", "other"),
    [
        ("Old calls stay for 90 days after the version that deprecated them.",
         "deprecation_window", "open_time"),
        ("Wait 60 days before you disclose a hole.", "other", "open_time"),
        ("A patch stays open for 36 hours.", "open_time", "deprecation_window"),
    ],
)  # fmt: skip
def test_a_period_is_of_what_the_sentence_is_about(sense, demand, other):
    demands = bind(sense)["demands"]
    assert demand in demands
    assert other not in demands


def test_what_is_told_of_an_exception_is_no_condition():
    aside = "Except in `lab`, where all is fluid, calls stay for two releases."
    assert bind(aside)["exceptions"] == ["lab"]
    assert "conditions" not in bind(aside)
    case = "Except in `lab`, calls stay for two releases where people use them."
    assert bind(case)["conditions"] == ["people use them"]


def test_the_labels_of_an_exception_are_one_list():
    found = bind("Quiet issues are closed unless labelled `held`, `law` or `risk`.")
    assert found["exceptions"] == ["labelled held, law or risk"]
    found = bind("Unless labelled `held`, it gets `late` after ten days.")
    assert found["exceptions"] == ["labelled held"]


@pytest.mark.parametrize(
    ("sense", "mode"),
    [
        ("It gets the label `leak` and one of `red`, `amber` and `blue`.", None),
        ("It gets the label `leak` or one of `red`, `amber` and `blue`.", "any"),
        ("It gets one of the labels `red`, `amber` and `blue`.", "any"),
    ],
)
def test_a_label_beside_a_choice_leaves_no_one_mode(sense, mode):
    found = bind(sense)
    assert len(found["labels"]) >= 3
    assert found.get("label_mode") == mode


@pytest.mark.parametrize(
    ("sense", "patterns"),
    [
        ("Name a branch `<kind>/<what>`, e.g. `add/a`, `cut/b` or `mend/c`.", ["*/*"]),
        (
            "Name a branch `<kind>/<what>`, e.g. `add/a` for features or `mend/c`.",
            ["*/*"],
        ),
        ("Name a branch `add/<what>` or `mend/<what>`.", ["add/*", "mend/*"]),
    ],
)
def test_all_that_an_example_lists_are_examples(sense, patterns):
    assert bind(sense)["branch_patterns"] == patterns


def test_the_name_of_a_test_suite_is_no_branch():
    suite = "Work has to pass the `kiln/slow` test suite."
    assert "branch_patterns" not in bind(suite, heading="Branches")
    prefix = "Work has the prefix `kiln/slow`."
    assert bind(prefix, heading="Branches")["branch_patterns"] == ["kiln/slow"]


def test_where_a_column_says_it_goes_is_no_condition():
    row = "Branch: `hotfix/*`; Where it ends: goes to `main`"
    assert "conditions" not in bind(row)
    assert bind("It goes to `main` where it is small.")["conditions"]
