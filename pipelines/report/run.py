"""Write the report and the site from a warehouse. The last step of the flow."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.progress import Progress
from pipelines.report.citing import Citer
from pipelines.report.page import read_part, read_sheet
from pipelines.report.rendering import (
    finding_sentence,
    headline,
    render_markdown,
    render_part,
)
from pipelines.report.site.build import Shared, write_site
from pipelines.report.site.frame import put_headers
from pipelines.report.site.pages import NEIGHBOURS
from pipelines.report.warehouse import QUERIES, Row, Warehouse, open_warehouse

_ONE_ROW = {"run", "totals", "incident_totals", "review_totals", "label_totals"}
_WHOLE = "report.html"


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written.

    Attributes:
        report: The Markdown file.
        page: The first page of the site.
        page_count: Pages of the site.
        finding_count: Findings in the executive summary, at most five.
        recommendation_count: Recommendations given.
        cited_item_count: Issues and pull requests cited.
        cited_place_count: Places in files cited.
    """

    report: Path
    page: Path
    page_count: int
    finding_count: int
    recommendation_count: int
    cited_item_count: int
    cited_place_count: int


def write_report(
    warehouse: Path, *, out_dir: Path, progress: Progress
) -> ReportSummary:
    """Write `out_dir`/report.md and the site in `out_dir`/site; read nothing else.

    Args:
        warehouse: The file to read; it is opened read-only and closed again.
        out_dir: Folder that takes both. What others put into site/ stays, and is
            linked where it is there.
        progress: Told what was written.

    Raises:
        WarehouseError: The warehouse cannot be read, or lacks a table.
    """
    report, site = out_dir / "report.md", out_dir / "site"
    site.mkdir(parents=True, exist_ok=True)
    with open_warehouse(warehouse) as tables:
        citer = read_citer(tables)
        sections = read_sections(tables)
        markdown = render_markdown(citer, sections)
        report.write_text(markdown, encoding="utf-8", newline="\n")
        shared = _shared(markdown, citer, sections, site)
        page_count = write_site(tables, shared, site)
    put_headers(site)
    summary = ReportSummary(
        report=report,
        page=site / "index.html",
        page_count=page_count,
        finding_count=len(sections["findings"]),
        recommendation_count=len(sections["recommendations"]),
        cited_item_count=len(citer.cited_items),
        cited_place_count=len(citer.cited_places),
    )
    progress.say(
        f"  {summary.finding_count} findings, {summary.recommendation_count} "
        f"recommendations; {summary.cited_item_count} items and "
        f"{summary.cited_place_count} places in files cited; {page_count} pages"
    )
    return summary


def _shared(
    markdown: str, citer: Citer, sections: dict[str, Any], site: Path
) -> Shared:
    """Return what every page knows, with the parts that the report words already."""
    there = {_WHOLE, *(path for path, _ in NEIGHBOURS if (site / path).is_file())}
    return Shared(
        facts={
            **sections,
            "items": citer.items,
            "incidents_by_id": citer.incidents,
            "repositories_by_id": citer.repositories,
            "parts": {
                name: read_part(render_part(citer, name, sections), report=_WHOLE)
                for name in ("recommendations", "newcomers")
            },
        },
        has=frozenset(there),
        report=read_sheet(markdown),
        findings=[_finding(citer, row) for row in sections["findings"]],
    )


def _finding(citer: Citer, row: Row) -> Row:
    """Return a finding with its sentences as HTML."""
    return row | {
        "headline": read_part(headline(row), report=_WHOLE),
        "sentence": read_part(finding_sentence(citer, row), report=_WHOLE),
    }


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
