"""Rows of tables: whether they rule, and what they say as a sentence."""

from __future__ import annotations

import re

from pipelines.read.clauses.lexicon import pattern
from pipelines.read.clauses.records import Passage
from pipelines.read.clauses.sentences import fold

_BRANCHES = re.compile(r"branch", re.IGNORECASE)


def row_words(passage: Passage, path: str) -> str:
    """A row as a sentence: `Severity: Sev1; Response time: 15 minutes`.

    Columns that only explain or show an example are left out.

    Args:
        passage: The row.
        path: Of its document; a pattern in one about branches is a branch's.
    """
    if len(passage.header) != len(passage.cells):
        return fold("; ".join(c for c in passage.cells if c))
    where = " ".join((path, *passage.headings, *passage.header))
    is_branches = bool(_BRANCHES.search(where))
    named = []
    for title, cell in zip(passage.header, passage.cells, strict=True):
        if not cell or _is(title, "explaining_headers"):
            continue
        if is_branches and _is(title, "pattern_headers"):
            title = "Branch name"
        joint = " " if title.endswith((" by", " within")) else ": "
        named.append(f"{title}{joint}{cell}" if title else cell)
    return fold("; ".join(named))


def is_rule_table(passage: Passage) -> bool:
    """Does a filled cell stand under a title that asks for something."""
    named = [_is(title, "table_headers") for title in passage.header[1:]]
    filled = [cell for ok, cell in zip(named, passage.cells[1:], strict=False) if ok]
    return any(cell.strip(" -–—") for cell in filled)


def _is(title: str, what: str) -> bool:
    return pattern("rules", what).fullmatch(title.strip(" *_:")) is not None
