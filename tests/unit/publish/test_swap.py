"""Everything gets its new name, or nothing does."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import AuditError
from pipelines.publish.swap import Move, seal, swap


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def moves(tmp_path):
    """A finished warehouse, report and site, each with one published before."""
    data, new = tmp_path / "data", tmp_path / "data" / "state" / "new"
    for folder, text in ((data, "before"), (new, "after")):
        write(folder / "warehouse.duckdb", text)
        write(folder / "report.md", text)
        write(folder / "site" / "index.html", text)
    return [
        Move(new / name, data / name)
        for name in ("warehouse.duckdb", "report.md", "site")
    ]


def texts(data: Path) -> set[str]:
    names = ("warehouse.duckdb", "report.md", "site/index.html")
    return {(data / name).read_text() for name in names}


def test_all_three_are_replaced_and_nothing_is_left_aside(tmp_path, moves):
    warehouse, *others = moves
    swap(warehouse, others, aside=tmp_path / "data" / "state" / "old")
    assert texts(tmp_path / "data") == {"after"}
    assert not (tmp_path / "data" / "state" / "old").exists()


def test_the_first_publication_needs_nothing_to_replace(tmp_path, moves):
    for move in moves:
        if move.name.is_dir():
            shutil.rmtree(move.name)
        else:
            move.name.unlink()
    warehouse, *others = moves
    swap(warehouse, others, aside=tmp_path / "data" / "state" / "old")
    assert texts(tmp_path / "data") == {"after"}


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_whatever_fails_the_published_stay_as_they_were(tmp_path, moves, missing):
    lost = moves[missing].finished
    if lost.is_dir():
        shutil.rmtree(lost)
    else:
        lost.unlink()
    warehouse, *others = moves
    with pytest.raises(FileNotFoundError):
        swap(warehouse, others, aside=tmp_path / "data" / "state" / "old")
    assert texts(tmp_path / "data") == {"before"}


def test_what_an_interrupted_publication_left_aside_is_no_obstacle(tmp_path, moves):
    write(tmp_path / "data" / "state" / "old" / "report.md", "older")
    warehouse, *others = moves
    swap(warehouse, others, aside=tmp_path / "data" / "state" / "old")
    assert texts(tmp_path / "data") == {"after"}


def test_a_sealed_file_has_its_rows_and_keys_but_neither_log_nor_empty_room(tmp_path):
    build = tmp_path / "build.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute("create table numbers (number integer primary key)")
        connection.execute("insert into numbers values (1)")
        connection.execute("comment on table numbers is 'One row per number.'")
        connection.execute("create table large as from range(3_000_000)")
        connection.execute("drop table large")
    seal(build)
    assert not (tmp_path / "build.duckdb.wal").exists()
    with duckdb.connect(str(build), read_only=True) as connection:
        assert connection.execute("from numbers").fetchall() == [(1,)]
        tables = connection.execute(
            "select comment, has_primary_key from duckdb_tables()"
        ).fetchall()
    assert tables == [("One row per number.", True)]
    assert build.stat().st_size < 2_000_000


def test_a_connection_left_open_is_found_before_the_swap(tmp_path):
    build = tmp_path / "build.duckdb"
    left_open = duckdb.connect(str(build))
    try:
        left_open.execute("create table numbers (number integer)")
        with pytest.raises(AuditError, match="still open"):
            seal(build)
    finally:
        left_open.close()
