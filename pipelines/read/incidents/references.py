"""Issues and pull requests that a text refers to."""

from __future__ import annotations

import re

_REFERENCE = re.compile(
    r"https?://[^\s/()<>]{1,100}/(?P<repo>[\w.-]{1,60}/[\w.-]{1,100}(?:/[\w.][\w.-]{0,99})?)"
    r"(?:/-)?/(?:issues|pull|pulls|merge_requests)/(?P<n1>\d{1,7})"
    r"|(?<![\w/.-])(?P<other>[\w.-]{1,60}/[\w.-]{1,100})#(?P<n2>\d{1,7})\b"
    r"|(?<![\w/&-])(?:GH-|#)(?P<n3>\d{1,7})\b"
)

Item = tuple[str | None, int]


def linked_items(
    text: str, links: tuple[tuple[str, str], ...] = ()
) -> tuple[Item, ...]:
    """(repository or None for its own, number) of each reference, in order, once.

    Args:
        text: Words; `#12`, `owner/name#12` and addresses are references.
        links: (words, address) of its links; an address counts more than its words.
    """
    found: list[Item] = []
    for words, target in links:
        is_elsewhere = target.startswith("http")  # another tracker's number is not ours
        if words and (is_elsewhere or _REFERENCE.search(target)):
            text = text.replace(words, " ")
    for place in (text, *(target for _, target in links)):
        for match in _REFERENCE.finditer(place):
            number = int(match["n1"] or match["n2"] or match["n3"])
            found.append((match["repo"] or match["other"], number))
    return tuple(dict.fromkeys(found))
