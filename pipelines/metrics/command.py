"""MetricFlow's command line over the published warehouse."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from dbt_metricflow.cli import main as metricflow
from dbt_metricflow.cli.cli_configuration import CLIConfiguration

from pipelines.metrics.engine import open_metrics
from pipelines.settings import Settings


class _Configuration(CLIConfiguration):
    """Takes the place of MetricFlow's own, which would ask dbt where everything is."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._is_setup = True
        self._log = log

    @property
    def log_file_path(self) -> Path:
        return self._log


class _NoUpdates:
    """MetricFlow asks the package index for a newer version; we ask nobody."""

    def check(self, *_: object) -> None:
        return None


def run(arguments: list[str], settings: Settings) -> int:
    """Run `mf ARGUMENTS` and return its exit status.

    Raises:
        UsageError: Nothing was published yet.
        WarehouseError: The warehouse cannot be read.
    """
    vars(metricflow)["UpdateChecker"] = _NoUpdates
    log = settings.state / "dbt" / "logs" / "metricflow.log"
    if arguments[0] == "query" and not sys.stdout.isatty():
        arguments = [*arguments, "--quiet"]  # the rows alone
    with open_metrics(settings.warehouse, settings.semantic_manifest) as metrics:
        logging.basicConfig(filename=log, level=logging.INFO, force=True)
        configuration = _Configuration(log)
        configuration._semantic_manifest_lookup = metrics.lookup
        configuration._sql_client = metrics.client
        configuration._mf = metrics.engine
        try:
            metricflow.cli.main(
                arguments, prog_name="mf", standalone_mode=False, obj=configuration
            )
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.exceptions.Exit as end:
            return end.exit_code
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 1
    return 0
