"""Patterns of the rules: classes of words filled in, compiled, checked for safety."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipelines.data_files import expressions
from pipelines.errors import InputError

_PARSER: Any = importlib.import_module("re._parser")  # it has no types
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT"})
_CLASS = re.compile(r"\{([a-z][a-z_]*)\}")
_BOUND = 1_000  # a repetition above this counts as unbounded


def expand(words: dict[str, str]) -> dict[str, str]:
    """The classes (lines of alternatives), each with those above it filled in."""
    expanded: dict[str, str] = {}
    for name, alternatives in words.items():
        pattern = "|".join(expressions(alternatives))
        expanded[name] = f"(?:{fill(pattern, expanded)})"
    return expanded


def fill(pattern: str, words: dict[str, str]) -> str:
    """The pattern with each `{class}` that is known written out."""
    return _CLASS.sub(lambda found: words.get(found[1], found[0]), pattern)


def classes_in(pattern: str) -> list[str]:
    """The classes that it names; in one that is filled in, those that nobody knows."""
    return _CLASS.findall(pattern)


class Pattern:
    """An expression that is compiled when it is first asked.

    Most of a rule is never asked: what it must not stand with matters only where it
    was found. To compile all of the rules takes as long as to read a small project.
    """

    __slots__ = ("_compiled", "_pattern", "_where")

    def __init__(self, pattern: str, where: str) -> None:
        self._pattern, self._where = pattern, where
        self._compiled: re.Pattern[str] | None = None

    @property
    def unknown_classes(self) -> list[str]:
        """The classes that nothing has filled in."""
        return classes_in(self._pattern)

    def compiled(self) -> re.Pattern[str]:
        """Itself, see `compile_safely`."""
        if self._compiled is None:
            self._compiled = compile_safely(self._pattern, self._where)
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        return self.compiled().search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.compiled().finditer(text)


def compile_safely(pattern: str, where: str) -> re.Pattern[str]:
    """The pattern without regard to case.

    Raises:
        InputError: It is no regular expression, or could take more than linear time.
    """
    try:
        parsed = _PARSER.parse(pattern, re.IGNORECASE)
        is_safe = not _has_nested_repeat(parsed, inside=False)
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError) as error:
        raise InputError(f"{where}: {error} in {pattern!r}", "Mend it.") from error
    if not is_safe:
        raise InputError(
            f"{where}: a repetition without bound stands in another: {pattern!r}",
            "Bound it, as in {0,40}.",
        )
    return compiled


def _has_nested_repeat(parsed: Iterable[tuple[Any, Any]], *, inside: bool) -> bool:
    """Whether an unbounded repetition stands in another one (it could explode)."""
    for code, argument in parsed:
        if str(code) in _REPEATS:
            _, most, inner = argument
            is_unbounded = most > _BOUND
            if is_unbounded and inside:
                return True
            if _has_nested_repeat(inner, inside=inside or is_unbounded):
                return True
        elif any(_has_nested_repeat(p, inside=inside) for p in _parts(argument)):
            return True
    return False


def _parts(argument: object) -> Iterator[Any]:
    """Sub-patterns anywhere in the argument of a parsed regex node."""
    if isinstance(argument, _PARSER.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for part in argument:
            yield from _parts(part)
