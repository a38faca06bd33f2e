"""Names with a hole in them, such as `feat/<name>` or `area:*`."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(
    r"<[^<>]{0,60}>|\{[^{}]{0,60}\}|\[[^\[\]]{0,60}\]|…|\.{3}|\bNNN+\b|\bXX+(?:\.(?:XX+|YY+))?\b|\*+"
    r"|\b[vV]?[xX]\.[yY](?:\.[zZ])?\b|\b[vV]?[A-Z]\.[A-Z](?:\.[A-Zx])?\b"
    r"|\b(?:MAJOR|YY(?:YY)?|VERSION)(?:\.(?:MINOR|MM|PATCH|x)){0,2}\b|\bYYYY(?:[-.]MM(?:[-.]DD)?)?\b|\bN(?=[-_])|(?<=[-_/v.])X(?=[-_])|(?<=[-_/v:])[XN]\b"
)


_KIND = re.compile(r"^\[[\w -]{1,30}\](?=\s+\S)")  # `[Type] Bug`: a part of the name


def is_glob(name: str) -> bool:
    """Does the name stand for many."""
    name = _KIND.sub("", name)
    return bool(PLACEHOLDER.search(name)) or name.endswith((":", "/", "-", "_"))


def as_glob(text: str) -> str:
    """`hotfix/<id>` and `feat/…` as `hotfix/*` and `feat/*`; a bare prefix likewise."""
    if text.startswith("^") or text.endswith("$"):
        return text.strip()  # a regular expression, kept as written
    kind = _KIND.match(text.strip())
    start = kind[0] if kind else ""
    rest = text.strip().removeprefix(start)
    glob = start + re.sub(r"\*+", "*", PLACEHOLDER.sub("*", rest))
    glob = re.sub(r"\*(?:[-_]\*)+$", "*", glob)
    return glob + "*" if glob.endswith(("/", "-", ":", "_")) else glob
