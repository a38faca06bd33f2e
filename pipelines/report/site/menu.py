"""The menu of every page: the entries of the list by group, and the neighbours."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from pipelines.report.site.pages import NEIGHBOURS, PAGES, Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu.

    Attributes:
        address: From the page that shows the menu.
        words: What it says.
        is_here: It leads to this page, or to the one that this page belongs to.
    """

    address: str
    words: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu as one page shows it.

    Attributes:
        page: The page; None: one that another tool made.
        root: Address of the site's folder from there.
        has: Which neighbours are there.
        url: Address of a page by its name.
        here: Path of a page that another tool made.
    """

    page: Page | None
    root: str
    has: Collection[str]
    url: Callable[[str], str | None]
    here: str = ""

    def groups(self) -> list[tuple[str, list[Entry]]]:
        """Return the headings, each with its links."""
        found: dict[str, list[Entry]] = {}
        here = (self.page.parent or self.page.name) if self.page else None
        for page in PAGES:
            if page.group is not None:
                address = self.url(page.name) or ""
                entry = Entry(address, page.title, page.name == here)
                found.setdefault(page.group, []).append(entry)
        path_here = self.here or f"{here}.html"
        found["More"] = [
            Entry(f"{self.root}{path}", words, _section(path) == _section(path_here))
            for path, words in NEIGHBOURS
            if path in self.has
        ]
        return [(group, entries) for group, entries in found.items() if entries]


def _section(path: str) -> str:
    """Return the folder that a page of another tool lies in; else the page itself."""
    return path.partition("/")[0]
