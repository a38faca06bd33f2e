"""Whatever the text, the reader answers, and cites lines and words that stand there."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.read.clauses import find_clauses

PATHS = ["CONTRIBUTING.md", "docs/review.rst", "HACKING.txt", "ops/oncall.md"]
PIECES = [
    "Pull requests must have two approvals",
    "`feat/…`",
    "`hotfix/<id>`",
    "@org/team",
    "**never**",
    "labelled `a` or `b`",
    "within 3 business days (72 at weekends)",
    "[link](docs/a.md)",
    "- ",
    "1. ",
    "  - [ ] ",
    "| a | b |\n|---|---|\n| must | 1 approval |",
    "# Rules\n",
    "Rules\n=====\n",
    ":ref:`x`",
    ".. note:: must",
    "```\n",
    "<!-- ",
    " -->",
    "> ",
    ".",
    ";",
    ":",
    "?",
    "\n",
    "\n\n",
    "    ",
    "(",
    ")",
    "&amp;",
    "\u200b",
    "\x00",
    "\r\n",
    "é",
    "If it is Sev1, ",
    "except docs",
    "unless ",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=400),
)
SLOW = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck)
)


def words(text):
    return re.findall(r"[^\W_]+", text)


@SLOW
@given(text=TEXTS, path=st.sampled_from(PATHS))
def test_any_text_is_read_and_quoted_from_its_lines(text, path):
    lines = text.splitlines()
    known = set(words(text))
    for clause in find_clauses(text, path=path, kind=""):
        assert 1 <= clause.line <= len(lines)
        assert set(words(clause.quote)) <= known
        assert clause.modal in ("must", "should", "may")
        assert clause.parameters["demands"]


@SLOW
@given(text=TEXTS)
def test_the_same_text_gives_the_same_clauses(text):
    once = find_clauses(text, path="CONTRIBUTING.md", kind="")
    assert find_clauses(text, path="CONTRIBUTING.md", kind="") == once


HOSTILE = {
    "one long word": "a" * 60_000,
    "brackets": "(" * 20_000 + "must",
    "backticks": "`" * 20_001,
    "nested bullets": "".join("  " * (n % 60) + "- must\n" for n in range(3_000)),
    "pipes": "|" * 20_000,
    "conditions": "if " * 20_000,
    "only may": "only " * 15_000 + "may",
    "links": "[" * 20_000 + "](",
    "number words": "one two " * 10_000 + "approvals",
    "commas": "Changes to a, b, " * 5_000 + "must be reviewed.",
    "handles": "@a/b " * 10_000,
    "spans": "label `a`, " * 5_000,
    "listed spans": "`a`, " * 5_000,
    "stars": "*" * 20_000,
    "semicolons": "a b c d; " * 5_000,
    "roles": ":ref:`" * 5_000,
    "headings": "# a\n" * 5_000,
    "lines": "Patches must be reviewed.\n" * 3_000,
}


@pytest.mark.parametrize("path", ["CONTRIBUTING.md", "HACKING.txt", "rules.rst"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_text_is_read_to_its_end(name, path):
    found = find_clauses(HOSTILE[name], path=path, kind="")
    assert all(clause.line >= 1 for clause in found)
