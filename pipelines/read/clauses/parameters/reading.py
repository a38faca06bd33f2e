"""A clause as the parameter parsers read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.data_files import read_yaml
from pipelines.read.clauses.lexicon import spaced

_SPAN = re.compile(r"`+([^`]{1,200})`+|[\"“]([^\"“”]{1,80})[\"”]")


@dataclass(frozen=True, slots=True)
class Span:
    """A code span or a quoted text, and where it stands in the sentence."""

    text: str
    start: int
    end: int
    is_code: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parsers may look at, and nothing else.

    Attributes:
        sense: The sentence with its lead-in, plain words, code spans in backticks.
        own: The sentence alone.
        heading: Title of the nearest section.
        links: (text, target) pairs of the passage.
        bold: Strong texts of the passage.
        is_negative: The clause forbids.
        is_waiver: The clause says that something isn't needed.
        about_labels: The document or the section is about labels.
        known_labels: Names that the document calls labels elsewhere.
        known_branches: Names that the document uses as branches elsewhere.
    """

    sense: str
    own: str
    heading: str = ""
    links: tuple[tuple[str, str], ...] = ()
    bold: tuple[str, ...] = ()
    is_negative: bool = False
    about_labels: bool = False
    is_waiver: bool = False
    known_labels: frozenset[str] = frozenset()
    known_branches: frozenset[str] = frozenset()

    def spans(self) -> Iterator[Span]:
        """Code spans and quoted texts, in order."""
        for found in _SPAN.finditer(self.sense):
            text = found[1] or found[2]
            text = text.strip() if found[1] else text.strip().rstrip(".,")
            yield Span(text, found.start(), found.end(), found[1] is not None)


@cache
def words(name: str = "words") -> Any:  # noqa: ANN401 the shape is the YAML file's own
    """The content of `<name>.yml` beside this module."""
    path = Path(__file__).parent / f"{name}.yml"
    return read_yaml(path)


@cache
def pattern(*keys: str, name: str = "words") -> re.Pattern[str]:
    """An expression of `<name>.yml`, bounded by word edges, without regard to case."""
    found = words(name)
    for key in keys:
        found = found[key]
    return whole_words(found)


def whole_words(expression: str) -> re.Pattern[str]:
    """An expression bounded by word edges; a space stands for any white space."""
    return re.compile(rf"(?<![\w@/-])(?:{spaced(expression)})(?![\w])", re.IGNORECASE)


@cache
def number_words() -> str:
    """The number words as one alternation, longest first."""
    names = sorted(words()["numbers"], key=len, reverse=True)
    return "|".join(name.replace(" ", r"\s+") for name in names)


def number(text: str) -> float | None:
    """`"two"` or `"2"` as a number."""
    folded = " ".join(text.lower().split())
    if folded in words()["numbers"]:
        return float(words()["numbers"][folded])
    try:
        return float(folded)
    except ValueError:
        return None


def plain_number(value: float) -> int | float:
    """An int where nothing is lost."""
    return int(value) if value == int(value) else value


def unique(values: list[str]) -> list[str]:
    """Without repetitions, in the order of the text."""
    return list(dict.fromkeys(values))
