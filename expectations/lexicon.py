"""The word lists beside this module: what the judge knows of language is data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


@cache
def lists(name: str) -> dict[str, Any]:
    """The content of `<name>.yml`."""
    text = (_FOLDER / f"{name}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """An expression of such a list; case does not matter."""
    return re.compile(expression, re.IGNORECASE)
