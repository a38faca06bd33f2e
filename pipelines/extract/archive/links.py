"""Links that fields and remarks of an item state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.archive.references import Reference, references_of
from pipelines.extract.archive.vocabulary import ItemKind, alternatives, words

_NOT = re.compile(
    r"\b(?:not|never|isn't|wasn't|no|may|might|maybe|probably|could|should)\b"
    r"[^.;]{0,30}$",
    re.I,
)
_BY = r"\s+(?:by|in|with|via|through)\b(?:\s+(?:the|a|an|our))?(?:\s+[\w-]+){0,2}"
_OF = r"(?:\s+(?:the|a|an|our|issue|issues))?"


@dataclass(frozen=True, slots=True)
class Link:
    """A link from an item; `kind` is closes, fixed_by, caused_by or related."""

    kind: str
    target: int
    repository: str | None


@cache
def _before(kind: str) -> re.Pattern[str]:
    names = alternatives(tuple(words()["link_words"][kind]))
    middle = _BY if kind == "fixed_by" else _OF
    return re.compile(rf"\b(?:{names}){middle}\s*:?\s*$", re.I)


def links_in_field(name: str, value: str, item_kind: ItemKind) -> list[Link]:
    """Return the links of a field that names items (`name` as in the vocabulary)."""
    found = []
    for reference in references_of(value, bare=True):
        kind = _kind_by_words(value, reference, item_kind)
        if kind is None:
            kind = _kind_by_name(name, item_kind)
        if kind:
            found.append(Link(kind, reference.number, reference.repository))
    return list(dict.fromkeys(found))


def links_in_remark(value: str, item_kind: ItemKind) -> list[Link]:
    """Return the links that words in front of an item's number state: `fixed by #7`."""
    found: list[Link] = []
    end, kind = -1, None
    for reference in references_of(value):
        # `fixed by #7 and #8`: the words count for both.
        goes_on = kind and re.fullmatch(
            r"[\s,&]*(?:and\s+)?", value[end : reference.start]
        )
        if not goes_on:
            kind = _kind_by_words(value, reference, item_kind)
        if kind:
            found.append(Link(kind, reference.number, reference.repository))
        end = reference.end
    return list(dict.fromkeys(found))


def _kind_by_words(value: str, reference: Reference, item_kind: ItemKind) -> str | None:
    before = value[max(0, reference.start - 80) : reference.start]
    for kind in ("fixed_by", "caused_by", "closes"):
        if kind == "fixed_by" and item_kind == "pull_request":
            continue  # a pull request is not what gets fixed
        if kind == "closes" and item_kind == "issue":
            continue
        found = _before(kind).search(before)
        if found:
            return None if _NOT.search(before[: found.start()]) else kind
    return None


def _kind_by_name(name: str, item_kind: ItemKind) -> str | None:
    if name == "closes":
        return "closes" if item_kind == "pull_request" else "related"
    if name == "fixed_by":
        return "fixed_by" if item_kind == "issue" else "related"
    return "caused_by" if name == "caused_by" else "related"
