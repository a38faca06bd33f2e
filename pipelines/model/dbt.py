"""Run dbt inside this process: quietly, with counts, and leaving no file open."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult

from pipelines.model.failures import failure
from pipelines.progress import Progress
from pipelines.run import Run
from pipelines.settings import PROJECT_ROOT, Settings

PROJECT, PROJECT_NAME = PROJECT_ROOT / "dbt_project", "saydo"
JUDGED, MEASURED = "tag:judged", "tag:measured"
# Unit tests give a model rows of their own: what was read has no bearing on them.
_OF_DATA = ("--exclude-resource-type", "unit_test")


@dataclass
class Models:
    """The dbt project, bound to one run's files.

    Attributes:
        project: Folder of the dbt project.
    """

    settings: Settings
    run: Run
    progress: Progress
    project: Path = PROJECT
    _manifest: Any = field(default=None, init=False)

    def build(self, *, select: str | None = None, exclude: str | None = None) -> None:
        """Build models and test their rows, in the order of their dependencies.

        Args:
            select: Build those alone that dbt's selector names; several stand apart.
            exclude: Leave those out.

        Raises:
            AuditError: A model, a contract or a test failed.
            WarehouseError: The disk is full or closed to us.
        """
        chosen = ["--select", *select.split()] if select else []
        chosen += ["--exclude", *exclude.split()] if exclude else []
        self._invoke("build", *_OF_DATA, *chosen)

    def docs(
        self, target: Path, sources: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        """Write dbt's documentation site as one page, `target`/index.html.

        Args:
            target: Folder that takes the page.
            sources: By table and column, where its value comes from, as a sentence
                that ends the description of the column.
        """
        self._parse()
        self._tell_sources(sources or {})
        self._invoke("docs", "generate", "--static")
        page = (self._target / "static_index.html").read_text(encoding="utf-8")
        target.mkdir(parents=True, exist_ok=True)
        (target / "index.html").write_text(self._without_places(page), encoding="utf-8")

    @property
    def compiled(self) -> Path:
        """Where the SQL of every model lies that was built so far."""
        return self._target / "compiled" / PROJECT_NAME

    @property
    def manifest(self) -> Path:
        """What dbt knows of the project, written by every command."""
        return self._target / "manifest.json"

    @property
    def databases(self) -> dict[str, Path]:
        """The files that the models read and write, by their names in the profile."""
        return {
            "build": self.settings.build,
            "raw_store": self.settings.raw,
            "previous": self.settings.previous,
        }

    @property
    def _target(self) -> Path:
        return self.settings.dbt_target

    def _without_places(self, page: str) -> str:
        """Take out where this machine keeps things; dbt writes that into its page."""
        for place, name in ((self.project, "dbt_project"), (self._target, "target")):
            written = str(place)
            for _ in range(3):  # as it is, within JSON, and within JSON in a script
                page = page.replace(written, name)
                written = json.dumps(written)[1:-1]
        return page

    def _tell_sources(self, sources: Mapping[tuple[str, str], str]) -> None:
        for node in self._manifest.nodes.values():
            for column in node.columns.values():
                if source := sources.get((node.name, column.name)):
                    column.description = f"{column.description.rstrip()} {source}"

    def _parse(self) -> None:
        if self._manifest is None:
            with _environment(self._told()):
                self._manifest = self._run("parse", "--no-write-json").result

    def _invoke(self, *command: str) -> None:
        self._parse()
        with _environment(self._told()):
            self._run(*command)

    def _run(self, *command: str) -> dbtRunnerResult:
        counted = _Counted(self.progress)
        runner = dbtRunner(manifest=self._manifest, callbacks=[counted])
        try:
            outcome = runner.invoke([*command, *self._options()])
        finally:
            # dbt keeps its connection, and with it DuckDB's lock, after it returns.
            DuckDBConnectionManager.close_all_connections()
        if isinstance(outcome.exception, KeyboardInterrupt):
            raise outcome.exception
        if not outcome.success:
            raise failure(outcome, target=self._target, data=self.settings.data)
        return outcome

    def _options(self) -> list[str]:
        folders = {
            "--project-dir": self.project,
            "--profiles-dir": self.project,
            "--target-path": self._target,
            "--log-path": self.settings.state / "dbt" / "logs",
        }
        options = [part for name, path in folders.items() for part in (name, str(path))]
        quiet = ["--log-level", "none", "--log-level-file", "info"]
        return [*options, *quiet, "--target", "build"]

    def _told(self) -> dict[str, str]:
        """Where the files are, and what the run says of itself.

        By the environment: other `--vars` than last time would make dbt read the whole
        project anew.
        """
        return {
            "SAYDO_BUILD": str(self.settings.build),
            "SAYDO_RAW": str(self.settings.raw),
            "SAYDO_PREVIOUS": str(self.settings.previous),
            "SAYDO_RUN_ID": self.run.run_id,
            "SAYDO_RUN_STARTED_AT": self.run.run_id[:20],
            # Models put them between single quotes; JSON can do without that one.
            "SAYDO_RUN_INPUTS": self.run.inputs.replace("'", r"\u0027"),
            "SAYDO_RUN_VERSIONS": self.run.versions,
            "SAYDO_RUN_COST": self.run.cost,
        }


class _Counted:
    """Hears dbt's events and says how many models and tests are done."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._total: int | None = None
        self._done = 0

    def __call__(self, event: Any) -> None:  # noqa: ANN401  (a protobuf message)
        self._total = self._total or getattr(event.data, "total", None)
        if event.info.name == "NodeFinished":
            self._done += 1
            self._progress.count("done", self._done, self._total)


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Let the dbt profile see `values`, and nobody after it."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
