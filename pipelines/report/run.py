"""Write the report and its page from a warehouse. The last step of the flow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.progress import Progress
from pipelines.report.citing import Citer
from pipelines.report.page import render_page
from pipelines.report.rendering import render_markdown
from pipelines.report.warehouse import QUERIES, Warehouse, open_warehouse

DOCS = "docs/index.html"
_ONE_ROW = {"run", "totals", "incident_totals", "review_totals", "label_totals"}


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written.

    Attributes:
        report: The Markdown file.
        page: The same as a page.
        finding_count: Findings in the executive summary, at most five.
        recommendation_count: Recommendations given.
        cited_item_count: Issues and pull requests cited.
        cited_place_count: Places in files cited.
    """

    report: Path
    page: Path
    finding_count: int
    recommendation_count: int
    cited_item_count: int
    cited_place_count: int


def write_report(
    warehouse: Path,
    *,
    out_dir: Path,
    progress: Progress,
    has_docs: bool | None = None,
) -> ReportSummary:
    """Write `out_dir`/report.md and `out_dir`/site/index.html; read nothing else.

    Args:
        warehouse: The file to read; it is opened read-only and closed again.
        out_dir: Folder that takes both files; other files in it stay.
        progress: Told what was written.
        has_docs: The description of the tables will stand in site/docs/. None: look.

    Raises:
        WarehouseError: The warehouse cannot be read, or lacks a table.
    """
    with open_warehouse(warehouse) as tables:
        citer = read_citer(tables)
        sections = read_sections(tables)
    markdown = render_markdown(citer, sections)
    report, page = out_dir / "report.md", out_dir / "site" / "index.html"
    if has_docs is None:
        has_docs = (page.parent / DOCS).is_file()
    page.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(markdown, encoding="utf-8", newline="\n")
    page.write_text(
        render_page(markdown, docs=DOCS if has_docs else None),
        encoding="utf-8",
        newline="\n",
    )
    summary = ReportSummary(
        report=report,
        page=page,
        finding_count=len(sections["findings"]),
        recommendation_count=len(sections["recommendations"]),
        cited_item_count=len(citer.cited_items),
        cited_place_count=len(citer.cited_places),
    )
    progress.say(
        f"  {summary.finding_count} findings, {summary.recommendation_count} "
        f"recommendations; {summary.cited_item_count} items and "
        f"{summary.cited_place_count} places in files cited"
    )
    return summary


def read_citer(tables: Warehouse) -> Citer:
    """Read what citations need to know of items, incidents and repositories."""
    return Citer(
        items={row["item_id"]: row for row in tables.rows("cited_items")},
        incidents={row["incident_id"]: row for row in tables.rows("incidents")},
        repositories={row["repository_id"]: row for row in tables.rows("repositories")},
    )


def read_sections(tables: Warehouse) -> dict[str, Any]:
    """Run every query; the name of its file is the name that the templates use."""
    names = sorted(file.stem for file in QUERIES.glob("*.sql"))
    return {
        name: tables.row(name) if name in _ONE_ROW else tables.rows(name)
        for name in names
        if name not in {"citation", "cited_items"}
    }
