"""A document as passages, whatever its format: markdown, reStructuredText or text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from pipelines.read.clauses import restructured
from pipelines.read.clauses.lexicon import section
from pipelines.read.clauses.marked import marked_passages, uncommented
from pipelines.read.clauses.plain import plain_passages
from pipelines.read.clauses.records import Passage

# A document of rules is read by people: what is longer is data.
MAX_CHARACTERS = 1_000_000
# reStructuredText that is named `.txt`: directives, roles of Sphinx.
_RESTRUCTURED = re.compile(
    r"(?m)^\.\. (?:[\w-]+:: |_[\w -]+:\s*$|code-block::)|:(?:doc|ref|class|func|term):`"
)


def passages(text: str, *, path: str) -> list[Passage]:
    """Split a document into passages, in its order; none for a format without prose."""
    return list(_passages(text[:MAX_CHARACTERS], path))


def is_marked(path: str) -> bool:
    """Is the document at `path` markdown, by its name."""
    formats = section("documents", "formats")
    suffix = _suffix(path, {one for named in formats.values() for one in named})
    return suffix in formats["markdown"] or not suffix


def _passages(text: str, path: str) -> Iterator[Passage]:
    formats = section("documents", "formats")
    suffix = _suffix(path, {one for named in formats.values() for one in named})
    if suffix in formats["restructured"]:
        yield from restructured.restructured_passages(text)
    elif suffix in formats["plain"]:
        is_marked = suffix == ".txt" and _RESTRUCTURED.search(text)
        read = restructured.restructured_passages if is_marked else plain_passages
        yield from read(text)
    elif suffix in formats["markdown"] or "." not in PurePosixPath(path).name[1:]:
        is_form = re.search(section("documents", "checklists"), path, re.IGNORECASE)
        yield from marked_passages(uncommented(text) if is_form else text)


def _suffix(path: str, known: set[str]) -> str:
    """The last suffix that names a format: `.md` of `page.html.md.erb`."""
    suffixes = [one.lower() for one in PurePosixPath(path).suffixes]
    return next((one for one in reversed(suffixes) if one in known), "")
