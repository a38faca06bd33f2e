"""CODEOWNERS becomes rows for every period in which one text of it decided."""

from __future__ import annotations

from pipelines.read.rows.owners import read_owners
from tests.unit.read.raw_rows import Raw


def test_each_period_has_its_lines_and_only_todays_faults_are_told():
    raw = Raw()
    raw.document(
        "CODEOWNERS",
        "codeowners",
        ("2024-01-01", "* @ann\n!docs @bob\n"),
        ("2024-02-01", "* @ann\n[a-z] @bob\n"),
    )
    read_owners(raw.store)
    assert raw.rows(
        "select version, line, is_valid, strftime(effective_to, '%m') from"
        " parsed.codeowners_rules order by all"
    ) == [(0, 1, True, "02"), (0, 2, False, "02"), (1, 1, True, None),
          (1, 2, False, None)]  # fmt: skip
    assert raw.rows("select line, quote from parsed.unreadable") == [(2, "[a-z] @bob")]
    raw.connection.close()
