"""The whole job, run once on the sample as a person runs it, for all tests to read."""

from __future__ import annotations

import fcntl
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import PROJECT_ROOT, Settings
from tests.github_server.life import populate
from tests.github_server.server import TOKEN, GitHubServer
from tests.github_server.world import World

Rows = list[tuple[Any, ...]]
WITHOUT_NETWORK = Path(__file__).with_name("without_network.py")
# What dbt read of the project for the sample, for the refreshes that follow: it goes
# on from there, as it does in a data folder that it knows.
PARSED = "DBT_PARTIAL_PARSE_FILE_PATH"


@dataclass(frozen=True)
class Refreshed:
    """A finished refresh.

    Attributes:
        settings: Where its files are.
        status: Its exit status.
        out: What it wrote to standard output.
        err: What it wrote to standard error.
        attempts: Its attempts to reach another machine, a line each.
    """

    settings: Settings
    status: int
    out: str
    err: str
    attempts: list[str]

    def rows(self, query: str, *parameters: object) -> Rows:
        """Ask the published warehouse."""
        with duckdb.connect(str(self.settings.warehouse), read_only=True) as warehouse:
            return warehouse.execute(query, parameters).fetchall()


Refresh = Callable[..., Refreshed]


def refresh_in_a_process(
    data: Path,
    *repositories: Path | str,
    prefix: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
    **options: Any,
) -> Refreshed:
    """Run `saydo refresh` in its own process, with an empty home and no network.

    Args:
        data: Folder that takes all output.
        repositories: What to read; none for the sample.
        prefix: Command to run it under (`unshare`, say).
        variables: More environment variables.
        options: For `subprocess.run`.
    """
    home = data.parent / "home"
    home.mkdir(parents=True, exist_ok=True)
    log = data.parent / f"{data.name}-attempts.log"
    log.unlink(missing_ok=True)
    named = [part for path in repositories for part in ("--repo", str(path))]
    command = [sys.executable, str(WITHOUT_NETWORK), str(log)]
    done = subprocess.run(
        [*prefix, *command, "refresh", "--data", str(data), *named],
        cwd=home,
        env={
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(PROJECT_ROOT),
            **({PARSED: os.environ[PARSED]} if PARSED in os.environ else {}),
            **(variables or {}),
        },
        capture_output=True,
        text=True,
        check=False,
        **options,
    )
    attempts = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    settings = Settings(tuple(Path(one) for one in repositories), data)
    return Refreshed(settings, done.returncode, done.stdout, done.stderr, attempts)


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Refreshed]
) -> Refreshed:
    """What `make` made in its folder, by whichever process of the tests came first."""
    root = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    record = root / f"{name}.pickle"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if record.exists():
            done: Refreshed = pickle.loads(record.read_bytes())
        else:
            (root / name).mkdir(exist_ok=True)
            done = make(root / name)
            record.write_bytes(pickle.dumps(done))
    parsed = done.settings.dbt_target / "partial_parse.msgpack"
    os.environ.setdefault(PARSED, str(parsed))
    return done


@pytest.fixture(scope="session")
def refresh(sample: Refreshed) -> Refresh:
    """`refresh(data, *repositories)` runs the whole job, wherever it leads.

    After that on the sample, of which it knows what dbt read of the project.
    """
    assert PARSED in os.environ
    return refresh_in_a_process


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """The published sample; treat its files as read-only."""

    def make(folder: Path) -> Refreshed:
        done = refresh_in_a_process(folder / "data")
        assert done.status == 0, done.err
        return done

    return made_once(tmp_path_factory, "sample", make)


@pytest.fixture(scope="session")
def published_warehouse(sample: Refreshed) -> Path:
    """The published warehouse of the sample; open it read-only."""
    return sample.settings.warehouse


def one_commit(served: Path, name: str, files: Mapping[str, str]) -> str:
    """Serve repository `name` by git with one commit of `files`; return its hash."""
    work = served.parent / "work"
    work.mkdir(parents=True)
    moment = "2026-01-05T10:00:00Z"
    environ = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}

    def git(*command: str) -> str:
        who = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
        return subprocess.run(
            ["git", *who, *command],
            cwd=work,
            env=os.environ | environ,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()

    for path, text in files.items():
        (work / path).write_text(text, encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    git("clone", "-q", "--bare", ".", str(served / f"{name}.git"))
    return git("rev-parse", "HEAD")


@pytest.fixture(scope="session")
def on_github(tmp_path_factory: pytest.TempPathFactory) -> Refreshed:
    """A published repository of GitHub: reviews, label events, deployments, dates."""
    return made_once(tmp_path_factory, "on_github", _on_github)


def _on_github(root: Path) -> Refreshed:
    world = World()
    repository = world.repository("octo/cat")
    world.team("octo", "core", "bob", "cem")
    populate(world, repository, issues=40, pull_requests=30)
    rules = (
        "All pull requests must have at least one approval from `@octo/core`.\n\n"
        "An incident is labelled `sev1`.\n"
    )
    files = {"CONTRIBUTING.md": rules, "CODEOWNERS": "* @octo/core\n"}
    head = one_commit(root / "served", "octo/cat", files)
    for environment in ("staging", "production", "production"):
        world.deploy(repository, environment)["commitOid"] = head
    server = GitHubServer(world)
    server.git_root = root / "served"
    variables = {
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_API_URL": server.url,
        "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
        "GITHUB_SERVER_URL": server.url,
    }
    done = refresh_in_a_process(root / "data", "octo/cat", variables=variables)
    server.close()
    assert done.status == 0, done.err
    return done
