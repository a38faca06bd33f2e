"""Links from one document of incidents to another, and the paths that they lead to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from pipelines.markdown import Block

_DOCUMENT = re.compile(
    r"\.(?:md|markdown|mdx|adoc|asciidoc|rst|txt|html?)(?:\.erb)?(?:$|[#?])",
    re.IGNORECASE,
)
_IN_REPOSITORY = re.compile(
    r"^https?://[^/\s]{1,100}/(?P<repository>[\w.-]{1,100}/[\w.-]{1,100})"
    r"/(?:-/)?(?:blob|tree|raw)/[^/\s]{1,200}/(?P<path>[^\s#?]{1,500})"
)
_MOST = 50


def document_links(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The first 50 addresses of documents that `blocks` link to, once each."""
    found: dict[str, None] = {}
    for block in blocks:
        for _, target in block.links:
            if _DOCUMENT.search(target) and len(found) < _MOST:
                found.setdefault(target)
    return tuple(found)


def path_of_link(target: str, path: str, repository_id: str) -> str | None:
    """The path within its repository that a link in `path` leads to.

    None if it leads out of the repository. An address of the repository on its server
    counts whatever its branch.
    """
    if address := _IN_REPOSITORY.match(target):
        is_own = address["repository"].lower() == repository_id.lower()
        return unquote(address["path"]) if is_own else None
    plain = unquote(re.split(r"[#?]", target, maxsplit=1)[0])
    if not plain or re.match(r"[a-z][a-z0-9+.-]*:|//", plain, re.IGNORECASE):
        return None
    base = "" if plain.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(base, plain.lstrip("/")))
    return None if joined.startswith("..") else joined
