"""A dbt project of three nodes, small enough to run in a test."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.model.dbt import Models
from pipelines.progress import Progress
from pipelines.run import Run
from pipelines.settings import Settings

PROFILE = """
tiny:
  target: build
  outputs:
    build:
      type: duckdb
      path: "{{ env_var('SAYDO_BUILD') }}"
      attach:
        - {path: "{{ env_var('SAYDO_RAW') }}", alias: raw_store, read_only: true}
"""
PROJECT = """
name: tiny
version: "1.0"
config-version: 2
profile: tiny
flags: {send_anonymous_usage_stats: false}
models: {tiny: {+materialized: table}}
"""
NUMBERS = """
select number, '{{ env_var("SAYDO_RUN_ID") }}' as run_id from raw_store.main.numbers
"""
TESTS = """
models:
  - name: numbers
    columns:
      - name: number
        data_tests: [not_null]
"""


class Tiny:
    """The project, and what a run of it said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = Settings((), folder / "data")
        self.settings.state.mkdir(parents=True)
        self.said = io.StringIO()

    def models(self, repositories: tuple[Path, ...] = ()) -> Models:
        return Models(
            self.settings,
            Run.start(
                datetime(2026, 1, 31, 2, tzinfo=UTC),
                tuple(path.name for path in repositories),
                (),
            ),
            Progress(self.said, every_seconds=0),
            project=self.folder,
        )


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    (tmp_path / "models").mkdir()
    (tmp_path / "profiles.yml").write_text(PROFILE)
    (tmp_path / "dbt_project.yml").write_text(PROJECT)
    (tmp_path / "models" / "numbers.sql").write_text(NUMBERS)
    (tmp_path / "models" / "tests.yml").write_text(TESTS)
    project = Tiny(tmp_path)
    with duckdb.connect(str(project.settings.raw)) as connection:
        connection.execute("create table numbers as select 1 as number")
    return project
