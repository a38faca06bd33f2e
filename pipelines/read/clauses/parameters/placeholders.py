"""Names with a hole in them, such as `feat/<name>` or `area:*`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

PLACEHOLDER = re.compile(
    r"<[^<>]{0,60}>|\{[^{}]{0,60}\}|\[[^\[\]]{0,60}\]|…|\.{3}|\bNNN+\b|\bXX+(?:\.(?:XX+|YY+))?\b|\*+"
    r"|(?<![A-UW-Za-uw-z])(?:[xX]\.[yY](?:\.[zZ])?|[A-Z]\.[A-Z](?:\.[A-Z])?)\b"
    r"|\b(?:MAJOR|YY(?:YY)?|VERSION)(?:\.(?:MINOR|MM|PATCH|x)){0,2}\b|\bYYYY(?:[-.]MM(?:[-.]DD)?)?\b|\bN(?=[-_])|(?<=[-_/v.])X(?=[-_])|(?<=[-_/v:])[XN]\b"
)

# `X.Y`: a hole each; but for the last of `X.Y.X`, which is told as it is.
_LETTERS = re.compile(r"[A-Za-z](?:\.[A-Za-z]){1,2}")

_BRACKET = re.compile(r"(\[[^\[\]]{1,60}\])\s+(?=\S)")


def shared_brackets(names: Iterable[str]) -> frozenset[str]:
    """Brackets before labels that are a part of the names: `[Type] Bug`, `[Type] *`.

    A capital says so, or that several share it; `[area] fix` has a hole.
    """
    found = Counter(one[1] for name in names if (one := _BRACKET.match(name)))
    return frozenset(
        one for one, count in found.items() if count > 1 or one[1].isupper()
    )


def named_after(name: str, brackets: frozenset[str]) -> tuple[str, str]:
    """A name, taken apart behind a bracket that is a part of it."""
    found = _BRACKET.match(name)
    is_named = found and found[1] in brackets
    return (found[0], name[found.end() :]) if found and is_named else ("", name)


_KEY = re.compile(  # of a ticket, and what tells what it is about
    r"(?<![A-Za-z0-9])(?P<key>[A-Z]{2,10}-)\d{2,6}(?:(?P<joint>[-_/])[a-z][\w-]*)?$"
)
_KIND = re.compile(r"^\[[\w -]{1,30}\](?=\s+\S)")  # `[Type] Bug`: a part of the name


def _stars(hole: re.Match[str]) -> str:
    """A star for each hole: two for `X.Y`, three for `x.y.z`."""
    is_letters = _LETTERS.fullmatch(hole[0])
    return re.sub(r"[A-Za-z]", "*", hole[0]) if is_letters else "*"


def is_glob(name: str) -> bool:
    """Does the name stand for many."""
    name = _KIND.sub("", name)
    return bool(PLACEHOLDER.search(name)) or name.endswith((":", "/", "-", "_"))


def from_example(name: str) -> str:
    """`ABC-1234-fix-login` as `ABC-*-*`: a key with any number, and any words."""
    return _KEY.sub(
        lambda m: f"{m['key']}*{m['joint']}*" if m["joint"] else f"{m['key']}*", name
    )


def as_glob(text: str) -> str:
    """`hotfix/<id>` and `feat/…` as `hotfix/*` and `feat/*`; a bare prefix likewise."""
    if text.startswith("^") or text.endswith("$"):
        return text.strip()  # a regular expression, kept as written
    kind = _KIND.match(text.strip())
    start = kind[0] if kind else ""
    rest = text.strip().removeprefix(start)
    glob = start + re.sub(r"\*+", "*", PLACEHOLDER.sub(_stars, rest))
    return glob + "*" if glob.endswith(("/", "-", ":", "_")) else glob
