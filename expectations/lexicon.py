"""The word lists beside this module: what the judge knows of language is data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml

_FOLDER = Path(__file__).parent


@cache
def lists(name: str) -> dict[str, Any]:
    """The content of `<name>.yml`."""
    found: dict[str, Any] = read_yaml(_FOLDER / f"{name}.yml")
    return found


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression of such a list; case does not matter."""
    return re.compile(expression, re.IGNORECASE)
