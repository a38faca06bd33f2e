"""No rule is judged on all records where what stands around it speaks of some."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from expectations.loading import load_catalogue
from expectations.meaning import asked_of
from expectations.parameters import judged_parameters
from expectations.policies import find_policies
from expectations.populations import Population, population_of
from pipelines.read.clauses import find_clauses
from pipelines.stated_policies import as_judged

CATALOGUE = load_catalogue()
CONTEXTS = yaml.safe_load(
    Path(__file__).with_name("contexts.yml").read_text(encoding="utf-8")
)


def judged(
    heading: str, passage: str, path: str = ""
) -> dict[str, tuple[bool, Population]]:
    """By id of each entry that judges a rule: is it on all records, and on which."""
    is_on_incidents = heading.startswith("Incidents")
    path = path or ("docs/oncall.md" if is_on_incidents else "CONTRIBUTING.md")
    text = f"# Working here\n\n## {heading}\n\n{passage}\n"
    clauses = [
        as_judged(one, path=path) for one in find_clauses(text, path=path, kind="")
    ]
    found = {}
    for policy in find_policies(clauses, CATALOGUE):
        version, entry = policy.versions[-1], policy.entry
        parameters = judged_parameters(version.clause)
        population = population_of(entry, parameters)
        missing = [one for one in asked_of(entry, parameters) if one.missing]
        if not (version.not_testable or missing) and population.is_understood:
            plain = population_of(entry, {}).condition
            found[entry.id] = population.condition == plain, population
    return found


def cases(section):
    return [pytest.param(*one, id=f"{one[1][:60]}") for one in CONTEXTS[section]]


@pytest.mark.parametrize(("heading", "passage"), cases("unknown"))
def test_a_rule_about_some_records_is_not_judged_on_all(heading, passage):
    assert not judged(heading, passage)


@pytest.mark.parametrize("name", ["hotfix", "cherry-picks", "backporting", "reverts"])
def test_a_document_on_some_changes_is_not_judged_on_all(name):
    passage = "Pull requests must be approved by two people."
    assert judged("Review", passage, "docs/review.md")
    assert not judged("Review", passage, f"docs/{name}.md")


@pytest.mark.parametrize(("heading", "passage"), cases("judged"))
def test_a_plain_rule_among_others_is_judged_on_all(heading, passage):
    found = judged(heading, passage)
    assert found
    assert all(is_all for is_all, _ in found.values())


@pytest.mark.parametrize(("heading", "passage"), cases("in_part"))
def test_a_rule_that_goes_on_about_some_records_is_judged_on_these(heading, passage):
    found = judged(heading, passage)
    assert found
    assert not any(is_all for is_all, _ in found.values())


def test_it_is_the_post_mortem_whatever_the_heading_says():
    passage = (
        "A post-mortem must be written for every SEV1 incident. It has to be published"
        " in `reports/` within 5 working days. SEV3 incidents do not need one."
    )
    is_all, population = judged("Afterwards", passage, "docs/oncall.md")[
        "postmortem_in_time"
    ]
    assert not is_all
    assert [words for _, words in population.exceptions] == ["sev3 incidents"]


@pytest.mark.parametrize(("heading", "passage"), cases("excepted"))
def test_what_stands_after_a_rule_takes_records_out_of_it(heading, passage):
    found = judged(heading, passage)
    assert found
    populations = [one for _, one in found.values()]
    assert all(one.exceptions_not_understood or one.exceptions for one in populations)


@pytest.mark.parametrize(("heading", "passage"), cases("certain"))
def test_what_only_tells_more_takes_no_records_out(heading, passage):
    found = judged(heading, passage)
    assert found
    assert not any(
        one.exceptions or one.exceptions_not_understood for _, one in found.values()
    )


def test_exceptions_are_those_of_the_rules_before_them():
    text = (
        "## Reviews\n\nEvery pull request needs two approvals.\n\nBe kind to"
        " each other.\n\nUse merge commits.\n\nThe exceptions:\n\n- translations\n"
    )
    found = find_clauses(text, path="CONTRIBUTING.md", kind="")
    excepted = {one.quote: one.parameters.get("exceptions") for one in found}
    assert excepted["Use merge commits."] == ["translations"]
    assert excepted["Every pull request needs two approvals."] is None


def test_a_role_is_asked_of_one_of_two_who_act():
    for sentence, count in (
        ("Every change is reviewed by a peer and then by a maintainer.", 1),
        ("Every change must be reviewed by two maintainers.", 2),
    ):
        [clause] = find_clauses(f"## Reviews\n\n{sentence}\n", path="A.md", kind="")
        parameters = judged_parameters(as_judged(clause, path="A.md"))
        assert parameters["approver_role"] == "maintainer"
        assert parameters["approval_count"] == count


def test_a_label_in_time_is_not_told_by_the_label_alone():
    entry = next(one for one in CATALOGUE if one.id == "issue_label")
    assert entry.only_necessary
    assert entry.only_necessary.if_stated == "durations"


def test_a_list_of_teams_that_goes_on_names_none_of_them():
    passage = (
        "A change needs the approval of one owner of the area (`@x/a`, `@x/b`, ...)."
    )
    assert (
        not {"approval_by_team", "approval_by_every_team"}
        & judged("Reviews", passage).keys()
    )


@pytest.mark.parametrize(
    ("passage", "entry"),
    [
        (
            "Every issue must have one **A-** label and one **C-** label.",
            "issue_label",
        ),
        (
            "Every pull request must have one **A-** label and one **C-** label.",
            "pull_request_label",
        ),
    ],
)
def test_a_prefix_stands_for_its_labels_on_the_records_that_are_named(passage, entry):
    found = judged("Issues and pull requests", passage)
    assert [*found] == [entry]
    text = f"## Labels\n\n{passage}\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    parameters = judged_parameters(as_judged(clause, path="CONTRIBUTING.md"))
    assert parameters["label_patterns"] == ["A-*", "C-*"]
    assert parameters["label_mode"] == "all"


@pytest.mark.parametrize(
    ("passage", "exception"),
    [
        (
            "A pull request must stay open for at least 24 hours before it is merged."
            " Fixes of typos don't have to wait.",
            "fixes of typos",
        ),
        (
            "Pull requests go to `main`. Only if the code is gone from there, the old"
            " series is right.",
            "only if the code is gone from there",
        ),
    ],
)
def test_what_the_next_sentence_excepts_is_no_violation(passage, exception):
    found = judged("Merging", passage)
    assert found
    for _, population in found.values():
        assert population.exceptions_not_understood == [exception]


@pytest.mark.parametrize(
    ("passage", "patterns"),
    [
        ("Every issue must have one of `[Type] Bug` or `[Type] Wish` as a label.",
         ["[Type] Bug", "[Type] Wish"]),
        ("Every issue must have a `[Type] *` label.", ["[Type] *"]),
        ("Every issue must have a `[area] *` label.", ["[area] *"]),
        ("Every issue must have a `type/[name]` label.", ["type/*"]),
        ("Every issue must have a `type/*` label, e.g. `type/bug`.", ["type/*"]),
    ],
)  # fmt: skip
def test_a_bracket_of_a_name_is_told_from_a_hole(passage, patterns):
    [clause] = find_clauses(f"## Labels\n\n{passage}\n", path="A.md", kind="")
    parameters = judged_parameters(as_judged(clause, path="A.md"))
    assert parameters.get("label_patterns") == patterns


@pytest.mark.parametrize(
    ("path", "sentence", "is_judged"),
    [
        (".github/PULL_REQUEST_TEMPLATE/new_model.md", "Use squash merge.", False),
        (".github/PULL_REQUEST_TEMPLATE/default.md", "Use squash merge.", True),
        (".github/PULL_REQUEST_TEMPLATE.md", "Use squash merge.", True),
        (".github/PULL_REQUEST_TEMPLATE/new_model.md",
         "Every pull request must be approved by two people.", True),
    ],
)  # fmt: skip
def test_one_of_several_templates_speaks_of_what_is_opened_with_it(
    path, sentence, is_judged
):
    found = find_clauses(f"## Before the merge\n\n- {sentence}\n", path=path, kind="")
    [policy] = find_policies([as_judged(one, path=path) for one in found], CATALOGUE)
    parameters = judged_parameters(policy.versions[-1].clause)
    assert population_of(policy.entry, parameters).is_understood == is_judged


def test_a_list_table_narrows_by_its_first_cell():
    text = (
        "Reviews\n=======\n\n.. list-table::\n   :header-rows: 1\n\n"
        "   * - Kind\n     - Approvals\n   * - Translation\n     - One approval\n"
    )
    [clause] = find_clauses(text, path="doc/reviews.rst", kind="")
    assert clause.subjects == ["translation"]
