"""The unit tests of the models: rows of their own, so that a refresh does without."""

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, datetime

from pipelines.model.dbt import Models
from pipelines.model.previous import hand_on
from pipelines.progress import Progress
from pipelines.run import Run
from pipelines.settings import PROJECT_ROOT, Settings


def test_every_model_does_what_its_unit_tests_say(sample, tmp_path):
    settings = Settings((), tmp_path / "data")
    settings.state.mkdir(parents=True)
    shutil.copyfile(sample.settings.raw, settings.raw)
    hand_on(settings.warehouse, settings.previous)
    run = Run.start(datetime(2026, 4, 1, tzinfo=UTC), (), ())
    Models(settings, run, Progress(io.StringIO()))._invoke(
        *("build", "--empty", "--select", "+test_type:unit"),
        *("--exclude-resource-type", "test"),
    )
    results = json.loads((settings.dbt_target / "run_results.json").read_text("utf-8"))
    passed = [one["unique_id"] for one in results["results"] if one["status"] == "pass"]
    written = sum(
        file.read_text(encoding="utf-8").count("\n  - name: ")
        for file in (PROJECT_ROOT / "dbt_project").rglob("*__unit_tests.yml")
    )
    assert len(passed) == written > 0
