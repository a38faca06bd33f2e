"""Documents, their revisions and commits are read from a checkout's history."""

import io
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import git
import pytest

from pipelines.errors import InputError
from pipelines.extract.checkout import git as reader
from pipelines.extract.checkout.identity import identify
from tests.unit.extract.conftest import Checkout, ordinary_user


def revisions(tables):
    rows = sorted(
        tables["document_revisions"], key=lambda r: (r["document_id"], r["position"])
    )
    return [
        (r["path"], r["change"], r["position"], r["is_current"], r["document_id"])
        for r in rows
    ]


def texts(tables):
    return {row["content_id"]: row["text"] for row in tables["document_texts"]}


def completeness(tables):
    return {row["kind"]: row for row in tables["completeness"]}


def test_every_revision_of_a_document_is_read_with_its_text_and_time(checkout, read):
    first = checkout.commit({"CONTRIBUTING.md": "one\n", "src/a.py": "x"})
    checkout.commit({"src/a.py": "y"})
    second = checkout.commit({"CONTRIBUTING.md": "two\n"})
    tables = read(checkout.folder)
    rows = tables["document_revisions"]
    assert [(r["commit_sha"], r["change"]) for r in rows] == [
        (first, "added"),
        (second, "modified"),
    ]
    assert [r["committed_at"] for r in rows] == [
        datetime(2024, 1, 1, 8, 0, tzinfo=UTC),
        datetime(2024, 1, 1, 8, 2, tzinfo=UTC),
    ]
    assert [r["is_current"] for r in rows] == [False, True]
    assert [texts(tables)[r["content_id"]] for r in rows] == ["one\n", "two\n"]
    assert {r["kind"] for r in rows} == {"contributing"}


def test_a_renamed_document_stays_one_document(checkout, read):
    words = "".join(f"line {n}\n" for n in range(30))
    checkout.commit({"docs/on-call.md": words})
    (checkout.folder / "ops").mkdir()
    (checkout.folder / "docs/on-call.md").rename(checkout.folder / "ops/oncall.md")
    checkout.commit({"ops/oncall.md": words + "more\n"})
    checkout.commit({"docs/on-call.md": "something else"})
    assert revisions(read(checkout.folder)) == [
        ("docs/on-call.md", "added", 1, True, "docs/on-call.md"),
        ("docs/on-call.md", "added", 0, False, "ops/oncall.md"),
        ("ops/oncall.md", "renamed", 1, True, "ops/oncall.md"),
    ]


def test_a_deleted_document_has_a_last_revision_without_a_text(checkout, read):
    checkout.commit({"README.md": "x", "NOTES.md": "y"})
    (checkout.folder / "NOTES.md").unlink()
    checkout.commit()
    checkout.commit({"NOTES.md": "back"})
    (checkout.folder / "README.md").unlink()
    checkout.commit()
    tables = read(checkout.folder)
    assert revisions(tables) == [
        ("NOTES.md", "added", 0, False, "NOTES.md"),
        ("NOTES.md", "deleted", 1, False, "NOTES.md"),
        ("NOTES.md", "added", 2, True, "NOTES.md"),
        ("README.md", "added", 0, False, "README.md"),
        ("README.md", "deleted", 1, False, "README.md"),
    ]
    gone = [r for r in tables["document_revisions"] if r["change"] == "deleted"]
    assert {r["content_id"] for r in gone} == {None}
    documents = completeness(tables)["documents"]
    assert (documents["expected_count"], documents["loaded_count"]) == (1, 1)


def test_what_a_merge_brought_is_one_change_on_the_first_parent_line(checkout, read):
    checkout.commit({"README.md": "x"})
    checkout.repo.git.checkout("-q", "-b", "topic")
    checkout.commit({"NOTES.md": "a"})
    checkout.commit({"NOTES.md": "b"})
    checkout.repo.git.checkout("-q", "main")
    with checkout.repo.git.custom_environment(
        GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@x", GIT_COMMITTER_NAME="a",
        GIT_COMMITTER_EMAIL="a@x",
    ):  # fmt: skip
        checkout.repo.git.merge("--no-ff", "-m", "Merge topic", "topic")
    tables = read(checkout.folder)
    notes = [r for r in tables["document_revisions"] if r["path"] == "NOTES.md"]
    assert [r["commit_sha"] for r in notes] == [checkout.repo.head.commit.hexsha]
    assert [(c["position"], c["parent_count"]) for c in tables["commits"]] == [
        (0, 0),
        (1, 2),
    ]
    assert tables["commits"][1]["paths"] == ["NOTES.md"]


def test_commits_tell_who_and_what(checkout, read):
    checkout.commit(
        {"a b/ü.py": "x"}, message="Subject\n\nBody: ünïcode", author="Ada <Ada@X.org>"
    )
    checkout.commit(author="Bo <12+Bo-B@users.noreply.github.com>")
    checkout.commit(author="renovate[bot] <r@x.org>")
    tables = read(checkout.folder)
    first, second, third = tables["commits"]
    assert first["message"] == "Subject\n\nBody: ünïcode"
    assert first["paths"] == ["a b/ü.py"]
    assert first["author_id"] == "ada@x.org"
    assert second["author_id"] == "bo-b"
    people = {p["person_id"]: p for p in tables["people"]}
    assert people["ada@x.org"]["kind"] == "email"
    assert people["bo-b"]["kind"] == "user"
    assert people[third["author_id"]]["is_bot"] is True
    assert people["ada@x.org"]["is_bot"] is False


def test_the_repository_is_named_by_its_origin_without_credentials(checkout, read):
    sha = checkout.commit({"README.md": "x"})
    checkout.repo.create_remote("origin", "https://me:secret@git.example.org/o/n.git")
    (row,) = read(checkout.folder)["repositories"]
    assert row["repository_id"] == "o/n"
    assert row["url"] == "https://git.example.org/o/n"
    assert (row["default_branch"], row["head_commit_sha"]) == ("main", sha)
    assert row["source"] == "archive"


def test_a_plain_folder_has_one_revision_per_document(tmp_path, read):
    folder = tmp_path / "plain"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/a.md").write_text("a")
    (folder / "node_modules").mkdir()
    (folder / "node_modules/README.md").write_text("no")
    tables = read(folder)
    (row,) = tables["document_revisions"]
    assert (row["path"], row["change"], row["position"]) == ("docs/a.md", "added", 0)
    assert (row["commit_sha"], row["committed_at"]) == (None, None)
    assert row["is_current"] is True
    assert tables["repositories"][0]["repository_id"] == "local/plain"
    assert tables["repositories"][0]["url"] is None
    assert completeness(tables)["document_revisions"]["expected_count"] is None


def test_a_checkout_without_commits_is_read_as_a_folder(checkout, read):
    checkout.write({"README.md": "x"})
    checkout.repo.create_remote("origin", "git@github.com:o/n.git")
    tables = read(checkout.folder)
    assert [r["path"] for r in tables["document_revisions"]] == ["README.md"]
    assert tables["repositories"][0]["repository_id"] == "o/n"
    assert tables["commits"] == []


def test_a_bare_repository_is_read(checkout, tmp_path, read):
    checkout.commit({"README.md": "x"})
    bare = tmp_path / "mirror.git"
    git.Repo.clone_from(checkout.folder, bare, bare=True)
    tables = read(bare)
    assert [r["path"] for r in tables["document_revisions"]] == ["README.md"]


def test_a_shallow_clone_says_so(checkout, tmp_path, read):
    for text in "abc":
        checkout.commit({"README.md": text})
    clone = tmp_path / "clone"
    git.Repo.clone_from(checkout.folder.as_uri(), clone, depth=1)
    rows = completeness(read(clone))
    assert rows["commits"]["expected_count"] is None
    assert rows["commits"]["loaded_count"] == 1
    assert "shallow" in rows["commits"]["reason"]


def test_what_stands_where_a_shallow_clone_begins_has_no_date(checkout, tmp_path, read):
    checkout.commit({"README.md": "a"})
    checkout.commit({"README.md": "b", "NOTES.md": "b"})
    checkout.commit({"README.md": "c"})
    begins = datetime(2024, 1, 1, 8, 1, tzinfo=UTC)
    clones = {depth: tmp_path / f"clone{depth}" for depth in (1, 2, 9)}
    for depth, folder in clones.items():
        git.Repo.clone_from(checkout.folder.as_uri(), folder, depth=depth)
    tables = read(clones[2])
    assert [row["history_from"] for row in tables["repositories"]] == [begins]
    assert {
        (row["path"], row["commit_position"], row["committed_at"] and "dated")
        for row in tables["document_revisions"]
    } == {("README.md", 0, None), ("NOTES.md", 0, None), ("README.md", 1, "dated")}
    for whole in (checkout.folder, clones[9]):
        tables = read(whole)
        assert [row["history_from"] for row in tables["repositories"]] == [None]
        assert all(row["committed_at"] for row in tables["document_revisions"])


def test_a_shallow_clone_as_deep_as_its_history_is_whole(checkout, tmp_path, read):
    checkout.commit({"README.md": "a"})
    checkout.commit({"README.md": "b"})
    clone = tmp_path / "clone"
    git.Repo.clone_from(checkout.folder.as_uri(), clone, depth=1)
    git.Repo(clone).git.fetch("--quiet", "--depth=2")
    first = checkout.repo.head.commit.parents[0].hexsha
    (clone / ".git/shallow").write_text(f"{first}\n")  # as some versions of git do
    tables = read(clone)
    assert [row["history_from"] for row in tables["repositories"]] == [None]
    assert all(row["committed_at"] for row in tables["document_revisions"])
    assert completeness(tables)["commits"]["expected_count"] == 2


def test_a_shallow_clone_begins_when_its_order_says(checkout, tmp_path, read):
    """The clock of the commit at which it begins was ahead."""
    checkout.commit({"README.md": "a"})
    checkout.commit({"README.md": "b"}, at="2096-01-01T00:00:00Z")
    checkout.commit({"README.md": "c"}, at="2024-03-01T08:00:00Z")
    clone = tmp_path / "clone"
    git.Repo.clone_from(checkout.folder.as_uri(), clone, depth=2)
    (row,) = read(clone)["repositories"]
    assert row["history_from"] == datetime(2024, 3, 1, 8, tzinfo=UTC)


def test_commits_come_from_the_default_branch_whatever_is_checked_out(
    checkout, tmp_path, read
):
    checkout.commit({"README.md": "x"})
    clone = tmp_path / "clone"
    git.Repo.clone_from(checkout.folder, clone)
    other = git.Repo(clone)
    other.git.checkout("-q", "-b", "topic")
    (clone / "README.md").write_text("y")
    with other.git.custom_environment(
        GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@x", GIT_COMMITTER_NAME="a",
        GIT_COMMITTER_EMAIL="a@x",
    ):  # fmt: skip
        other.git.commit("-qam", "on topic")
    said = io.StringIO()
    tables = read(clone, said=said)
    assert [c["message"] for c in tables["commits"]] == ["Change"]
    assert len(tables["document_revisions"]) == 2
    assert tables["repositories"][0]["default_branch"] == "main"
    assert "origin/main" in said.getvalue()


def test_uncommitted_documents_are_told_and_not_read(checkout, read):
    checkout.commit({"README.md": "committed\n", "NOTES.md": "same\n"})
    checkout.write({"README.md": "changed\n", "NOTES.md": b"same\r\n", "NEW.md": "new"})
    said = io.StringIO()
    tables = read(checkout.folder, said=said)
    assert set(texts(tables).values()) == {"committed\n", "same\n"}
    assert "2 documents have changes that are not committed" in said.getvalue()
    assert "NEW.md, README.md" in said.getvalue()


def test_a_clean_checkout_says_nothing_of_changes(checkout, read):
    checkout.commit({"README.md": "x"})
    said = io.StringIO()
    read(checkout.folder, said=said)
    assert "not committed" not in said.getvalue()


@pytest.mark.parametrize("has_git", [True, False])
def test_a_large_file_is_recorded_and_not_read(checkout, read, has_git):
    files = {"docs/huge.md": "x" * 2000, "README.md": "small"}
    checkout.commit(files) if has_git else checkout.write(files)
    tables = read(checkout.folder, {"max_document_bytes": 1000})
    (row,) = tables["unreadable"]
    assert (row["path"], row["line"]) == ("docs/huge.md", None)
    assert "2,000 bytes" in row["reason"]
    assert list(texts(tables).values()) == ["small"]
    huge = next(r for r in tables["document_revisions"] if "huge" in r["path"])
    assert (huge["content_id"], huge["size_bytes"]) == (None, 2000)
    documents = completeness(tables)["documents"]
    assert (documents["expected_count"], documents["loaded_count"]) == (2, 1)


@pytest.mark.parametrize("has_git", [True, False])
def test_bytes_that_are_not_utf8_are_located_and_the_rest_is_read(
    checkout, read, has_git
):
    files = {"README.md": b"fine\nbad \xe9 byte\n"}
    checkout.commit(files) if has_git else checkout.write(files)
    tables = read(checkout.folder)
    (row,) = tables["unreadable"]
    assert (row["path"], row["line"]) == ("README.md", 2)
    assert "byte 9" in row["reason"]
    assert list(texts(tables).values()) == ["fine\nbad \ufffd byte\n"]


def test_ids_of_unreadable_parts_do_not_change_from_run_to_run(checkout, read):
    checkout.write({"README.md": b"\xff", "NOTES.md": b"\xff"})
    ids = [row["unreadable_id"] for row in read(checkout.folder)["unreadable"]]
    assert ids == [row["unreadable_id"] for row in read(checkout.folder)["unreadable"]]
    assert len(set(ids)) == 2


def test_links_out_of_the_folder_are_not_followed(tmp_path, read):
    folder = tmp_path / "project"
    (folder / "docs").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "private").mkdir()
    (tmp_path / "private/a.md").write_text("secret")
    (folder / "docs/out.md").symlink_to(tmp_path / "secret.md")
    (folder / "docs/nowhere.md").symlink_to(folder / "missing.md")
    (folder / "docs/folder").symlink_to(tmp_path / "private")
    (folder / "docs/loop").symlink_to(folder / "docs")
    (folder / "docs/itself.md").symlink_to(folder / "docs/itself.md")
    (folder / "docs/itself").symlink_to(folder / "docs/itself")
    (folder / "README.md").write_text("in")
    (folder / "NOTES.md").symlink_to(folder / "README.md")
    tables = read(folder)
    assert set(texts(tables).values()) == {"in"}
    assert {row["path"] for row in tables["unreadable"]} == {
        "docs/out.md",
        "docs/nowhere.md",
        "docs/itself.md",
    }


@pytest.fixture
def opened():
    """A folder that other users than the one who runs the tests may enter."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        yield place
        for folder in (place / "project/docs", place / "project/.git"):
            if folder.exists():
                folder.chmod(0o755)


def test_a_folder_that_cannot_be_read_is_told_and_what_is_in_it_not_counted(
    opened, read
):
    folder = opened / "project"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/guide.md").write_text("x")
    (folder / "README.md").write_text("y")
    (folder / "docs").chmod(0)
    with ordinary_user():
        tables = read(folder)
    assert [(row["path"], row["reason"]) for row in tables["unreadable"]] == [
        ("docs", "a folder that cannot be read: Permission denied")
    ]
    documents = completeness(tables)["documents"]
    assert (documents["expected_count"], documents["loaded_count"]) == (None, 1)
    assert "1 folders cannot be read" in documents["reason"]
    assert {(row["path"], row["is_opaque"]) for row in tables["files"]} == {
        ("README.md", False),
        ("docs", True),
    }


def test_a_repository_that_may_not_be_read_is_no_plain_folder(opened):
    checkout = Checkout(opened / "project")
    checkout.commit({"README.md": "x"})
    (checkout.folder / ".git").chmod(0)
    with ordinary_user(), pytest.raises(InputError, match=r"\.git may not be read"):
        identify(checkout.folder)


def test_links_in_a_checkout_are_not_followed(checkout, tmp_path, read):
    (tmp_path / "secret.md").write_text("secret")
    (checkout.folder / "README.md").symlink_to(tmp_path / "secret.md")
    checkout.commit({"NOTES.md": "x"})
    assert list(texts(read(checkout.folder)).values()) == ["x"]


def test_the_configuration_of_a_checkout_runs_nothing(checkout, read, tmp_path):
    checkout.commit({"README.md": "x", ".gitattributes": "*.md diff=evil filter=evil"})
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    with checkout.repo.config_writer() as config:
        config.set_value("core", "fsmonitor", str(trap))
        config.set_value("core", "pager", str(trap))
        config.set_value("log", "showSignature", "true")
        config.set_value("gpg", "program", str(trap))
        config.set_value("diff", "external", str(trap))
        config.set_value('diff "evil"', "command", str(trap))
        config.set_value('diff "evil"', "textconv", str(trap))
        config.set_value('filter "evil"', "clean", str(trap))
        config.set_value("diff", "orderFile", "/no/such/file")
    checkout.write({"README.md": "y"})
    (tmp_path / "sprung").unlink(missing_ok=True)
    assert len(read(checkout.folder)["document_revisions"]) == 1
    assert not (tmp_path / "sprung").exists()


def test_a_folder_without_documents_is_no_error(tmp_path, read):
    folder = tmp_path / "empty"
    folder.mkdir()
    tables = read(folder)
    assert tables["document_revisions"] == []
    row = completeness(tables)["documents"]
    assert (row["expected_count"], row["loaded_count"]) == (0, 0)
    assert "no documents" in row["reason"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(InputError, match="nowhere: no such folder"):
        identify(tmp_path / "nowhere")
    file = tmp_path / "file.md"
    file.write_text("x")
    with pytest.raises(InputError, match="not a folder"):
        identify(file)


def test_a_folder_inside_a_checkout_is_a_plain_folder(checkout, read):
    checkout.commit({"service/README.md": "x"})
    checkout.repo.create_remote("origin", "git@github.com:o/n.git")
    tables = read(checkout.folder / "service")
    assert tables["repositories"][0]["repository_id"] == "local/service"
    assert tables["commits"] == []


def test_a_missing_git_is_told(checkout, read, monkeypatch):
    checkout.commit({"README.md": "x"})
    monkeypatch.setattr(reader.git.Git, "GIT_PYTHON_GIT_EXECUTABLE", "no-such-git")
    with pytest.raises(InputError, match="git is not found"):
        read(checkout.folder)


def test_a_damaged_repository_is_told(checkout, read):
    checkout.commit({"README.md": "x"})
    head = checkout.repo.head.commit.hexsha
    blob = checkout.folder / ".git/objects" / head[:2] / head[2:]
    blob.chmod(0o644)
    blob.write_bytes(b"broken")
    with pytest.raises(InputError, match="cannot read the repository"):
        read(checkout.folder)


def test_a_missing_blob_is_one_unreadable_document(checkout, read):
    checkout.commit({"README.md": "x", "NOTES.md": "y"})
    sha = checkout.repo.head.commit.tree["README.md"].hexsha
    (checkout.folder / ".git/objects" / sha[:2] / sha[2:]).unlink()
    tables = read(checkout.folder)
    assert list(texts(tables).values()) == ["y"]
    assert [row["path"] for row in tables["unreadable"]] == ["README.md"]


def test_file_names_with_odd_bytes_are_read(tmp_path, read):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a\nb\t\"'.md").write_text("x")
    (folder / os.fsdecode(b"bad\xff.md")).write_text("y")
    assert {r["path"] for r in read(folder)["document_revisions"]} == {
        "a\nb\t\"'.md",
        "bad\ufffd.md",
    }


def test_a_page_named_like_an_archive_that_holds_no_item_is_read_as_a_guide(
    checkout, read
):
    guide = "# How to file an issue\n\nEvery issue must have a label.\n"
    checkout.write({".github/ISSUES.md": guide})
    tables = read(checkout.folder)
    assert [row["kind"] for row in tables["document_revisions"]] == ["contributing"]
    assert [row["path"] for row in tables["unreadable"]] == [".github/ISSUES.md"]


def test_an_archive_stays_one(checkout, read):
    checkout.write({".github/ISSUES.md": "## Issue 3: Lost\n\nState: open\n"})
    tables = read(checkout.folder)
    assert [row["kind"] for row in tables["document_revisions"]] == ["issue_archive"]
    assert tables["unreadable"] == []
