"""A world, the server of it, and a client that never sleeps."""

from __future__ import annotations

import io
import shutil

import pytest

from pipelines.extract.github.addresses import Addresses
from pipelines.extract.github.client import Client
from pipelines.extract.github.sync import sync_repositories
from pipelines.extract.github.tokens import PersonalToken
from pipelines.extract.github.transport import Transport
from pipelines.extract.loading import load
from pipelines.extract.staging import staged
from pipelines.progress import Progress
from tests.github_server.server import TOKEN, GitHubServer
from tests.github_server.world import World


@pytest.fixture
def world():
    return World()


@pytest.fixture
def server(world):
    server = GitHubServer(world)
    yield server
    server.close()


@pytest.fixture
def said():
    return io.StringIO()


@pytest.fixture
def slept():
    return []


@pytest.fixture
def client(server, said, slept):
    addresses = Addresses(server.url, f"{server.url}/graphql", server.url)
    transport = Transport(
        addresses, PersonalToken(TOKEN), progress=Progress(said), sleep=slept.append,
        clock=lambda: 0.0,
    )  # fmt: skip
    client = Client(transport)
    yield client
    client.close()


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory):
    """A file with every table and no row: dlt takes its time to make them."""
    path = tmp_path_factory.mktemp("empty") / "raw.duckdb"
    with staged(path) as copy:
        load(copy, [], disposition="merge", source_name="github")
    return path


@pytest.fixture
def sync(client, said, empty_tables):
    """Bring repositories up to date in a file, without git."""

    def run(path, *names, has_git=False):
        if not path.exists():
            shutil.copyfile(empty_tables, path)
        return sync_repositories(
            names or ["octo/cat"], raw_path=path, client=client,
            progress=Progress(said), has_git=has_git,
        )  # fmt: skip

    return run
