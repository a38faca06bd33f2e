"""Every command in the README and in docs/ does what it says, as somebody types it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.sample.build import build_sample
from pipelines.settings import PROJECT_ROOT
from tests.github_server.server import TOKEN, GitHubServer
from tests.github_server.world import World

PAGES = [
    PROJECT_ROOT / "README.md",
    PROJECT_ROOT / "CONTRIBUTING.md",
    *sorted((PROJECT_ROOT / "docs").glob("*.md")),
]
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
# What stands for something of the reader's own, and what it is here.
PLACEHOLDERS = {
    "GITHUB_TOKEN=...": f"GITHUB_TOKEN={TOKEN}",
    "ORG=name": "ORG=owner",
    # Some of what is labelled shows that the command works; all of it takes minutes.
    "tests/evaluation/clauses*.jsonl": "tests/evaluation/clauses_f*.jsonl",
}
# Commands that this very test is part of, that need an index of packages, or that open
# a window: here make only says what it would run, and must find a rule for it.
ONLY_SHOWN = re.compile(
    r"^make (?=(?:test|unit|flow|bench|evaluate|lock|clean|notebook|picture)\b)",
    re.MULTILINE,
)


# What the other commands start from; it is run, and must do, before any of them.
FIRST = "GITHUB_TOKEN=... make refresh REPO=owner/name\n"


def blocks() -> list[object]:
    """All other blocks in their order; what stands on two pages is run once."""
    places: dict[str, str] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 2
            places.setdefault(match[1], f"{page.relative_to(PROJECT_ROOT)}:{line}")
    assert places.pop(FIRST, None), f"no page tells: {FIRST}"
    return [pytest.param(script, id=place) for script, place in places.items()]


@dataclass(frozen=True)
class Place:
    """A copy of the project beside a service of the reader's, as after the set-up."""

    folder: Path
    variables: dict[str, str]

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
        )


def copy_project(target: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT_ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT_ROOT / name, target / name)
    (target / ".venv").symlink_to(PROJECT_ROOT / ".venv")


def serve_repository(root: Path) -> GitHubServer:
    """`owner/name` on a GitHub of our own, with two spellings of a label."""
    world = World()
    repository = world.repository("owner/name")
    for number, label in enumerate(("type: bug", "type/bug")):
        world.define_label(repository, label)
        issue = world.issue(repository, "ann", f"Crash {number}", "It fails.")
        world.label(issue, repository["labels"][-1])
    work = root / "work"
    work.mkdir()
    (work / "CONTRIBUTING.md").write_text("Pull requests must pass CI before merge.\n")
    who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "-A"],
        [*who, "commit", "-q", "-m", "Rules"],
        ["clone", "-q", "--bare", ".", str(root / "served" / "owner" / "name.git")],
    ):
        subprocess.run(["git", *command], cwd=work, check=True, capture_output=True)
    server = GitHubServer(world)
    server.git_root = root / "served"
    return server


def write_the_readers_own_files(folder: Path) -> None:
    """Files that a page tells the reader to write, as it shows them."""
    page = (folder / "docs" / "extending.md").read_text(encoding="utf-8")
    _, _, section = page.partition("## Your own words")
    parts = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert parts, "the page shows no file"
    (folder / "our-signals.yml").write_text("\n".join(parts), encoding="utf-8")
    (folder / "texts.jsonl").write_text('{"id": "1", "text": "Merged on red CI."}\n')


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    root = tmp_path_factory.mktemp("documented")
    copy_project(root / "saydo")
    shutil.copytree(build_sample(root / "sample"), root / "your-service")
    fake = root / "bin" / "gh"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    (root / "home").mkdir()
    write_the_readers_own_files(root / "saydo")
    server = serve_repository(root)
    variables = {
        "HOME": str(root / "home"),
        "PATH": f"{fake.parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_API_URL": server.url,
        "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
        "GITHUB_SERVER_URL": server.url,
    }
    place = Place(root / "saydo", variables)
    for script in (FIRST, "make propose"):
        done = place.run(as_meant(script))
        assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"
    yield place
    server.close()


def as_meant(script: str) -> str:
    for written, meant in PLACEHOLDERS.items():
        script = script.replace(written, meant)
    return ONLY_SHOWN.sub("make --dry-run ", script)


@pytest.mark.parametrize("script", blocks())
def test_a_documented_command_runs(place, script):
    done = place.run(as_meant(script))
    assert done.returncode == 0, f"{script}\n{done.stdout}\n{done.stderr}"


def test_the_pages_hold_commands():
    assert len(blocks()) > 10
