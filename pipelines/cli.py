"""The one command line: `python -m pipelines COMMAND`, or the Makefile above it."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from typing import NoReturn

import click

from pipelines.commands import saydo
from pipelines.errors import OutputError, SaydoError
from pipelines.invocation import Invocation, drop_output, echo, echo_json
from pipelines.privacy import keep_private
from pipelines.progress import Progress
from pipelines.steps import Steps
from pipelines.storage import causes, storage_error

_BUG, _INTERRUPTED = 70, 130


def main() -> NoReturn:
    """Run the command line and end the process with a documented status."""
    keep_private()
    # A log gets a line now and then; who looks on gets one a second.
    every_seconds = 1.0 if sys.stderr.isatty() else 30.0
    invocation = Invocation(Steps(Progress(sys.stderr, every_seconds=every_seconds)))
    invocation.is_json = "--json" in sys.argv  # also where the rest is not understood
    try:
        status = saydo.main(prog_name="saydo", standalone_mode=False, obj=invocation)
        sys.exit(status or 0)
    except click.exceptions.Abort:
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    except KeyboardInterrupt:
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    except click.ClickException as error:
        error.show()
        if invocation.is_json:
            _tell_machines(None, error.format_message(), None, error.exit_code)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        drop_output()
        sys.exit(0)
    except Exception as error:  # the last resort: every way out has a message
        _fail(invocation, error)


def _fail(invocation: Invocation, error: Exception) -> NoReturn:
    if any(isinstance(cause, KeyboardInterrupt) for cause in causes(error)):
        _end(invocation, "interrupted; nothing was published", _INTERRUPTED)
    if invocation.is_debugging:
        traceback.print_exc()
    settings = invocation.settings
    known = None
    if settings and not isinstance(error, OutputError):  # whose disk is not ours
        known = storage_error(error, settings.data)
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
    echo(f"{prefix} {step + ': ' if step else ''}{what}", err=True)
    if invocation.is_json:
        said, _, remedy = what.partition("\n")
        _tell_machines(step, said, remedy.strip() or None, status)
    sys.exit(status)


def _tell_machines(
    step: str | None, what: str, remedy: str | None, status: int
) -> None:
    error = {"step": step, "what": what, "remedy": remedy}
    echo_json({"status": status, "error": error})
