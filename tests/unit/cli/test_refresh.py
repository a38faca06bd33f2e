"""The order of the steps, and what is left where one of them fails."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import duckdb
import pytest

from pipelines.errors import (
    AuditError,
    InputError,
    StrictError,
    UsageError,
    WarehouseError,
)
from pipelines.refresh import exclusive, judge, publish, read, refresh

ORDER = [
    "sample",
    "extract",
    "read",
    "model facts",
    "judge",
    "model judged",
    "measure",
    "model measured",
    "docs",
    "report",
    "results",
]
STEP_OF = {
    "model facts": "model",
    "model judged": "judge",
    "model measured": "measure",
    "results": "report",
}


def run(flow) -> None:
    with exclusive(flow.settings, flow.steps):
        refresh(flow.settings, flow.steps)


def test_all_steps_run_in_their_order_and_all_is_published(flow):
    run(flow)
    assert flow.calls == ORDER
    assert sorted(flow.published()) == [
        "parquet/runs.parquet",
        "report.md",
        "results.junit.xml",
        "results.sarif",
        "site/docs/index.html",
        "site/expectations/index.html",
        "site/index.html",
        "warehouse.duckdb",
    ]
    assert not (flow.settings.build).exists()


def test_each_step_says_its_name(flow):
    run(flow)
    names = [line.split(":")[0] for line in flow.said.getvalue().splitlines()]
    assert [name for name in names if not name.startswith(" ")] == [
        "check",
        "sample",
        "extract",
        "read",
        "model",
        "judge",
        "measure",
        "docs",
        "audit",
        "parquet",
        "report",
        "publish",
    ]


@pytest.mark.parametrize("step", ORDER)
@pytest.mark.parametrize("error", [AuditError("a", "b"), KeyboardInterrupt()])
def test_a_failed_or_interrupted_step_changes_nothing_and_blocks_nothing(
    flow, step, error
):
    run(flow)
    before = flow.published()
    flow.failing = {step: error}
    with pytest.raises(type(error)):
        run(flow)
    assert flow.steps.current == STEP_OF.get(step, step)
    assert flow.published() == before
    flow.failing = {}
    run(flow)
    assert flow.published() != before


def test_two_runs_in_one_second_have_two_names(flow, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 1, 31, 2, tzinfo=UTC)

    monkeypatch.setattr("pipelines.refresh.datetime", Clock)
    run(flow)
    run(flow)
    with duckdb.connect(str(flow.settings.warehouse), read_only=True) as connection:
        rows = connection.execute("select run_id from runs").fetchall()
    assert rows == [("2026-01-31T02:00:00Z-2",)]


def test_a_file_that_is_no_warehouse_stops_the_run_before_any_work(flow):
    flow.settings.data.mkdir()
    flow.settings.warehouse.write_text("my notes")
    with pytest.raises(WarehouseError, match="not a DuckDB file"):
        run(flow)
    assert flow.calls == []
    assert flow.published() == {"warehouse.duckdb": b"my notes"}


def test_what_an_interrupted_build_left_is_not_built_upon(flow):
    flow.settings.state.mkdir(parents=True)
    flow.settings.build.write_text("half a file")
    flow.settings.build.with_name("build.duckdb.wal").write_text("and its log")
    run(flow)
    assert "warehouse.duckdb" in flow.published()


@pytest.mark.parametrize(
    ("step", "said"),
    [(read, "step `extract` first"), (judge, "`model` first"), (publish, "`judge`")],
)
def test_a_step_by_itself_says_what_must_come_before_it(flow, step, said):
    with pytest.raises(UsageError, match=said):
        step(flow.settings, flow.steps)


def test_strict_fails_on_a_new_violation_but_publishes(flow, violations):
    flow.settings = dataclasses.replace(flow.settings, is_strict=True)
    violations({"a x"}, {"a x", "b y"})
    with pytest.raises(StrictError, match=r"1 record newly violates .*: b y"):
        run(flow)
    assert "warehouse.duckdb" in flow.published()


def test_strict_is_content_with_the_violations_that_stood(flow, violations):
    flow.settings = dataclasses.replace(flow.settings, is_strict=True)
    violations({"a x", "b y"}, {"a x"})
    run(flow)


def test_an_input_without_anything_to_read_is_an_error_and_publishes_nothing(flow):
    flow.extracted = {"commits": 3}
    with pytest.raises(InputError, match="no document, issue or pull request in"):
        run(flow)
    assert flow.published() == {}


@pytest.mark.parametrize("text", [None, "rules: 5\n"])
def test_a_faulty_file_of_signal_rules_ends_the_run_before_anything_is_read(
    flow, tmp_path, text
):
    rules = tmp_path / "our-signals.yml"
    if text:
        rules.write_text(text)
    settings = dataclasses.replace(flow.settings, signal_rules=rules)
    with pytest.raises(InputError, match="our-signals"):
        refresh(settings, flow.steps)
    assert flow.calls == []
