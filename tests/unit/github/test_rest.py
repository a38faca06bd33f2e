"""Every REST call, and every answer of our own server, is one of GitHub's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from pipelines.errors import UsageError
from pipelines.extract.github.client import Client
from pipelines.extract.github.discover import discover
from tests import github_server
from tests.github_server.life import live, populate

API = json.loads(
    Path(github_server.__file__).with_name("openapi.json").read_text(encoding="utf-8")
)


def described(path):
    """Return GitHub's description of a path; the longest literal match wins."""
    found = [
        (template.count("{"), template)
        for template in API
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path)
    ]
    assert found, f"GitHub has no {path}"
    return API[min(found)[1]]


@pytest.fixture
def asked(monkeypatch):
    """Record path, parameters and content of every REST request."""
    calls = []
    rest = Client.rest

    def recorded(client, path, params=None, **options):
        place = urlsplit(path).path
        try:
            reply = rest(client, path, params, **options)
        except Exception:
            calls.append((place, dict(params or {}), None))
            raise
        calls.append((place, dict(params or {}), reply.content))
        return reply

    monkeypatch.setattr(Client, "rest", recorded)
    return calls


def test_every_rest_call_and_answer_is_as_github_describes_it(
    world, client, sync, asked, tmp_path
):
    from random import Random

    repository = world.repository("octo/cat")
    populate(world, repository, issues=8, pull_requests=8)
    discover(client, "octo")
    sync(tmp_path / "raw.duckdb")
    live(world, repository, Random(7), 30)
    world.delete(repository, repository["issues"][0])
    sync(tmp_path / "raw.duckdb")
    assert len({re.sub(r"\d+", "N", path) for path, _, _ in asked}) >= 6
    for path, parameters, content in asked:
        api = described(path)
        for name, value in parameters.items():
            assert name in api["parameters"], f"{path} takes no {name}"
            values = api["parameters"][name]["enum"]
            assert values is None or value in values, f"{path}: {name}={value}"
        for one in content if isinstance(content, list) else []:
            assert set(one) <= set(api["fields"]), path


@pytest.fixture
def many(world):
    for name in ("service-a", "service-b", "web", "old", "copy"):
        world.repository(f"octo/{name}")
    world.repositories["octo/old"]["isArchived"] = True
    world.repositories["octo/copy"]["isFork"] = True


def test_an_owners_repositories_are_found_by_patterns(many, client):
    assert discover(client, "octo") == ["octo/service-a", "octo/service-b", "octo/web"]
    assert discover(client, "octo", include=["service-*"], exclude=["*-b"]) == [
        "octo/service-a"
    ]
    both = discover(client, "octo", has_archived=True, has_forks=True)
    assert {"octo/old", "octo/copy"} < set(both)


def test_no_repository_left_is_told(many, client):
    with pytest.raises(UsageError, match="octo"):
        discover(client, "octo", include=["nothing"])
