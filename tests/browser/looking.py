"""Look at pages in a browser: what they load, what they log, what axe says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"desk": 1400, "phone": 390}
CUT_OFF = """[...document.querySelectorAll('.chart text')].filter(words => {
    const box = words.closest('.charts').getBoundingClientRect();
    const own = words.getBoundingClientRect();
    return own.width && (own.left < box.left || own.right > box.right);
}).map(words => words.textContent)"""
MODES = [(width, scheme) for width in WIDTHS for scheme in ("light", "dark")]


class Looked:
    """What a browser did while it looked.

    Attributes:
        page: The page to act on.
        requests: Every address that was asked for.
        complaints: What was written to the console as an error, and dialogs.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._heard)
        page.on("dialog", self._asked)

    def _heard(self, message) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _asked(self, dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, file: Path) -> Page:
        self.page.goto(file.resolve().as_uri())
        return self.page

    def outside(self, site: Path) -> list[str]:
        """Return the addresses that do not lie in the site."""
        root = site.resolve().as_uri() + "/"
        return [url for url in self.requests if not url.startswith((root, "blob:"))]


@contextmanager
def looking(
    browser: Browser, width: str = "desk", scheme: str = "light", **options
) -> Iterator[Looked]:
    """Open a browser's window of its own, with no memory of others."""
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        **options,
    )
    try:
        yield Looked(context.new_page())
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong: rule, element, and what to do."""
    found = (
        Axe()
        .run(page, options={"runOnly": RULES, "preload": False})
        .response["violations"]
    )
    return [
        f"{rule['id']}: {node['html'][:160]} | {node['failureSummary'][:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def one_of_each(site: Path) -> list[str]:
    """Return the single pages, and the first of each family."""
    single = sorted(file.name for file in site.glob("*.html"))
    families = ("policy", "incident", "topic")
    first = [sorted((site / name).glob("*.html"))[:2] for name in families]
    return [
        *single,
        *(file.relative_to(site).as_posix() for two in first for file in two),
    ]


def too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def cut_off(page: Page) -> list[str]:
    """Return the words of charts that stick out of the box that cuts them off."""
    return page.evaluate(CUT_OFF)


def all_faults(
    browser: Browser, site: Path, paths: Iterable[str], mode: tuple[str, str]
):
    """Return what is wrong with each page in a mode, and check what it loaded."""
    faults = []
    with looking(browser, *mode) as looked:
        for path in paths:
            page = looked.open(site / path)
            faults += [f"{path}: {fault}" for fault in violations(page)]
            if too_wide(page):
                faults.append(f"{path}: wider than the window")
            faults += [f"{path}: cut off: {words}" for words in cut_off(page)]
        faults += looked.complaints
        faults += [f"asks for {url}" for url in looked.outside(site)]
    return faults
