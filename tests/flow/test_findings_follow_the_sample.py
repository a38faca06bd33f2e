"""The sample told otherwise gives other findings: nothing is keyed to its words.

Labels are renamed, items renumbered, rules and documents reworded, moved and shifted in
time, archives written in another house's style; every finding has to follow.
"""

import io

import duckdb
import pytest

from pipelines import refresh
from pipelines.progress import Progress
from pipelines.sample.build import EMBEDDED, build_sample
from pipelines.settings import Settings
from pipelines.steps import Steps
from tests.sample_variants import (
    EVERYTHING,
    LATER,
    OTHER_WORDS,
    combine,
    write_variant,
)


@pytest.fixture(scope="module")
def told_otherwise(tmp_path_factory):
    """Judge a variant of the sample; return a function that queries it."""
    connections = []

    def ask(variant):
        folder = tmp_path_factory.mktemp("variant")
        source = write_variant(EMBEDDED, folder / "source", variant)
        checkout = build_sample(folder / "built", source=source)
        place = Settings((checkout,), folder / "data")
        place.state.mkdir(parents=True)
        steps = Steps(Progress(io.StringIO()))
        for step in (refresh.extract, refresh.read, refresh.model, refresh.judge):
            step(place, steps)
        connection = duckdb.connect(str(place.build), read_only=True)
        connections.append(connection)
        return lambda query: connection.sql(query).fetchall()

    yield ask
    for connection in connections:
        connection.close()


@pytest.fixture(scope="module")
def renamed(told_otherwise):
    """Other labels, numbers, rules, places, dates and house style."""
    return told_otherwise(EVERYTHING)


@pytest.fixture(scope="module")
def reworded(told_otherwise):
    """Other words for the same facts, a year later."""
    return told_otherwise(combine(OTHER_WORDS, LATER))


def numbers(rows):
    return sorted(row[0].rpartition("#")[2] for row in rows)


def test_incidents_follow_their_new_numbers_and_days(renamed):
    rows = renamed(
        """
        select occurred_on::varchar, severity, issue_ids, cause_pull_request_ids,
            fix_pull_request_ids, minutes_to_restore, postmortem_status, log_path
        from incidents order by occurred_on
        """
    )
    first, second = rows
    name = first[2][0].rpartition("#")[0]
    assert first == (
        "2025-09-30",
        1,
        [f"{name}#531"],
        [f"{name}#640"],
        [f"{name}#643"],
        55,
        "partial",
        "runbooks/incident-log.md",
    )
    assert second[:5] == ("2025-11-11", 1, [f"{name}#532"], [], [f"{name}#1645"])
    assert second[6] == "informal"


def test_labels_follow_their_new_names(renamed):
    assert renamed("select canonical_name from labels where name = 'severity-1'") == [
        ("severity/1",)
    ]
    assert renamed("select name from labels where name ilike 'sev-%'") == []


def test_verdicts_follow_the_new_rules(renamed):
    rows = renamed(
        """
        select results.subject_id, results.outcome
        from policy_results as results
        join policy_clauses as clauses
            on list_contains(clauses.policy_ids, results.policy_id)
        where contains(clauses.quote, '`trunk`') and clauses.effective_to is null
        """
    )
    assert {(number, outcome) for number, outcome in _short(rows)} == {
        ("640", "pass"),
        ("643", "pass"),
        ("1645", "fail"),
    }


def test_parameters_follow_the_new_sentences(renamed):
    (counts,) = renamed(
        """
        select list(json_extract(policies.parameters, '$.approval_count')::int
            order by version)
        from policies join policy_clauses using (clause_id)
        where contains(quote, '@storage-guild') and contains(quote, 'approval')
        """
    )
    assert counts == ([4, 3],)
    assert renamed("select 1 from policy_clauses where contains(quote, '20 minutes')")


def test_overrides_and_breaking_changes_follow(renamed):
    assert renamed("select kind from merge_overrides order by kind") == [
        ("failing_checks",),
        ("stated_override",),
    ]
    assert numbers(renamed("select pull_request_id from merge_overrides")) == [
        "643",
        "643",
    ]
    assert numbers(renamed("select item_id from breaking_changes")) == [
        "1650",
        "533",
        "640",
    ]
    assert renamed(
        "select stated_deprecation_days from breaking_changes"
        " where stated_deprecation_days is not null"
    ) == [(270,)]


def test_the_same_facts_in_other_words_are_the_same_facts(reworded):
    assert numbers(reworded("select pull_request_id from merge_overrides")) == [
        "213",
        "213",
    ]
    assert reworded(
        "select is_discussed_off_github from incidents order by occurred_on"
    ) == [(True,), (True,)]
    (causes,) = reworded(
        "select cause_pull_request_ids from incidents order by occurred_on limit 1"
    )
    assert numbers([(one,) for one in causes[0]]) == ["210"]


def _short(rows):
    return [(subject.rpartition("#")[2], outcome) for subject, outcome in rows]
