"""Rules that are known by their structure, and what looks like one."""

import pytest

from pipelines.read.clauses import find_clauses


def find(text, path="CONTRIBUTING.md"):
    return find_clauses(text, path=path, kind="")


def under(heading, sentence, path="CONTRIBUTING.md"):
    return [c.quote for c in find(f"# Doc\n\n## {heading}\n\n{sentence}\n", path)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Every advisory gets an identifier before it is published.",
        "Nothing is removed in a patch release.",
        "Pull requests which break the build don't get merged.",
        "No deployments between Friday noon and Monday morning.",
        "Contributors will not be able to merge until the checks are done.",
        "If the primary has not reacted after 10 minutes the page goes on to the lead.",
        "Within ten days we tell you whether it is a vulnerability.",
        "After 60 days without activity, the triage-robot adds the `stale` label.",
        "Everything else: one review by any engineer.",
        "It needs one thumbs-up from a maintainer.",
        "Pushing to an approved pull request invalidates approvals that were given.",
        "GitHub Actions must pass before the merge.",
        "Label `semver-major` every pull request that could break a user's code.",
        "Anybody can review a pull request, but only core members merge.",
        "There is little to sign but the DCO: each commit must carry a sign-off line.",
        "If a merge breaks the build and no fix is ready within a day, revert it.",
        "Once a pull request is idle for 90 days, the bot labels it `stale`.",
        "No deployments to production while an incident is open.",
    ],
)
def test_a_statement_about_the_work_that_binds_something_is_a_rule(sentence):
    assert under("Reviews and releases", sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tests take about ten minutes.",
        "The bot picks reviewers from the nearest file.",
        "Somebody will usually answer within a day or two.",
        "This handbook tells the engineer on call what is expected.",
        "Staging is a smaller copy of production.",
        "Nobody has decided how long old releases are kept.",
        "Approvers are able to review and approve code.",
        "To roll back, run `ship rollback` and choose the image.",
        "Because someone has to say no.",
        "Removing an old platform is not considered a breaking change.",
        "If p99 is high for longer than 10 minutes, consider scaling the pool.",
        "/label ~bug",
        "Nobody is required to do any of the reviews.",
        "Every issue is assigned to somebody by a bot.",
        "A number of factors must be weighed before a backport.",
    ],
)
def test_what_only_tells_or_advises_is_no_rule(sentence):
    assert under("Reviews and releases", sentence) == []


def test_a_bare_subject_is_continued_by_its_bullets():
    text = "# Doc\n\n## Merging\n\nA pull request:\n\n- is approved by two people,\n"
    (clause,) = find(text)
    assert clause.sense.startswith("A pull request is approved by two people")
    assert clause.parameters["approval_count"] == 2


def test_what_follows_named_guidelines_is_one_of_them():
    text = (
        "# Doc\n\nCheck that your change meets these guidelines:\n\n- Tests cover it.\n"
    )
    (clause,) = find(text)
    assert clause.quote == "Tests cover it."


def test_cases_that_are_exempt_are_no_rules_of_their_own():
    text = (
        "# Doc\n\nSome changes do not require a proposal:\n\n"
        "- Renaming and moving of files.\n- Corrections of the documentation.\n"
    )
    assert [c.modal for c in find(text) if c.modal != "may"] == []


def test_every_task_of_a_template_is_asked_for_but_not_the_kinds_of_change():
    text = (
        "## Type of change\n\n- [ ] Something that breaks other things\n\n"
        "## Checklist\n\n- [ ] Migrations can be rolled back\n"
    )
    (clause,) = find(text, ".github/PULL_REQUEST_TEMPLATE.md")
    assert clause.quote == "Migrations can be rolled back"


def test_a_box_that_says_what_the_change_is_asks_for_nothing():
    said = (
        *("This is a breaking change", "This PR contains a breaking change"),
        *("This change requires a documentation update", "Contains a migration"),
        *("It is a new feature", "No breaking changes", "Affects the public API"),
        *("This PR does not break the API", "The change is a hotfix"),
        *("My change requires a change to the documentation", "Adds a dependency"),
    )
    asked = (
        *("My commits are signed off", "The pull request has a label"),
        *("Breaking changes are labelled `breaking`", "I have added tests"),
        *("This PR includes tests", "The documentation is updated"),
    )
    boxes = "".join(f"- [ ] {one}\n" for one in (*said, *asked))
    found = find(f"## Checklist\n\n{boxes}", ".github/PULL_REQUEST_TEMPLATE.md")
    assert [one.quote for one in found] == [*asked]


def test_a_box_that_only_names_a_thing_asks_for_nothing():
    text = (
        "## Checklist\n\n- [ ] Benchmarks\n- [ ] Release note\n"
        "- [ ] Screenshots attached\n- [ ] Two approvals\n"
    )
    found = find(text, ".github/PULL_REQUEST_TEMPLATE.md")
    assert [c.quote for c in found] == ["Screenshots attached", "Two approvals"]


def test_a_section_of_a_page_about_the_software_may_be_about_the_work():
    text = (
        "# Lib\n\n## Usage\n\nIterators must not outlive the transaction.\n\n"
        "## Contributing\n\nUpdates go out every six weeks.\n"
    )
    (clause,) = find(text, "README.md")
    assert clause.quote == "Updates go out every six weeks."


def test_a_row_rules_by_the_word_in_its_header_and_the_value_in_its_cell():
    text = (
        "# Policy\n\n| Level | Notice before removal |\n|---|---|\n"
        "| Stable | 18 months |\n| Internal | none |\n"
    )
    (clause,) = find(text, "docs/versioning.md")
    assert clause.quote == "Stable | 18 months"
    assert clause.parameters["durations"][0]["bound"] == "at_least"


def test_the_names_of_a_table_belong_to_the_sentence_that_announces_it():
    text = (
        "# Labels\n\nEvery issue must have exactly one kind:\n\n| Label | Use |\n"
        "|---|---|\n| `K-bug` | broken |\n| `K-docs` | unclear |\n"
    )
    clause = find(text, "docs/labels.md")[0]
    assert clause.parameters["labels"] == ["K-bug", "K-docs"]
    assert clause.parameters["label_mode"] == "exactly_one"


def test_a_cell_that_explains_rules_nothing():
    text = (
        "# Labels\n\n| Label | Description |\n|---|---|\n"
        "| `K-question` | These issues shouldn't be here |\n"
    )
    assert find(text, "docs/labels.md") == []


def test_a_quote_keeps_the_signs_of_the_code_span_that_it_begins_with():
    text = "# Votes\n\n- `-1` votes must be explained.\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="contributing")
    assert clause.quote == "`-1` votes must be explained."


def test_a_quote_keeps_the_code_span_that_it_ends_with():
    text = "# Doc\n\nNo force pushes on `main` or on `release-*`.\n"
    assert [c.quote for c in find(text)] == [
        "No force pushes on `main` or on `release-*`."
    ]


def test_a_waiver_asks_for_no_approval():
    text = "# Doc\n\nTrivial fixes do not need an approval.\n"
    (clause,) = find(text)
    assert clause.modal == "may"
    assert "approval_count" not in clause.parameters
    (clause,) = find("# Doc\n\nMaintainers may merge typos without an approval.\n")
    assert "approval_count" not in clause.parameters
    (clause,) = find("# Doc\n\nNothing may be merged without an approval.\n")
    assert clause.parameters["approval_count"] == 1


def test_a_negation_at_the_end_of_a_sentence_ends_it():
    text = "# Doc\n\n## Triage\n\nMany don't. Close issues after 30 days of silence.\n"
    assert [c.quote for c in find(text)] == ["Close issues after 30 days of silence."]


@pytest.mark.parametrize(
    "first", ["the `CLA bot <https://cla.example.org>`_", ":ref:`The owners <owners>`"]
)
def test_a_restructured_sentence_that_begins_with_a_link_keeps_its_words(first):
    text = f"Doc\n===\n\nNothing here.\n\n{first} must approve each pull request.\n"
    (clause,) = find(text, path="CONTRIBUTING.rst")
    assert clause.line == 6
    assert clause.quote in text
    assert clause.quote.startswith(first.removeprefix(":ref:"))
    assert clause.quote.endswith("must approve each pull request.")


def test_a_table_of_topics_and_their_rules_is_read_by_its_first_column():
    text = (
        "# Doc\n\n## Pull requests\n\n| What | Rule |\n|---|---|\n"
        "| Reviewers | Two from the team |\n| Merge | Squash |\n"
    )
    reviewers, merge = find(text)
    assert reviewers.parameters["approval_count"] == 2
    assert merge.parameters["merge_methods"] == ["squash"]


def test_each_condition_of_a_merge_is_a_rule():
    text = (
        "# Doc\n\n## Merging\n\nA pull request can be merged when:\n\n"
        "* two maintainers have approved it;\n* it has been open for two days.\n"
    )
    approved, opened = find(text)
    assert approved.parameters["approval_count"] == 2
    assert opened.parameters["durations"][0]["n"] == 2


def test_no_activity_forbids_nothing():
    sentence = "Issues with no activity for 60 days will be marked as `stale`."
    (clause,) = find(f"# Doc\n\n## Issues\n\n{sentence}\n")
    assert not clause.is_negative
    assert clause.parameters["labels"] == ["stale"]
    assert "label_mode" not in clause.parameters


@pytest.mark.parametrize(
    ("sentence", "demands"),
    [
        ("If you get no response in 15 minutes, escalate to the secondary.", False),
        ("If you do not get a response within 20 days, close the issue.", True),
        ("PRs that haven't been updated in 30 days will be closed.", True),
        ("Stale approvals are dismissed when new commits are pushed.", False),
    ],
)
def test_only_what_closes_after_silence_is_about_stale_items(sentence, demands):
    (clause,) = find(f"# Doc\n\n## Issues\n\n{sentence}\n")
    assert ("stale" in clause.parameters["demands"]) is demands
