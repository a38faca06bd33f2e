"""Write the site: every page of the list, its long tables in parts, its CSV files."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from pipelines.report.page import Sheet
from pipelines.report.site.addresses import Addresses, slugs
from pipelines.report.site.charts import Charts
from pipelines.report.site.evidence import Evidence
from pipelines.report.site.menu import Menu
from pipelines.report.site.pages import PAGES, Page
from pipelines.report.site.rendering import environment
from pipelines.report.site.tables import Tables, as_csv, part_path
from pipelines.report.warehouse import Row, Warehouse

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_OURS = ("assets", "incident", "policy", "topic")


@dataclass(frozen=True, slots=True)
class Shared:
    """What every page knows.

    Attributes:
        facts: Rows of the queries that all pages need, by name.
        has: Which neighbours of the site are there.
        report: The report as parts of a page.
        findings: The executive summary's, with `headline` and `sentence` as HTML.
    """

    facts: Mapping[str, Any]
    has: frozenset[str]
    report: Sheet
    findings: Sequence[Row]


@dataclass
class _Site:
    tables: Warehouse
    shared: Shared
    out: Path
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _grouped: dict[tuple[str, str], Mapping[Any, list[Row]]] = field(
        default_factory=dict
    )
    count: int = 0

    def rows(self, query: str) -> list[Row]:
        """Run a query once; those of the report were run already."""
        if query in self.shared.facts:
            shared: list[Row] = self.shared.facts[query]
            return shared
        if query not in self._rows:
            self._rows[query] = self.tables.rows(query)
        return self._rows[query]

    def rows_of(self, query: str, key: str, value: object) -> list[Row]:
        """Return the rows of a query that belong to one page of a family."""
        rows = self.rows(query)
        if not rows or key not in rows[0]:
            return rows
        if (query, key) not in self._grouped:
            groups = defaultdict(list)
            for row in rows:
                groups[row[key]].append(row)
            self._grouped[query, key] = groups
        return self._grouped[query, key].get(value, [])


def write_site(tables: Warehouse, shared: Shared, out: Path) -> int:
    """Write all pages below `out` and return how many; what others put there stays."""
    _clear(out)
    shutil.copytree(ASSETS, out / "assets")
    site = _Site(tables, shared, out)
    addresses = _addresses(site)
    pages = environment()
    for page in (*PAGES, Page("report", "Report")):
        for path, content in _contents(site, page, addresses):
            _write(site, pages, page, path, content, addresses)
    return site.count


def _clear(out: Path) -> None:
    """Take away what an earlier site left, for its pages may be gone."""
    for folder in _OURS:
        shutil.rmtree(out / folder, ignore_errors=True)
    out.mkdir(parents=True, exist_ok=True)
    for file in (*out.glob("*.html"), *out.glob("*.csv")):
        file.unlink()


def _addresses(site: _Site) -> Addresses:
    families = {}
    for page in PAGES:
        if page.each:
            found = slugs(str(row[page.key]) for row in site.rows(page.each))
            families[page.name] = {
                key: f"{page.name}/{slug}.html" for key, slug in found.items()
            }
    single = {page.name: f"{page.name}.html" for page in PAGES if not page.each}
    return Addresses(single | {"report": "report.html"}, families)


def _contents(
    site: _Site, page: Page, addresses: Addresses
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield path and rows of each page of an entry."""
    if not page.each:
        path = addresses.of(page.name)
        yield str(path), {query: site.rows(query) for query in page.queries}
        return
    for row in site.rows(page.each):
        key = row[page.key]
        content: dict[str, Any] = {
            query: site.rows_of(query, page.key, key) for query in page.queries
        }
        yield str(addresses.of(page.name, str(key))), content | {"row": row}


def _write(
    site: _Site,
    pages: jinja2.Environment,
    page: Page,
    path: str,
    content: Mapping[str, Any],
    addresses: Addresses,
) -> None:
    """Write a page, then the parts of its long tables, then its CSV files."""
    root = "../" * path.count("/")
    url = partial(_url, addresses, root)
    facts = site.shared.facts
    template = pages.get_template(f"{page.name}.html.j2")
    common = {
        **facts,
        **content,
        "page": page,
        "root": root,
        "url": url,
        "menu": Menu(page, root, site.shared.has, url),
        "neighbours": site.shared.has,
        "site_name": _site_name(facts["repositories"]),
        "report": site.shared.report,
        "findings": site.shared.findings,
        "cite": Evidence(
            items=facts["items"],
            incidents=facts["incidents_by_id"],
            repositories=facts["repositories_by_id"],
            url=url,
        ),
    }
    main = Tables(path)
    _save(site, path, template.render(**common, tables=main, charts=Charts()))
    for name, parts in main.long.items():
        for part in range(2, parts + 1):
            more = Tables(path, part=part, only=name)
            rendered = template.render(**common, tables=more, charts=Charts())
            _save(site, part_path(path, name, part), rendered)
    for file, rows in main.files.items():
        if rows:
            _text(site.out / file, as_csv(rows))


def _site_name(repositories: Sequence[Row]) -> str:
    if len(repositories) == 1:
        return str(repositories[0]["repository_id"])
    return f"{len(repositories):,} repositories" if repositories else "nothing read"


def _url(
    addresses: Addresses, root: str, name: str, key: str | None = None
) -> str | None:
    path = addresses.of(name, key)
    return None if path is None else f"{root}{path}"


def _save(site: _Site, path: str, text: str) -> None:
    site.count += 1
    _text(site.out / path, text)


def _text(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
