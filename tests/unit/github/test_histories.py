"""Whatever happens in between, night after night gives what one fresh sync gives."""

from __future__ import annotations

from random import Random

import pytest

from tests.github_server.life import live, populate
from tests.github_server.tables import differences, rows_of

FAULTS = (
    "502", "504", "truncated", "reset", "partial", "nulls", "secondary", "primary",
    "resources",
)  # fmt: skip


@pytest.mark.parametrize(
    ("seed", "share_of_faults"), [(1, 0.0), (2, 0.0), (3, 0.2), (4, 0.2)]
)
def test_nights_of_changes_and_faults_give_what_a_fresh_sync_gives(
    world, server, sync, tmp_path, seed, share_of_faults
):
    repository = world.repository("octo/cat")
    populate(world, repository, issues=10, pull_requests=10, seed=seed)
    days, faults, done = Random(seed), Random(seed + 1), []

    def while_it_runs(number, path):
        if faults.random() < 0.1:
            done.extend(live(world, repository, faults, 1))
        return faults.choice(FAULTS) if faults.random() < share_of_faults else None

    server.fault = while_it_runs
    for _ in range(2):
        assert sync(tmp_path / "nights.duckdb").failures == {}
        done += live(world, repository, days, 12)
    server.fault = lambda number, path: None
    sync(tmp_path / "nights.duckdb")
    sync(tmp_path / "fresh.duckdb")
    nights, fresh = (
        rows_of(tmp_path / "nights.duckdb"),
        rows_of(tmp_path / "fresh.duckdb"),
    )
    assert differences(nights, fresh) == {}, done


@pytest.fixture
def spent(server):
    """Count requests and points of a call."""

    def run(call):
        requests, points = server.request_count, server.points
        call()
        return server.request_count - requests, server.points - points

    return run


def test_a_large_repository_costs_what_was_promised(
    world, server, sync, spent, tmp_path
):
    repository = world.repository("octo/cat")
    populate(world, repository, issues=2000, pull_requests=2000)
    raw = tmp_path / "raw.duckdb"
    requests, points = spent(lambda: sync(raw))
    assert requests <= 300
    assert points <= 400
    assert spent(lambda: sync(raw))[0] <= 5
    chance = Random(1)
    for issue in chance.sample(repository["issues"], 20):
        world.comment(issue, "ann", "Again")
    for pull in chance.sample(repository["pullRequests"], 20):
        world.review_comment(pull, "bob", "A nit")
    assert spent(lambda: sync(raw))[0] <= 20


def test_fifty_idle_repositories_cost_ten_requests(
    world, server, sync, spent, tmp_path
):
    names = []
    for number in range(50):
        repository = world.repository(f"octo/r{number}")
        world.issue(repository, "ann", "One")
        names.append(repository["nameWithOwner"])
    raw = tmp_path / "raw.duckdb"
    sync(raw, *names)
    for _ in range(2):
        assert spent(lambda: sync(raw, *names))[0] <= 10
