"""Names with a hole in them, such as `feat/<name>` or `area:*`."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(
    r"<[^<>]{0,60}>|\{[^{}]{0,60}\}|\[[^\[\]]{0,60}\]|…|\.{3}|\bNNN+\b|\bXX+(?:\.(?:XX+|YY+))?\b|\*+"
    r"|\b[vV]?[xX]\.[yY](?:\.[zZ])?\b|\bYYYY(?:-MM(?:-DD)?)?\b|\b[XN](?=[-_])|(?<=[-_/v])[XN]\b"
)


def is_glob(name: str) -> bool:
    """Does the name stand for many."""
    return bool(PLACEHOLDER.search(name)) or name.endswith((":", "/", "-"))


def as_glob(text: str) -> str:
    """`hotfix/<id>` and `feat/…` as `hotfix/*` and `feat/*`; a bare prefix likewise."""
    if text.startswith("^") or text.endswith("$"):
        return text.strip()  # a regular expression, kept as written
    glob = re.sub(r"\*+", "*", PLACEHOLDER.sub("*", text.strip()))
    glob = re.sub(r"\*(?:[-_]\*)+$", "*", glob)
    return glob + "*" if glob.endswith(("/", "-", ":", "_")) else glob
