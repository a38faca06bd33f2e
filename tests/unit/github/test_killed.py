"""A reading that is killed, at any moment, goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from pipelines.settings import PROJECT_ROOT
from tests.github_server.life import populate
from tests.github_server.server import TOKEN
from tests.github_server.tables import differences, rows_of

READ = """
import sys
from pathlib import Path
from pipelines.extract.github.run import extract_from_github
from pipelines.progress import Progress

url, token, path = sys.argv[1:]
found = extract_from_github(
    ["octo/cat"], raw_path=Path(path), progress=Progress(),
    environ={"GITHUB_TOKEN": token, "GITHUB_API_URL": url},
)
sys.exit(bool(found.failures))
"""


@pytest.fixture
def start(server, tmp_path):
    """Start reading in a process of its own."""
    running = []

    def run(path):
        process = subprocess.Popen(
            [sys.executable, "-c", READ, server.url, TOKEN, str(path)],
            cwd=PROJECT_ROOT, stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield run
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("moments", [(2, 6, "load"), (4, 9)])
def test_a_reading_that_is_killed_goes_on(world, server, start, tmp_path, moments):
    repository = world.repository("octo/cat")
    populate(world, repository, issues=60, pull_requests=60)
    repository["defaultBranchRef"] = None  # no git here
    raw = tmp_path / "raw.duckdb"
    for moment in moments:
        killed = start(raw)
        end = server.request_count + (10**9 if moment == "load" else moment)

        def kill(number, path, killed=killed, last=end):
            if number >= last:
                os.kill(killed.pid, signal.SIGKILL)

        server.fault = kill
        if moment == "load":
            _await_load(tmp_path)
            killed.kill()
        assert killed.wait(120) == -signal.SIGKILL
        server.fault = lambda number, path: None
        assert not raw.exists()
    asked = server.request_count
    last = start(raw)
    assert last.wait(300) == 0
    went_on = server.request_count - asked
    asked = server.request_count
    assert start(tmp_path / "fresh.duckdb").wait(300) == 0
    assert differences(rows_of(raw), rows_of(tmp_path / "fresh.duckdb")) == {}
    assert went_on < server.request_count - asked + 8  # a look at what came since


def _await_load(folder):
    """Wait until rows are on their way into the tables."""
    while not any(folder.glob("raw.loading/*")):
        time.sleep(0.01)
