"""Which sentences are rules, with which words, on which line, in which sense."""

import re

import pytest

from pipelines.read.clauses import find_clauses


def find(text, path="CONTRIBUTING.md", kind=""):
    return find_clauses(text, path=path, kind=kind)


def quotes(text, path="CONTRIBUTING.md"):
    return [clause.quote for clause in find(text, path)]


def folded(text):
    return re.sub(r"\s+", " ", text)


def test_a_quote_is_verbatim_with_its_line_though_it_runs_over_two():
    text = (
        "# Rules\n\nSome talk.\nA pull request **must** have\n`one` approval. More.\n"
    )
    (clause,) = find(text)
    assert clause.quote == "A pull request **must** have `one` approval."
    assert clause.line == 4
    assert clause.quote in folded(text)
    assert clause.heading == "Rules"


def test_link_targets_stay_in_the_quote_and_out_of_the_sense():
    text = "Changes must be listed in [the log](docs/log.md) before a release.\n"
    (clause,) = find(text)
    assert "(docs/log.md)" in clause.quote
    assert "docs/log.md" not in clause.sense
    assert clause.parameters["paths"] == ["docs/log.md"]


def test_a_bullet_carries_its_lead_in_and_its_modal():
    text = "All pull requests must:\n\n- be reviewed\n- link an issue\n"
    first, second = find(text)
    assert (first.line, second.line) == (3, 4)
    assert first.sense == "All pull requests must be reviewed"
    assert second.quote == "link an issue"
    assert second.context == "All pull requests must"
    assert {first.modal, second.modal} == {"must"}


def test_a_nested_bullet_carries_the_bullets_above_it():
    text = (
        "Before a release:\n\n- The release manager must:\n"
        "  - announce the freeze\n  - tag the release\n"
    )
    senses = [clause.sense for clause in find(text)]
    assert senses[0].startswith("Before a release: The release manager must announce")


def test_a_negative_lead_in_forbids_what_its_bullets_say():
    text = "Contributors must not:\n\n- push to `main`\n- merge their own changes\n"
    assert [c.is_negative for c in find(text)] == [True, True]


def test_a_list_of_values_belongs_to_the_sentence_that_leads_into_it():
    text = "Bugs must carry one of these labels:\n\n- `s1` (worst)\n- `s2`\n"
    (clause,) = find(text)
    assert clause.quote == "Bugs must carry one of these labels:"
    assert clause.parameters["labels"] == ["s1", "s2"]
    assert clause.context == "`s1` (worst); `s2`"


@pytest.mark.parametrize(
    "text",
    [
        "```\nyou must review this\n```\n",
        "    pull requests must be indented\n",
        "<!-- Pull requests must be reviewed. -->\n",
        "> Pull requests must be reviewed, said nobody.\n",
        "---\nrule: pull requests must be reviewed\n---\n\nHello.\n",
        "Must every pull request be reviewed?\n",
        "In practice pull requests must wait a long time.\n",
        "We would like every pull request to be reviewed.\n",
        "Ideally pull requests should have two reviews.\n",
        "Often pull requests are merged on Fridays.\n",
        "You must install Python 3.11 to run the tests.\n",
        "You should see a list of branches printed.\n",
        "If you need help, ask.\n",
        "The build must have failed because of the cache.\n",
        "See the review guide for what must be done.\n",
        "We try to review pull requests within two days.\n",
        "~~Pull requests must have two approvals.~~\n",
        "Last year pull requests were merged without reviews.\n",
        "It is unclear who must approve a schema change.\n",
    ],
)
def test_what_is_no_rule_is_no_row(text):
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "modal"),
    [
        ("Pull requests MUST be reviewed.", "must"),
        ("Reviews are required before merging.", "must"),
        ("Commits shall be signed off.", "must"),
        ("Never merge your own pull request.", "must"),
        ("Only maintainers may merge.", "must"),
        ("Pull requests cannot be merged without a review.", "must"),
        ("Pull requests need a review.", "must"),
        ("No direct pushes to `main`, no direct commits.", "must"),
        ("Releases should have notes.", "should"),
        ("Reviewers are expected to answer within a day.", "should"),
        ("It is recommended that commits are squashed.", "should"),
        ("Pull requests target `main`.", "should"),
        ("Maintainers may merge after 48 hours.", "may"),
        ("Issues can be closed after 30 days without activity.", "may"),
        ("Issues can be closed after a review.", "must"),
        ("Documentation changes do not need a review.", "may"),
    ],
)
def test_the_modal_says_how_strongly(text, modal):
    found = find(f"# Contributing\n\n{text}\n")
    assert [clause.modal for clause in found] == [modal]


def test_what_the_document_calls_undecided_says_so():
    text = (
        "Old versions are kept for a deprecation window (e.g. 6 months, discussed but"
        " not agreed).\n\nReviews are required. This is still under discussion.\n"
    )
    found = find(text)
    assert [clause.is_undecided for clause in found] == [True, True]
    (duration,) = found[0].parameters["durations"]
    assert duration["is_example"] is True


def test_a_period_that_is_only_an_example_is_undecided():
    text = "Old versions must be kept for a while (e.g. 6 months).\n"
    assert [clause.is_undecided for clause in find(text)] == [True]
    settled = "Commits must name an issue (e.g. `#12`) within 2 days.\n"
    assert [clause.is_undecided for clause in find(settled)] == [False]


def test_a_row_of_a_table_of_rules_is_a_clause():
    text = (
        "| Severity | Respond within |\n|---|---|\n"
        "| Sev1 | 15 minutes |\n| Sev2 | 2 hours |\n"
    )
    found = find(text, "ops/oncall.md")
    assert [c.line for c in found] == [3, 4]
    assert found[0].sense == "Severity: Sev1; Respond within 15 minutes"
    assert found[1].parameters["durations"][0]["minutes"] == 120
    assert found[1].parameters["severities"] == [2]


def test_a_table_that_only_describes_is_none():
    text = "| Branch | Supported |\n|---|---|\n| 3.x | yes |\n"
    assert quotes(text, "SECURITY.md") == []


def test_restructured_text_is_read_with_its_lines():
    text = (
        "Contributing\n============\n\n.. code-block:: sh\n\n   you must not\n\n"
        "* Pull requests must have two\n  approvals from ``@org/core``.\n"
    )
    (clause,) = find(text, "CONTRIBUTING.rst")
    assert clause.line == 8
    assert clause.quote in folded(text)
    assert clause.parameters["approval_count"] == 2
    assert clause.parameters["approver_teams"] == ["@org/core"]


def test_restructured_text_cannot_read_files(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Pull requests must be hacked.")
    text = f".. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n"
    assert quotes(text, "CONTRIBUTING.rst") == []


def test_plain_text_has_titles_and_bullets():
    text = "REVIEW\n\n  * Patches must be reviewed by\n    two committers.\n"
    (clause,) = find(text, "HACKING")
    assert clause.parameters["approval_count"] == 2


def test_a_record_in_a_log_is_no_rule():
    text = "# Log\n\n## 2024-10-01: outage\n\nMigrations must be reviewed.\n"
    assert quotes(text, "ops/log.md") == []


@pytest.mark.parametrize("path", ["labels.yml", "CHANGELOG.md", "LICENSE", "a.py"])
def test_a_document_without_rules_of_its_own_is_not_read(path):
    assert quotes("Pull requests must be reviewed.\n", path) == []


def test_a_user_manual_is_not_a_rule_book():
    text = "The token must be valid. You must set `KEY`. Labels can be added.\n"
    assert quotes(text, "docs/usage.md") == []


def test_a_rule_in_a_readme_is_found_all_the_same():
    text = "# tool\n\nThe tool must be fast.\n\nPull requests must pass CI.\n"
    assert quotes(text, "README.md") == ["Pull requests must pass CI."]


def test_two_rules_in_one_sentence_are_two_clauses():
    text = "API changes need a review from @x/api; web changes need one from @x/web.\n"
    assert [c.parameters["teams"] for c in find(text)] == [["@x/api"], ["@x/web"]]


def test_a_carriage_return_changes_nothing():
    text = "# Rules\r\n\r\nPull requests must be\r\nreviewed.\r\n"
    (clause,) = find(text)
    assert clause.line == 3
    assert clause.quote == "Pull requests must be reviewed."


def test_a_record_is_no_rule_book_but_the_page_about_records_is():
    text = "Every postmortem must be reviewed within 5 days.\n"
    assert find(text, "postmortems/db.md", "postmortem") == []
    assert len(find(text, "docs/postmortem-process.md", "postmortem")) == 1


def test_what_follows_in_this_case_is_asked_in_this_case_only():
    text = (
        "# Reviews\n\nReviewers must answer within one working day.\n\n"
        "If all is down, you may merge alone. In that case, ask for a review"
        " afterwards. The review must happen within two working days.\n"
    )
    conditions = [clause.parameters.get("conditions", []) for clause in find(text)]
    assert conditions[0] == []
    assert conditions[-1] == ["in that case"]


def test_angle_brackets_in_a_literal_of_restructured_text_do_not_hide_its_place():
    text = (
        "Work\n====\n\nSome talk.\n\nBranches must be called ``<who>/<what>``,"
        " e.g. ``ada/pool``.\n"
    )
    (clause,) = find(text, "docs/contributing.rst")
    assert clause.line == 6
    assert (
        clause.quote == "Branches must be called ``<who>/<what>``, e.g. ``ada/pool``."
    )


def test_a_heading_about_what_is_broken_is_not_about_breaking_changes():
    text = "# When something breaks\n\nOne person must not do both.\n"
    (clause,) = find(text, "docs/contributing.md")
    assert clause.topic == "other"


HOW_TO = "# When something breaks\n\n1. Every incident must have an issue.\n"


def test_a_page_named_like_a_log_that_holds_no_date_states_rules():
    found = find_clauses(HOW_TO, path="docs/incidents.md", kind="incident_log")
    assert [one.quote for one in found] == ["Every incident must have an issue."]


ENTRIES = ["## 2024-05-01", "## May 3, 2024", "| 2024-05-03 |", "On 2024-05-03:"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_of_a_log_of_incidents_only_what_is_before_its_entries_states_rules(entry):
    text = f"{HOW_TO}\n{entry}\n\nEvery queue must be drained.\n"
    found = find_clauses(text, path="docs/incidents.md", kind="incident_log")
    assert [one.quote for one in found] == ["Every incident must have an issue."]


@pytest.mark.parametrize("path", ["incidents/queue.md", "incident-7.md", "outage.md"])
def test_an_incident_of_its_own_states_none(path):
    text = f"{HOW_TO}\n## Timeline\n\n2024-05-01: Every queue must be drained.\n"
    assert not find_clauses(text, path=path, kind="incident_log")


@pytest.mark.parametrize(
    ("lead", "entry"),
    [
        ("Before merging:", "CI is green"),
        ("Before merging:", "changelog updated"),
        ("A pull request must:", "CI is green"),
        ("## Definition of done", "Deployed to staging"),
    ],
)
def test_a_short_entry_of_a_list_of_demands_is_a_rule(lead, entry):
    found = find_clauses(f"# How\n\n{lead}\n\n- {entry}\n", path="DOD.md", kind="")
    assert [one.quote for one in found] == [entry]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Labels\n\n- *Needs care*: the pull request needs more work.\n", []),
        ("## Labels\n\n- *Usability*: issues that affect how users work.\n", []),
        (
            "## Labels\n\n- *Usability*: issues that must get a review.\n",
            ["*Usability*: issues that must get a review."],
        ),
        ("## Changes\n\nNot all changes require an entry in the changelog.\n", []),
        (
            "## Changes\n\nAll changes require an entry in the changelog.\n",
            ["All changes require an entry in the changelog."],
        ),
        ("## Releases\n\nOn May 3, 2024, the release branch must be cut.\n", []),
        (
            "## Releases\n\nOn Mondays, the release branch must be cut.\n",
            ["On Mondays, the release branch must be cut."],
        ),
        ("## Things that aren't an incident\n\n- Jobs being 60 minutes late\n", []),
    ],
)
def test_a_meaning_a_waiver_and_a_dated_notice_state_none(text, expected):
    found = find_clauses(f"# How\n\n{text}", path="CONTRIBUTING.md", kind="")
    assert [one.quote for one in found] == expected


@pytest.mark.parametrize(
    ("more", "bound"),
    [
        ("Changes of `wire/` additionally need one from `@acme/wire`.", 1),
        ("Changes of `wire/` need two from the wire team.", 2),
        ("Every build needs one from a clean checkout.", None),
    ],
)
def test_a_bare_number_may_say_whom_it_comes_from(more, bound):
    found = find(f"# Review\n\nA pull request needs one approval. {more}\n")
    [clause] = [one for one in found if one.quote == more]
    assert clause.parameters.get("approval_count") == bound
    assert ("approver_teams" in clause.parameters) == bool(bound)


@pytest.mark.parametrize(
    ("item", "is_rule"),
    [
        ("Pager: [duty/a.md](duty/a.md), and the [outage log](duty/log.md)", False),
        ("[Pager](duty/list.md), [outages](duty/log.md)", False),
        ("Outages are recorded in the [outage log](duty/log.md)", True),
        ("Hotfix branches: `hotfix/<id>`", True),
    ],
)  # fmt: skip
def test_a_name_with_links_behind_it_points_somewhere(item, is_rule):
    assert bool(find(f"# Kiln\n\n- {item}\n", path="README.md")) == is_rule


@pytest.mark.parametrize(
    ("line", "context"), [("Resolves #", ""), ("Before merging:", "Before merging")]
)
def test_what_is_to_be_filled_in_leads_into_no_list(line, context):
    path = ".github/pull_request_template.md"
    [clause] = find(f"{line}\n\n- [ ] The change log has an entry\n", path=path)
    assert clause.context == context


def test_a_caption_in_front_of_a_rule_is_not_what_it_is_about():
    [clause] = find("# Desk\n\nWhat we do: Every new bug must be answered in a day.\n")
    assert clause.subjects == ["every new bug"]
    [clause] = find("# Desk\n\nSEV1: Every new bug must be answered in a day.\n")
    assert "sev1" in clause.subjects


@pytest.mark.parametrize(
    ("text", "modal"),
    [
        ("Don't self-merge.", "must"),
        ("You must not self-approve.", "must"),
        ("`next` is where pull requests go.", "should"),
        ("The `next` branch is the branch that changes go to.", "should"),
        ("`next` is where the party is.", None),
        ("Minutes are then copied into the digest, when there is time.", None),
        ("Minutes must be copied into the change log, when there is time.", "must"),
    ],
)
def test_what_goes_where_and_who_merges_is_a_rule_in_few_words(text, modal):
    found = [one.modal for one in find(f"# Merging\n\n- {text}\n")]
    assert found == ([modal] if modal else [])
