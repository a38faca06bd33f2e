"""Renames of labels as the command that made them: `gh label edit old --name new`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from pipelines.read.labels.documented import DocumentedLabel
from pipelines.read.labels.facets import facet_of

_COMMAND = "gh label edit "
_NAME = ("--name", "-n")
_MOST = 2_000  # commands in a text; 500 characters each


def read_commands(text: str, *, path: str) -> Iterator[DocumentedLabel]:
    """The old and the new name of every rename that a script or a page shows."""
    if _COMMAND not in text:
        return
    count = 0
    for number, line in enumerate(text.replace("\\\n", "  ").splitlines(), start=1):
        place = line.find(_COMMAND)
        if place < 0 or count >= _MOST:
            continue
        count += 1
        names = _names(line[place + len(_COMMAND) :][:500])
        if names is None:
            continue
        old, new = names
        quote = line.strip()[:500]
        facet = facet_of(new)
        yield DocumentedLabel(new, facet, "preferred", None, "", number, quote, path)
        yield DocumentedLabel(old, facet, "deprecated", new, "", number, quote, path)


def _names(arguments: str) -> tuple[str, str] | None:
    """(old, new); None where one is missing or is filled in when it runs."""
    try:
        words = shlex.split(arguments.partition("|")[0], comments=True)
    except ValueError:
        return None
    new = old = ""
    for position, word in enumerate(words):
        option, has_value, value = word.partition("=")
        if option in _NAME and has_value:
            new = value
        elif word in _NAME and position + 1 < len(words):
            new = words[position + 1]
        elif position == 0 and not word.startswith("-"):
            old = word
    is_plain = not any(sign in name for name in (old, new) for sign in "$`<{")
    return (old, new) if old and new and old != new and is_plain else None
