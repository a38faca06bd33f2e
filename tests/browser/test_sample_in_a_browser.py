"""The site of the sample, as a refresh publishes it, with the docs of dbt."""

import pytest

from tests.browser.looking import all_faults, looking, one_of_each


@pytest.fixture(scope="module")
def published(browser, sample):
    return sample.settings.site


@pytest.mark.parametrize("mode", [("desk", "dark"), ("phone", "light")], ids="-".join)
def test_the_site_of_the_sample_is_accessible_and_loads_nothing_from_outside(
    browser, published, mode
):
    assert all_faults(browser, published, one_of_each(published), mode) == []


def test_the_docs_of_the_tables_open_under_the_sites_header(browser, published):
    with looking(browser) as looked:
        page = looked.open(published / "docs" / "index.html")
        page.wait_for_selector("text=Where to begin")
        assert looked.outside(published) == []
        page.click(".saydo-bar a >> text=Trust")
        assert page.url.endswith("/site/trust.html")
