"""A flow whose steps are stand-ins: what is tested is the order and the ends."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import duckdb
import pytest

from pipelines.progress import Progress
from pipelines.publish.audit import NEVER_EMPTY, PUBLIC_TABLES
from pipelines.publish.results import JUNIT, SARIF
from pipelines.settings import Settings
from pipelines.steps import Steps


class Flow:
    """Stands in for every step's library; remembers the order.

    Attributes:
        calls: Names of the steps that ran.
        failing: Step name to the exception that it raises.
        extracted: Rows per table that the extraction reports.
    """

    def __init__(self, folder: Path) -> None:
        self.settings = Settings((), folder / "data")
        self.said = io.StringIO()
        self.steps = Steps(Progress(self.said))
        self.calls: list[str] = []
        self.failing: dict[str, BaseException] = {}
        self.extracted = {"issues": 1}

    def happens(self, step: str) -> None:
        self.calls.append(step)
        if step in self.failing:
            raise self.failing[step]

    def build_sample(self, target: Path) -> Path:
        self.happens("sample")
        return target / "sample"

    def extract(self, inputs, *, raw_path, settings, progress) -> SimpleNamespace:
        assert [path.name for path in inputs] == ["sample"]
        assert settings["max_document_bytes"] > 0
        self.happens("extract")
        duckdb.connect(str(raw_path)).close()
        return SimpleNamespace(row_counts=self.extracted, repository_ids=("o/r",))

    def read(self, raw_path, *, progress, configured, signal_rules) -> None:
        self.happens("read")

    def judge(self, warehouse, *, progress, judged_at, data_docs) -> None:
        assert judged_at.tzinfo is not None
        data_docs.mkdir(parents=True, exist_ok=True)
        (data_docs / "index.html").write_text("data docs")
        self.happens("judge")

    def measure(self, build, manifest, *, lineage) -> int:
        self.happens("measure")
        return 0

    def copy_to_parquet(self, warehouse, folder) -> None:
        folder.mkdir()
        (folder / "runs.parquet").write_text("parquet")

    def write_report(self, warehouse, *, out_dir, progress) -> None:
        (out_dir / "site").mkdir(exist_ok=True)
        (out_dir / "report.md").write_text(f"report {len(self.calls)}")
        (out_dir / "site" / "index.html").write_text("page")
        self.happens("report")

    def write_results(self, warehouse, *, out_dir) -> None:
        for name in (SARIF, JUNIT):
            (out_dir / name).write_text(f"results {len(self.calls)}")
        self.happens("results")

    def models(self, settings, run, progress) -> Models:
        return Models(self, settings, run)

    def published(self) -> dict[str, bytes]:
        """Return what readers see, file by file."""
        data = self.settings.data
        return {
            str(path.relative_to(data)): path.read_bytes()
            for path in sorted(data.rglob("*"))
            if path.is_file() and not path.is_relative_to(self.settings.state)
        }


class Models:
    """Stands in for dbt: makes the public tables."""

    def __init__(self, flow: Flow, settings: Settings, run) -> None:
        self.flow, self.settings, self.run = flow, settings, run
        self.manifest = self.compiled = self.databases = None

    def build(self, *, select: str | None = None, exclude: str | None = None) -> None:
        self.flow.happens(f"model {select or 'facts'}")
        if exclude is None:
            return
        with duckdb.connect(str(self.settings.build)) as connection:
            for table in PUBLIC_TABLES:
                rows = "select 1 as one" if table in NEVER_EMPTY else "select 1 limit 0"
                connection.execute(f"create table {table} as {rows}")
            connection.execute(
                "create or replace table runs"
                " (run_id varchar, versions json, finished_at timestamp)"
            )
            connection.execute(
                "insert into runs values (?, ?, null)",
                [self.run.run_id, self.run.versions],
            )

    def docs(self, target: Path, sources: object = None) -> None:
        self.flow.happens("docs")
        target.mkdir(parents=True)
        (target / "index.html").write_text("docs")


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flow:
    flow = Flow(tmp_path)

    def stand_in(module: str, **names: object) -> None:
        fake = ModuleType(module)
        vars(fake).update(names)
        monkeypatch.setitem(sys.modules, module, fake)

    def nothing(*_: object, **__: object) -> None: ...

    def musts(_: Path) -> frozenset[str]:
        return frozenset()

    stand_in("pipelines.sample.build", build_sample=flow.build_sample)
    stand_in("pipelines.extract.run", extract=flow.extract)
    stand_in("pipelines.read.run", read=flow.read)
    stand_in(
        "pipelines.model.dbt", JUDGED="judged", MEASURED="measured", Models=flow.models
    )
    stand_in("pipelines.lineage.find", find_lineage=nothing)
    stand_in("pipelines.lineage.describe", sources_in_words=nothing)
    stand_in("pipelines.metrics.measure", measure=flow.measure)
    stand_in("pipelines.model.previous", hand_on=nothing)
    stand_in("expectations.judge", judge=flow.judge)
    stand_in("pipelines.report.run", write_report=flow.write_report)
    monkeypatch.setattr("pipelines.refresh.violated_musts", musts)
    monkeypatch.setattr("pipelines.refresh.write_results", flow.write_results)
    monkeypatch.setattr("pipelines.refresh.copy_to_parquet", flow.copy_to_parquet)
    return flow


@pytest.fixture
def violations(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say which musts are violated before and after the publication."""

    def say(before: set[str], after: set[str]) -> None:
        answers = iter([frozenset(before), frozenset(after)])
        monkeypatch.setattr("pipelines.refresh.violated_musts", lambda _: next(answers))

    return say
