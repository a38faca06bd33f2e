"""The Makefile says what it can do, and calls what is there."""

from __future__ import annotations

import re
import subprocess

import pytest

from pipelines.settings import PROJECT_ROOT

MAKEFILE = (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE)


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_every_target():
    listed = re.findall(r"^  make (\S+) +\S", make().stdout, re.MULTILINE)
    assert listed == TARGETS


def test_every_target_is_phony_so_that_a_file_of_its_name_does_not_stop_it():
    phony = re.search(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert phony
    assert sorted(phony[1].split()) == sorted(TARGETS)


needs_set_up = pytest.mark.skipif(
    not list((PROJECT_ROOT / ".venv").glob(".saydo-*")),
    reason="these tests do not run in the environment that make set up",
)


@needs_set_up
@pytest.mark.parametrize("target", ["lint", "types", "unit", "flow", "refresh", "docs"])
def test_after_the_set_up_a_target_does_not_set_up_again(target):
    assert "bin/setup" not in make("--dry-run", target).stdout


def test_the_variables_reach_the_command_line(tmp_path):
    probe = tmp_path / "probe.mk"
    probe.write_text(
        "probe:\n\t@echo $$SAYDO_REPOSITORIES,$$SAYDO_DATA,$$SAYDO_STRICT\n"
    )
    done = make(
        "-f", "Makefile", "-f", str(probe), "probe", "REPO=../a b", "DATA=d", "STRICT=1"
    )
    assert done.stdout == "../a b,d,1\n"


@needs_set_up
def test_signals_without_its_files_says_what_it_needs():
    done = make("signals")
    assert done.returncode != 0
    assert "make signals IN=texts.jsonl OUT=signals.jsonl" in done.stdout


def test_continuous_integration_runs_what_everybody_runs():
    script = (PROJECT_ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in script.splitlines() if line and line[0] != "#"]
    assert commands[-1] == "exec make test"
