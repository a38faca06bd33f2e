"""The closing screenful of a run, for a terminal: plain text, no colours."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from pipelines.escaping import shorten
from pipelines.report.page import plain_text
from pipelines.report.rendering import headline
from pipelines.report.warehouse import Row, open_warehouse

_WIDTH = 100
_MOST_REPOSITORIES = 3
_MOST_FINDINGS = 3


def format_summary(warehouse: Path) -> str:
    """Return what was found and where to look: at most 25 lines of 100 columns.

    Args:
        warehouse: The published warehouse; report and site stand beside it.

    Raises:
        WarehouseError: The warehouse cannot be read, or lacks a table.
    """
    with open_warehouse(warehouse) as tables:
        totals = tables.row("totals") or {}
        repositories = tables.rows("repositories")
        findings = tables.rows("findings")
        gaps = tables.rows("completeness")
    lines = [*_read(repositories), "", *_counts(totals, gaps), ""]
    lines += [*_untold(gaps), *_findings(findings)]
    lines += ["", *_places(warehouse)]
    return "\n".join(line.rstrip() for line in lines)


def summarise(warehouse: Path) -> dict[str, Any]:
    """Return the same for machines: totals, findings in a sentence each, and paths.

    Raises:
        WarehouseError: The warehouse cannot be read, or lacks a table.
    """
    with open_warehouse(warehouse) as tables:
        return {
            "run": tables.row("run"),
            "totals": tables.row("totals"),
            "findings": [plain_text(headline(row)) for row in tables.rows("findings")],
            "warehouse": str(warehouse),
            "report": str(warehouse.with_name("report.md")),
            "site": str(warehouse.parent / "site" / "index.html"),
        }


def _read(repositories: list[Row]) -> list[str]:
    if not repositories:
        return ["No repository was read."]
    shown = [
        shorten(
            f"Read {row['repository_id']}: {row['document_count']:,} documents, "
            f"{row['issue_count']:,} issues, "
            f"{row['pull_request_count']:,} pull requests",
            _WIDTH,
        )
        for row in repositories[:_MOST_REPOSITORIES]
    ]
    rest = len(repositories) - len(shown)
    return [*shown, *([f"and {rest:,} more repositories"] if rest else [])]


def _counts(totals: Row, gaps: list[Row]) -> list[str]:
    missing = sum(row["missing_count"] or 0 for row in gaps)
    totals = totals | {"missing_count": missing}
    rest = {
        "rules in force": "{uncovered_clause_count:,} that no policy covers",
        "policies": "{broken_policy_count:,} broken, {kept_policy_count:,} kept, "
        "{unknown_policy_count:,} unknown, {idle_policy_count:,} without a case",
        "verdicts": "{pass_count:,} pass, {fail_count:,} fail, "
        "{unknown_count:,} unknown, {not_applicable_count:,} not applicable",
    }
    numbers = {
        "incidents": "incident_count",
        "changes round the gate": "overridden_change_count",
        "breaking changes": "breaking_change_count",
        "gaps": "gap_count",
        "contradictions": "contradiction_count",
        "rules in force": "clause_count",
        "policies": "policy_count",
        "verdicts": "verdict_count",
        "unreadable parts": "unreadable_count",
        "missing records": "missing_count",
    }
    return [
        f"  {what:<24}{totals[column]:>8,}   {rest.get(what, '').format(**totals)}"
        for what, column in numbers.items()
    ]


def _untold(gaps: list[Row]) -> list[str]:
    """Name the kinds of record that an input could not tell at all."""
    kinds = sorted(
        {row["kind"].replace("_", " ") for row in gaps if row["expected_count"] is None}
    )
    if not kinds:
        return []
    words = shorten(f"The input cannot tell all about: {', '.join(kinds)}.", _WIDTH - 2)
    return [f"  {plain_text(words)}", ""]


def _findings(findings: list[Row]) -> list[str]:
    lines = []
    for number, finding in enumerate(findings[:_MOST_FINDINGS], start=1):
        words = shorten(plain_text(headline(finding)), 2 * (_WIDTH - 6))
        lines += textwrap.wrap(
            words,
            _WIDTH,
            initial_indent=f"  {number}. ",
            subsequent_indent="     ",
            max_lines=2,
            placeholder=" …",
        )
    return lines or ["  No finding; the report says why."]


def _places(warehouse: Path) -> list[str]:
    return [
        f"Report     {warehouse.with_name('report.md')}",
        f"Page       {warehouse.parent / 'site' / 'index.html'}",
        f"Warehouse  {warehouse}",
        "Register   make policies",
    ]
