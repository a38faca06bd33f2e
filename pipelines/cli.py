"""The one command line: `python -m pipelines COMMAND`, or the Makefile above it."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

import click

from pipelines import VERSION, refresh
from pipelines.errors import SaydoError
from pipelines.privacy import keep_private
from pipelines.progress import Progress
from pipelines.register import register
from pipelines.settings import Settings, load_settings
from pipelines.steps import Steps
from pipelines.storage import causes, storage_error

_EXIT = """
\b
Exit status:
  0   done (violated policies are findings, not failures)
  2   the command line or the configuration asks for something that cannot be
  3   an input cannot be read
  4   the warehouse is locked, foreign or too new, or the disk is full or closed
  5   the new warehouse failed its own audit; nothing was published
  6   with --strict: a policy that says must is newly violated
  70  a bug of saydo
  130 interrupted
"""
_BUG, _INTERRUPTED = 70, 130


@dataclass
class Invocation:
    """What the options before the command said."""

    steps: Steps
    is_debugging: bool = False
    settings: Settings | None = None


def main() -> NoReturn:
    """Run the command line and end the process with a documented status."""
    keep_private()
    invocation = Invocation(Steps(Progress(sys.stderr)))
    try:
        status = saydo.main(prog_name="saydo", standalone_mode=False, obj=invocation)
        sys.exit(status or 0)
    except click.exceptions.Abort:
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    except KeyboardInterrupt:
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # the last resort: every way out has a message
        _fail(invocation, error)


def _fail(invocation: Invocation, error: Exception) -> NoReturn:
    if any(isinstance(cause, KeyboardInterrupt) for cause in causes(error)):
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    if invocation.is_debugging:
        traceback.print_exc()
    settings = invocation.settings
    known = storage_error(error, settings.data) if settings else None
    if known is None and isinstance(error, SaydoError):
        known = error
    if known:
        _end(invocation, f"{known.what}\n  {known.remedy}", known.exit_status)
    what = f"{type(error).__name__}: {error}\n  This is a bug of saydo."
    if settings:
        log = settings.state / "last-error.log"
        with suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            log.write_text(traceback.format_exc(), encoding="utf-8")
            what += f" Please report it with {log}."
    _end(invocation, what, _BUG)


def _end(invocation: Invocation, what: str, status: int) -> NoReturn:
    step = invocation.steps.current
    prefix = click.style("saydo:", fg="red", bold=True)
    _echo(f"{prefix} {step + ': ' if step else ''}{what}", err=True)
    sys.exit(status)


def _echo(text: str, *, err: bool = False) -> None:
    """Print; colours only on a terminal, and never where NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


@click.group(epilog=_EXIT, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="saydo")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_obj
def saydo(invocation: Invocation, debug: bool) -> None:
    """Show where a team's practice differs from what its documents say.

    \b
    Examples:
      saydo refresh                            the sample that ships along
      saydo refresh --repo ../service          a checkout, or any folder
      saydo refresh --repo a --repo b --data /srv/saydo
      saydo policies                           the register of the last refresh

    The steps extract, read, model, judge, measure and publish are what refresh runs,
    in this order; each by itself is for those who debug.
    """  # noqa: D301  (click wants the character itself)
    invocation.is_debugging = debug


Command = Callable[[Settings, Steps], None]


def _command(example: str, *, is_strict: bool = False) -> Callable[[Command], Any]:
    """Make a command with the options that all share, and an example in its help."""

    def decorate(function: Command) -> Any:  # noqa: ANN401  (a click command)
        @click.option(
            "--repo",
            multiple=True,
            metavar="PATH",
            help="Checkout or folder to read; may be given several times.",
        )
        @click.option("--data", metavar="DIR", help="Folder that takes all output.")
        @click.pass_obj
        def run(
            invocation: Invocation,
            repo: tuple[str, ...],
            data: str | None,
            strict: bool = False,
        ) -> None:
            settings = load_settings(
                repositories=repo, data=data, is_strict=strict or None
            )
            invocation.settings = settings
            function(settings, invocation.steps)

        if is_strict:
            run = click.option(
                "--strict",
                is_flag=True,
                help="End with status 6 if a policy that says must is newly violated.",
            )(run)
        run.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n  saydo {example}"
        return saydo.command(function.__name__.strip("_"), epilog=_EXIT)(run)

    return decorate


@_command("refresh --repo ../service --data data", is_strict=True)
def _refresh(settings: Settings, steps: Steps) -> None:
    """Run the whole job and publish warehouse, report and site."""
    with refresh.exclusive(settings, steps):
        refresh.refresh(settings, steps)
    from pipelines.report.summary import format_summary

    _echo(format_summary(settings.warehouse))


def _step(name: str, function: Command, doc: str) -> None:
    def run(settings: Settings, steps: Steps) -> None:
        with refresh.exclusive(settings, steps):
            function(settings, steps)

    run.__name__, run.__doc__ = name, doc
    _command(f"{name} --data data")(run)


_step("extract", refresh.extract, "Read the inputs into DATA/state/raw.duckdb.")
_step("read", refresh.read, "Find what the extracted texts say.")
_step("model", refresh.model, "Build and test the facts with dbt, in a new build file.")
_step("judge", refresh.judge, "Test the facts in the build file against the policies.")
_step("measure", refresh.measure, "Compute the metrics from facts and verdicts.")
_step("publish", refresh.publish, "Audit the build file and put it in place.")


@_command("report --data data")
def _report(settings: Settings, steps: Steps) -> None:
    """Write the report anew from the published warehouse."""
    with refresh.exclusive(settings, steps):
        refresh.report(settings, steps)
    _echo(f"Report: {settings.report}")


@_command("docs --data data")
def _docs(settings: Settings, steps: Steps) -> None:
    """Write dbt's documentation of the published warehouse."""
    with refresh.exclusive(settings, steps):
        page = refresh.docs(settings, steps)
    _echo(f"Documentation: {page}")


@_command("policies --data data")
def _policies(settings: Settings, steps: Steps) -> None:
    """Print the register: policy, source, parameters, since when, verdicts."""
    steps.current = "policies"
    _echo(register(settings))
