"""The commands that measure a reader on labelled material and print what it found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pipelines.errors import InputError

_MISTAKES = "--mistakes"

# The argument of every command that reads files of labelled cases.
case_files = click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)


def print_measure(
    arguments: Sequence[str],
    *,
    usage: str,
    is_source: Callable[[Path], bool],
    measure: Callable[[list[Path]], tuple[str, list[str]]],
) -> int:
    """Print the scores; with `--mistakes` also each thing that was judged wrongly.

    Args:
        arguments: Paths, and `--mistakes` anywhere among them.
        usage: What to call, said where a path is missing or is no source.
        is_source: Whether there is labelled material at a path.
        measure: Gives the scores as text, and the mistakes, a line each.

    Returns:
        Exit status: 0, 2 for wrong arguments, or that of faulty labels.
    """
    paths = [Path(argument) for argument in arguments if argument != _MISTAKES]
    if not paths or not all(map(is_source, paths)):
        print(f"usage: python -m {usage} [{_MISTAKES}]", file=sys.stderr)
        return 2
    try:
        scores, mistakes = measure(paths)
    except InputError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    print(scores)
    if _MISTAKES in arguments:
        print("", *mistakes, sep="\n")
    return 0
