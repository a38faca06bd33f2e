"""Great Expectations' Data Docs: readable offline, short, and safe to open."""

from __future__ import annotations

import html
import io
import re
from datetime import UTC, datetime

import duckdb
import pytest

from expectations.judge import judge
from pipelines.progress import Progress
from tests.unit.expectations.build_warehouse import BuildWarehouse

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)"> $title {{ 7*7 }}'
TWO = {"approval_count": 2, "demands": ["approval"]}
LABELS = {"labels": [HOSTILE, "x"], "label_mode": "any", "demands": ["label"]}


@pytest.fixture
def warehouse(tmp_path):
    return BuildWarehouse(tmp_path / "build.duckdb")


@pytest.fixture
def pages(warehouse, tmp_path):
    """`pages()` judges and returns the text of each page by its name."""

    def run():
        folder = tmp_path / "expectations"
        judge(
            warehouse.path,
            progress=Progress(io.StringIO()),
            judged_at=datetime(2025, 3, 1, tzinfo=UTC),
            data_docs=folder,
        )
        return {file.name: file.read_text() for file in folder.iterdir()}

    return run


def page_of(pages):
    (page,) = [text for name, text in pages.items() if name != "index.html"]
    return page


def words(page):
    body = re.sub(r"<(style|title).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_a_page_tells_the_sentence_the_expectation_and_what_did_not_meet_it(
    warehouse, pages
):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.pull_request("1", approval_count=2)
    warehouse.pull_request("2", approval_count=0)
    warehouse.pull_request("3", approval_count=None)
    found = pages()
    page = words(page_of(found))
    assert "Every pull request needs two approvals." in page
    assert "values must be greater than or equal to 2" in page
    assert "1 unexpected values found. 50% of 2 total rows." in page
    assert "acme/todo#2" in page
    assert "acme/todo#1" not in page
    assert 'href="../index.html"' in found["index.html"]
    (name,) = set(found) - {"index.html"}
    assert f'href="{name}"' in found["index.html"]


def test_no_page_names_an_address_a_script_or_a_style_of_elsewhere(warehouse, pages):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.pull_request("1", approval_count=0)
    for page in pages().values():
        assert not re.search(r"https?:|//cdn|<script|<link|<img|\son\w+=|@import", page)
        assert "default-src 'none'" in page
        assert " style=" not in page


def test_hostile_words_are_shown_and_never_run(warehouse, pages):
    rule = f"Every issue must have one of the labels x or {HOSTILE}"
    warehouse.clause(rule, parameters=LABELS)
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.pull_request(HOSTILE, approval_count=0)
    warehouse.issue("1", labels=[HOSTILE + "?"], kinds=[])
    warehouse.issue("2", labels=["<b>bold</b>"], kinds=[])
    found = pages()
    for page in found.values():
        assert not re.search(r"<(script|img|b)\b", page)
        assert "49" not in words(page)
    assert any("<b>bold</b>" in words(page) for page in found.values())
    (labels,) = [words(page) for page in found.values() if rule in words(page)]
    assert HOSTILE + "?" in labels
    assert f"'patterns': ['{HOSTILE}', 'x']" in labels


def test_thousands_of_records_make_no_longer_a_page(warehouse, pages):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    for number in range(30):
        warehouse.pull_request(str(number), approval_count=number % 2)
    short = len(page_of(pages()))
    with duckdb.connect(str(warehouse.path)) as connection:
        connection.execute(
            "insert into main.pull_requests by name"
            " select pull_requests.* replace (pull_request_id || 'x' || n as"
            " pull_request_id)"
            " from main.pull_requests, range(100) as numbers (n)"
        )
    page = page_of(pages())
    assert "3,030" in pages()["index.html"]
    assert len(page) < short + 1000


def test_two_versions_stand_apart_with_their_own_numbers(warehouse, pages):
    for count, start, end in ((1, "2024-01-01", "2024-06-01"), (2, "2024-06-01", None)):
        warehouse.clause(
            f"{count} approvals.",
            parameters={**TWO, "approval_count": count},
            lineage_id="a",
            effective_from=start,
            effective_to=end,
        )
    warehouse.pull_request("1", approval_count=1, merged_at="2024-02-01")
    warehouse.pull_request("2", approval_count=1, merged_at="2024-07-01")
    page = page_of(pages())
    assert words(page).index("Version 2") < words(page).index("Version 1")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_was_not_evaluated_says_why(warehouse, pages):
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    found = pages()
    assert set(found) == {"index.html"}
    assert "No record to judge." in words(found["index.html"])
