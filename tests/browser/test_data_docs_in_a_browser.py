"""Great Expectations' Data Docs as published: below the site's header, and offline."""

import io
from datetime import UTC, datetime

import pytest

from expectations.judge import judge
from pipelines.progress import Progress
from pipelines.report.site.frame import put_headers
from tests.browser.looking import MODES, all_faults
from tests.unit.data_docs.test_data_docs import HOSTILE, LABELS, TWO
from tests.unit.expectations.build_warehouse import BuildWarehouse


@pytest.fixture(scope="module")
def site(hostile, tmp_path_factory):
    """A site with the Data Docs of a team that attacks its readers."""
    warehouse = BuildWarehouse(tmp_path_factory.mktemp("judged") / "build.duckdb")
    rule = f"Every issue must have one of the labels x or {HOSTILE}"
    warehouse.clause(rule, parameters=LABELS)
    warehouse.clause("Every pull request needs two approvals.", parameters=TWO)
    warehouse.issue("1", labels=[HOSTILE + "?"])
    warehouse.pull_request(HOSTILE, approval_count=0)
    judge(
        warehouse.path,
        progress=Progress(io.StringIO()),
        judged_at=datetime(2025, 3, 1, tzinfo=UTC),
        data_docs=hostile / "expectations",
    )
    assert put_headers(hostile) >= 3
    return hostile


@pytest.mark.parametrize("mode", MODES, ids="-".join)
def test_the_data_docs_are_accessible_fit_and_load_nothing_from_outside(
    browser, site, mode
):
    pages = sorted((site / "expectations").glob("*.html"))
    paths = [page.relative_to(site).as_posix() for page in pages]
    assert len(paths) == 3
    assert all_faults(browser, site, paths, mode) == []
