"""Servers that speak GitHub's language otherwise than ours does give the same rows."""

from __future__ import annotations

from random import Random

import pytest

from tests.github_server.life import live, populate
from tests.github_server.server import QUIRKS
from tests.github_server.tables import differences, rows_of
from tests.unit.github.test_sync import completeness, query

OF_GIT = {"git without filter", "git without single objects"}
OLDER = frozenset(
    {
        "PullRequest.statusCheckRollup", "PullRequest.totalCommentsCount",
        "PullRequestTimelineItemsItemType.ADDED_TO_MERGE_QUEUE_EVENT",
        "PullRequestTimelineItemsItemType.REMOVED_FROM_MERGE_QUEUE_EVENT",
        "AddedToMergeQueueEvent", "RemovedFromMergeQueueEvent",
        "Deployment.latestEnvironment", "Repository.rulesets",
        "Query.rateLimit", "BranchProtectionRule.requireLastPushApproval",
    }
)  # fmt: skip


@pytest.fixture
def repository(world):
    repository = world.repository("octo/cat")
    world.team("octo", "core", "ann")
    populate(world, repository, issues=6, pull_requests=6)
    for _ in range(105):  # more than a page of REST's
        world.review_comment(repository["pullRequests"][0], "ann", "A nit")
    world.bypass(repository, world.push(repository, "eve"))
    return repository


@pytest.mark.parametrize(
    "quirks",
    [set(QUIRKS) - {*OF_GIT, "no link"}, {"no link", "null for an empty list"}],
)
def test_what_another_server_does_otherwise_makes_no_difference(
    world, repository, server, sync, tmp_path, quirks
):
    server.quirks = quirks
    odd = tmp_path / "odd.duckdb"
    sync(odd)
    live(world, repository, Random(5), 12)
    world.delete(repository, repository["issues"][0])
    summary = sync(odd)
    assert summary.failures == {}
    server.quirks = set()
    sync(tmp_path / "fresh.duckdb")
    assert differences(rows_of(tmp_path / "fresh.duckdb"), rows_of(odd)) == {}


@pytest.mark.parametrize("words", [set(), {"ruby"}, {"ruby", "no introspection"}])
def test_an_older_server_is_asked_for_what_it_has(
    repository, server, sync, tmp_path, words, said
):
    sync(tmp_path / "plain.duckdb")
    server.lacking, server.quirks = OLDER, words
    summary = sync(tmp_path / "older.duckdb")
    assert summary.failures == {}
    assert differences(
        rows_of(tmp_path / "plain.duckdb"), rows_of(tmp_path / "older.duckdb")
    ) == {}  # fmt: skip
    assert "PullRequest.statusCheckRollup" in said.getvalue()
    asked = server.request_count
    sync(tmp_path / "another.duckdb")
    assert server.request_count - asked <= 25  # it is learnt once


def test_a_deleted_review_comment_is_found_where_nobody_counts_them(
    world, repository, server, sync, tmp_path
):
    server.lacking = frozenset({"PullRequest.totalCommentsCount"})
    raw = tmp_path / "raw.duckdb"
    sync(raw)
    gone = repository["_review_comments"][-1]
    world.delete_review_comment(gone)
    sync(raw)
    found = query(raw, "select body from comments where deleted_at is not null")
    assert found == [(gone["body"],)]
    asked = server.request_count
    sync(raw)
    assert server.request_count - asked <= 5


def test_checks_are_read_from_rest_where_graphql_has_none(
    world, repository, server, sync, tmp_path
):
    server.lacking = frozenset(
        {"PullRequest.statusCheckRollup", "Commit.statusCheckRollup"}
    )
    summary = sync(tmp_path / "raw.duckdb")
    assert summary.failures == {}
    merged = sum(1 for one in repository["pullRequests"] if one["mergedAt"])
    found = query(tmp_path / "raw.duckdb", "select name, conclusion from checks")
    assert found == [("build", "passing")] * merged


def test_lists_that_a_server_does_not_have_are_told(repository, server, sync, tmp_path):
    server.missing = {"/activity", "/rulesets/rule-suites", "/issues/events"}
    server.forbidden = {"Organization.teams"}
    raw = tmp_path / "raw.duckdb"
    summary = sync(raw)
    assert summary.failures == {}
    told = summary.withheld["octo/cat"]
    assert {"pushes", "rule_bypasses", "issue_events", "teams"} <= set(told)
    assert completeness(raw)["pushes"][0] is None
    sync(raw)


def test_classic_protection_is_read_where_rulesets_are_not_there(
    world, repository, server, sync, tmp_path
):
    world.protect(repository, "build")
    server.missing = {"/rules/branches/main"}
    sync(tmp_path / "raw.duckdb")
    found = query(tmp_path / "raw.duckdb", "select source, branch from branch_rules")
    assert found == [("protected_branch", "main")]


@pytest.mark.parametrize("fault", ["silence", "odd"])
def test_an_answer_that_does_not_come_or_makes_no_sense_is_asked_for_again(
    repository, server, client, sync, tmp_path, fault
):
    sync(tmp_path / "plain.duckdb")
    client.transport._timeout = (1.0, 0.5)
    chance = Random(3)
    server.fault = lambda number, path: fault if chance.random() < 0.15 else None
    sync(tmp_path / "odd.duckdb")
    assert differences(
        rows_of(tmp_path / "plain.duckdb"), rows_of(tmp_path / "odd.duckdb")
    ) == {}  # fmt: skip


def test_low_limits_are_waited_for(repository, server, sync, slept, tmp_path):
    sync(tmp_path / "plain.duckdb")
    server.budget = 4
    sync(tmp_path / "limited.duckdb")
    assert differences(
        rows_of(tmp_path / "plain.duckdb"), rows_of(tmp_path / "limited.duckdb")
    ) == {}  # fmt: skip
    assert 61.0 in slept


def test_an_empty_repository_without_issues_is_read(world, server, sync, tmp_path):
    empty = world.repository("octo/empty")
    empty |= {"defaultBranchRef": None, "pushedAt": None}
    summary = sync(tmp_path / "raw.duckdb", "octo/empty", has_git=True)
    assert summary.failures == {}
    found = query(tmp_path / "raw.duckdb", "select default_branch from repositories")
    assert found == [(None,)]
    sync(tmp_path / "raw.duckdb", "octo/empty", has_git=True)


def test_lost_accounts_and_unknown_values_are_no_obstacle(
    world, repository, server, sync, tmp_path
):
    issue, pull = repository["issues"][0], repository["pullRequests"][0]
    world.comment(issue, "ann", "Mine")["author"] = None
    issue |= {"author": None, "state": "LOCKED"}
    world.review(pull, "ann", state="DEFERRED")["author"] = None
    for event in (*issue["timelineItems"], *pull["timelineItems"]):
        event["actor"] = None
    world.release(repository, "v1")["author"] = None
    world.deploy(repository, "production") | {"creator": None, "latestStatus": None}
    summary = sync(tmp_path / "raw.duckdb")
    assert summary.failures == {}
    states = query(tmp_path / "raw.duckdb", "select distinct state from issues")
    assert set(states) <= {("open",), ("closed",)}
