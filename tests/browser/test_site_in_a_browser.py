"""The site in a browser: accessible, narrow and wide, by keyboard, nothing loaded."""

import csv
import io

import pytest

from tests.browser.looking import MODES, all_faults, looking, one_of_each

CONTROLS = """[...document.querySelectorAll(
    'a[href], button, input, select, summary, [tabindex="0"]'
)].filter(each => each.offsetParent !== null && !each.hidden).length"""
HERE = """(() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const isSeen = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
    return [here.tagName, isSeen, [...document.querySelectorAll('*')].indexOf(here)];
})()"""


@pytest.mark.parametrize("mode", MODES, ids="-".join)
def test_every_page_is_accessible_fits_and_loads_nothing_from_outside(
    browser, filled, mode
):
    assert all_faults(browser, filled, one_of_each(filled), mode) == []


@pytest.mark.parametrize("name", ["hostile", "empty"])
def test_attacks_and_emptiness_change_nothing_of_that(browser, request, name):
    site = request.getfixturevalue(name)
    assert all_faults(browser, site, one_of_each(site), ("phone", "light")) == []


def test_a_part_of_a_long_table_is_a_page_like_others(browser, large):
    paths = ["overrides-ledger-3.html"]
    assert all_faults(browser, large, paths, ("phone", "light")) == []


def test_the_first_key_leads_past_the_menu(browser, filled):
    with looking(browser) as looked:
        page = looked.open(filled / "policies.html")
        page.keyboard.press("Tab")
        assert (
            page.evaluate("document.activeElement.textContent") == "Skip to the content"
        )
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"


def test_every_control_is_reached_by_the_tab_key_and_shows_where_it_is(browser, large):
    with looking(browser) as looked:
        page = looked.open(large / "overrides-ledger-2.html")
        wanted = page.evaluate(CONTROLS)
        seen = []
        for _ in range(wanted + 1):
            page.keyboard.press("Tab")
            here = page.evaluate(HERE)
            if here[0] == "BODY":
                break
            assert here[1], f"{here[0]} shows no focus"
            seen.append(here[2])
        assert len(set(seen)) >= wanted
        assert seen == sorted(seen)  # the order of the page


def cells(page, table, column):
    return page.eval_on_selector_all(
        f"#{table} tbody tr:not([hidden]) td:nth-child({column})",
        "cells => cells.map(cell => cell.textContent.trim())",
    )


def test_a_table_is_sorted_by_keyboard(browser, filled):
    with looking(browser) as looked:
        page = looked.open(filled / "labels.html")
        before = cells(page, "all", 1)
        page.focus("#all th:first-child button")
        page.keyboard.press("Enter")
        head = page.locator("#all th:first-child")
        assert head.get_attribute("aria-sort") == "ascending"
        assert cells(page, "all", 1) == sorted(before)
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") == "descending"
        assert cells(page, "all", 1) == sorted(before, reverse=True)
        assert "descending" in page.text_content("#all .data-count")


def test_numbers_are_sorted_as_numbers(browser, large):
    with looking(browser) as looked:
        page = looked.open(large / "labels.html")
        page.click("#all th:nth-child(5) button")
        numbers = [int(one) for one in cells(page, "all", 5)]
        assert numbers == sorted(numbers)
        assert len(set(numbers)) > 2


def test_a_table_is_filtered_by_words_and_by_choice(browser, filled):
    with looking(browser) as looked:
        page = looked.open(filled / "labels.html")
        page.fill("#all input[type=search]", "huge")
        assert cells(page, "all", 1) == ["huge"]
        assert page.text_content("#all .data-count") == "1 shown of 6 rows"
        page.fill("#all input[type=search]", "nothing of the sort")
        assert cells(page, "all", 1) == []
        page.fill("#all input[type=search]", "")
        page.select_option("#all select >> nth=0", index=1)
        shown = cells(page, "all", 1)
        assert 0 < len(shown) < 4


def test_the_shown_rows_can_be_had_as_csv(browser, filled):
    with looking(browser, accept_downloads=True) as looked:
        page = looked.open(filled / "labels.html")
        page.fill("#all input[type=search]", "huge")
        with page.expect_download() as started:
            page.click("#all .data-shown")
        text = started.value.path().read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["Label"] for row in rows] == ["huge"]


def test_the_choice_of_light_or_dark_is_kept(browser, filled):
    with looking(browser) as looked:
        page = looked.open(filled / "index.html")
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.focus("[data-theme-toggle]")
        page.keyboard.press("Enter")
        dark = page.evaluate(ground)
        assert dark != light
        page.reload()
        assert page.evaluate(ground) == dark
        assert page.text_content("[data-theme-toggle]") == "Light"


def test_the_system_says_light_or_dark_where_nobody_chose(browser, filled):
    grounds = set()
    for scheme in ("light", "dark"):
        with looking(browser, "desk", scheme) as looked:
            page = looked.open(filled / "index.html")
            grounds.add(
                page.evaluate("getComputedStyle(document.body).backgroundColor")
            )
    assert len(grounds) == 2


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(browser, filled):
    with looking(browser, "phone") as looked:
        page = looked.open(filled / "index.html")
        assert not page.is_visible("#menu")
        page.focus("[data-menu]")
        page.keyboard.press("Enter")
        assert page.is_visible("#menu a[href='policies.html']")
        page.keyboard.press("Escape")
        assert not page.is_visible("#menu")
        assert page.evaluate("document.activeElement.hasAttribute('data-menu')")


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_without_scripts_everything_can_be_read(browser, filled, width):
    with looking(browser, width, java_script_enabled=False) as looked:
        page = looked.open(filled / "labels.html")
        assert page.is_visible("#menu a[href='policies.html']")
        assert page.locator("#all tbody tr").count() == 6
        assert page.is_visible("#all tbody tr >> nth=5")
        assert page.is_visible("#all .data-csv")
        assert not page.is_visible("[data-theme-toggle]")


def test_a_long_table_leads_on_to_its_next_part(browser, large):
    with looking(browser) as looked:
        page = looked.open(large / "overrides.html")
        page.click("#ledger .parts a >> text=3")
        assert page.url.endswith("overrides-ledger-3.html#ledger")
        assert "part 3" in page.text_content("h1")
        assert page.locator("#ledger tbody tr").count() == 21
