"""A rename that a text states outright: the old name and the new one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of

_LONGEST = 60  # characters; GitHub allows 50
_NO_NAMES = ("-", "@", "./", "../")  # options, people, paths
_COLOR = re.compile(r"#[0-9a-f]{3,8}|(?=[a-f]{0,5}\d)[0-9a-f]{6}", re.IGNORECASE)
_FILLED_IN = "$`<{}|\n"  # signs of what is known only when a program runs


class Lines:
    """The lines of a text, by the place of a character in it."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, place: int) -> tuple[int, str]:
        """The 1-based number of the line, and its words."""
        number = bisect_right(self._starts, place)
        return number, self._lines[number - 1]


def renamed(
    old: str, new: str, *, line: int, quote: str, path: str
) -> Iterator[DocumentedLabel]:
    """Both labels of the rename; none if one is missing or filled in at run time."""
    old, new = old.strip(), new.strip()
    if old == new or not (_is_name(old) and _is_name(new)):
        return
    facet, said = facet_of(new), quote.strip()[:500]
    yield DocumentedLabel(new, facet, "preferred", None, "", line, said, path)
    yield DocumentedLabel(old, facet, "deprecated", new, "", line, said, path)


def _is_name(name: str) -> bool:
    is_short = 0 < len(name) <= _LONGEST
    is_other = name.startswith(_NO_NAMES) or _COLOR.fullmatch(name)
    return is_short and not is_other and not any(sign in name for sign in _FILLED_IN)
