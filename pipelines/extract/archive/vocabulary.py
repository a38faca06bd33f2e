"""The words of `vocabulary.yml`, ready to be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipelines.data_files import read_yaml

ItemKind = Literal["issue", "pull_request"]

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_MARKS = re.compile(r"[*`~]|(?<!\w)_|_(?!\w)")


@cache
def words() -> dict[str, Any]:
    """Return the whole vocabulary."""
    path = Path(__file__).with_name("vocabulary.yml")
    loaded: dict[str, Any] = read_yaml(path)
    return loaded


def fold(text: str) -> str:
    """Reduce words to what is compared: `**Linked-Issues (2):**` -> `linked issues`."""
    text = _MARKS.sub("", text).strip().rstrip(":").strip()
    text = _REMARK.sub("", text) or text
    return " ".join(re.sub(r"[_\-‐‑]", " ", text.casefold()).split())


@cache
def _fields() -> dict[str, str]:
    return {
        fold(name): field
        for field, names in words()["fields"].items()
        for name in names
    }


def field_of(name: str) -> str | None:
    """Return the field that `name` stands for, None for a name that is not known."""
    return _fields().get(fold(name))


def is_long(field: str | None) -> bool:
    """Tell whether a field holds running text."""
    return field in words()["long_fields"]


@cache
def _nothing() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words()["nothing"])


def is_nothing(value: str) -> bool:
    """Tell whether a value says that there is none."""
    return len(value) < 60 and fold(value).strip(".") in _nothing()


@cache
def section_kind(name: str) -> ItemKind | None:
    """Return what a heading or a table's column says that the items are."""
    folded = fold(name)
    for kind, names in words()["section_words"].items():
        if folded in names:
            return kind  # type: ignore[no-any-return]
    return None


@cache
def alternatives(*lists: tuple[str, ...]) -> str:
    """One regular expression for any of the words, the longest first."""
    found = {word for one in lists for word in one}
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def any_word(names: Iterable[str]) -> re.Pattern[str]:
    """Match any of the words as a whole word, without regard to case."""
    return re.compile(
        rf"(?<!\w)(?:{alternatives(tuple(str(name) for name in names))})(?!\w)", re.I
    )
