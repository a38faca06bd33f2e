"""The marts against an oracle: random histories, read over HTTP, counted twice."""

from __future__ import annotations

import io
import os
from collections import Counter
from random import Random

import duckdb
import pytest

from pipelines import refresh
from pipelines.extract.github.run import extract_from_github
from pipelines.progress import Progress
from pipelines.settings import Settings
from pipelines.steps import Steps
from tests.github_server.server import TOKEN, GitHubServer
from tests.oracle import facts
from tests.oracle.busy import BusyWorld
from tests.oracle.random_life import act, grow

NAMES = tuple(f"octo/r{number}" for number in range(6))
TEAMS = {"core": ("bob", "cid"), "sre": ("dee",)}


def owners_of(path):
    """The CODEOWNERS file of the histories, read by a person."""
    if path.startswith("gen/"):
        return "/gen/", ()
    if path.startswith("docs/api/"):
        return "/docs/api/", ("@octo/sre", "@dee")
    if path.startswith("docs/"):
        return "/docs/", ("@ann",)
    return "*", ("@octo/core",)


class Told:
    """A warehouse beside the world that it tells of."""

    def __init__(self, world, path):
        self.world = world
        self._connection = duckdb.connect(str(path), read_only=True)

    def rows(self, table, key, columns):
        names = ", ".join([key, *columns])
        found = self._connection.execute(f"select {names} from {table}").fetchall()
        return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in found}

    def query(self, sql):
        return self._connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory):
    """Random histories, synced on two nights, and once afresh at the end."""
    folder = tmp_path_factory.mktemp("oracle")
    world = BusyWorld(folder / "git")
    server = GitHubServer(world)
    server.git_root = world.git_root
    chances = [Random(seed) for seed in range(len(NAMES))]
    found = [
        grow(world, name, chance, items=40)
        for name, chance in zip(NAMES, chances, strict=True)
    ]
    for team, members in TEAMS.items():
        world.team("octo", team, *members)
    for repository in found[::2]:
        world.require_check(repository, "build")
    sync(server, folder / "nights")
    for repository, chance in zip(found, chances, strict=True):
        for _ in range(15):
            act(world, repository, chance)
    sync(server, folder / "nights")
    sync(server, folder / "fresh")
    server.close()
    return {name: Told(world, build(folder / name)) for name in ("nights", "fresh")}


def sync(server, data):
    """Read all repositories over HTTP, as a refresh does."""
    place = Settings((), data)
    place.state.mkdir(parents=True, exist_ok=True)
    addresses = {
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_API_URL": server.url,
        "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
        "GITHUB_SERVER_URL": server.url,
    }
    found = extract_from_github(
        NAMES,
        raw_path=place.raw,
        environ=os.environ | addresses,
        progress=Progress(io.StringIO()),
    )
    assert found.failures == {}


def build(data):
    """Read and model; return the warehouse in the making."""
    place, steps = Settings((), data), Steps(Progress(io.StringIO()))
    refresh.read(place, steps)
    refresh.model(place, steps)
    return place.build


def differing(found, expected):
    """What differs, per row: (found, expected); rows of one side alone show None."""
    return {
        key: (found.get(key), expected.get(key))
        for key in found.keys() | expected.keys()
        if found.get(key) != expected.get(key)
    }


def compare(told, table, key, expected):
    columns = list(next(iter(expected.values())))
    found = told.rows(table, key, columns)
    wrong = {
        row: {
            name: (both[0].get(name), both[1].get(name))
            for name in columns
            if both[0].get(name) != both[1].get(name)
        }
        if None not in both
        else both
        for row, both in differing(found, expected).items()
    }
    assert wrong == {}, f"{len(wrong)} of {len(expected)} rows of {table}"


@pytest.fixture(params=["nights", "fresh"])
def told(request, warehouses):
    return warehouses[request.param]


def test_issues(told):
    compare(told, "issues", "issue_id", facts.issues(told.world))


def test_pull_requests(told):
    expected = facts.pull_requests(told.world)
    for row in expected.values():
        if row["checks_state"] is None:  # of no merge: whatever is known
            row.pop("checks_state")
    merged = {key: row for key, row in expected.items() if "checks_state" in row}
    compare(told, "pull_requests where state = 'merged'", "pull_request_id", merged)
    others = {key: row for key, row in expected.items() if key not in merged}
    compare(told, "pull_requests where state <> 'merged'", "pull_request_id", others)


def test_label_usage(told):
    expected = facts.label_usage(told.world)
    compare(told, "label_usage", "item_id || ':' || label", expected)


def test_labels(told):
    expected = facts.labels(told.world)
    names = ", ".join(f"'{name}'" for name in expected)
    compare(told, f"labels where label_id in ({names})", "label_id", expected)


def test_label_drift_counts_labels_applied(told):
    found = told.query(
        "select repository_id, strftime(month_on, '%Y-%m'), sum(applied_count)"
        " from label_drift where month_on is not null group by all"
    )
    assert {(name, month): count for name, month, count in found} == (
        facts.labels_applied(told.world)
    )


def test_merge_overrides(told):
    found = told.query(
        "select pull_request_id, commit_sha, kind, is_confirmed from merge_overrides"
    )
    assert Counter(found) == Counter(facts.merge_overrides(told.world))


def test_review_coverage(told):
    columns = ("is_reviewed", "is_approved", "first_review_at")
    found = {
        row[:3]: dict(zip(columns, row[3:], strict=True))
        for row in told.query(
            f"select pull_request_id, team_id, area, {', '.join(columns)}"
            " from review_coverage where expected_because = 'codeowners'"
        )
    }
    assert differing(found, facts.review_coverage(told.world, owners_of)) == {}


def test_incidents_by_issues(told):
    found = told.query("select unnest(issue_ids) from incidents")
    assert {row[0] for row in found} == facts.incident_issues(told.world)


def test_repositories(told):
    found = dict(
        told.query("select repository_id, direct_push_count from repositories")
    )
    assert found == facts.direct_push_counts(told.world)


def test_commits(told):
    compare(told, "commits", "commit_id", facts.commits(told.world))


def test_deployments(told):
    found = dict(
        told.query("select pull_request_id, deployed_environments from pull_requests")
    )
    assert differing(found, facts.deployed_environments(told.world)) == {}
    found = told.query("select deployment_id from deployments where is_rollback")
    assert {row[0] for row in found} == facts.rollbacks(told.world)


def test_people(told):
    found = told.query("select person_id, is_bot, team_ids from people")
    teams = facts.team_ids(told.world)
    wrong = [
        row
        for row in found
        if (row[1], row[2]) != (facts.is_bot(row[0]), teams.get(row[0], []))
    ]
    assert wrong == []


def test_completeness(told):
    found = {
        (name, kind): (expected, loaded, missing)
        for name, kind, expected, loaded, missing in told.query(
            "select repository_id, kind, expected_count, loaded_count, missing_count"
            " from completeness"
        )
    }
    counts = facts.counts(told.world)
    assert {key: found.get(key) for key in counts} == {
        key: (count, count, 0) for key, count in counts.items()
    }


def test_nights_of_changes_give_the_marts_of_a_fresh_sync(warehouses):
    tables = [
        row[0]
        for row in warehouses["fresh"].query(
            "select table_name from duckdb_tables() where schema_name = 'main'"
        )
    ]
    different = {}
    for table in sorted(tables):
        nights, fresh = (
            Counter(map(str, told.query(f"select * exclude (as_of) from {table}"
                    if table == "completeness" else f"select * from {table}")))
            for told in warehouses.values()
        )  # fmt: skip
        if nights != fresh:
            different[table] = (
                list((nights - fresh).items())[:3],
                list((fresh - nights).items())[:3],
            )
    assert different == {}
