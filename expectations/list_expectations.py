"""Expectations over list columns (labels, teams, paths), which GX does not have.

A member matches a pattern if it is the same text, whatever its case, or if the
pattern is a glob (`area:*`) that covers it. A team may be written without its
organisation: `@core` names `@org/core`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any, ClassVar

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import (
    ColumnMapMetricProvider,
    column_condition_partial,
)


def matches(member: str, pattern: str) -> bool:
    """Whether `member` is what `pattern` names."""
    member, pattern = member.casefold(), pattern.casefold()
    if pattern.startswith("@") and "/" not in pattern and member.startswith("@"):
        member = f"@{member.rpartition('/')[2].removeprefix('@')}"
    # Labels may hold brackets, which a glob would take for a character class.
    return member == pattern or fnmatchcase(member, pattern.replace("[", "[[]"))


def contains_all(members: Iterable[str], patterns: list[str]) -> bool:
    members = list(members)
    return all(any(matches(m, pattern) for m in members) for pattern in patterns)


def contains_any(members: Iterable[str], patterns: list[str]) -> bool:
    return any(matches(m, pattern) for m in members for pattern in patterns)


def contains_exactly_one(members: Iterable[str], patterns: list[str]) -> bool:
    return sum(contains_any([member], patterns) for member in members) == 1


def contains_at_most_one(members: Iterable[str], patterns: list[str]) -> bool:
    return sum(contains_any([member], patterns) for member in members) <= 1


def contains_none(members: Iterable[str], patterns: list[str]) -> bool:
    return not contains_any(members, patterns)


Condition = Callable[[Iterable[str], list[str]], bool]


def _test(column: pd.Series, condition: Condition, patterns: list[str]) -> pd.Series:
    return pd.Series(
        [condition(members, patterns) for members in column],
        index=column.index,
        dtype=bool,
    )


class _ListsContainAll(ColumnMapMetricProvider):
    condition_metric_name = "column_values.lists_contain_all"
    condition_value_keys = ("patterns",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, patterns: list[str], **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return _test(column, contains_all, patterns)


class _ListsContainAny(ColumnMapMetricProvider):
    condition_metric_name = "column_values.lists_contain_any"
    condition_value_keys = ("patterns",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, patterns: list[str], **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return _test(column, contains_any, patterns)


class _ListsContainExactlyOne(ColumnMapMetricProvider):
    condition_metric_name = "column_values.lists_contain_exactly_one"
    condition_value_keys = ("patterns",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, patterns: list[str], **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return _test(column, contains_exactly_one, patterns)


class _ListsContainAtMostOne(ColumnMapMetricProvider):
    condition_metric_name = "column_values.lists_contain_at_most_one"
    condition_value_keys = ("patterns",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, patterns: list[str], **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return _test(column, contains_at_most_one, patterns)


class _ListsContainNone(ColumnMapMetricProvider):
    condition_metric_name = "column_values.lists_contain_none"
    condition_value_keys = ("patterns",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, patterns: list[str], **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return _test(column, contains_none, patterns)


class _ListLengthsBetween(ColumnMapMetricProvider):
    condition_metric_name = "column_values.list_lengths_between"
    condition_value_keys = ("min_length",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series, min_length: int, **_: Any) -> pd.Series:  # noqa: ANN401, N805
        return pd.Series(
            [len(members) >= min_length for members in column],
            index=column.index,
            dtype=bool,
        )


class _ExpectLists(ColumnMapExpectation):
    """An expectation of every list of a column, by the patterns of a clause."""

    patterns: list[str]
    success_keys: ClassVar[tuple[str, ...]] = ("patterns", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "patterns")


class ExpectListsToContainAllOf(_ExpectLists):
    """Expect that every pattern is matched by a member of the list."""

    map_metric = "column_values.lists_contain_all"


class ExpectListsToContainAnyOf(_ExpectLists):
    """Expect that at least one member of the list matches a pattern."""

    map_metric = "column_values.lists_contain_any"


class ExpectListsToContainExactlyOneOf(_ExpectLists):
    """Expect that exactly one member of the list matches a pattern."""

    map_metric = "column_values.lists_contain_exactly_one"


class ExpectListsToContainAtMostOneOf(_ExpectLists):
    """Expect that no two members of the list match a pattern."""

    map_metric = "column_values.lists_contain_at_most_one"


class ExpectListsToContainNoneOf(_ExpectLists):
    """Expect that no member of the list matches a pattern."""

    map_metric = "column_values.lists_contain_none"


class ExpectListsToHaveLengthOfAtLeast(ColumnMapExpectation):
    """Expect that the list has so many members."""

    min_length: int
    map_metric = "column_values.list_lengths_between"
    success_keys: ClassVar[tuple[str, ...]] = ("min_length", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "min_length")


LIST_EXPECTATIONS = {
    kind.__name__: kind
    for kind in (
        ExpectListsToContainAllOf,
        ExpectListsToContainAnyOf,
        ExpectListsToContainExactlyOneOf,
        ExpectListsToContainAtMostOneOf,
        ExpectListsToContainNoneOf,
        ExpectListsToHaveLengthOfAtLeast,
    )
}
