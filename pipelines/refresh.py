"""The whole job: outside world -> raw -> parsed -> marts -> verdicts -> published.

Each function is one step. Steps meet only in two files of `DATA/state`: `raw.duckdb`
(schemas `raw` and `parsed`) and `build.duckdb` (the warehouse in the making).
Their libraries take seconds to load, so each step imports its own.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import InputError, StrictError, UsageError
from pipelines.privacy import keep_private
from pipelines.publish.audit import audit
from pipelines.publish.lock import only_one
from pipelines.publish.parquet import copy_to_parquet
from pipelines.publish.published import (
    check_own_file,
    published_runs,
    write_ahead_log,
)
from pipelines.publish.results import JUNIT, SARIF, write_results
from pipelines.publish.strict import violated_musts
from pipelines.publish.swap import Move, seal, swap
from pipelines.run import Extraction, Run
from pipelines.settings import Settings
from pipelines.steps import Steps
from pipelines.terminal import counted, plain

_SHOWN = 5
_SAYS_SOMETHING = ("document_revisions", "issues", "pull_requests")


def refresh(settings: Settings, steps: Steps) -> None:
    """Run all steps, in this order; nothing is published unless all succeed.

    A repository of GitHub that cannot be read does not stop the others: they are
    published, and then the run ends with the error.
    """
    if settings.decisions:
        with steps.step("check", f"looking at {settings.decisions}"):
            from pipelines.read.decisions import load_configured

            load_configured(settings.decisions)  # before hours of reading, not after
    if settings.signal_rules:
        with steps.step("check", f"looking at {settings.signal_rules}"):
            from pipelines.read.signals import load_rules

            load_rules(settings.signal_rules)
    extract(settings, steps)
    read(settings, steps)
    model(settings, steps)
    judge(settings, steps)
    measure(settings, steps)
    publish(settings, steps)
    if failures := Extraction.load(settings.state).failures:
        raise _failed(failures)


@contextmanager
def exclusive(settings: Settings, steps: Steps) -> Iterator[None]:
    """Make the data folder ours, having looked that nothing in it would be lost."""
    keep_private(settings.state)
    with ExitStack() as held:
        with steps.step("check", f"looking at {settings.data}"):
            published_runs(settings.warehouse)
            held.enter_context(only_one(settings.state))
            _must_be_writable(settings.data, settings.state)
        yield


def extract(settings: Settings, steps: Steps) -> None:
    """Outside world -> schema `raw`. Without a repository, the sample is read."""
    inputs = settings.repositories
    if not inputs and not settings.on_github:
        from pipelines.sample.build import build_sample

        with steps.step("sample", "building the repository that ships along"):
            inputs = (build_sample(settings.state / "sample"),)
    check_own_file(settings.raw)
    checkouts = _extract_checkouts(inputs, settings, steps) if inputs else ()
    Extraction().save(settings.state)
    if settings.on_github:
        _extract_github(checkouts, settings, steps)


def _extract_checkouts(
    inputs: tuple[Path, ...], settings: Settings, steps: Steps
) -> tuple[str, ...]:
    what = ", ".join(str(path) for path in inputs)
    with steps.step("extract", f"reading {what}") as progress:
        from pipelines.extract.run import extract as extract_inputs

        found = extract_inputs(
            inputs,
            raw_path=settings.raw,
            settings=settings.extraction,
            progress=progress,
        )
        if not any(found.row_counts.get(table) for table in _SAYS_SOMETHING):
            raise InputError(
                f"no document, issue or pull request in {what}",
                "Name a checkout or a folder that has some. Which files count as "
                "documents is set in .dlt/config.toml, [saydo.documents].",
            )
    return found.repository_ids


def _extract_github(
    checkouts: tuple[str, ...], settings: Settings, steps: Steps
) -> None:
    asked = settings.on_github
    what = ", ".join([*asked.names, *filter(None, [asked.organisation])])
    with steps.step("extract", f"asking GitHub about {what}") as progress:
        from pipelines.extract.github.run import extract_from_github

        found = extract_from_github(
            asked.names,
            raw_path=settings.raw,
            environ=os.environ,
            progress=progress,
            organisation=asked.organisation,
            include=asked.include,
            exclude=asked.exclude,
            has_archived=asked.has_archived,
            has_forks=asked.has_forks,
            settings=settings.extraction,
            also_kept=checkouts,
        )
        cost = found.cost.as_row()
        progress.say("  " + ", ".join(f"{plain(k)}: {v:,.0f}" for k, v in cost.items()))
        for line in _not_readable(found.withheld):
            progress.say(f"  {line}")
        failures = {name: error.what for name, error in found.failures.items()}
        Extraction(cost, failures).save(settings.state)
        if failures and not found.repository_ids and not checkouts:
            raise _failed(failures)


def _not_readable(withheld: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Say what may not be read, and what would help: a line for each kind."""
    places: dict[tuple[str, str], list[str]] = {}
    for name, kinds in withheld.items():
        for kind, reason in kinds.items():
            permission = reason.partition(" (")[0]
            places.setdefault((kind, permission), []).append(name)
    for (kind, permission), names in sorted(places.items()):
        where = names[0] if len(names) == 1 else f"{len(names):,} repositories"
        said = plain(f"{kind} of {where}: unknown, for want of {permission}")
        yield f"not readable: {said}"


def _failed(failures: Mapping[str, str]) -> InputError:
    return InputError(
        "could not be read: "
        + "; ".join(f"{name} ({why})" for name, why in failures.items()),
        "The next run goes on there. Try again later, or check the names and the "
        "token's permissions.",
    )


def read(settings: Settings, steps: Steps) -> None:
    """Schema `raw` -> schema `parsed`."""
    _must_exist(settings.raw, "extract")
    with steps.step("read", "finding what the texts say") as progress:
        from pipelines.read.decisions import load_configured
        from pipelines.read.run import read as read_texts

        read_texts(
            settings.raw,
            progress=progress,
            configured=load_configured(settings.decisions),
            signal_rules=settings.signal_rules,
        )


def model(settings: Settings, steps: Steps) -> None:
    """Schemas `raw` and `parsed` -> the facts, in a build file made anew."""
    _must_exist(settings.raw, "extract")
    taken = published_runs(settings.warehouse)
    cost = Extraction.load(settings.state).cost
    run = Run.start(datetime.now(UTC), settings.names, taken, cost)
    for path in (settings.build, write_ahead_log(settings.build)):
        path.unlink(missing_ok=True)
    run.save(settings.state)
    with steps.step("model", "building and testing the facts") as progress:
        from pipelines.model.dbt import JUDGED, MEASURED, Models
        from pipelines.model.previous import hand_on

        hand_on(settings.warehouse, settings.previous)
        Models(settings, run, progress).build(exclude=f"{JUDGED} {MEASURED}")


def judge(settings: Settings, steps: Steps) -> None:
    """The facts -> verdicts, and the tables that join the two."""
    _must_exist(settings.build, "model")
    run = Run.load(settings.state)
    with steps.step("judge", "testing the facts against the policies") as progress:
        from expectations.judge import judge as judge_facts
        from pipelines.model.dbt import JUDGED, Models

        judge_facts(
            settings.build,
            progress=progress,
            judged_at=run.started_at,
            data_docs=settings.data_docs,
        )
        Models(settings, run, progress).build(select=JUDGED)


def measure(settings: Settings, steps: Steps) -> None:
    """Facts and verdicts -> metrics, and the source of every published column."""
    _must_exist(settings.build, "model")
    run = Run.load(settings.state)
    with steps.step("measure", "computing the metrics") as progress:
        from pipelines.lineage.find import find_lineage
        from pipelines.metrics.measure import measure as measure_facts
        from pipelines.model.dbt import MEASURED, Models

        models = Models(settings, run, progress)
        lineage = find_lineage(
            models.manifest, models.compiled, models.databases, progress=progress
        )
        count = measure_facts(
            settings.build, settings.semantic_manifest, lineage=lineage
        )
        progress.say(f"  {counted(count, 'metric has', 'metrics have')} a value")
        models.build(select=MEASURED)


def publish(settings: Settings, steps: Steps) -> None:
    """Audit the build file, write what is read from it, put all in place."""
    _must_exist(settings.build, "judge")
    run = Run.load(settings.state)
    new = _empty(settings.state / "new")
    with steps.step("docs", "describing every table and column") as progress:
        from pipelines.lineage.describe import sources_in_words
        from pipelines.model.dbt import Models

        Models(settings, run, progress).docs(
            new / "site" / "docs", sources_in_words(settings.build)
        )
    shutil.copytree(settings.data_docs, new / "site" / "expectations")
    with steps.step("audit", "checking what would be published"):
        audit(settings.build, run.run_id, finished_at=datetime.now(UTC))
        seal(settings.build)
    with steps.step("parquet", "copying the tables to Parquet"):
        copy_to_parquet(settings.build, new / "parquet")
    with steps.step("report", "writing the report and the site") as progress:
        from pipelines.report.run import write_report

        write_report(settings.build, out_dir=new, progress=progress)
        write_results(settings.build, out_dir=new)
    with steps.step("publish", f"putting {settings.warehouse} in place"):
        violated_before = violated_musts(settings.warehouse)
        swap(
            Move(settings.build, settings.warehouse),
            [
                Move(new / "report.md", settings.report),
                Move(new / "site", settings.site),
                Move(new / SARIF, settings.data / SARIF),
                Move(new / JUNIT, settings.data / JUNIT),
                Move(new / "parquet", settings.parquet),
            ],
            aside=settings.state / "old",
        )
        new.rmdir()
        if settings.is_strict:
            _no_new_violation(settings.warehouse, violated_before)


def report(settings: Settings, steps: Steps) -> None:
    """Write report and page anew from the published warehouse; the docs stay."""
    _must_exist(settings.warehouse, "refresh")
    with steps.step("report", "writing the report and the site") as progress:
        from pipelines.report.run import write_report

        write_report(settings.warehouse, out_dir=settings.data, progress=progress)


def docs(settings: Settings, steps: Steps) -> Path:
    """Write dbt's documentation of the published warehouse and return its page."""
    _must_exist(settings.warehouse, "refresh")
    _must_exist(settings.raw, "extract")
    run = Run.load(settings.state)
    target = settings.site / "docs"
    shutil.copyfile(settings.warehouse, settings.build)  # dbt opens it for writing
    with steps.step("docs", "describing every table and column") as progress:
        from pipelines.lineage.describe import sources_in_words
        from pipelines.model.dbt import Models
        from pipelines.model.previous import hand_on

        hand_on(settings.warehouse, settings.previous)
        Models(settings, run, progress).docs(target, sources_in_words(settings.build))
    settings.build.unlink()
    with steps.step("report", "putting the site's header on it"):
        from pipelines.report.site.frame import put_headers

        put_headers(settings.site)
    return target / "index.html"


def _no_new_violation(warehouse: Path, before: frozenset[str]) -> None:
    new = sorted(violated_musts(warehouse) - before)
    if new:
        said = counted(len(new), "record newly violates", "records newly violate")
        shown = ", ".join(plain(violation) for violation in new[:_SHOWN])
        raise StrictError(
            f"{said} a policy that says must: {shown}"
            + (", ..." if len(new) > _SHOWN else ""),
            "The warehouse and the report were published; they name each of them.",
        )


def _must_be_writable(*folders: Path) -> None:
    """Find out now rather than in a minute."""
    for folder in folders:
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))


def _must_exist(file: Path, step: str) -> None:
    if not file.exists():
        raise UsageError(
            f"{file} is not there",
            f"Run the step `{step}` first, or all of them: make refresh",
        )


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
