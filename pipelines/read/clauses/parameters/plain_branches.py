"""Branches that a sentence names without any marks: `do not push -f to master`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipelines.read.clauses.lexicon import spaced
from pipelines.read.clauses.parameters.elsewhere import is_barred, is_spoken_of
from pipelines.read.clauses.parameters.reading import unique, words

_WIDEST = 80  # characters before a name in which what bars it may stand
_DISTINCT = re.compile(r"[\d_./-]")  # `production` may be a place, `release` an event
_CODE = re.compile(r"`[^`]*`")


def plain_branches(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The branches that stand in `text` as plain words, in its order.

    A name that may be a plain word counts beside a word that leaves no doubt, and
    in a sentence that names another branch for certain; `known` are the names that
    the document marks as branches elsewhere.
    """
    plain = _CODE.sub(lambda m: "`" + "_" * (len(m[0]) - 2) + "`", text)
    plain = _describes().sub(lambda m: "_" * len(m[0]), plain)
    found = sorted(_found(plain))
    if not any(is_sure for _, _, is_sure in found):
        found = []
    found += [
        place
        for name in sorted(known)
        if _DISTINCT.search(name)
        for place in _again_named(name, plain)
    ]
    return unique([name for _, name, _ in sorted(found)])


def _again_named(name: str, text: str) -> Iterator[tuple[int, str, bool]]:
    """A branch of the document, where something is brought to it or stands on it."""
    ends = spaced(str(words("branches")["ends"]))
    brought = r"\b(?:in)?(?:to|on|onto|from|off|against|for|of)\s+(?:the\s+)?"
    said = re.compile(rf"{brought}(?P<names>{re.escape(name)})(?={ends})")
    for match in said.finditer(text):
        at = match.start("names")
        before = text[max(0, at - _WIDEST) : at]
        if not (is_barred(before) or is_spoken_of(before, text[match.end("names") :])):
            yield at, name, True


def _found(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each name, where it stands, and whether it's one for certain."""
    for kind in ("brings", "goes", "stands", "again", "is", "is_so", "does_to"):
        for match in _pattern(kind).finditer(text):
            at = match.start("names")
            before = text[max(0, at - _WIDEST) : at]
            if is_barred(before) or is_spoken_of(before, text[match.end("names") :]):
                continue
            names = _names().findall(match["names"])
            is_sure = kind not in ("goes", "again")
            is_sure = is_sure or any(_sure().fullmatch(name) for name in names)
            for name in names:
                yield match.start("names"), name, is_sure


@cache
def _describes() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{spaced(words('branches')['describes'])})\b", re.IGNORECASE
    )


@cache
def _sure() -> re.Pattern[str]:
    return re.compile(words("branches")["sure"])


@cache
def _names() -> re.Pattern[str]:
    known = words("branches")
    return re.compile(rf"\b(?:{known['sure']}|{known['other']})\b")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """An expression with the names, which are in lower case, as its group."""
    said = {key: spaced(str(value)) for key, value in words("branches").items()}
    sure, some = said["sure"], f"{said['sure']}|{said['other']}"
    joint = (
        r"(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and|nor)\s+|/)(?:(?:to|on|in|the)\s+)?"
    )
    name = rf"(?:{some})(?![\w/-]|\.\w)"
    listed = rf"(?P<names>(?-i:{name}(?:{joint}{name}){{0,4}}))(?={said['ends']})"
    only = rf"(?P<names>(?-i:(?:{sure})(?![\w/-]|\.\w)))"
    starts = r"(?:^|[.:;,(]\s*|\band\s+)"
    written = {
        "brings": rf"\b(?:{said['brings']})\s+(?:the\s+)?{listed}",
        "goes": rf"\b(?:{said['goes']})\s+(?:the\s+)?{listed}",
        "stands": rf"\b(?:{said['stands']})\s+{only}(?={said['ends']})",
        "again": rf"{said['again']}(?:the\s+)?{listed}",
        "is": rf"{starts}{only}(?=\s+{said['is']}\b)",
        "is_so": rf"{starts}(?P<names>(?-i:{some}))(?=\s+{said['is_so']}\b)",
        "does_to": rf"\b(?:{said['does_to']})\s+{only}"
        rf"(?={said['ends']}|\s+(?:{said['does_so']})\b)",
    }
    return re.compile(written[kind], re.IGNORECASE)
