"""Files of data that ship beside the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """The parser in C, which is ten times as quick, and knows `!any`."""


def _any(loader: _Loader, node: yaml.SequenceNode) -> str:
    """Regular expressions, a few on each line, as the one that any of them matches."""
    return "|".join(loader.construct_sequence(node))


_Loader.add_constructor("!any", _any)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 the shape is the file's own
    """The content of a YAML file; a list tagged `!any` is one regular expression.

    Raises:
        OSError: It cannot be read.
        UnicodeDecodeError: It is not UTF-8.
        yaml.YAMLError: It is not YAML.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
