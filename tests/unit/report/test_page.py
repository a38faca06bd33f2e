import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from pipelines.report.page import render_page
from tests.unit.report import cases
from tests.unit.report.conftest import write

ADDRESSES = {"href", "src", "action", "data", "poster", "srcset", "formaction", "cite"}
VOID = {"meta", "br", "hr", "input", "link", "img"}


class Page(HTMLParser):
    """Collects what a test asks about, and checks that tags are closed in order."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.addresses, self.open = [], [], [], []
        self.attributes, self.style, self.words = [], "", ""
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.addresses += [value for name, value in attrs if name in ADDRESSES]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.words += data


@pytest.fixture(params=["filled", "hostile", "empty"])
def page(request):
    return Page(request.getfixturevalue(request.param).page)


def test_nothing_is_loaded_from_anywhere(page):
    loading = {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert not loading & set(page.tags)
    assert not re.search(r"url\(|@import|https?:", page.style)


def test_no_attribute_runs_anything(page):
    for _, name, value in page.attributes:
        assert not name.startswith("on")
        assert name != "style"
        assert "javascript:" not in (value or "") or name == "aria-label"


def test_links_lead_into_the_page_or_to_the_web(page):
    for address in page.addresses:
        assert address.startswith(("#", "https://")), address


def test_links_into_the_page_arrive(page):
    assert len(page.ids) == len(set(page.ids))
    for address in page.addresses:
        if address.startswith("#"):
            assert address[1:] in page.ids


def test_the_policy_allows_the_pages_own_style_and_nothing_else(page):
    (policy,) = [
        value for tag, name, value in page.attributes if (value or "").startswith("def")
    ]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_there_is_one_title_one_main_part_and_a_way_to_skip_to_it(page):
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert page.tags.count("nav") == page.tags.count("header") == 1
    assert page.addresses[0] == "#content"
    assert ("html", "lang", "en") in page.attributes


def test_headings_leave_no_level_out(page):
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]
    levels.remove(2)  # the heading of the contents
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:]))  # noqa: B905, RUF007


def test_each_table_scrolls_in_a_named_frame_of_its_own(page):
    names = [value for _, name, value in page.attributes if name == "aria-label"]
    assert page.tags.count("table") == len(names) == len(set(names))
    assert page.tags.count("th") == page.attributes.count(("th", "scope", "col"))


def test_hostile_words_are_shown_as_words(hostile):
    words = Page(hostile.page).words
    for text in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"):
        assert text in words
    assert "[click](javascript:alert(1))" in words


def test_the_description_of_the_tables_is_linked_only_where_it_stands(tmp_path):
    rows = cases.filled()
    for name, options, is_linked in (
        ("none", {}, False),
        ("told", {"has_docs": True}, True),
        ("told-not", {"has_docs": False}, False),
    ):
        (tmp_path / name).mkdir()
        written = write(tmp_path / name, rows, **options)
        assert ('href="docs/index.html"' in written.page) is is_linked


def test_the_description_of_the_tables_is_looked_for(tmp_path):
    docs = tmp_path / "site" / "docs" / "index.html"
    docs.parent.mkdir(parents=True)
    docs.write_text("docs")
    assert 'href="docs/index.html"' in write(tmp_path, cases.filled()).page
    assert docs.read_text() == "docs"


def test_headings_of_the_same_words_get_anchors_of_their_own():
    page = Page(render_page("# A\n\n## B c!\n\n## B c\n\n## Contents\n", docs=None))
    assert {"a", "b-c", "b-c-1", "contents", "contents-1"} <= set(page.ids)


def test_raw_html_in_the_markdown_stays_text():
    page = Page(render_page("# T\n\n<script>x</script> <b>y</b>\n", docs=None))
    assert "script" not in page.tags
    assert "<b>y</b>" in page.words
