"""What is read ends in tables that are whole, keyed and the same in every run."""

import errno
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import InputError, WarehouseError
from pipelines.extract.loading import forget, load
from pipelines.extract.run import extract
from pipelines.extract.staging import staged
from pipelines.extract.tables import RAW_TABLES
from pipelines.progress import Progress
from tests.unit.extract.conftest import ordinary_user

ISSUES = "## Issue #1: First\n\n**Status:** Open\n**Labels:** bug\n"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "project"
    (folder / ".github").mkdir(parents=True)
    (folder / ".github/ISSUES.md").write_text(ISSUES)
    (folder / "README.md").write_text("Hello\n")
    return folder


@pytest.fixture
def raw_path(tmp_path):
    return tmp_path / "data/state/raw.duckdb"


def run(*folders, raw_path, settings=None):
    return extract(
        folders, raw_path=raw_path, settings=settings, progress=Progress(io.StringIO())
    )


def query(raw_path, sql):
    """Ask another connection under another catalog name, as the next step does."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{raw_path}' as extracted (read_only)")
        connection.execute("use extracted.raw")
        return connection.execute(sql).fetchall()


def contents(raw_path):
    return {
        table.name: sorted(
            query(raw_path, f"select {', '.join(table.columns)} from {table.name}"),
            key=repr,
        )
        for table in RAW_TABLES
    }


def test_every_table_exists_with_its_columns_even_when_empty(folder, raw_path):
    run(folder, raw_path=raw_path)
    types = {
        "text": "VARCHAR", "bigint": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN",
        "timestamp": "TIMESTAMP WITH TIME ZONE", "date": "DATE", "json": "JSON",
    }  # fmt: skip
    for table in RAW_TABLES:
        found = {
            name: kind
            for name, kind, *_ in query(raw_path, f"describe {table.name}")
            if not name.startswith("_dlt")
        }
        assert found == {name: types[kind] for name, kind in table.columns.items()}


def test_the_summary_counts_what_was_loaded(folder, raw_path):
    (folder / "NOTES.md").write_bytes(b"\xff")
    summary = run(folder, raw_path=raw_path)
    assert summary.repository_ids == ("local/project",)
    assert summary.unreadable_count == 1
    for name, count in summary.row_counts.items():
        assert query(raw_path, f"select count(*) from {name}") == [(count,)]


def test_keys_are_unique(folder, raw_path):
    run(folder, raw_path=raw_path)
    for table in RAW_TABLES:
        key = ", ".join(table.key)
        doubled = f"select {key} from {table.name} group by {key} having count(*) > 1"
        assert query(raw_path, doubled) == []


def test_a_second_run_changes_nothing(folder, raw_path):
    run(folder, raw_path=raw_path)
    before = contents(raw_path)
    run(folder, raw_path=raw_path)
    assert contents(raw_path) == before


def test_a_repository_is_replaced_as_a_whole(folder, raw_path):
    run(folder, raw_path=raw_path)
    (folder / ".github/ISSUES.md").write_text(ISSUES.replace("#1", "#2"))
    (folder / "README.md").unlink()
    run(folder, raw_path=raw_path)
    assert query(raw_path, "select number from issues") == [(2,)]
    assert query(raw_path, "select path from document_revisions") == [
        (".github/ISSUES.md",)
    ]


def test_a_checkout_that_is_no_longer_asked_for_goes(folder, tmp_path, raw_path):
    other = tmp_path / "other"
    other.mkdir()
    run(folder, other, raw_path=raw_path)
    run(other, raw_path=raw_path)
    assert query(raw_path, "select repository_id from repositories") == [
        ("local/other",)
    ]
    assert query(raw_path, "select count(*) from issues") == [(0,)]


def repository(name, source):
    return ("repositories", [{"repository_id": name, "source": source}])


def issue(number, title, name="o/n"):
    return ("issues", [{"repository_id": name, "number": number, "title": title}])


def test_rows_of_github_repositories_stay(folder, raw_path):
    with staged(raw_path) as copy:
        stream = [repository("o/n", "github"), issue(7, "Kept")]
        load(copy, stream, disposition="merge", source_name="github")
    run(folder, raw_path=raw_path)
    assert query(raw_path, "select number, title from issues order by 1") == [
        (1, "First"),
        (7, "Kept"),
    ]


def test_a_merge_replaces_rows_by_their_keys(raw_path):
    for title in ("old", "new"):
        with staged(raw_path) as copy:
            load(copy, [issue(7, title)], disposition="merge", source_name="github")
    assert query(raw_path, "select number, title from issues") == [(7, "new")]


def test_forgetting_leaves_other_repositories(raw_path):
    with staged(raw_path) as copy:
        load(copy, [issue(1, "a", "o/a"), issue(1, "b", "o/b")], disposition="append")
        forget(copy, ["o/a"])
    assert query(raw_path, "select repository_id from issues") == [("o/b",)]


def test_lists_are_json(checkout, raw_path):
    checkout.commit({"README.md": "x", "a.py": "y"})
    run(checkout.folder, raw_path=raw_path)
    assert query(raw_path, "select paths::varchar[] from commits") == [
        (["README.md", "a.py"],)
    ]


def test_an_error_in_the_middle_leaves_the_file_as_it_was(folder, raw_path):
    run(folder, raw_path=raw_path)
    before = raw_path.read_bytes()

    def breaks():
        yield issue(5, "half")
        raise InputError("o/n: went away", "Try again.")

    with pytest.raises(InputError, match="went away"), staged(raw_path) as copy:
        load(copy, breaks(), disposition="append")
    assert raw_path.read_bytes() == before
    assert {file.name for file in raw_path.parent.iterdir()} == {
        "raw.duckdb",
        "raw.lock",
    }


def test_a_killed_run_does_no_harm_to_the_next(folder, raw_path, tmp_path):
    run(folder, raw_path=raw_path)
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from pipelines.extract.loading import load
        from pipelines.extract.staging import staged

        def stream():
            yield "issues", [{"repository_id": "o/n", "number": 9, "title": "half"}]
            os.kill(os.getpid(), signal.SIGKILL)

        with staged(Path(sys.argv[1])) as copy:
            load(copy, [("issues", [{"repository_id": "o/n", "number": 8}])],
                 disposition="append")
            load(copy, stream(), disposition="append")
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(raw_path)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == -signal.SIGKILL
    assert query(raw_path, "select number from issues") == [(1,)]
    run(folder, raw_path=raw_path)
    assert query(raw_path, "select number from issues") == [(1,)]


def test_another_process_can_open_the_file_at_once(folder, raw_path):
    run(folder, raw_path=raw_path)
    script = (
        "import duckdb, sys; c = duckdb.connect();"
        "c.execute(f\"attach '{sys.argv[1]}' as x\");"
        "c.execute('create table x.raw.mine (a int)')"
    )
    subprocess.run([sys.executable, "-c", script, str(raw_path)], check=True)
    assert not raw_path.with_name("raw.duckdb.wal").exists()


def test_two_inputs_of_one_name_are_both_named(tmp_path, raw_path):
    first, second = tmp_path / "a/project", tmp_path / "b/project"
    first.mkdir(parents=True)
    second.mkdir(parents=True)
    with pytest.raises(InputError, match=r"a/project and .*b/project"):
        run(first, second, raw_path=raw_path)


def test_a_missing_folder_changes_nothing(folder, tmp_path, raw_path):
    run(folder, raw_path=raw_path)
    before = raw_path.read_bytes()
    with pytest.raises(InputError, match="no such folder"):
        run(tmp_path / "nowhere", raw_path=raw_path)
    assert raw_path.read_bytes() == before


def test_a_file_that_is_no_database_is_told(folder, raw_path):
    raw_path.parent.mkdir(parents=True)
    raw_path.write_text("not a database" * 1000)
    with pytest.raises(WarehouseError, match=r"raw\.duckdb: cannot be read"):
        run(folder, raw_path=raw_path)
    assert raw_path.read_text() == "not a database" * 1000


def test_a_foreign_database_is_left_alone(folder, raw_path):
    raw_path.parent.mkdir(parents=True)
    with duckdb.connect(str(raw_path)) as connection:
        connection.execute("create table mine (a int)")
    with pytest.raises(WarehouseError, match="not one that this program wrote"):
        run(folder, raw_path=raw_path)
    with duckdb.connect(str(raw_path)) as connection:
        assert connection.execute("select count(*) from mine").fetchall() == [(0,)]


def test_a_file_that_another_program_has_open_is_told(folder, raw_path):
    run(folder, raw_path=raw_path)
    script = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(raw_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseError, match="another program has it open"):
            run(folder, raw_path=raw_path)
    finally:
        holder.communicate()


def test_two_extractions_at_once_are_refused(folder, raw_path):
    with (
        staged(raw_path),
        pytest.raises(WarehouseError, match="another run is writing"),
    ):
        run(folder, raw_path=raw_path)


def test_a_folder_that_cannot_be_written_is_told(folder):
    # pytest's own folders are closed to other users than the one who runs it.
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        copy = shutil.copytree(folder, place / "project")
        run(copy, raw_path=place / "open/raw.duckdb")  # it is not the folder's fault
        (place / "closed").mkdir()
        (place / "closed").chmod(0o555)
        with (
            ordinary_user(),
            pytest.raises(WarehouseError, match="cannot be written"),
        ):
            run(copy, raw_path=place / "closed/raw.duckdb")


def test_a_file_where_the_folder_should_be_is_told(folder, tmp_path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(WarehouseError, match="cannot be written"):
        run(folder, raw_path=tmp_path / "data/raw.duckdb")


def test_dlt_stays_at_home_and_quiet_whatever_the_folder(
    folder, raw_path, tmp_path, monkeypatch, capfd
):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("HOME", str(elsewhere))
    run(folder, raw_path=raw_path)
    assert os.environ["RUNTIME__DLTHUB_TELEMETRY"] == "false"
    assert capfd.readouterr() == ("", "")
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "error", "words"),
    [
        (errno.ELOOP, InputError, r"docs/itself: cannot be read: Too many levels"),
        (errno.ENOSPC, WarehouseError, "no room left"),
    ],
)
def test_only_a_full_disk_is_called_one(raw_path, number, error, words):
    def stream():
        yield "labels", [{"repository_id": "o/n", "name": "a"}]
        raise OSError(number, os.strerror(number), "/in/docs/itself")

    with pytest.raises(error, match=words), staged(raw_path) as copy:
        load(copy, stream(), disposition="append")


def test_what_cannot_be_read_is_no_fault_of_the_warehouse(raw_path):
    words = os.strerror(errno.ELOOP)
    with (
        pytest.raises(InputError, match="docs/itself: cannot be read"),
        staged(raw_path),
    ):
        raise OSError(errno.ELOOP, words, "/in/docs/itself")
