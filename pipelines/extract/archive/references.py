"""Issues and pull requests that a field or a sentence names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.archive.vocabulary import ItemKind, alternatives, words


@dataclass(frozen=True, slots=True)
class Reference:
    """An item that a text names. `repository` is None for the text's own."""

    number: int
    kind: ItemKind | None
    repository: str | None
    start: int
    end: int


@cache
def _reference() -> re.Pattern[str]:
    kinds = words()["item_words"]
    issue, pull = (alternatives(tuple(kinds[k])) for k in ("issue", "pull_request"))
    return re.compile(
        rf"https?://[^/\s]+/(?P<web>[\w.-]+/[\w.-]+)/(?P<web_kind>issues|pull)/(?P<web_number>\d{{1,9}})"
        rf"|(?:(?<![\w/.-])(?P<repository>[\w.-]+/[\w.-]+)"
        rf"|\b(?:(?P<issue>{issue})|(?P<pull>{pull}))s?[\s\-]*"
        rf"|(?<![\w&/#]))[#!](?P<number>\d{{1,9}})\b"
        rf"|\b(?:(?P<word_issue>{issue})|(?P<word_pull>{pull}))[\s\-]*(?P<word_number>\d{{1,9}})\b(?![-.]\d)",
        re.I,
    )


def references_of(value: str, *, bare: bool = False) -> list[Reference]:
    """Return the items that a value names: `#5`, `PR 5`, `owner/name#5`, web addresses.

    Args:
        value: One field's text.
        bare: Also take plain numbers (`101, 102`), where nothing else is found.
    """
    value = value[:20_000]
    found = [_as_reference(match) for match in _reference().finditer(value)]
    found = _carry_kind(value, found)
    if not found and bare and re.fullmatch(r"[\s\d,;&.and]*\d[\s\d,;&.and]*", value):
        found = [
            Reference(int(match[0]), None, None, match.start(), match.end())
            for match in re.finditer(r"\d{1,9}", value)
        ]
    return found


def _as_reference(match: re.Match[str]) -> Reference:
    groups = match.groupdict()
    number = groups["web_number"] or groups["number"] or groups["word_number"]
    kind: ItemKind | None = None
    if groups["issue"] or groups["word_issue"] or groups["web_kind"] == "issues":
        kind = "issue"
    elif groups["pull"] or groups["word_pull"] or groups["web_kind"] == "pull":
        kind = "pull_request"
    return Reference(
        int(number), kind, groups["web"] or groups["repository"], *match.span()
    )


def _carry_kind(value: str, found: list[Reference]) -> list[Reference]:
    """In `PRs #5, #6 and #7`, the word counts for all of them."""
    carried: list[Reference] = []
    for one in found:
        before = carried[-1] if carried else None
        if (
            one.kind is None
            and before
            and re.fullmatch(r"[\s,&/]*(?:and\s+)?", value[before.end : one.start])
        ):
            one = Reference(one.number, before.kind, one.repository, one.start, one.end)
        carried.append(one)
    return carried
