"""What a model collects has an order: the same rows give the same tables again."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipelines.settings import PROJECT_ROOT

MODELS = PROJECT_ROOT / "dbt_project" / "models"
CALL = re.compile(r"\b([a-z_]+)\(|[()]")
# What takes rows, or a list without an order, in whatever order they come.
COLLECTS = {"list", "array_agg", "string_agg", "list_distinct", "first", "any_value"}
# Within these the order cannot be seen.
SORTED = {"list_sort", "length", "list_contains", "list_has_any"}
# Alternatives of an expression: the few rows of a seed come as they stand in its file.
ALTERNATIVES = "pattern,"


def unordered(sql: str) -> Iterator[tuple[int, str]]:
    """The line and the words of each call that collects without an order."""
    sql = re.sub(r"--[^\n]*|'[^'\n]*'", lambda found: " " * len(found[0]), sql)
    around: list[tuple[str, int]] = []
    for found in CALL.finditer(sql):
        if found[0] != ")":
            around.append((found[1] or "", found.end()))
            continue
        name, start = around.pop()
        inner = sql[start : found.start()]
        is_sorted = any(outer in SORTED for outer, _ in around)
        if inner.startswith(ALTERNATIVES) or is_sorted or "order by" in inner:
            continue
        if name in COLLECTS:
            line = sql.count("\n", 0, start) + 1
            yield line, f"{name}({' '.join(inner.split())})"


@pytest.mark.parametrize(
    ("sql", "lines"),
    [
        ("select list(a) as b", [1]),
        ("select\n    list_distinct(list(a order by a)) as b", []),
        ("select list_sort(list_distinct(list(a) filter (where b))) as c", []),
        ("select list_distinct(list_concat(a, b)) as c", [1]),
        ("select first(a order by b) as c, string_agg(d, ' ') as e", [1]),
        ("select length(list_distinct(a)) as b -- list(c)", []),
        ("select string_agg(pattern, '|') as a", []),
    ],
)
def test_calls_are_told_apart(sql, lines):
    assert [line for line, _ in unordered(sql)] == lines


def test_every_model_collects_in_an_order():
    found = [
        f"{file.relative_to(MODELS)}:{line}: {call}"
        for file in sorted(MODELS.rglob("*.sql"))
        for line, call in unordered(file.read_text(encoding="utf-8"))
    ]
    assert found == []
