"""Rules become rows that say what of the history was there to read."""

from __future__ import annotations

import io

from pipelines.progress import Progress
from pipelines.read.rows.clauses import read_clauses
from pipelines.read.rows.decisions import Decisions
from tests.unit.read.raw_rows import Raw

_ONE = "Pull requests need one approval."
_TWO = "Pull requests need two approvals."
_RULES = """
add:
- {id: since_spring, rule: Pull requests must pass CI., since: 2023-03-01}
- {id: just_so, rule: Issues must have a label.}
"""
_PERIODS = """
    select quote, strftime(effective_from, '%m-%d'), strftime(history_from, '%m-%d')
    from parsed.clauses order by quote
"""


def test_what_a_shallow_clone_begins_with_has_stood_nobody_knows_since_when() -> None:
    raw = Raw()
    days = ("2024-02-01", _ONE), ("2024-03-01", f"{_ONE}\n\n{_TWO}")
    raw.document("CONTRIBUTING.md", "contributing", *days)
    raw.cut_off("2024-02-01")
    read_clauses(raw.store, Progress(io.StringIO()))
    assert raw.rows(_PERIODS) == [(_ONE, None, "02-01"), (_TWO, "03-01", "02-01")]


def test_a_rule_that_states_its_day_has_it_in_a_shallow_clone() -> None:
    raw = Raw()
    raw.document("policies.yml", "team_decisions", ("2024-02-01", _RULES))
    raw.cut_off("2024-02-01")
    Decisions(raw.store, []).write()
    assert raw.rows(_PERIODS) == [
        ("Issues must have a label.", None, "02-01"),
        ("Pull requests must pass CI.", "03-01", None),
    ]
