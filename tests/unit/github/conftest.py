"""A world, the server of it, and a client that never sleeps."""

from __future__ import annotations

import io

import pytest

from pipelines.extract.github.addresses import Addresses
from pipelines.extract.github.client import Client
from pipelines.extract.github.sync import sync_repositories
from pipelines.extract.github.tokens import PersonalToken
from pipelines.extract.github.transport import Transport
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


@pytest.fixture
def sync(client, said):
    """Bring repositories up to date in a file, without git."""

    def run(path, *names, has_git=False):
        return sync_repositories(
            names or ["octo/cat"], raw_path=path, client=client,
            progress=Progress(said), has_git=has_git,
        )  # fmt: skip

    return run
