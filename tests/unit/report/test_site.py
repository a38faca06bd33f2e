"""The site has every page of the list, whole, linked and safe."""

import csv
import io
import posixpath
import re
from urllib.parse import unquote

import pytest

from pipelines.report.page import read_part, read_sheet
from pipelines.report.site.pages import PAGES
from tests.unit.report import cases
from tests.unit.report.conftest import write
from tests.unit.report.pages import Page

SITES = ("filled", "hostile", "empty", "large")


@pytest.fixture(scope="module", params=SITES)
def site(request):
    """A site, with each of its pages read."""
    written = request.getfixturevalue(request.param)
    return written, {path: Page(text) for path, text in written.pages.items()}


def test_every_page_of_the_list_is_written(site):
    _, pages = site
    assert {f"{page.name}.html" for page in PAGES if not page.each} <= set(pages)
    assert "report.html" in pages


def test_nothing_is_loaded_but_the_sites_own_files(site):
    written, pages = site
    for path, page in pages.items():
        for address in page.loaded:
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), address)
            )
            assert target.startswith("assets/")
            assert (written.site / target).is_file()
        assert not {"iframe", "object", "embed", "base", "form"} & set(page.tags)
    for file in (written.site / "assets").iterdir():
        text = file.read_text(encoding="utf-8").replace(
            'xmlns="http://www.w3.org/2000/svg"', ""
        )
        assert not re.search(r"https?:|//[a-z]+\.|@import url\(\"(?!bar)", text)


def test_no_attribute_runs_anything_and_styles_stand_in_the_style_sheet(site):
    for page in site[1].values():
        for _, name, value in page.attributes:
            assert not name.startswith("on")
            assert name != "style"
            if name in {"href", "src", "action", "xlink:href"}:
                assert (
                    not (value or "")
                    .lower()
                    .lstrip()
                    .startswith(("javascript", "data"))
                )
        assert "style" not in page.tags
        assert page.tags.count("script") == 2


def test_the_policy_allows_the_sites_own_files_and_nothing_else(site):
    for page in site[1].values():
        (policy,) = [
            v for tag, _, v in page.attributes if tag == "meta" and "default" in v
        ]
        assert policy.startswith("default-src 'none'; ")
        assert not re.search(r"unsafe|https?:|\*", policy)


def test_links_lead_into_the_site_or_to_the_web(site):
    for page in site[1].values():
        for address in page.links:
            assert re.match(r"https?://|#|[\w./-]+(#[\w-]+)?$", address), address


def test_every_link_into_the_site_arrives(site):
    written, pages = site
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path
        for address in page.links:
            if address.startswith("http"):
                continue
            file, _, anchor = address.partition("#")
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(path), unquote(file)) if file else path
            )
            assert (written.site / target).is_file(), f"{path}: {address}"
            if anchor:
                assert anchor in pages[target].ids, f"{path}: {address}"


def test_every_page_is_light(site):
    for path, text in site[0].pages.items():
        assert len(text.encode()) < 1_000_000, path


def test_every_page_has_one_title_one_main_part_and_a_way_to_skip_to_it(site):
    for page in site[1].values():
        assert page.tags.count("h1") == page.tags.count("main") == 1
        assert page.tags.count("header") == 1
        assert page.links[0] == "#content"
        assert ("html", "lang", "en") in page.attributes


def test_headings_leave_no_level_out(site):
    for path, page in site[1].items():
        levels = [2, *page.headings] if path == "report.html" else page.headings
        for after, before in zip(levels[1:], levels, strict=False):
            assert after - before <= 1 or path == "report.html", path


def test_every_table_has_a_name_and_says_what_its_columns_are(site):
    for page in site[1].values():
        assert page.tags.count("th") == page.attributes.count(("th", "scope", "col"))
        frames = page.attributes.count(("div", "class", "frame"))
        assert page.tags.count("table") == frames


def test_hostile_words_are_shown_as_words(hostile):
    words = " ".join(Page(text).words for text in hostile.pages.values())
    for text in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"):
        assert text in words
    assert "[click](javascript:alert(1))" in words
    assert "{{ 7 * 7 }}" in words
    assert "\u202e" not in words


def test_a_table_too_long_for_a_page_goes_on_on_others(large):
    seen = set()
    for path, text in large.pages.items():
        if re.fullmatch(r"overrides(-ledger-\d+)?\.html", path):
            seen |= set(re.findall(r"#(\d{4})\b", Page(text).words))
    assert seen == {str(number) for number in range(1_000, 1_900)}


def test_every_violating_and_unknown_record_of_a_policy_is_listed(large):
    folder = "policy/acme-shop-checks-green"
    words = "".join(
        text for path, text in large.pages.items() if path.startswith(folder)
    )
    linked = set(
        re.findall(r'href="https://example.com/acme/shop/pull/(\d{4})"', words)
    )
    assert linked == {str(number) for number in range(1_000, 1_900)}


def test_a_table_can_be_had_whole_as_csv(large):
    text = (large.site / "overrides-ledger.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 901
    assert rows[0]["pull_request_id"].startswith("acme/shop#")


def test_no_cell_of_a_csv_file_is_a_formula(tmp_path):
    rows = cases.filled()
    rows["labels"][1]["name"] = "=HYPERLINK(1)"
    rows["labels"][2]["name"] = "@sum"
    site = write(tmp_path, rows).site
    for file in site.rglob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"))):
            assert not any(cell.startswith(("=", "@", "+")) for cell in row)
    assert "'=HYPERLINK(1)" in (site / "labels-all.csv").read_text()


def test_the_pages_of_other_tools_are_linked_where_they_stand(tmp_path):
    other = tmp_path / "site" / "docs" / "index.html"
    other.parent.mkdir(parents=True)
    other.write_text("theirs")
    written = write(tmp_path, cases.filled())
    assert 'href="docs/index.html"' in written.pages["index.html"]
    assert 'href="../docs/index.html"' in written.pages["topic/checks.html"]
    assert 'href="expectations/index.html"' not in written.pages["index.html"]
    assert other.read_text() == "theirs"


def test_pages_of_an_earlier_site_are_gone(tmp_path):
    write(tmp_path, cases.filled())
    (tmp_path / "warehouse.duckdb").unlink()
    written = write(tmp_path, cases.EMPTY)
    assert not (written.site / "policy").exists()
    assert not (written.site / "overrides-ledger.csv").exists()


def test_a_number_that_is_not_known_is_not_shown_as_zero(filled):
    incident = Page(filled.pages["incident/acme-shop-incident-4.html"])
    assert re.search(r"Acknowledged after\s*unknown", incident.words)
    assert re.search(r"Restored after\s*1 h 35 min", incident.words)


def test_a_policy_tells_its_sentence_its_versions_and_its_records(filled):
    words = Page(filled.pages["policy/acme-shop-checks-green.html"]).words
    assert "Checks must be green before a merge." in words
    assert "Checks should be green." in words
    assert "checks were failing" in words
    assert re.search(r"Kept by 0 of 1\.", words)


def test_the_overview_says_what_changed(filled):
    words = Page(filled.pages["changes.html"]).words
    assert "Conformance was 100% and is 50%" in words
    assert "broken more often" in words


def test_the_same_warehouse_makes_the_same_site(tmp_path, filled):
    assert write(tmp_path, cases.filled()).pages == filled.pages


def test_headings_of_the_same_words_get_anchors_of_their_own():
    sheet = read_sheet("# A\n\n## B c!\n\n## B c\n\n## Contents\n")
    page = Page(str(sheet.body))
    assert {"a", "b-c", "b-c-1", "contents-1"} <= set(page.ids)


def test_raw_html_in_the_markdown_stays_text():
    page = Page(str(read_part("<script>x</script> <b>y</b>\n", report="r.html")))
    assert "script" not in page.tags
    assert "<b>y</b>" in page.words


def test_links_within_the_report_lead_to_it_from_elsewhere():
    page = Page(str(read_part("See [there](#labels).", report="report.html")))
    assert page.links == ["report.html#labels"]


def test_an_axis_of_counts_shows_each_number_once(filled):
    charts = [
        chart
        for page in filled.pages.values()
        for chart in re.findall(r"<svg.*?</svg>", page, flags=re.DOTALL)
    ]
    labels = [re.findall(r"<text[^>]*>(\d{1,3})</text>", chart) for chart in charts]
    assert any(labels)
    assert all(len(set(each)) == len(each) for each in labels)


def test_a_lost_reference_stands_on_the_page_of_gaps(tmp_path):
    rows = cases.filled()
    lost = {
        "governance_gap_id": "lost", "repository_id": cases.HOME, "kind": "dangling",
        "topic": "other", "path": "README.md", "line": 3, "quote": "See `adr/9.md`.",
        "other_path": "adr/9.md",
    }  # fmt: skip
    rows["governance_gaps"] = [*rows["governance_gaps"], lost]
    page = write(tmp_path, rows).pages["gaps.html"]
    assert "adr/9.md is not there" in page
