"""Put the site's header on pages that other tools made: dbt's docs, the Data Docs."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from pipelines.report.site.addresses import Addresses
from pipelines.report.site.menu import Menu
from pipelines.report.site.pages import NEIGHBOURS, PAGES
from pipelines.report.site.rendering import environment

_BODY = re.compile(r"<body[^>]*>")
_BEGIN, _END = "<!-- header of the site -->", "<!-- end of the header -->"
_OURS = re.compile(f"{_BEGIN}.*?{_END}", re.DOTALL)


def put_headers(site: Path) -> int:
    """Give every page of the neighbours below `site` the header; return how many.

    A page that has it gets it anew, so that it links what is there now. Without a site
    of ours there, nothing is done: the header's files would be missing.
    """
    if not (site / "assets").is_dir():
        return 0
    there = {path for path, _ in NEIGHBOURS if (site / path).is_file()}
    folders = {path.partition("/")[0] for path in there if "/" in path}
    pages = [page for folder in folders for page in (site / folder).rglob("*.html")]
    for page in pages:
        path = page.relative_to(site).as_posix()
        text = page.read_text(encoding="utf-8")
        header = _header(path, there)
        page.write_text(_with_header(text, header), encoding="utf-8", newline="")
    return len(pages)


def _header(path: str, there: set[str]) -> str:
    root = "../" * path.count("/")
    addresses = Addresses({page.name: f"{page.name}.html" for page in PAGES}, {})
    menu = Menu(None, root, there, partial(_url, addresses, root), here=path)
    template = environment().get_template("frame.html.j2")
    said = template.render(menu=menu, root=root, site_name="")
    return f"{_BEGIN}{said}{_END}"


def _url(addresses: Addresses, root: str, name: str) -> str | None:
    path = addresses.of(name)
    return None if path is None else f"{root}{path}"


def _with_header(text: str, header: str) -> str:
    without = _OURS.sub("", text)
    bodies = list(_BODY.finditer(without))
    if not bodies:
        return without
    body = bodies[-1]  # scripts before it may speak of others
    return without[: body.end()] + header + without[body.end() :]
