"""Files of data that ship beside the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeGuard

import yaml

_CONTINUED = re.compile(r"\n +")
_CLASS = re.compile(r"\{([a-z][a-z_]*)\}")


class _Loader(yaml.CSafeLoader):
    """The parser in C, which is ten times as quick, and knows `!any`."""


def _any(loader: _Loader, node: yaml.SequenceNode | yaml.ScalarNode) -> str:
    """Regular expressions, in a list or a block, as one that any of them matches."""
    if isinstance(node, yaml.ScalarNode):
        return "|".join(expressions(node.value))
    return "|".join(loader.construct_sequence(node))


_Loader.add_constructor("!any", _any)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 the shape is the file's own
    """The content of a YAML file; what is tagged `!any` is one regular expression.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        yaml.YAMLError: It is not YAML.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


def expressions(block: str) -> list[str]:
    """The regular expressions of a block of text, one on each line.

    A line that is indented goes on with the expression above it, without its indent.
    """
    return [line for line in _CONTINUED.sub("", block).splitlines() if line.strip()]


def are_texts(value: object) -> TypeGuard[list[str]]:
    """Whether a value of such a file is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def compiler_with(
    words: Mapping[str, str],
) -> Callable[[str | None], tuple[re.Pattern[str], ...]]:
    """What compiles a block of expressions, maybe empty, in which `{name}` is a class.

    Args:
        words: The classes, each maybe of those before it.
    """
    known: dict[str, str] = {}

    def filled(pattern: str) -> str:
        return _CLASS.sub(lambda found: known.get(found[1], found[0]), pattern)

    for name, pattern in words.items():
        known[name] = f"(?:{filled(pattern)})"
    return lambda block: tuple(
        re.compile(filled(one), re.IGNORECASE) for one in expressions(block or "")
    )
