"""The small table of what was found, for a README: what is said beside what is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipelines.escaping import quotation
from pipelines.report.citing import Citer
from pipelines.report.run import read_citer
from pipelines.report.warehouse import Row, open_warehouse
from pipelines.report.wording import kept as kept_by
from pipelines.report.wording import say

_MOST = {"broken": 5, "unknown": 1}  # rules shown, by how they fare
_OPENING = "| The documents say | The records show |\n|:--|:--|\n"


def found_table(warehouse: Path) -> str:
    """Return a few rules with what was observed, as a Markdown table.

    Raises:
        WarehouseError: The warehouse cannot be read, or lacks a table.
    """
    with open_warehouse(warehouse) as tables:
        citer = read_citer(tables)
        policies = tables.rows("policies")
        records = tables.rows("policy_records")
    chosen = [
        *(row for kind, most in _MOST.items() for row in _first(policies, kind, most)),
        *[row for row in policies if row["is_undecided"]][:1],
    ]
    return _OPENING + "".join(_line(citer, row, records) for row in chosen)


def _first(policies: Sequence[Row], standing: str, most: int) -> list[Row]:
    """Return the first of each topic, so that the table shows different things."""
    topics: dict[str, Row] = {}
    for row in policies:
        if row["standing"] == standing and row["is_in_force"]:
            topics.setdefault(row["topic"], row)
    return list(topics.values())[:most]


def _line(citer: Citer, row: Row, records: Sequence[Row]) -> str:
    where = citer.place(
        row["repository_id"], row["path"], row["line"], row["commit_sha"]
    )
    said = f"{quotation(row['whole_quote'] or '', longest=110)} ({where})"
    return f"| {said} | {_observed(citer, row, records)} |\n"


def _observed(citer: Citer, row: Row, records: Sequence[Row]) -> str:
    if row["judged_count"]:
        told_kept = kept_by(row, has_unknown=False)
        is_told = row["is_one_sided"] or not row["unknown_count"]
        unknown = "" if is_told else f", {row['unknown_count']} unknown"
        first = next(
            each
            for each in records
            if each["policy_id"] == row["policy_id"] and each["outcome"] == "fail"
        )
        told = f"{_subject(citer, first)}: {say(first['observed'])}"
        return f"{told_kept}{unknown}; {told}"
    if row["unknown_count"]:
        reason = next(
            (
                each["reason"]
                for each in records
                if each["policy_id"] == row["policy_id"] and each["reason"]
            ),
            None,
        )
        return f"unknown for all {row['unknown_count']}: {say(reason)}"
    return f"not judged: {say(row['not_testable_reason'])}"


def _subject(citer: Citer, row: Row) -> str:
    """Name the record, without the place that the report gives."""
    subject = row["subject_id"]
    if subject in citer.incidents:
        issues = citer.incidents[subject]["issue_ids"]
        subject = issues[0] if issues else subject
    return str(say("#" + subject.rpartition("#")[2] if "#" in subject else subject))
