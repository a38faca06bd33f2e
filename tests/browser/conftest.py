"""The sites to look at, and the browser to look with."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.find import FLAGS, find_browser
from tests.flow.conftest import sample  # noqa: F401 the same as in the flow tests
from tests.unit.report import cases
from tests.unit.report.conftest import write


@pytest.fixture(scope="session")
def browser():
    """The machine's own Chromium or Chrome; without one these tests are skipped."""
    program = find_browser()
    if program is None:
        pytest.skip("no Chromium or Chrome on the PATH")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The site of a team with one finding of each kind."""
    return write(tmp_path_factory.mktemp("filled"), cases.filled()).site


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """The same, where every text and address of others is an attack."""
    return write(tmp_path_factory.mktemp("hostile"), cases.hostile()).site


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """The site of a run that read nothing."""
    return write(tmp_path_factory.mktemp("empty"), cases.EMPTY).site


@pytest.fixture(scope="session")
def large(tmp_path_factory):
    """A site with tables too long for one page."""
    return write(tmp_path_factory.mktemp("large"), cases.large(420)).site
