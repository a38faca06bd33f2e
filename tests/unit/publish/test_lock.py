"""One run at a time, and no lock outlives its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from pipelines.errors import WarehouseError
from pipelines.publish.lock import only_one

HOLDER = """
import sys
from pathlib import Path
from pipelines.publish.lock import only_one

with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock until it is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_run_is_refused_with_the_process_that_is_at_work(tmp_path, holder):
    said = rf"another run is at work in {tmp_path} \(process {holder.pid}\)"
    with pytest.raises(WarehouseError, match=said), only_one(tmp_path / "state"):
        pass


def test_a_killed_run_leaves_no_lock(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with only_one(tmp_path / "state"):
        assert (tmp_path / "state" / "lock").read_text() == str(os.getpid())


def test_a_data_folder_that_cannot_be(tmp_path):
    (tmp_path / "data").write_text("a file")
    with (
        pytest.raises(WarehouseError, match="data/state cannot be a folder"),
        only_one(tmp_path / "data" / "state"),
    ):
        pass
