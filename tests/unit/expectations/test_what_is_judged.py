"""What is stated of all records is judged on all, and what is not, is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from expectations.loading import load_catalogue
from expectations.meaning import asked_of
from expectations.parameters import judged_parameters
from expectations.policies import find_policies
from expectations.populations import population_of
from pipelines.read.clauses import find_clauses
from pipelines.stated_policies import as_judged

CATALOGUE = load_catalogue()
SENTENCES = yaml.safe_load(
    Path(__file__).with_name("sentences.yml").read_text(encoding="utf-8")
)
_INCIDENTS = ("Incident", "On-call", "Postmortem", "Severity")


def judged_by(heading, sentence):
    """Ids of the entries that judge the sentence, and whether on all of the records."""
    path = "docs/oncall.md" if heading.startswith(_INCIDENTS) else "CONTRIBUTING.md"
    text = f"# Contributing\n\n## {heading}\n\n{sentence}\n"
    found = find_clauses(text, path=path, kind="")
    clauses = [as_judged(one, path=path) for one in found]
    judged = {}
    for policy in find_policies(clauses, CATALOGUE):
        version, entry = policy.versions[-1], policy.entry
        parameters = judged_parameters(version.clause)
        population = population_of(entry, parameters)
        missing = [one for one in asked_of(entry, parameters) if one.missing]
        if version.not_testable or missing or not population.is_understood:
            continue
        judged[entry.id] = population.condition == population_of(entry, {}).condition
    return judged


def cases(section):
    return [
        pytest.param(entries, heading, sentence, id=sentence[:60])
        for entries, sentences in SENTENCES[section].items()
        for heading, sentence in sentences
    ]


@pytest.mark.parametrize(("entries", "heading", "sentence"), cases("judged"))
def test_a_plain_rule_is_judged(entries, heading, sentence):
    assert "+".join(sorted(judged_by(heading, sentence))) == entries


@pytest.mark.parametrize(("entries", "heading", "sentence"), cases("in_part"))
def test_a_rule_for_some_records_is_judged_on_these(entries, heading, sentence):
    assert judged_by(heading, sentence) == {entries: False}


@pytest.mark.parametrize(("entries", "heading", "sentence"), cases("kept"))
def test_a_rule_that_is_not_understood_stays_as_unknown(entries, heading, sentence):
    path = "docs/oncall.md" if heading.startswith(_INCIDENTS) else "CONTRIBUTING.md"
    found = find_clauses(f"# Rules\n\n## {heading}\n\n{sentence}\n", path=path, kind="")
    policies = find_policies([as_judged(one, path=path) for one in found], CATALOGUE)
    assert entries in {policy.entry.id for policy in policies}
    assert judged_by(heading, sentence) == {}


def condition_of(sentence):
    text = f"# Contributing\n\n## Reviews\n\n{sentence}\n"
    [clause] = find_clauses(text, path="CONTRIBUTING.md", kind="")
    [policy] = find_policies([as_judged(clause, path="CONTRIBUTING.md")], CATALOGUE)
    parameters = judged_parameters(policy.versions[-1].clause)
    found = population_of(policy.entry, parameters)
    assert found.is_understood
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Infra changes under `infra/live/` need an approval from `@acme/sre`.",
        "All changes to `infra/live/` require an approval from `@acme/sre`.",
    ],
)
def test_a_path_narrows_more_than_the_area_that_it_is_in(sentence):
    found = condition_of(sentence)
    assert "`infra/live/`" in found.bound.values()
    assert "changed_paths" in found.condition


def test_a_reason_after_a_name_need_not_be_known():
    found = condition_of(
        "Changes to `pkg/core/` need an approval from `@acme/core`, because all the"
        " plugins hang off it."
    )
    assert found.unread == []


def test_a_link_is_followed_from_where_its_document_is():
    text = "# Incidents\n\nAll incidents are recorded in [the log](log.md).\n"
    [clause] = find_clauses(text, path="docs/ops/incidents.md", kind="")
    judged = as_judged(clause, path="docs/ops/incidents.md")
    assert judged_parameters(judged)["path_patterns"] == ["docs/ops/log.md"]
    code = "# Incidents\n\nAll incidents are recorded in `ops/log.md`.\n"
    [clause] = find_clauses(code, path="docs/ops/incidents.md", kind="")
    judged = as_judged(clause, path="docs/ops/incidents.md")
    assert judged_parameters(judged)["path_patterns"] == ["ops/log.md"]


@pytest.mark.parametrize(
    ("sentence", "entry"),
    [
        ("All incidents, no matter the severity, are recorded in the log.",
         "incident_logged"),
        ("Each outage gets a report regardless of its severity.", "incident_logged"),
    ],
)  # fmt: skip
def test_what_makes_no_difference_is_not_asked_for(sentence, entry):
    text = f"# On-call\n\n## Incidents\n\n{sentence}\n"
    found = find_clauses(text, path="docs/oncall.md", kind="")
    clauses = [as_judged(one, path="docs/oncall.md") for one in found]
    assert [one.entry.id for one in find_policies(clauses, CATALOGUE)] == [entry]


@pytest.mark.parametrize(("heading", "sentence"), SENTENCES["not_judged"])
def test_a_sentence_that_says_more_than_is_understood_is_not_judged(heading, sentence):
    assert judged_by(heading, sentence) == {}


def test_a_document_that_was_edited_since_may_tell_of_a_break_in_words(
    warehouse, run_judge
):
    warehouse.clause(
        "Each breaking change must have an entry in `UPGRADE.md`.",
        topic="breaking_changes",
        parameters={"demands": ["release_note"], "paths": ["UPGRADE.md"]},
    )
    for name, path in (("told", "UPGRADE.md"), ("other", "docs/cli.md")):
        warehouse.add(
            "documents",
            document_id=name,
            path=path,
            kind="other",
            is_deleted=False,
            last_changed_at=f"2024-05-{10 if name == 'told' else 20}",
        )
    given = {"before": "2024-05-01", "after": "2024-07-12", "bump": "2024-05-12"}
    for name, day in given.items():
        warehouse.add(
            "breaking_changes",
            breaking_change_id=f"acme/todo#{name}",
            item_kind="pull_request",
            state="merged",
            change_kinds=["dependency"] if name == "bump" else ["api"],
            documented_in=[],
            created_at=day,
            merged_at=day,
        )
    run_judge()
    assert warehouse.outcomes("breaking_change_documented") == {
        "before": "unknown",
        "after": "fail",
        "bump": "unknown",
    }


def test_where_other_changes_go_these_may_not(warehouse, run_judge):
    warehouse.clause(
        "New features go to `next`.",
        parameters={
            "demands": ["target_branch"],
            "base_branches": ["next"],
            "item_kinds": ["feature"],
        },
    )
    for branch, kind in (("main", "bug"), ("lts", None)):
        kinds = {"item_kinds": [kind]} if kind else {}
        warehouse.clause(
            f"{'Bug fixes' if kind else 'Backports'} go to `{branch}`.",
            parameters={
                "demands": ["target_branch"],
                "base_branches": [branch],
                **kinds,
            },
        )
    for name, title, branch in (
        ("right", "feat(cli): colours", "next"),
        ("wrong", "feat(cli)!: colours", "main"),
        ("backport", "feat: colours", "lts"),
        ("untold", "Colours", "main"),
        ("fix", "fix: colours", "main"),
    ):
        warehouse.pull_request(
            name, title=title, base_branch=branch, merged_at="2024-05-01"
        )
    run_judge()
    assert warehouse.outcomes("target_branch") == {
        "right": "pass",
        "wrong": "fail",
        "backport": "unknown",
        "untold": "unknown",
        "fix": "pass",
    }


@pytest.mark.parametrize(
    ("sentence", "judged"),
    [
        ("Changes to `db/` and `auth/keys/` need two approvals.", {"one", "other"}),
        ("Changes to `db/`, `auth/keys/` or `ops/` need approval.", {"one", "other"}),
        ("Changes to the schema (`db/`) need two approvals.", {"one"}),
        ("Changes to the core (`db/`, `auth/`) need an approval.", {"one", "other"}),
    ],
)  # fmt: skip
def test_the_paths_that_it_names_tell_what_a_rule_is_for(
    warehouse, run_judge, sentence, judged
):
    [clause] = find_clauses(f"# Reviews\n\n{sentence}\n", path="REVIEWS.md", kind="")
    warehouse.clause(sentence, topic=clause.topic, parameters=clause.parameters)
    for name, paths in (
        ("one", ["db/a.sql", "README.md"]),
        ("other", ["auth/keys/a.py"]),
        ("none", ["src/db/a.py"]),
    ):
        warehouse.pull_request(
            name, changed_paths=paths, area_words=["db"], approval_count=0,
            merged_at="2024-05-01",
        )  # fmt: skip
    run_judge()
    found = warehouse.outcomes("approval_count")
    assert {one for one in found if found[one] == "fail"} == judged
