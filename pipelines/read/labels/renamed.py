"""A rename that a text states outright: the old name and the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of
from pipelines.read.labels.mentions import is_no_name

_LONGEST = 60  # characters; GitHub allows 50
_NO_NAMES = ("-", "@", "./", "../", "//")  # options, people, paths
_COLOR = re.compile(r"#[0-9a-f]{3,8}|(?=[a-f]{0,5}\d)[0-9a-f]{6}", re.IGNORECASE)
# What is known only when a program runs.
_FILLED_IN = re.compile(r"[$`{}|\n]|<[^<>]{0,40}>")


def renamed(
    old: str, new: str, *, line: int, quote: str, path: str
) -> Iterator[DocumentedLabel]:
    """Both labels of the rename; none if one is missing or filled in at run time."""
    old, new = old.strip(), new.strip()
    if old == new or is_no_name(new) or not (_is_name(old) and _is_name(new)):
        return
    facet, said = facet_of(new), quote.strip()[:500]
    yield DocumentedLabel(new, facet, "preferred", None, "", line, said, path)
    yield DocumentedLabel(old, facet, "deprecated", new, "", line, said, path)


def _is_name(name: str) -> bool:
    is_short = 0 < len(name) <= _LONGEST
    is_other = name.startswith(_NO_NAMES) or is_color(name)
    return is_short and not is_other and not _FILLED_IN.search(name)


def is_color(word: str) -> bool:
    """`#d73a4a` or `d73a4a`, no `decade`."""
    return bool(_COLOR.fullmatch(word))
