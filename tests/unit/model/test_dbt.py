"""dbt runs in this process, says what it did, and lets go of the files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import AuditError, WarehouseError
from pipelines.model.failures import failure

READER = "import duckdb, sys; duckdb.connect(sys.argv[1], read_only=True)"


def query(path, statement):
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def test_a_build_is_counted_and_leaves_nothing_open(tiny):
    before = dict(os.environ)
    tiny.models().build()
    assert query(tiny.settings.build, "from numbers") == [(1, "2026-01-31T02:00:00Z")]
    assert "done: 2 of 2" in tiny.said.getvalue()
    assert {name for name in os.environ if name.startswith("SAYDO_")} <= before.keys()
    for file in (tiny.settings.build, tiny.settings.raw):
        subprocess.run([sys.executable, "-c", READER, str(file)], check=True)


def test_a_failed_test_names_itself_its_rows_and_its_sql(tiny):
    with duckdb.connect(str(tiny.settings.raw)) as connection:
        connection.execute("insert into numbers values (null), (null)")
    with pytest.raises(AuditError) as told:
        tiny.models().build()
    assert "1 of 2 models and tests failed" in told.value.what
    assert "test not_null_numbers_number (2 rows)" in told.value.what
    assert "Nothing was published" in told.value.remedy
    compiled = told.value.what.rpartition("SQL: ")[2].strip()
    assert "where number is null" in Path(compiled).read_text(encoding="utf-8")


def test_a_failed_model_says_what_the_database_said(tiny):
    (tiny.folder / "models" / "numbers.sql").write_text("select nothing as number")
    with pytest.raises(AuditError, match=r"model numbers: .*\n.*nothing"):
        tiny.models().build()


def test_a_project_that_cannot_be_parsed_is_told_too(tiny):
    (tiny.folder / "models" / "numbers.sql").write_text("select {{ oops }")
    with pytest.raises(AuditError, match="numbers"):
        tiny.models().build()


def test_models_can_be_chosen_and_left_out(tiny):
    (tiny.folder / "models" / "others.sql").write_text("select 1 as other")
    models = tiny.models()
    built = "select table_name from duckdb_tables() order by 1"
    models.build(exclude="numbers")
    assert query(tiny.settings.build, built) == [("others",)]
    models.build(select="numbers")
    assert query(tiny.settings.build, built) == [("numbers",), ("others",)]


def test_a_quote_in_a_folders_name_does_not_break_the_sql(tiny):
    inputs = """cast('{{ env_var("SAYDO_RUN_INPUTS") }}' as json)"""
    (tiny.folder / "models" / "numbers.sql").write_text(
        f"select {inputs} as inputs, 1 as number"
    )
    folder = tiny.folder / "o'brien's"
    tiny.models((folder,)).build()
    rows = query(
        tiny.settings.build, "select inputs ->> '$.repositories[0]' from numbers"
    )
    assert rows == [("o'brien's",)]


def test_the_documentation_is_one_page(tiny):
    models = tiny.models()
    models.build()
    models.docs(tiny.folder / "site" / "docs")
    page = (tiny.folder / "site" / "docs" / "index.html").read_text(encoding="utf-8")
    assert "model.tiny.numbers" in page
    assert str(tiny.folder) not in page


def test_a_full_disk_in_a_model_is_told_as_such(tmp_path):
    class Failed:
        status = "error"
        message = "IO Error: Could not write file: No space left on device"

    class Outcome:
        exception = None
        result = type("Results", (), {"results": [Failed()]})

    told = failure(Outcome(), target=tmp_path, data=tmp_path)
    assert isinstance(told, WarehouseError)
    assert "no room left" in told.what
