"""The sample is built the same everywhere, and from any source of its form."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pipelines.errors import SaydoError
from pipelines.sample.build import EMBEDDED, build_sample
from pipelines.sample.errors import MalformedCommitError, SamplePlaceError
from pipelines.sample.history import read_history

HEAD = "ee5c0d0eaf340acf94fcbd4271dee064a8ee793a"


def git(folder: Path, *arguments: str) -> str:
    clean = {key: value for key, value in os.environ.items() if key[:4] != "GIT_"}
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        env=clean,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture
def source(tmp_path):
    return Path(shutil.copytree(EMBEDDED, tmp_path / "source"))


@pytest.fixture
def small(tmp_path):
    """A source of one commit, to be spoilt."""
    folder = tmp_path / "small" / "01-start"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "README.md").write_text("# Small\n")
    (folder / "commit.yml").write_text(
        "author: {name: A, email: a@example.com}\n"
        "date: 2024-01-31T09:00:00Z\nmessage: Start\n"
    )
    return folder.parent


def test_the_head_has_the_same_sha_in_every_build(tmp_path):
    one = build_sample(tmp_path / "one")
    two = build_sample(tmp_path / "two")
    assert one.name == "todo-api"
    assert git(one, "rev-parse", "main") == HEAD
    assert git(two, "rev-parse", "main") == HEAD


def test_the_repository_is_clean_on_main_and_has_no_remote(tmp_path):
    folder = build_sample(tmp_path)
    assert git(folder, "branch", "--show-current") == "main"
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "remote") == ""
    assert git(folder, "fsck", "--strict") == ""


def test_the_history_runs_from_january_2024_to_march_2025_in_utc(tmp_path):
    folder = build_sample(tmp_path)
    times = git(folder, "log", "--reverse", "--format=%aI %cI").splitlines()
    assert len(times) == len(list(EMBEDDED.iterdir()))
    assert times == sorted(times)
    assert times[0].startswith("2024-01-")
    assert times[-1].startswith("2025-03-")
    assert all(re.fullmatch(r"(\S+)(\+00:00|Z) \1\2", time) for time in times)


def test_the_folders_that_begin_with_a_dot_are_checked_in(tmp_path):
    folder = build_sample(tmp_path)
    assert {path.name for path in (folder / ".github").iterdir()} == {
        "CODEOWNERS",
        "ISSUES.md",
        "LABELS.md",
        "MILESTONES.md",
        "PULL_REQUESTS.md",
    }


def test_every_item_stands_in_its_archive_once(tmp_path):
    folder = build_sample(tmp_path)
    issues = (folder / ".github/ISSUES.md").read_text()
    pulls = (folder / ".github/PULL_REQUESTS.md").read_text()
    log = (folder / "ops/incidents.md").read_text()
    assert re.findall(r"(?m)^## Issue #(\d+): ", issues) == [
        str(number) for number in range(101, 109)
    ]
    assert re.findall(r"(?m)^## PR #(\d+): ", pulls) == [
        "210",
        "213",
        "215",
        "220",
        "221",
    ]
    assert re.findall(r"(?m)^## Incident ([\d-]+): ", log) == [
        "2024-11-12",
        "2024-10-01",
    ]


def test_git_follows_the_on_call_page_through_its_move(tmp_path):
    folder = build_sample(tmp_path)
    names = git(folder, "log", "--follow", "--format=", "--name-only", "ops/oncall.md")
    assert set(names.split()) == {"ops/oncall.md", "docs/on-call.md"}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("docs/on-call.md", "review within 5 business days"),  # another number now
        ("CONTRIBUTING.md", "at least two approvals"),  # another number now
        ("CONTRIBUTING.md", "open for at least 24 hours"),  # no rule any more
        ("CONTRIBUTING.md", "passed CI before they are merged"),  # same rule, reworded
    ],
)
def test_a_former_rule_is_in_the_history_and_not_in_the_documents(
    tmp_path, path, sentence
):
    folder = build_sample(tmp_path)
    assert git(folder, "log", "--oneline", "-S", sentence, "--", path)
    assert not any(sentence in file.read_text() for file in folder.rglob("*.md"))


def test_neither_home_nor_git_settings_of_the_person_play_a_part(tmp_path, monkeypatch):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("reference-transaction", "post-checkout", "post-commit"):
        (hooks / name).write_text("#!/bin/sh\nexit 1\n")
        (hooks / name).chmod(0o755)
    hostile = tmp_path / "gitconfig"
    hostile.write_text(
        "[user]\nname = Somebody\nemail = somebody@example.org\nsigningkey = 0\n"
        "[commit]\ngpgsign = true\n[gpg]\nprogram = /nonexistent\n"
        "[core]\nautocrlf = true\neol = crlf\n"
        f"hooksPath = {hooks}\n"
        "[init]\ndefaultBranch = other\n[i18n]\ncommitEncoding = latin-1\n"
    )
    home = tmp_path / "home"
    (home / "git").mkdir(parents=True)
    (home / "git" / "attributes").write_text("* text eol=crlf\n")
    (home / ".gitconfig").write_text(hostile.read_text())
    for name, value in {
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "GIT_CONFIG_GLOBAL": hostile,
        "GIT_CONFIG_SYSTEM": hostile,
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.autocrlf",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_DIR": tmp_path / "elsewhere",
        "GIT_WORK_TREE": tmp_path / "elsewhere",
        "GIT_INDEX_FILE": tmp_path / "elsewhere" / "index",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_TEMPLATE_DIR": hooks,
        "TZ": "Asia/Kathmandu",
    }.items():
        monkeypatch.setenv(name, str(value))
    folder = build_sample(tmp_path / "built")
    assert git(folder, "rev-parse", "HEAD") == HEAD
    assert b"\r" not in (folder / "CONTRIBUTING.md").read_bytes()
    assert not (tmp_path / "elsewhere").exists()


def test_it_builds_with_an_empty_home(tmp_path, monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    assert git(build_sample(tmp_path / "one"), "rev-parse", "HEAD") == HEAD
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert git(build_sample(tmp_path / "two"), "rev-parse", "HEAD") == HEAD
    assert not list((tmp_path / "home").iterdir())


def test_a_sample_of_the_same_source_is_left_untouched(tmp_path):
    folder = build_sample(tmp_path)
    (folder / "note.md").write_text("somebody looks around here")
    assert build_sample(tmp_path) == folder
    assert (folder / "note.md").exists()


def test_a_changed_source_is_built_anew_and_leaves_nothing_beside_it(tmp_path, source):
    target = tmp_path / "target"
    folder = build_sample(target, source=source)
    (folder / "note.md").write_text("of the last build")
    page = source / "16-milestones/files/.github/MILESTONES.md"
    page.write_text(page.read_text().replace("Calm on-call", "Quiet nights"))
    assert build_sample(target, source=source) == folder
    assert git(folder, "rev-parse", "HEAD") != HEAD
    assert "Quiet nights" in (folder / ".github/MILESTONES.md").read_text()
    assert not (folder / "note.md").exists()
    assert [path.name for path in target.iterdir()] == ["todo-api"]


def test_deletes_and_paths_with_spaces_reach_the_repository(tmp_path, small):
    second = small / "02-second"
    (second / "files" / "a folder").mkdir(parents=True)
    (second / "files" / "a folder" / 'the "rules".md').write_text("no newline")
    (second / "commit.yml").write_text(
        "author: {name: Zoë, email: z@example.com}\n"
        "date: 2024-02-01T09:00:00Z\nmessage: |\n  Move\n\n  Why.\n"
        "deletes: [README.md]\n"
    )
    folder = build_sample(tmp_path, source=small)
    assert not (folder / "README.md").exists()
    assert (folder / "a folder" / 'the "rules".md').read_text() == "no newline"
    assert git(folder, "log", "-1", "--format=%an|%B") == "Zoë|Move\n\nWhy."


def test_a_folder_that_is_no_sample_is_never_overwritten(tmp_path):
    (tmp_path / "todo-api").mkdir()
    (tmp_path / "todo-api" / "work.txt").write_text("mine")
    with pytest.raises(SamplePlaceError, match="todo-api"):
        build_sample(tmp_path)
    assert (tmp_path / "todo-api" / "work.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_said_so(tmp_path):
    (tmp_path / "todo-api").write_text("a file")
    with pytest.raises(SamplePlaceError, match="todo-api"):
        build_sample(tmp_path)
    with pytest.raises(SamplePlaceError, match="can't be written"):
        build_sample(tmp_path / "todo-api")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("name: A, ", "", "author.name"),
        ("name: A", "name: 'A <b>'", "author.name"),
        ("a@example.com", "nobody", "author.email"),
        ("author: {", "author: A\nby: {", "by"),
        ("author: {name: A, email: a@example.com}", "author: A", "author"),
        ("2024-01-31T09:00:00Z", "2024-02-31T09:00:00Z", "date"),
        ("2024-01-31T09:00:00Z", "2024-01-31T09:00:00+01:00", "date"),
        ("date: 2024-01-31T09:00:00Z\n", "", "date"),
        ("message: Start", "message: ''", "message"),
        ("message: Start", "message: Start\ndeletes: README.md", "deletes"),
        ("message: Start", "message: Start\ndeletes: [OTHER.md]", "deletes"),
        ("message: Start", "message: Start\ndeletes: [../README.md]", "deletes"),
        ("message: Start", "message: Start\nrenames: [README.md]", "renames"),
        ("message: Start", "message: Start\nrenames: [{from: A, to: B}]", "renames"),
        ("message: Start", "message: Start\nmesage: Typo", "mesage"),
    ],
)
def test_a_malformed_commit_is_named_by_file_and_key(tmp_path, small, old, new, key):
    path = small / "01-start" / "commit.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(MalformedCommitError) as caught:
        build_sample(tmp_path / "target", source=small)
    assert isinstance(caught.value, SaydoError)
    assert caught.value.key == key
    assert f"{path}: {key}: " in str(caught.value)
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("content", [b"a: [", b"- a\n- b\n", b"\xff\xfe\x00", b""])
def test_a_commit_file_that_is_no_mapping_is_named(small, content):
    path = small / "01-start" / "commit.yml"
    path.write_bytes(content)
    with pytest.raises(MalformedCommitError, match=re.escape(str(path))):
        read_history(small)


def test_a_folder_without_a_commit_file_is_named(small):
    (small / "01-start" / "commit.yml").unlink()
    with pytest.raises(MalformedCommitError, match=r"commit.yml: is missing"):
        read_history(small)


def test_a_source_without_commits_is_named(tmp_path):
    with pytest.raises(MalformedCommitError, match="no folder of a commit"):
        read_history(tmp_path)


def test_commits_may_not_run_backwards_in_time(small):
    shutil.copytree(small / "01-start", small / "02-later")
    path = small / "02-later" / "commit.yml"
    path.write_text(path.read_text().replace("2024-01-31", "2024-01-30"))
    with pytest.raises(MalformedCommitError, match=r"02-later.*date"):
        read_history(small)
