"""The words of `words.yml`, compiled once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pipelines.data_files import read_yaml

_WORDS = Path(__file__).with_name("words.yml")


@cache
def words(name: str) -> re.Pattern[str]:
    """The expressions of one list as one, without regard to case."""
    return re.compile("|".join(read_yaml(_WORDS)[name]), re.IGNORECASE)
