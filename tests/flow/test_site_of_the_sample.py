"""The site as a refresh publishes it: complete, light, linked, as the README shows."""

from __future__ import annotations

import posixpath
import re

from pipelines.settings import PROJECT_ROOT
from tests.browser.picture import BETWEEN, with_table
from tests.unit.report.pages import Page


def pages(sample):
    """Return every page of the site that is ours, by its path in it."""
    site = sample.settings.site
    return {
        file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8"))
        for file in site.rglob("*.html")
        if file.relative_to(site).parts[0] not in {"docs", "expectations"}
    }


def test_every_link_into_the_site_arrives(sample):
    found = pages(sample)
    for path, page in found.items():
        for address in page.links:
            file, _, anchor = address.partition("#")
            if address.startswith("http"):
                continue
            folder = posixpath.dirname(path)
            target = posixpath.normpath(posixpath.join(folder, file)) if file else path
            assert (sample.settings.site / target).is_file(), f"{path}: {address}"
            if anchor and target in found:
                assert anchor in found[target].ids, f"{path}: {address}"


def test_there_is_a_page_for_each_policy_incident_and_topic(sample):
    (policies,) = sample.rows("select count(distinct policy_id) from policies")[0]
    (incidents,) = sample.rows("select count(*) from incidents")[0]
    site = sample.settings.site
    assert len(list((site / "policy").glob("*.html"))) == policies
    assert len(list((site / "incident").glob("*.html"))) == incidents
    assert list((site / "topic").glob("*.html"))


def test_no_page_is_heavy(sample):
    site = sample.settings.site
    for file in site.rglob("*.html"):
        if file.relative_to(site).parts[0] not in {"docs", "expectations"}:
            assert file.stat().st_size < 1_000_000


def test_the_docs_of_the_tables_have_the_sites_header(sample):
    text = (sample.settings.site / "docs" / "index.html").read_text(encoding="utf-8")
    header = text.partition("<!-- header of the site -->")[2]
    header = header.partition("<!-- end of the header -->")[0]
    assert 'href="../policies.html"' in header
    assert 'aria-current="page">Tables<' in header
    for address in re.findall(r'(?:href|src)="([^"]+)"', header):
        assert (sample.settings.site / "docs" / address).resolve().is_file()


def test_the_numbers_of_the_site_are_the_published_ones(sample):
    value = sample.rows(
        "select numerator, denominator from metric_values where"
        " metric = 'policy_conformance_rate' and repository_id is null"
        " and month_on is null"
    )[0]
    words = pages(sample)["index.html"].words
    assert f"{value[0]} of {value[1]}" in words


def test_the_table_of_the_readme_is_what_the_sample_shows(sample):
    text = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    assert BETWEEN.search(text)
    assert with_table(text, sample.settings.warehouse) == text
