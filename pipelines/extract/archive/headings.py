"""What a heading of an archive names: an issue, a pull request, a milestone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipelines.extract.archive.vocabulary import ItemKind, alternatives, words

_LINK = re.compile(
    r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\]\(([^()\s]*)(?:\s+\"[^\"]*\")?\)"
)
_LEADING = r"^[^\w#\[(]{0,8}[\[(]?\s*"
_END = r"(?=$|[\s:\-–—.,|)\]])(?!-\d)(?!\.\d)(?P<rest>.*)$"
_SEPARATORS = " \t:–—-.,|)]·•"
_WEB = re.compile(r"^https?://", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """An item that a heading, a cell or a line names; `kind` None: not said."""

    kind: ItemKind | None
    number: int
    title: str | None
    url: str | None


@cache
def _with_word() -> re.Pattern[str]:
    kinds = words()["item_words"]
    names = "|".join(
        f"(?P<{kind}>{alternatives(tuple(kinds[kind]))})" for kind in kinds
    )
    return re.compile(
        rf"{_LEADING}(?:{names})(?:\s|[#!:_\-–№]|no\.?\s|number\s){{0,6}}"
        rf"(?P<number>\d{{1,9}}){_END}",
        re.I | re.S,
    )


_WITH_HASH = re.compile(rf"{_LEADING}[#!](?P<number>\d{{1,9}}){_END}", re.S)
_WITH_NUMBER = re.compile(
    r"^[\[(]?(?P<number>\d{1,9})[\])]?\s*(?:[:.)|]|\s[-–—·•])\s+(?P<rest>\S.*)$", re.S
)

_WITH_BARE_NUMBER = re.compile(r"^(?P<number>\d{1,9})\s+(?P<rest>[^\W\d].*)$", re.S)


@cache
def _at_end() -> re.Pattern[str]:
    kinds = words()["item_words"]
    names = "|".join(
        f"(?P<{kind}>{alternatives(tuple(kinds[kind]))})" for kind in kinds
    )
    return re.compile(
        rf"^(?P<rest>[^\n]*)[\[(](?:{names})?[\s\-]?#(?P<number>\d{{1,9}})[\])]$", re.I
    )


def item_named(heading: str, *, loosely: bool = False) -> Named | None:
    """Read the heading of an item: `Issue #101: title`, `PR-210`, `[#7](url) title`.

    Args:
        heading: As written, without the leading `#`s.
        loosely: Also take `101: title`, `101 title` and `title (#101)`, which other
            headings look like: for a section that has the fields of an item.
    """
    text, target = without_links(heading[:1000].strip())
    text = text.replace("**", "").replace("~~", "").strip()
    patterns = [_with_word(), _WITH_HASH]
    if loosely:
        patterns += [_WITH_NUMBER, _WITH_BARE_NUMBER, _at_end()]
    for pattern in patterns:
        if found := pattern.match(text):
            groups = found.groupdict()
            title = groups["rest"].strip().lstrip(_SEPARATORS).strip()
            return Named(
                _kind(groups), int(groups["number"]), title or None, _web(target)
            )
    return None


@cache
def _milestone() -> re.Pattern[str]:
    names = alternatives(tuple(words()["milestone_words"]))
    return re.compile(
        rf"{_LEADING}(?:{names})\s*(?:[:\-–—|.]\s*|\s)(?P<title>\S.*)$", re.I
    )


def milestone_named(heading: str) -> str | None:
    """Read the heading of a milestone: `Milestone: title`, `Milestone v1.2`."""
    text, _ = without_links(heading[:1000].strip())
    found = _milestone().match(text.replace("**", "").strip())
    return found["title"].strip() if found else None


def without_links(text: str) -> tuple[str, str | None]:
    """Replace `[words](target)` by its words; return the first target too."""
    target = None
    if found := _LINK.search(text):
        target = found[2]
    return _LINK.sub(lambda link: link[1], text), target


def _kind(groups: dict[str, str | None]) -> ItemKind | None:
    if groups.get("issue"):
        return "issue"
    return "pull_request" if groups.get("pull_request") else None


def _web(target: str | None) -> str | None:
    return target if target and _WEB.match(target) else None
