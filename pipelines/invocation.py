"""What a command knows of its call, and how it answers."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass

import click

from pipelines.errors import OutputError
from pipelines.settings import Settings
from pipelines.steps import Steps


@dataclass
class Invocation:
    """What the options before the command said."""

    steps: Steps
    is_debugging: bool = False
    is_json: bool = False
    settings: Settings | None = None

    @property
    def settings_or_fail(self) -> Settings:
        """The settings; they are loaded before any command runs."""
        if self.settings is None:
            raise RuntimeError("a command ran before its settings were loaded")
        return self.settings


def echo_json(value: object) -> None:
    """Print a document for machines."""
    echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def echo(text: str, *, err: bool = False) -> None:
    """Print; colours only on a terminal, and never where NO_COLOR is set.

    Raises:
        OutputError: Standard output takes nothing more.
    """
    try:
        click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)
    except BrokenPipeError:  # whoever reads has read enough
        raise
    except OSError as error:
        if err:
            raise
        drop_output()
        raise OutputError(
            f"the answer cannot be printed: {error.strerror}",
            "Send it to where there is room for it; nothing else is wrong.",
        ) from error


def drop_output() -> None:
    """Send to nowhere what standard output still holds, or Python ends with it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
