"""The same facts from a history of nights, with faults, as from one whole reading."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import duckdb
import pytest

from pipelines.extract.github.addresses import Addresses
from pipelines.extract.github.client import Client
from pipelines.extract.github.sync import sync_repositories
from pipelines.extract.github.tokens import PersonalToken
from pipelines.extract.github.transport import Transport
from pipelines.model.dbt import JUDGED, MEASURED, Models
from pipelines.model.previous import hand_on
from pipelines.progress import Progress
from pipelines.read.run import read
from pipelines.run import Run
from pipelines.settings import Settings
from tests.flow.test_github_refresh import serve_git
from tests.github_server.life import live, populate
from tests.github_server.server import TOKEN, GitHubServer
from tests.github_server.world import World

FAULTS = (
    "502", "504", "truncated", "reset", "partial", "nulls", "secondary",
    "secondary without hint", "primary", "resources", "odd",
)  # fmt: skip
DOCUMENTS = {
    "CONTRIBUTING.md": "# Rules\n\n- Changes must have an approval from `@octo/core`.\n"
    "- Issues must carry `bug` or `api`.\n",
    "CODEOWNERS": "*.py @octo/core\n",
}
SEEDS = (11, 12, 13)
WHEN = "as_of"  # something was looked at: two readings differ in that


class Nights:
    """A server, a client that never sleeps, and the data folders of two histories."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World()
        self.server = GitHubServer(self.world)
        self.server.git_root = serve_git(folder / "git", DOCUMENTS)
        self.done: list[str] = []
        transport = Transport(
            Addresses(self.server.url, f"{self.server.url}/graphql", self.server.url),
            PersonalToken(TOKEN), progress=Progress(io.StringIO()),
            sleep=lambda _: None, clock=lambda: 0.0,
        )  # fmt: skip
        self.client = Client(transport)

    def names(self) -> list[str]:
        return [one["nameWithOwner"] for one in self.world.repositories.values()]

    def sync(self, settings: Settings) -> None:
        settings.state.mkdir(parents=True, exist_ok=True)
        found = sync_repositories(
            self.names(), raw_path=settings.raw, client=self.client,
            progress=Progress(io.StringIO()), settings=settings.extraction,
        )  # fmt: skip
        assert found.failures == {}

    def facts(self, settings: Settings) -> dict[str, list[str]]:
        """Build the facts; return the rows of each table, sorted."""
        silent = Progress(io.StringIO())
        read(settings.raw, progress=silent)
        run = Run.start(datetime(2026, 4, 1, tzinfo=UTC), tuple(self.names()), ())
        hand_on(settings.warehouse, settings.previous)
        Models(settings, run, silent)._invoke(
            "build", "--exclude", f"{JUDGED} {MEASURED}",
            "--exclude-resource-type", "test", "unit_test",
        )  # fmt: skip
        with duckdb.connect(str(settings.build), read_only=True) as warehouse:
            tables = warehouse.execute(
                "select table_name, list(column_name order by column_index)"
                " from duckdb_columns() where schema_name = 'main' and not internal"
                " and database_name = current_database() group by all"
            ).fetchall()
            return {
                name: sorted(
                    map(str, warehouse.execute(_select(name, columns)).fetchall())
                )
                for name, columns in tables
            }


def _select(name: str, columns: list[str]) -> str:
    shown = ", ".join(f'"{column}"' for column in columns if column != WHEN)
    return f'select {shown} from "{name}"'


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    found = Nights(tmp_path_factory.mktemp("nights"))
    yield found
    found.server.close()
    found.client.close()


def test_the_facts_of_many_nights_are_those_of_one_reading(nights):
    world, server = nights.world, nights.server
    chances = {}
    for seed in SEEDS:
        name = "octo/cat" if seed == SEEDS[0] else f"octo/r{seed}"
        repository = world.repository(name)
        populate(world, repository, issues=15, pull_requests=15, seed=seed)
        chances[seed] = repository, Random(seed)
    world.team("octo", "core", "ann", "bob")
    faults = Random(1)
    server.fault = lambda *_: faults.choice(FAULTS) if faults.random() < 0.2 else None
    history = Settings((), nights.folder / "history")
    nights.sync(history)
    for _ in range(2):
        for repository, chance in chances.values():
            nights.done += live(world, repository, chance, 25, rarer=True)
        nights.sync(history)
    server.fault = lambda *_: None
    fresh = Settings((), nights.folder / "fresh")
    nights.sync(fresh)
    there, here = nights.facts(fresh), nights.facts(history)
    assert set(here) == set(there)
    assert len(there["pull_requests"]) > 40
    different = {
        name: {
            "only in the history": sorted(set(here[name]) - set(there[name])),
            "only in one reading": sorted(set(there[name]) - set(here[name])),
        }
        for name in there
        if here[name] != there[name]
    }
    assert different == {}, nights.done
