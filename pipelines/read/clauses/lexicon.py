"""The word lists beside this module, compiled once: no rule stands in the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_FOLDER = Path(__file__).parent


@cache
def words(name: str) -> Any:  # noqa: ANN401 the shape is the YAML file's own
    """The content of `<name>.yml`."""
    return read_yaml(_FOLDER / f"{name}.yml")


def section(name: str, *keys: str) -> Any:  # noqa: ANN401
    """One part of `<name>.yml`, by its keys."""
    found = words(name)
    for key in keys:
        found = found[key]
    return found


@cache
def pattern(name: str, *keys: str) -> re.Pattern[str]:
    """One part of `<name>.yml`, a list of regular expressions, as one pattern.

    A space stands for any white space; each expression is bounded by word edges.
    """
    return compile_words(section(name, *keys))


def filled(expression: str, words: Mapping[str, str]) -> str:
    """An expression with the alternatives that each `<name>` in it stands for."""
    for name, alternatives in words.items():
        expression = expression.replace(f"<{name}>", f"(?:{alternatives})")
    return expression


def spaced(expression: str) -> str:
    """An expression whose spaces stand for any white space (` ?`: or none)."""
    return expression.replace(" ?", r"\s*").replace(" ", r"\s+")


def compile_words(expressions: list[str]) -> re.Pattern[str]:
    """Join expressions into one, case-insensitive unless they say `(?-i:...)`."""
    joined = "|".join(spaced(e) for e in expressions)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w])", re.IGNORECASE)
