"""Files of data that are not what their name says, so that nothing of them is read."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from pipelines import foreign_yaml

_TOML_LINE = "(at line "


@dataclass(frozen=True, slots=True)
class Broken:
    """Why a file cannot be read, and where that shows; `line` is None if nowhere."""

    reason: str
    line: int | None


def why_broken(text: str, path: str) -> Broken | None:
    """Tell why a file of data cannot be read; None if it can, or is no such file."""
    check = _CHECKS.get(path.lower().rpartition(".")[2])
    try:
        return check(text.removeprefix("\ufeff")) if check else None
    except RecursionError:
        return Broken("lists and mappings are too deep in each other", None)
    except ValueError as error:  # a number or a day that there is not
        return Broken(f"cannot be read: {error}"[:200], None)


def _yaml(text: str) -> Broken | None:
    try:
        for _ in foreign_yaml.compose_all(text):
            pass
    except yaml.YAMLError as error:
        words = getattr(error, "problem", None) or str(error).partition("\n")[0]
        mark = getattr(error, "problem_mark", None)
        return Broken(f"not YAML: {words}"[:200], mark.line + 1 if mark else None)
    return None


def _json(text: str) -> Broken | None:
    """What is YAML (a comma too many, a remark behind `#`) is read as well."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if _yaml(text) is not None:
            return Broken(f"not JSON: {error.msg}"[:200], error.lineno)
    return None


def _toml(text: str) -> Broken | None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words, _, place = str(error).partition(_TOML_LINE)
        number = place.partition(",")[0]
        line = int(number) if number.isdigit() else None
        return Broken(f"not TOML: {words.strip()}"[:200], line)
    return None


def _csv(text: str) -> Broken | None:
    rows = csv.reader(text.splitlines())
    try:
        for _ in rows:
            pass
    except csv.Error as error:
        return Broken(f"not a table: {error}"[:200], rows.line_num)
    return None


_CHECKS: dict[str, Callable[[str], Broken | None]] = {
    "yml": _yaml,
    "yaml": _yaml,
    "json": _json,
    "toml": _toml,
    "csv": _csv,
    "tsv": _csv,
}
