"""YAML that others wrote; nested too deep, it would end the process (in C)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

_DEEPEST = 100  # lists and mappings in each other


class TooDeepError(yaml.YAMLError):
    """Lists and mappings are nested deeper than anybody writes them."""


def compose_all(text: str) -> Iterator[yaml.Node]:
    """Yield the tree of each document of a text.

    Raises:
        yaml.YAMLError: It is not YAML, or nested too deep.
    """
    _refuse_depth(text)
    yield from yaml.compose_all(text, Loader=yaml.CSafeLoader)


def load(text: str, *, only_words: bool = False) -> Any:  # noqa: ANN401 as YAML has it
    """The value of a text of one document; `only_words` leaves each scalar a string.

    Raises:
        yaml.YAMLError: It is not YAML, or nested too deep.
        ValueError: A day or a number that there is not.
    """
    _refuse_depth(text)
    return yaml.load(text, Loader=yaml.CBaseLoader if only_words else yaml.CSafeLoader)


def _refuse_depth(text: str) -> None:
    if sum(map(text.count, "[{-:?")) < _DEEPEST:  # each of them needs a sign
        return
    try:
        _count_depth(yaml.parse(text, Loader=yaml.CSafeLoader))
    except TooDeepError:
        raise
    except yaml.YAMLError:
        return  # told once what stands before the fault has been read


def _count_depth(events: Iterator[yaml.Event]) -> None:
    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise TooDeepError(f"nested more than {_DEEPEST} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
